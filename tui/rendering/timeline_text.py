"""The head of a timeline: the first mention, and mentions a week as a plot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from digests import safe_line
from tui.rendering import styles
from tui.rendering.dates import long_date
from tui.rendering.plots import columns
from tui.rendering.wrapping import cut, display_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests import Timeline
    from tui.rendering.story_words import StoryWords

_PLOT_HEIGHT = 4
_SMALL_PLOT_HEIGHT = 2
_ROOM_FOR_PLOT = 30
"""Lines of the screen from which the plot has its full height."""


def timeline_text(timeline: Timeline, words: StoryWords, width: int, height: int) -> Content:
    """Return the lines above the stories of a timeline, for a screen of `height` lines."""
    if not timeline.stories:
        lines = [words.never_mentioned(timeline.term)]
        return _lines([*_cut(lines, width), *_cut([words.looked_at], width, styles.QUIET)])
    counts = [count for _, count in timeline.weeks]
    plot = columns(counts, width, _PLOT_HEIGHT if height >= _ROOM_FOR_PLOT else _SMALL_PLOT_HEIGHT)
    note = f"{words.column(-(-len(counts) // max(width, 1)), max(counts))} · {words.looked_at}"
    return _lines(
        [
            *_cut([words.first_mention(timeline)], width, styles.BOLD),
            *(Content.styled(line, styles.NUMBER) for line in plot),
            *_cut([_axis(timeline, len(plot[0])), note], width, styles.QUIET),
        ]
    )


def _axis(timeline: Timeline, width: int) -> str:
    """Return the first week and the last one, below their columns."""
    first, last = (long_date(timeline.weeks[end][0]) for end in (0, -1))
    if len(timeline.weeks) == 1:
        return first
    return f"{first}{' ' * max(width - len(first) - len(last), 2)}{last}"


def _cut(lines: Sequence[str], width: int, style: str = "") -> list[Content]:
    return [Content.styled(cut(display_text(safe_line(line)), width), style) for line in lines]


def _lines(lines: Sequence[Content]) -> Content:
    return Content("\n").join(lines)
