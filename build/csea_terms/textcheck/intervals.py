"""Confidence intervals of a rate of words, and of the ratio of two rates, where words come in clusters.

The words of an answer are not independent: who writes a word to avoid once writes it again. So counts are divided by their design
effect, after which the exact methods for Poisson counts hold (Rao and Scott 1999, "A simple method for analysing overdispersion in
clustered Poisson data", Statistics in Medicine 18:1373-1385). Chosen over a bootstrap because that has no interval but 0 to 0 where
nothing was found, and is too narrow with few clusters (``tests/test_answers.py`` measures both). As Korn and Graubard (1998, "Confidence intervals for proportions with small
expected number of positive counts estimated from survey data", Survey Methodology 24:193-201) do with proportions, a design effect
counts for more where few clusters tell it, and never makes an interval narrower than that of independent words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from math import exp, lgamma, log, sqrt

Cluster = tuple[int, int]
"""What was found in the words that belong together, and how many words these are."""

Interval = tuple[float, float | None]
"""The lower and the upper limit; None stands for no upper limit."""

_OUTSIDE = 0.05
_NORMAL = 1.959963984540054
_HALVINGS = 50
"""After more, what stands in the middle below 1 is 1 itself in floating point."""
_NEGLIGIBLE = 1e-15


def design_effect(clusters: Sequence[Cluster]) -> float:
    """Return by how much clustering widens the variance of a rate, from 1; two clusters or more are needed, with words in them.

    The variance of the rate as a ratio of two sums (Rao and Scott 1999) over that of a Poisson count, times the squared
    ratio of Student's quantile to the normal one (Korn and Graubard 1998).
    """
    number, found, words = len(clusters), *map(sum, zip(*clusters, strict=True))
    rate = found / words
    squares = sum((own - rate * size) ** 2 for own, size in clusters)
    effect = number / (number - 1) * squares / found if found else 1.0
    return max(1.0, effect) * (student_quantile(number - 1) / _NORMAL) ** 2


def rate_interval(clusters: Sequence[Cluster]) -> tuple[float, float] | None:
    """Return the 95 % confidence interval of what is found per word, or None where fewer than two clusters, or no words, tell nothing.

    It is that of Garwood (1936, "Fiducial limits for the Poisson distribution", Biometrika 28:437-442) for the effective count.
    """
    effective = _effective(clusters)
    if effective is None:
        return None
    found, words = effective
    low = gamma_quantile(_OUTSIDE / 2, found) if found else 0.0
    return low / words, gamma_quantile(1 - _OUTSIDE / 2, found + 1) / words


def ratio_interval(first: Sequence[Cluster], second: Sequence[Cluster]) -> Interval | None:
    """Return the 95 % confidence interval of the rate of the first over that of the second, or None where nothing is told.

    Given the sum of two Poisson counts, one of them is binomial; the limits are those of Clopper and Pearson (1934, "The use of
    confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26:404-413) for the effective counts. The two are
    taken as independent; where both systems answered the same prompts, that is rather too wide than too narrow.
    """
    effective = _effective(first), _effective(second)
    if effective[0] is None or effective[1] is None or effective[0][0] + effective[1][0] == 0:
        return None
    (found, words), (other_found, other_words) = effective[0], effective[1]
    low = beta_quantile(_OUTSIDE / 2, found, other_found + 1) if found else 0.0
    high = beta_quantile(1 - _OUTSIDE / 2, found + 1, other_found) if other_found else 1.0
    scale = other_words / words
    return low / (1 - low) * scale, high / (1 - high) * scale if high < 1 else None


def _effective(clusters: Sequence[Cluster]) -> tuple[float, float] | None:
    if len(clusters) < 2 or not sum(words for _, words in clusters):
        return None
    found, words = map(sum, zip(*clusters, strict=True))
    effect = design_effect(clusters)
    return found / effect, words / effect


# Quantiles


def gamma_quantile(share: float, shape: float) -> float:
    """Return the quantile of the gamma distribution with scale 1.

    >>> round(gamma_quantile(0.975, 1), 3)  # Garwood's upper limit for a count of nothing
    3.689
    """
    return _where(lambda x: _gamma_below(shape, x) < share, shape + 10 * sqrt(shape) + 20)


def beta_quantile(share: float, a: float, b: float) -> float:
    """Return the quantile of the beta distribution.

    >>> round(beta_quantile(0.5, 3, 3), 9)
    0.5
    """
    return _where(lambda x: _beta_below(a, b, x) < share, 1.0)


@cache
def student_quantile(freedom: int) -> float:
    """Return what Student's t stays below in 97.5 of 100 cases, by its relation to the beta distribution (NIST DLMF 8.17).

    >>> round(student_quantile(10), 3)
    2.228
    """
    x = beta_quantile(_OUTSIDE, freedom / 2, 0.5)
    return sqrt(freedom * (1 - x) / x)


def _where(below: Callable[[float], bool], high: float) -> float:
    """Return where between 0 and an upper bound something stops being true, by halving."""
    low = 0.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return high


def _gamma_below(shape: float, x: float) -> float:
    """Return the regularized lower incomplete gamma function (NIST DLMF 8.7.1 with 8.2.4)."""
    return exp(shape * log(x) - x - lgamma(shape + 1)) * _series(lambda n: x / (shape + n))


def _beta_below(a: float, b: float, x: float) -> float:
    """Return the regularized incomplete beta function (NIST DLMF 8.17.8), from the side on which its series converges fast (8.17.4)."""
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_below(b, a, 1 - x)
    scale = lgamma(a + b) - lgamma(a + 1) - lgamma(b) + a * log(x) + b * log(1 - x)
    return exp(scale) * _series(lambda n: x * (a + b + n - 1) / (a + n))


def _series(ratio: Callable[[int], float]) -> float:
    """Return the sum of a series from 1 on, of positive terms each of which is the one before times a ratio."""
    total = term = 1.0
    number = 0
    while term > _NEGLIGIBLE * total:
        number += 1
        term *= ratio(number)
        total += term
    return total
