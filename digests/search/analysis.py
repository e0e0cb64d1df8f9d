"""From text to terms: one analysis for indexing, queries and highlighting.

Text is folded (NFKC, lower case) and split into

- runs of Chinese characters, kana or Hangul, which are written without spaces. A run gives its
  overlapping pairs and its last character, so any two neighbours can be searched for without a
  dictionary: `大模型` gives `大模`, `模型`, `型`;
- words of other letters and digits. A word gives its parts and its neighbouring parts squashed
  together, because names are spelled in many ways: `GPT-5.6` gives `gpt`, `5.6`, `gpt56` and
  `gpt-5.6`; `GPT 5.6` and `gpt5.6` give `gpt56` too.

Offsets are characters of the text before folding, end exclusive.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

CJK = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31f0-\u31ff"
    "\u1100-\u11ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\U00020000-\U000323af"
)
"""For use inside a character class: Han, kana, bopomofo, Hangul."""
_FIRST_CJK = "\u1100"
_NONE = "\ue000"
"""For use inside a character class instead of `CJK` if a text has none: a private-use character."""

LETTER = rf"[^\W\d_{CJK}]"
ALPHANUMERIC = rf"[^\W_{CJK}]"
JOINERS = "._/&+'’‐–-"
"""Punctuation that joins the parts of one name."""

_NUMBER = r"\d+(?:,\d{3}(?!\d)|\.\d+)*"
_PART = rf"{_NUMBER}{LETTER}*|{LETTER}+(?:(?:\+\+|\#)(?!{ALPHANUMERIC}))?"
_JOIN = rf"[{JOINERS}](?={ALPHANUMERIC})|(?<={LETTER})[ ](?=\d)|"
_WORD = rf"[{CJK}]+|(?:{_PART})(?:(?:{_JOIN})(?:{_PART}))*"

_COMBINING = (
    "\u0300-\u036f\u1160-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
)
_CLUSTERS = f"[\\s\\S][{_COMBINING}]*"
_HAS_COMBINING = f"[{_COMBINING}]"

_UNUSUAL = (
    "[^\0-\u02ff\u0400-\u0482\u2000-\u20cf\u2100-\u2bff\u3000-\u3098\u309b-\u9fff"
    "\ufe0f\uff00-\uff9d\U0001f300-\U0001faff]"
)
"""Characters whose folding may depend on neighbours; a text without them is folded at once."""

MAX_SQUASHED = 4
"""At most this many neighbouring parts are squashed into one term."""


class Token(NamedTuple):
    """A term and the characters it stands for."""

    term: str
    start: int
    end: int


class FoldedText(NamedTuple):
    """A text after NFKC and lower case, which may have made it longer or shorter."""

    text: str

    offsets: tuple[int, ...] | None
    """For each folded character, and for the end, its offset in the original; None: the same."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original of the folded characters from `start` to before `end`."""
        if self.offsets is None:
            return start, end
        # A character that folds into several belongs to a span as a whole or not at all.
        last = self.offsets[end - 1]
        while self.offsets[end] == last:
            end += 1
        return self.offsets[start], self.offsets[end]


class _Foldings(dict[str, str]):
    """Caches the folded form of a character with its combining marks, if any."""

    def __missing__(self, cluster: str) -> str:
        folded = unicodedata.normalize("NFKC", cluster).lower()
        # Lowercasing may decompose a character, as it does the Turkish capital I with a dot.
        folded = unicodedata.normalize("NFKC", folded)
        if len(self) < 50_000:
            self[cluster] = folded
        return folded


_FOLDINGS = _Foldings()


def fold(text: str) -> FoldedText:
    """Return `text` in NFKC and lower case, with the offsets of its characters in `text`."""
    if text.isascii():
        return FoldedText(text.lower(), None)
    if _compiled(_UNUSUAL).search(text) is None:
        at_once = _folded(text)
        if len(at_once) == len(text):  # folding such characters never makes a text shorter
            return FoldedText(at_once, None)
    clusters = (
        _compiled(_CLUSTERS).findall(text) if _compiled(_HAS_COMBINING).search(text) else text
    )
    pieces = [_FOLDINGS[cluster] for cluster in clusters]
    folded = "".join(pieces)
    if len(pieces) == len(text) == len(folded):
        return FoldedText(folded, None)
    starts = accumulate(map(len, clusters), initial=0)
    offsets = [start for start, piece in zip(starts, pieces, strict=False) for _ in piece]
    return FoldedText(folded, (*offsets, len(text)))


def folded_text(text: str) -> str:
    """Return `fold(text).text`, faster because no offsets are needed."""
    if text.isascii():
        return text.lower()
    return _folded(text) if _compiled(_UNUSUAL).search(text) is None else fold(text).text


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())


def tokens(text: str) -> Iterator[Token]:
    """Yield the terms of `text` with their offsets, in reading order.

    Terms overlap: a pair of characters with the next, a name with its parts.
    """
    folded = fold(text)
    for term, start, end in _folded_tokens(folded.text):
        yield Token(term, *folded.span(start, end))


def terms(text: str) -> list[str]:
    """Return the terms of `text` as often as they occur, in reading order."""
    result: list[str] = []
    folded = folded_text(text)
    for word in _pattern(_WORD, folded).findall(folded):
        if word[0] < _FIRST_CJK or not is_cjk(word):
            result += _TERMS_OF_WORDS[word]
        else:
            result += map(str.__add__, word, word[1:])
            result.append(word[-1])
    return result


def words(text: str) -> Iterator[str]:
    """Yield the folded words of `text`: whole runs of Chinese, whole names with joiners."""
    folded = folded_text(text)
    yield from _pattern(_WORD, folded).findall(folded)


def parts(word: str) -> list[str]:
    """Return the parts of a folded word for which `is_cjk` is False: `gpt`, `5.6` of `gpt-5.6`."""
    return [part.replace(",", "") for part in _pattern(_PART, word).findall(word)]


def squashed(neighbours: list[str]) -> str:
    """Return parts as one term: `gpt` and `5.6` give `gpt56`."""
    return "".join(neighbours).replace(".", "")


def is_cjk(word: str) -> bool:
    """Return whether a folded word is a run of Chinese characters, kana or Hangul."""
    return word[0] >= _FIRST_CJK and _compiled(f"[{CJK}]").match(word) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern on first use: large character classes take time."""
    return re.compile(pattern)


def _pattern(pattern: str, text: str) -> re.Pattern[str]:
    """Compile a pattern for `text`; for ASCII it has no Chinese, so that it compiles quickly."""
    return _compiled(pattern.replace(CJK, _NONE) if text.isascii() else pattern)


def _folded_tokens(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _pattern(_WORD, text).finditer(text):
        word, start = match[0], match.start()
        if word.isascii() and word.isalpha():
            yield word, start, match.end()
        elif is_cjk(word):
            yield from _pairs(word, start)
        else:
            yield from _spellings(word, start)


def _pairs(run: str, start: int) -> Iterator[tuple[str, int, int]]:
    for index in range(len(run) - 1):
        yield run[index : index + 2], start + index, start + index + 2
    yield run[-1], start + len(run) - 1, start + len(run)


def _spellings(word: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Yield the parts of a word, each run of neighbouring parts squashed, and the word itself."""
    matches = list(_pattern(_PART, word).finditer(word))
    names = [match[0].replace(",", "") for match in matches]
    for first, match in enumerate(matches):
        yield names[first], start + match.start(), start + match.end()
        for last in range(first + 1, min(first + MAX_SQUASHED, len(matches))):
            term = squashed(names[first : last + 1])
            yield term, start + match.start(), start + matches[last].end()
    if len(matches) > 1 and " " not in word and word != squashed(names):
        yield word, start, start + len(word)


class _TermsOfWords(dict[str, tuple[str, ...]]):
    """Caches the terms of each word that is not Chinese: a few thousand words keep recurring."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        own_terms = tuple(term for term, _, _ in _folded_tokens(word))
        if len(self) < 100_000:
            self[word] = own_terms
        return own_terms


_TERMS_OF_WORDS = _TermsOfWords()
