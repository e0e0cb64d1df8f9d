"""The head of a timeline: the first mention, and mentions a week as a plot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

import digests
from tui.text import styles
from tui.text.dates import long_date
from tui.text.plots import columns
from tui.text.wrapping import display_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

    from digests import Timeline
    from tui.text.stories.words import StoryWords

_PLOT_HEIGHT = 4
_SMALL_PLOT_HEIGHT = 2
_ROOM_FOR_PLOT = 30
"""Lines of the screen from which the plot has its full height."""


def timeline_text(timeline: Timeline, words: StoryWords, size: Size, waiting: int = 0) -> Content:
    """Return the lines above the stories of a timeline.

    Args:
        timeline: What was found.
        words: In which it is said.
        size: The cells for a line, and the lines of the whole screen.
        waiting: Issues that were not looked at yet.
    """
    looked_at = f"{words.looked_at} {words.comparing(waiting)}" if waiting else words.looked_at
    if not timeline.stories:
        return _lines([_line(words.never_mentioned(timeline.term)), _line(looked_at, styles.QUIET)])
    width, height = size
    counts = [count for _, count in timeline.weeks]
    plot = columns(counts, width, _PLOT_HEIGHT if height >= _ROOM_FOR_PLOT else _SMALL_PLOT_HEIGHT)
    column = words.column(-(-len(counts) // max(width, 1)), max(counts))
    return _lines(
        [
            _line(words.first_mention(timeline), styles.BOLD),
            *(Content.styled(line, styles.NUMBER) for line in plot),
            _line(_axis(timeline, len(plot[0])), styles.QUIET),
            _line(column, styles.QUIET),
            _line(looked_at, styles.QUIET),
        ]
    )


def _axis(timeline: Timeline, width: int) -> str:
    """Return the first week and the last one, below their columns."""
    first, last = (long_date(timeline.weeks[end][0]) for end in (0, -1))
    if len(timeline.weeks) == 1:
        return first
    return f"{first}{' ' * max(width - len(first) - len(last), 2)}{last}"


def _line(text: str, style: str = "") -> Content:
    return Content.styled(display_text(digests.safe_text(text)), style)


def _lines(lines: Sequence[Content]) -> Content:
    return Content("\n").join(lines)
