"""Write requirements.lock from pyproject.toml: every package with its hashes, for any platform, and no address.

Run by ``make lock``. ``tests/test_lockfile.py`` fails when the lock no longer fits pyproject.toml.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Resolve the dependencies of every extra and write the lock."""
    command = [
        str(Path(sys.executable).with_name("uv")), "pip", "compile", "--quiet", "--universal", "--generate-hashes",
        "--no-emit-index-url", "--no-header", "--no-annotate", "--all-extras", "--python-version", "3.11",
        "pyproject.toml", "--output-file", "requirements.lock",
    ]  # fmt: skip
    subprocess.run(command, cwd=_ROOT, check=True)


if __name__ == "__main__":
    main()
