"""The head of a timeline: the first mention, and mentions a week as a plot.

What a timeline is likely to be asked for: the word that is selected, or the main subject.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from textual.content import Content

import digests
from digests import safe_line
from tui.text import styles
from tui.text.dates import long_date
from tui.text.plots import columns
from tui.text.wrapping import display_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.geometry import Size

    from digests import Issue, Item, Timeline
    from tui.text.stories.templates import StoryWords


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


_LONGEST: Final = 40
"""Characters; more are no name."""

_NAME: Final = re.compile(r"\b[A-Z][\w.+-]*\w(?:[ -]v?\d[\w.]*)?|\b\w*[A-Za-z]\w*-?\d[\w.]*\w?")
_QUOTED: Final = re.compile("[《「『“](.{2,20}?)[》」』”]")
_NO_WORD: Final = re.compile(
    r'-?[\w-]+:(?:"[^"]*"|\([^)]*\)|\S+)|\bOR\b|(?<!\S)-(?:"[^"]*"|\S+)|[()"*]'
)


def main_subject(issue: Issue, item: Item) -> str:
    """Return a name that the title of an item is about, as it is spelled there; or nothing.

    The subjects of the issue come first, then what looks like a name.
    """
    for name in _subjects(issue):
        letters = re.findall(r"\w", name)
        pattern = r"[\W_]?".join(map(re.escape, letters))
        found = re.search(rf"(?<![A-Za-z0-9]){pattern}(?![A-Za-z0-9])", item.title, re.IGNORECASE)
        if letters and found:
            return found[0]
    quoted, named = _QUOTED.search(item.title), _NAME.search(item.title)
    return quoted[1] if quoted else named[0] if named else ""


def selected_term(text: str | None) -> str:
    """Return what the mouse has selected if that may be a name."""
    words = safe_line(text or "").strip()
    return words if len(words) <= _LONGEST else ""


def query_term(query: str) -> str:
    """Return the words of a query without its fields and operators."""
    return " ".join(_NO_WORD.sub(" ", query).split())


def _subjects(issue: Issue) -> Iterator[str]:
    subjects = issue.subjects
    yield from (*subjects.models, *subjects.companies, *subjects.people, *subjects.topics)
