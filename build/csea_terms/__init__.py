"""CSEA Terms: a shared language for protecting children from sexual exploitation and abuse.

>>> from csea_terms import Vocabulary  # doctest: +SKIP
>>> Vocabulary.load(".").concept("csam").label("fr")  # doctest: +SKIP
"""

__version__ = "0.1.0"


def __getattr__(name: str):
    # Loaded when it is used, so that the command's --help does not wait for the RDF libraries.
    if name == "Vocabulary":
        from csea_terms.vocabulary import Vocabulary

        return Vocabulary
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
