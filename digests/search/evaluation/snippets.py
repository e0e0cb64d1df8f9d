"""Highlighting the words of a query in a text, and choosing the excerpt that shows them best."""

from __future__ import annotations

import re
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

_SENTENCE_END = re.compile(r"[。！？!?；;…\n]+[”’」』）)\"']*\s*|\.\s+")
_CLAUSE_END = re.compile(r"[，、：,:]\s*|\s+[–—-]\s+")
_SPACE = re.compile(r"\s")


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
    """Return one line of `text` with the densest matches, or else its beginning."""
    return snippet_around(text, matching_spans(patterns, text))


def snippet_around(text: str, spans: Sequence[Span]) -> HighlightedText:
    """Return one line of `text` around the densest of `spans`, which are sorted and disjoint."""
    first, last = _densest(spans)
    start = _beginning(text, first, last)
    end = min(len(text), start + SNIPPET_LENGTH)
    if end < len(text):
        end = _good_end(text, max(start + SNIPPET_LENGTH // 2, last), end)
    return _cut(text, spans, start, end)


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


def _cut(text: str, spans: Sequence[Span], start: int, end: int) -> HighlightedText:
    """Return `text[start:end]` on one line, with an ellipsis at each end that was cut."""
    while end > start and text[end - 1].isspace():
        end -= 1
    before = "… " if start > 0 and text[:start].strip() else ""
    after = " …" if text[end:].strip() else ""
    shift = len(before) - start
    kept = tuple(
        (max(first, start) + shift, min(last, end) + shift)
        for first, last in spans
        if first < end and last > start
    )
    line = _SPACE.sub(" ", text[start:end])
    return HighlightedText(f"{before}{line}{after}", kept)
