"""A story as a row: its best title, and below it who told it, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from digests import ItemMarks, safe_line
from tui.text import styles
from tui.text.counts import minutes_of
from tui.text.icons import ASCII
from tui.text.wrapping import cut, display_text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from digests import Story
    from tui.text.icons import Icons
    from tui.text.stories.templates import StoryWords

_MOST_NAMES = 3
_DATES = 7
"""Cells that most dates need: the titles beside them begin below each other."""

_UNMARKED = ItemMarks()


@dataclass(frozen=True, slots=True)
class StoryLook:
    """What rows of stories are drawn by."""

    words: StoryWords
    today: datetime.date
    signs: Icons = ASCII
    marks: Mapping[str, ItemMarks] | None = field(default=None, repr=False)
    """By item id; None while they are not known."""
    is_dated: bool = False
    """Whether the date stands before the title."""


def story_lines(story: Story, look: StoryLook, width: int) -> tuple[Content, Content]:
    """Return the two lines of a story, each within `width` cells."""
    signs, title_look = _signs(story, look)
    date = f"{_dates(story, look):<{_DATES}}  " if look.is_dated else ""
    title = cut(display_text(safe_line(story.best.title)), max(width - 2 - len(date), 0))
    first = Content.assemble(signs, (date, styles.QUIET), (title, title_look))
    place = cut(_place(story, look, width - 2), max(width - 2, 0))
    return first.truncate(width), Content.assemble("  ", (place, styles.QUIET)).truncate(width)


def _signs(story: Story, look: StoryLook) -> tuple[Content, str]:
    """Return the signs of the marks, and the look of the title: bold while nothing is read."""
    if look.marks is None:
        return Content("  "), ""
    its = [look.marks.get(one.item_id, _UNMARKED) for one in story.tellings]
    star = look.signs.starred if any(one.is_starred for one in its) else " "
    read = [one.is_read for one in its]
    sign, title = (look.signs.read, styles.QUIET) if all(read) else (look.signs.unread, styles.BOLD)
    if any(read) and not all(read):
        sign, title = look.signs.known, styles.QUIET
    return Content.assemble((sign, styles.UNREAD), (star, styles.STARRED)), title


def _place(story: Story, look: StoryLook, width: int) -> str:
    """Say how many told it, who, when, and how long the best telling is.

    The first who told it is always named, others where there is room.
    """
    names = tuple(dict.fromkeys(safe_line(one.publication) for one in story.tellings))
    for shown in range(min(len(names), _MOST_NAMES), 0, -1):
        told = ", ".join((*names[:shown], *(("…",) if shown < len(names) else ())))
        line = display_text(_facts(story, look, told))
        if cell_len(line) <= width:
            break
    return line


def _facts(story: Story, look: StoryLook, told: str) -> str:
    minutes = round(minutes_of(story.best.characters, story.best.language))
    parts = (
        look.words.told_by(story.families),
        told,
        "" if look.is_dated else _dates(story, look),
        look.words.minutes(minutes) if minutes else "",
    )
    return " · ".join(part for part in parts if part)


def _dates(story: Story, look: StoryLook) -> str:
    """Return the first day, and the last one when it is another."""
    days = [one.date for one in story.tellings]
    return look.words.span(min(days), max(days), look.today)
