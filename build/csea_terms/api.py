"""What is public of the package, and nothing else: :data:`__all__`. ``from csea_terms import …`` gives these names."""

from csea_terms.crosswalks.composition import Correspondence
from csea_terms.crosswalks.recoding.decide import Candidate, Decision, Recoder
from csea_terms.errors import ContentError, CseaTermsError, Problem, UsageError
from csea_terms.model import Concept, Label, Words
from csea_terms.search.lookup import Hit
from csea_terms.usages import Usage
from csea_terms.vocabulary import Vocabulary

__all__ = [
    "Vocabulary", "Hit", "Concept", "Words", "Label", "Usage", "Correspondence", "Recoder", "Decision", "Candidate",
    "CseaTermsError", "UsageError", "ContentError", "Problem",
]  # fmt: skip
