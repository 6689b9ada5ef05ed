"""Recode partners' data from one scheme into another: the compiled crosswalk, the decision per value, files, coverage."""

from csea_terms.crosswalks.recoding.compiled import compile_crosswalk
from csea_terms.crosswalks.recoding.coverage import Coverage
from csea_terms.crosswalks.recoding.decide import POLICIES, Decision, Recoder
from csea_terms.crosswalks.recoding.files import recode_file

__all__ = ["POLICIES", "Coverage", "Decision", "Recoder", "compile_crosswalk", "recode_file"]
