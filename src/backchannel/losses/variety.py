"""
How concentrated channels are by type: by Herfindahl's index, and in Hill's effective numbers.

Forty channels of one type are not as many ways to be heard as forty of ten types: what ends one
working group mostly ends all.
"""

from __future__ import annotations

from collections import Counter
from math import exp, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def herfindahl(types: Iterable[str]) -> float | None:
    r"""
    Return how likely two channels, each drawn at random, are of one type.

    A high value marks a relation that rests on few kinds of channel: what ends one ends many.

    .. math:: H = \sum_i p_i^2

    where p is the share of a type among the channels [1]_, [2]_.

    Parameters
    ----------
    types
        The type of each channel.

    Returns
    -------
    herfindahl
        From 1 / number of types (all equally common) to 1 (all channels of one type). Not defined
        (None) in an empty network, which has no channel.

    References
    ----------
    .. [1] A. O. Hirschman, "The paternity of an index", American Economic Review 54 (1964), 761.
    .. [2] E. H. Simpson, "Measurement of diversity", Nature 163 (1949), 688.
       https://doi.org/10.1038/163688a0

    Examples
    --------
    Two hotlines, one mission, one working group: 1/4 + 1/16 + 1/16.

    >>> types = ["hotline", "hotline", "mission", "working-group"]
    >>> herfindahl(types)
    0.375
    """
    shares = _shares(types)
    return sum(share**2 for share in shares) if shares else None


def hill(types: Iterable[str], *, order: int) -> float:
    r"""
    Return the effective number of types: so many, if all were equally common.

    .. math:: D_q = \left(\sum_i p_i^q\right)^{1/(1-q)}, \quad D_1 = \exp(-\sum_i p_i \ln p_i)

    where p is the share of a type [1]_. The higher the order, the less rare types count: order 0
    counts the types, 2 is the inverse of Herfindahl's index.

    Parameters
    ----------
    types
        The type of each channel.
    order
        From 0.

    Returns
    -------
    number
        From 1 to the number of types; 0 in an empty network, which has no channel.

    References
    ----------
    .. [1] M. O. Hill, "Diversity and evenness: a unifying notation and its consequences", Ecology
       54 (1973), 427-432. https://doi.org/10.2307/1934352

    Examples
    --------
    Two hotlines, one mission, one working group: three types; exp(1.5 ln 2) = 2^1.5; 1 / 0.375.

    >>> types = ["hotline", "hotline", "mission", "working-group"]
    >>> [round(hill(types, order=order), 3) for order in (0, 1, 2)]
    [3.0, 2.828, 2.667]
    """
    shares = _shares(types)
    if not shares:
        return 0.0
    if order == 1:
        return exp(-sum(share * log(share) for share in shares))
    return float(sum(share**order for share in shares) ** (1 / (1 - order)))


def _shares(types: Iterable[str]) -> list[float]:
    numbers = Counter(types)
    return [numbers[kind] / numbers.total() for kind in sorted(numbers)]
