"""The text above a timeline, with its plot, and the terms to propose for a timeline."""

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

    from digests import Issue, Item, Peak, Timeline
    from tui.text.stories.templates import StoryWords


_PLOT_HEIGHT = 4
_SMALL_PLOT_HEIGHT = 2
_PEAKS_SHOWN = 5
_FEW_PEAKS_SHOWN = 2
_ROOM_FOR_PLOT = 30
"""The screen height from which the plot has its full height, and all peaks are named."""


def timeline_text(timeline: Timeline, words: StoryWords, size: Size, waiting: int = 0) -> Content:
    """Return the lines above the stories of a timeline.

    Args:
        timeline: The timeline.
        words: The phrases of the language.
        size: The width of a line in cells, and the height of the whole screen.
        waiting: The number of issues not searched yet.
    """
    looked_at = f"{words.looked_at} {words.comparing(waiting)}" if waiting else words.looked_at
    if not timeline.stories:
        return _lines([_line(words.never_mentioned(timeline.term)), _line(looked_at, styles.QUIET)])
    width, height = size
    counts = [count for _, count in timeline.weeks]
    is_high = height >= _ROOM_FOR_PLOT
    plot = columns(counts, width, _PLOT_HEIGHT if is_high else _SMALL_PLOT_HEIGHT)
    peaks = _highest(timeline.peaks, _PEAKS_SHOWN if is_high else _FEW_PEAKS_SHOWN)
    column = words.column(-(-len(counts) // max(width, 1)), max(counts))
    return _lines(
        [
            _line(words.first_mention(timeline), styles.BOLD),
            *(Content.styled(line, styles.NUMBER) for line in plot),
            _line(_axis(timeline, len(plot[0])), styles.QUIET),
            _line(column, styles.QUIET),
            *(_peak(peak, words, width) for peak in peaks),
            _line(looked_at, styles.QUIET),
        ]
    )


def _highest(peaks: Sequence[Peak], number: int) -> list[Peak]:
    """Return at most so many peaks in the given order."""
    highest = sorted(peaks, key=lambda peak: -peak.mentions)[:number]
    return [peak for peak in peaks if peak in highest]


def _peak(peak: Peak, words: StoryWords, width: int) -> Content:
    """Return one line: the week, and the titles of what made it as far as there is room."""
    titles = "".join(f" · {safe_line(story.best.title)}" for story in peak.stories)
    week = display_text(words.peak_week(peak))
    line = Content.assemble((week, styles.BOLD), display_text(titles))
    return line.truncate(width, ellipsis=True)


def _axis(timeline: Timeline, width: int) -> str:
    """Return the first and the last week, aligned below their columns."""
    first, last = (long_date(timeline.weeks[end][0]) for end in (0, -1))
    if len(timeline.weeks) == 1:
        return first
    return f"{first}{' ' * max(width - len(first) - len(last), 2)}{last}"


def _line(text: str, style: str = "") -> Content:
    return Content.styled(display_text(digests.safe_text(text)), style)


def _lines(lines: Sequence[Content]) -> Content:
    return Content("\n").join(lines)


_LONGEST: Final = 40
"""Characters; a longer text is not taken for a name."""

_NAME: Final = re.compile(r"\b[A-Z][\w.+-]*\w(?:[ -]v?\d[\w.]*)?|\b\w*[A-Za-z]\w*-?\d[\w.]*\w?")
_QUOTED: Final = re.compile("[《「『“](.{2,20}?)[》」』”]")
_SYNTAX: Final = re.compile(
    r'-?[\w-]+:(?:"[^"]*"|\([^)]*\)|\S+)|\bOR\b|(?<!\S)-(?:"[^"]*"|\S+)|[()"*]'
)


def main_subject(issue: Issue, item: Item) -> str:
    """Return the name that an item's title is about, as spelled there; empty for none.

    Subjects of the issue are preferred to what merely looks like a name.
    """
    for name in _subjects(issue):
        letters = re.findall(r"\w", name)
        pattern = r"[\W_]?".join(map(re.escape, letters))
        match = re.search(rf"(?<![A-Za-z0-9]){pattern}(?![A-Za-z0-9])", item.title, re.IGNORECASE)
        if letters and match:
            return match[0]
    quoted, named = _QUOTED.search(item.title), _NAME.search(item.title)
    return quoted[1] if quoted else named[0] if named else ""


def selected_term(text: str | None) -> str:
    """Return the text selected with the mouse, or an empty string if it is too long for a name."""
    term = safe_line(text or "").strip()
    return term if len(term) <= _LONGEST else ""


def query_term(query: str) -> str:
    """Return the words of a query without its fields and operators."""
    return " ".join(_SYNTAX.sub(" ", query).split())


def _subjects(issue: Issue) -> Iterator[str]:
    subjects = issue.subjects
    yield from (*subjects.models, *subjects.companies, *subjects.people, *subjects.topics)
