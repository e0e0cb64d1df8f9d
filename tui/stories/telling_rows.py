"""The tellings of a story as rows, each with the reason why it is held to be one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from digests import safe_line
from tui.text import styles
from tui.text.dates import long_date
from tui.text.stories.words import reason
from tui.text.wrapping import cut, display_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests import Retelling, Tellings
    from tui.text.stories.words import StoryWords


@dataclass(frozen=True, slots=True)
class TellingRow:
    """A telling, or the heading of a group of them."""

    heading: str = ""
    retelling: Retelling | None = None
    is_rejected: bool = False
    """Whether the user said that it is another story."""


def telling_rows(tellings: Tellings, words: StoryWords) -> tuple[TellingRow, ...]:
    """Return all tellings, the surest groups first."""
    return tuple(_rows(tellings, words))


def row_lines(row: TellingRow, words: StoryWords, width: int) -> tuple[Content, ...]:
    """Return two lines: where and when, with the title; below them the reason."""
    if row.retelling is None:
        heading = cut(display_text(row.heading), width)
        return Content(""), Content.styled(heading, styles.SUBHEADING)
    telling = row.retelling.telling
    date = f"  {long_date(telling.date)}  "
    room = max(width // 2 - len(date), 0)
    place = f" {cut(display_text(safe_line(telling.publication)), room)}{date}"
    title = cut(display_text(safe_line(telling.title)), max(width - len(place), 0))
    why = words.rejected if row.is_rejected else reason(row.retelling.evidence, words)
    look = styles.STRUCK if row.is_rejected else styles.BOLD
    return (
        Content.assemble((place, styles.QUIET), (title, look)).truncate(width),
        Content.styled(cut(f"   {display_text(safe_line(why))}", width), styles.QUIET),
    )


def _rows(tellings: Tellings, words: StoryWords) -> Iterator[TellingRow]:
    elsewhere = [one for family in tellings.elsewhere for one in family]
    groups = {
        "here": tellings.repeats,
        "editions": tellings.editions,
        "elsewhere": [one for one in elsewhere if one.is_by_link],
        "probably": [one for one in elsewhere if not one.is_by_link],
        "maybe": tellings.maybe,
        "rejected": tellings.rejected,
    }
    for name, found in groups.items():
        if found:
            yield TellingRow(words.heading(name))
        for one in found:
            yield TellingRow(retelling=one, is_rejected=name == "rejected")
