"""From text to terms: one analysis for indexing, queries and highlighting.

Text is folded (`folding`) and split into

- runs of Chinese characters, kana or Hangul, which are written without spaces. A run gives its
  overlapping pairs and its last character, so any two neighbours can be searched for without a
  dictionary: `大模型` gives `大模`, `模型`, `型`;
- words of other letters and digits. A word gives its parts, and parts squashed together, because
  names are spelled in many ways: `GPT-5.6` gives `gpt`, `5.6` and `gpt56`, as do `GPT 5.6` and
  `gpt5.6`.

Offsets are characters of the text before folding, end exclusive. Positions count
parts of words (`terms.words_and_gaps`).
"""

from __future__ import annotations

from digests.search.analysis.characters import ALPHANUMERIC, CJK, GAP, JOINERS, LETTER
from digests.search.analysis.folding import FoldedText, fold, folded_text
from digests.search.analysis.terms import (
    MAX_SQUASHED,
    is_cjk,
    parts,
    squashed,
    terms,
    words,
)

__all__ = [
    "ALPHANUMERIC",
    "CJK",
    "GAP",
    "JOINERS",
    "LETTER",
    "MAX_SQUASHED",
    "FoldedText",
    "fold",
    "folded_text",
    "is_cjk",
    "parts",
    "squashed",
    "terms",
    "words",
]
