"""``python -m csea_terms`` is the command ``csea-terms``."""

from csea_terms.cli import main

if __name__ == "__main__":
    main()
