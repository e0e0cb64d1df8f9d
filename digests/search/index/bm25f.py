"""How well an item answers a word: BM25F, with the part that belongs to the item made beforehand.

An item holds a word as often as tf_f in its field f, which has len_f terms. Then

    weight = sum over fields of  W_f * tf_f / (1 - B_f + B_f * max(len_f / L_f, 1))
    impact = weight / (K1 + weight)                                           between 0 and 1
    idf    = ln(1 + (N - n + 0.5) / (n + 0.5))       of N items in the library, n have the word
    score  = sum over the words of the query of  idf * impact

`impact` is kept in the index as one byte. The usual lengths L_f are constants and not the averages
of the library, so an impact never has to be made again when the library grows; a field that is
shorter than usual is no better for it, because many stories are just a line. Of a beginning
(`gpt*`) every item that holds it scores `START_SCORE`, and more when it has the word itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from digests.search.index.arrays import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

K1 = 1.2
START_SCORE = 0.1
LEVELS = 255
"""Impacts are kept in steps of 1/255, and the smallest is one step."""


class FieldWeight(NamedTuple):
    """What the words of one field count."""

    weight: float
    """W_f"""
    normalisation: float
    """B_f: 0 when the length of the field does not matter, 1 when it matters in full."""
    usual_length: float
    """L_f, in terms."""


FIELD_WEIGHTS = {
    "title": FieldWeight(4.0, 0.4, 15),
    "body": FieldWeight(1.0, 0.75, 60),
    "section": FieldWeight(0.4, 0.0, 5),
}


def term_weight(field: str, length: int) -> float:
    """Return what one occurrence in a field of `length` terms adds to a weight."""
    weight, normalisation, usual = FIELD_WEIGHTS[field]
    return weight / (1 - normalisation + normalisation * max(length / usual, 1))


def impacts(weights: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return impacts as the index keeps them."""
    levels = np.rint(LEVELS * weights / (K1 + weights))
    return np.maximum(levels, 1).astype(np.uint8)


def idf(items: int, with_word: int) -> float:
    """Return how much a word tells that `with_word` of `items` items have."""
    return float(np.log1p((items - with_word + 0.5) / (with_word + 0.5)))
