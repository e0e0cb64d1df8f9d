"""Highlighting the words of a query in a text, and choosing the excerpt that shows them best."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from digests.search.analysis import fold
from digests.search.hits import HighlightedText
from digests.search.query.model import positive_words
from digests.search.query.parser import parse_query
from digests.search.query.spellings import highlight_patterns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Span = tuple[int, int]

SNIPPET_LENGTH = 120
"""In characters, ellipses not counted; a snippet may be a little shorter."""

WINDOW = 2_000
"""In characters: a snippet is chosen among the matches of the first stretch of this length that has
any, so that a long text costs no more than a short one."""

MOST_SEARCHED = 8 * WINDOW
"""A text without a match in so many characters is shown from its beginning."""

_MARGIN = 128
"""What is read on both sides of a window, so that no match in it is cut; a longer phrase may be."""

_SENTENCE_END = re.compile(r"[。！？!?；;…\n]+[”’」』）)\"']*\s*|\.\s+")
_CLAUSE_END = re.compile(r"[，、：,:]\s*|\s+[–—-]\s+")
_SPACE = re.compile(r"\s")
_INK = re.compile(r"\S")

_JOINER = "\u200d"
_SKIN_TONES = ("\U0001f3fb", "\U0001f3ff")
_LONGEST_CLUSTER = 16
"""In characters; hostile texts have letters with thousands of marks, which are cut."""


def highlight(patterns: Iterable[re.Pattern[str]], text: str) -> HighlightedText:
    """Highlight the matches of a query's patterns in `text`, which need not be folded."""
    return HighlightedText(text, matching_spans(patterns, text))


def matching_spans(patterns: Iterable[re.Pattern[str]], text: str) -> tuple[Span, ...]:
    """Return the spans of `text` that a query's patterns match, sorted and disjoint."""
    return _merged(_spans(patterns, text))


def highlight_query(query: str, text: str) -> HighlightedText:
    """Highlight the words of `query` in `text`. Raises QueryError."""
    asked = tuple(positive_words(parse_query(query).part))
    return highlight(highlight_patterns(asked), text)


def snippet(patterns: Iterable[re.Pattern[str]], text: str) -> HighlightedText:
    """Return one line of `text` with the densest matches, or else its beginning.

    At most `MOST_SEARCHED` characters are searched, and those behind the first match hardly.
    """
    spans = _first_spans(tuple(patterns), text)
    first, last = _densest(spans)
    start = _between_clusters(text, _beginning(text, first, last))
    end = min(len(text), start + SNIPPET_LENGTH)
    if end < len(text):
        end = _good_end(text, max(start + SNIPPET_LENGTH // 2, last), end)
    return _cut(text, spans, start, _between_clusters(text, end))


def _first_spans(patterns: Sequence[re.Pattern[str]], text: str) -> tuple[Span, ...]:
    """Return the matches in the first window that has any."""
    for start in range(0, min(len(text), MOST_SEARCHED), WINDOW):
        if spans := _spans_from(patterns, text, start):
            return spans
    return ()


def _spans_from(patterns: Sequence[re.Pattern[str]], text: str, start: int) -> tuple[Span, ...]:
    """Return the matches that begin in the window from `start` on."""
    left = max(start - _MARGIN, 0)
    end = start + WINDOW
    within = matching_spans(patterns, text[left : end + _MARGIN])
    return tuple(
        (left + first, left + last) for first, last in within if start <= left + first < end
    )


def _spans(patterns: Iterable[re.Pattern[str]], text: str) -> list[Span]:
    folded = fold(text)
    return [
        folded.span(*match.span())
        for pattern in patterns
        for match in pattern.finditer(folded.text)
        if match.end() > match.start()
    ]


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Return sorted spans; those that overlap or touch become one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def _densest(spans: Sequence[Span]) -> Span:
    """Return the stretch with most highlighted characters that fits; the earliest of equals."""
    best, most = (0, 0), 0
    last = highlighted = 0
    for first, (start, end) in enumerate(spans):
        while last < len(spans) and (spans[last][1] - start <= SNIPPET_LENGTH or last == first):
            highlighted += spans[last][1] - spans[last][0]
            last += 1
        if highlighted > most:
            best, most = (start, spans[last - 1][1]), highlighted
        highlighted -= end - start
    return best


def _beginning(text: str, first: int, last: int) -> int:
    """Return where to begin: at the sentence, or else the clause or word, before `first`."""
    room = max(0, SNIPPET_LENGTH - (last - first))
    lowest = max(0, first - room)
    if lowest == 0:
        # A text is shown from its beginning if that is near, unless a sentence starts in between.
        return _after_last(_SENTENCE_END, text, 0, first) if first > room // 2 else 0
    for ends in (_SENTENCE_END, _CLAUSE_END):
        start = _after_last(ends, text, lowest, first)
        if start > lowest:
            return start
    space = text.find(" ", max(lowest, first - room // 2), first)
    return space + 1 if space >= 0 else max(lowest, first - room // 2)


def _after_last(ends: re.Pattern[str], text: str, lowest: int, before: int) -> int:
    offsets = [match.end() for match in ends.finditer(text, lowest, before)]
    return next((offset for offset in reversed(offsets) if offset <= before), lowest)


def _good_end(text: str, lowest: int, limit: int) -> int:
    """Return where to end: after a sentence, or else not within a Latin word."""
    sentence = _after_last(_SENTENCE_END, text, lowest, limit)
    if sentence > lowest:
        return sentence
    if text[limit - 1].isascii() and text[limit].isascii():
        space = text.rfind(" ", lowest, limit)
        return space if space > 0 else limit
    return limit


def _between_clusters(text: str, offset: int) -> int:
    """Return `offset`, or where the character begins whose marks stand there."""
    lowest = max(offset - _LONGEST_CLUSTER, 0)
    return next((at for at in range(offset, lowest, -1) if not _is_inside(text, at)), offset)


def _is_inside(text: str, offset: int) -> bool:
    """Return whether the character at `offset` belongs to the one before it."""
    if offset >= len(text):
        return False
    mark = text[offset]
    if mark.isascii():
        return False
    is_joined = _JOINER in (mark, text[offset - 1]) or _SKIN_TONES[0] <= mark <= _SKIN_TONES[1]
    return is_joined or unicodedata.category(mark).startswith("M")


def _cut(text: str, spans: Sequence[Span], start: int, end: int) -> HighlightedText:
    """Return `text[start:end]` on one line, with an ellipsis at each end that was cut."""
    while end > start and text[end - 1].isspace():
        end -= 1
    before = "… " if _INK.search(text, 0, start) else ""
    after = " …" if _INK.search(text, end) else ""
    shift = len(before) - start
    kept = tuple(
        (max(first, start) + shift, min(last, end) + shift)
        for first, last in spans
        if first < end and last > start
    )
    line = _SPACE.sub(" ", text[start:end])
    return HighlightedText(f"{before}{line}{after}", kept)
