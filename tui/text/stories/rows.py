"""A story as a row: its best title, and below it the publications and days."""

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
    from collections.abc import Iterable, Mapping

    from digests import Story
    from tui.text.icons import Icons
    from tui.text.stories.templates import StoryWords

_MOST_NAMES = 3
_DATES = 7
"""Cells that most dates need, so that the titles beside them are aligned."""

_UNMARKED = ItemMarks()


@dataclass(frozen=True, slots=True)
class StoryLook:
    """What decides how stories are drawn, besides the stories themselves."""

    words: StoryWords
    today: datetime.date
    icons: Icons = ASCII
    marks: Mapping[str, ItemMarks] | None = field(default=None, repr=False)
    """By item id; None while they are not known."""
    is_dated: bool = False
    """Whether the date is before the title instead of below it."""


def story_lines(story: Story, look: StoryLook, width: int) -> tuple[Content, Content]:
    """Return the two lines of a story, each within `width` cells."""
    icons, title_look = mark_icons((story,), look)
    date = f"{_dates(story, look):<{_DATES}}  " if look.is_dated else ""
    title = cut(display_text(safe_line(story.best.title)), max(width - 2 - len(date), 0))
    first = Content.assemble(icons, (date, styles.QUIET), (title, title_look))
    second = cut(_coverage(story, look, width - 2), max(width - 2, 0))
    return first.truncate(width), Content.assemble("  ", (second, styles.QUIET)).truncate(width)


def mark_icons(
    stories: Iterable[Story], look: StoryLook, *, is_partly_read: bool = False
) -> tuple[Content, str]:
    """Return two icons of the marks of stories, and the style of a title above them.

    It is bold if nothing is read. `is_partly_read` tells of a telling that is not in the stories.
    """
    if look.marks is None:
        return Content("  "), ""
    ids = (one.item_id for story in stories for one in story.tellings)
    its = [look.marks.get(item_id, _UNMARKED) for item_id in ids]
    star = look.icons.starred if any(one.is_starred for one in its) else " "
    read = [one.is_read for one in its]
    sign, title = (look.icons.read, styles.QUIET) if all(read) else (look.icons.unread, styles.BOLD)
    if (is_partly_read or any(read)) and not all(read):
        sign, title = look.icons.known, styles.QUIET
    return Content.assemble((sign, styles.UNREAD), (star, styles.STARRED)), title


def _coverage(story: Story, look: StoryLook, width: int) -> str:
    """Return the number of digests, their names, the days and the reading time.

    The first digest is always named, others if they fit.
    """
    names = tuple(dict.fromkeys(safe_line(one.publication) for one in story.tellings))
    for shown in range(min(len(names), _MOST_NAMES), 0, -1):
        listed = ", ".join((*names[:shown], *(("…",) if shown < len(names) else ())))
        line = display_text(_joined_facts(story, look, listed))
        if cell_len(line) <= width:
            break
    return line


def _joined_facts(story: Story, look: StoryLook, names: str) -> str:
    minutes = round(minutes_of(story.best.characters, story.best.language))
    parts = (
        look.words.digest_count(story.families),
        names,
        "" if look.is_dated else _dates(story, look),
        look.words.minutes(minutes) if minutes else "",
    )
    return " · ".join(part for part in parts if part)


def _dates(story: Story, look: StoryLook) -> str:
    """Return the first day, and the last one if it differs."""
    days = [one.date for one in story.tellings]
    return look.words.span(min(days), max(days), look.today)
