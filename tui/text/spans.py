"""Styles of a text that is broken into lines."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from textual.content import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tui.text.wrapping import Line


def spans_on(lines: Sequence[Line], spans: Iterable[Span]) -> list[list[Span]]:
    """Return for each of `lines` the parts of `spans` that fall on it, counted from its start."""
    starts = [start for start, _ in lines]
    found: list[list[Span]] = [[] for _ in lines]
    for span in spans:
        index = max(bisect_right(starts, span.start) - 1, 0)
        while index < len(lines) and lines[index][0] < span.end:
            start, end = lines[index]
            first, after = max(span.start, start), min(span.end, end)
            if first < after:
                found[index].append(Span(first - start, after - start, span.style))
            index += 1
    return found


def moved(spans: Iterable[Span], by: int) -> tuple[Span, ...]:
    """Return `spans` for a text that has `by` more characters before them."""
    return tuple(Span(start + by, end + by, style) for start, end, style in spans)
