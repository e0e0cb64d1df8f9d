"""How well an item matches a word: BM25F, with the item's share computed at indexing time.

A word occurs tf_f times in field f of an item, which has len_f terms. Then

    weight = sum over fields of  W_f * tf_f / (1 - B_f + B_f * max(len_f / L_f, 1))
    impact = weight / (K1 + weight)                                           between 0 and 1
    idf    = ln(1 + (N - n + 0.5) / (n + 0.5))       of N items in the library, n have the word
    score  = sum over the words of the query of  idf * impact

`impact` is stored in the index in five bits. The usual lengths L_f are constants and not the
averages of the library, so impacts stay valid when the library grows. A field that is shorter than
usual gets no bonus, because many stories are just a line. For a prefix (`gpt*`) every item with
such a word scores `PREFIX_SCORE`, and more when it has the prefix itself as a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from digests.search.index.arrays import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

K1 = 1.2
PREFIX_SCORE = 0.1
LEVELS = 31
"""Impacts are stored in steps of 1/31, and the smallest is one step."""


class FieldWeight(NamedTuple):
    """The parameters of one field."""

    weight: float
    """W_f"""
    normalisation: float
    """B_f: 0 when the length of the field does not matter, 1 when it matters fully."""
    usual_length: float
    """L_f, in terms."""


FIELD_WEIGHTS = {
    "title": FieldWeight(4.0, 0.4, 15),
    "body": FieldWeight(1.0, 0.75, 60),
    "section": FieldWeight(0.4, 0.0, 5),
    "around": FieldWeight(0.1, 0.0, 5),
}
"""`around` has what is shown beside an item: hosts of links, link texts, the publication."""


def term_weight(field: str, length: int) -> float:
    """Return what one occurrence in a field of `length` terms adds to a weight."""
    weight, normalisation, usual = FIELD_WEIGHTS[field]
    return weight / (1 - normalisation + normalisation * max(length / usual, 1))


def impacts(weights: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return the impacts of weights as the index stores them, 1 to `LEVELS`."""
    levels = np.rint(LEVELS * weights / (K1 + weights))
    return np.maximum(levels, 1).astype(np.uint8)


def idf(items: int, with_word: int) -> float:
    """Return the inverse document frequency of a word that `with_word` of `items` items have."""
    return float(np.log1p((items - with_word + 0.5) / (with_word + 0.5)))
