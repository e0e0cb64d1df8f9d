"""What somebody has missed: one row for each story, the most told and the watched for first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digests import IndexDamagedError, QueryError
from tui.text.counts import minutes_of

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Sequence

    from digests import Library, SavedSearches, Story

FIRST_TIME: Final = datetime.timedelta(days=7)
"""How far back somebody looks who was never here."""

BUDGETS: Final = (0, 5, 10, 20, 40)
"""Minutes that somebody may have; 0 for no limit."""


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """The stories since a day."""

    since: datetime.date

    stories: tuple[Story, ...] = ()
    """Those of several independent digests first, then those that were watched for."""

    waiting: int = 0
    """Issues that are still to be compared with others."""

    generation: int = -1
    """Of the stories, before they were gathered."""

    @property
    def items(self) -> int:
        """How many items tell the stories."""
        return sum(len(story.tellings) for story in self.stories)

    @property
    def item_ids(self) -> tuple[str, ...]:
        """The ids of the items."""
        return tuple(one.item_id for story in self.stories for one in story.tellings)


def catch_up(
    library: Library,
    since: datetime.date,
    read: Container[str],
    saved: SavedSearches | None,
    language: str,
) -> CaughtUp:
    """Gather the stories of which something is unread. Nothing else is left out.

    Raises CacheError, MarksError, RejectionsError and SavedSearchesError.

    Args:
        library: Open.
        since: The first day.
        read: The ids of the items that are left out.
        saved: The searches of the user, starred publications among them; what those find that mute
            nothing comes earlier.
        language: The one that the user reads best.
    """
    told = library.stories
    generation, waiting = told.generation(), told.waiting()
    stories = told.catch_up(since, leave_out=read, language=language)
    issues = {one.issue_id for story in stories for one in story.tellings}
    watched = {*_found(library, saved, tuple(issues)), *library.marks.marked("starred")}
    return CaughtUp(since, in_order(stories, watched), waiting, generation)


def in_order(stories: Iterable[Story], watched: Collection[str]) -> tuple[Story, ...]:
    """Put what several families told first, then what holds an item of `watched`.

    Within these the stories stay in their order.
    """

    def rank(story: Story) -> tuple[bool, bool]:
        is_watched = any(one.item_id in watched for one in story.tellings)
        return story.families < 2, not is_watched

    return tuple(sorted(stories, key=rank))


def minutes_for(stories: Iterable[Story]) -> int:
    """Return the minutes that it takes to read the best telling of each story."""
    return round(sum(map(_minutes, stories)))


def fitting(stories: Sequence[Story], minutes: int) -> int:
    """Return how many of the first stories can be read in so many minutes, at least one."""
    spent = 0.0
    for number, story in enumerate(stories):
        spent += _minutes(story)
        if spent > minutes:
            return max(number, 1)
    return len(stories)


def last_visit(visits: Sequence[str], today: datetime.date) -> datetime.date | None:
    """Return the last day before today on which the reader was open; None for the first time.

    `visits` are what `with_visit` has kept.
    """
    days = [day for day in map(_day, visits) if day is not None and day < today]
    return max(days, default=None)


def with_visit(visits: Sequence[str], today: datetime.date) -> list[str]:
    """Return today, behind the last day before it."""
    before = last_visit(visits, today)
    return [day.isoformat() for day in (before, today) if day is not None]


def _minutes(story: Story) -> float:
    return minutes_of(story.best.characters, story.best.language)


def _found(
    library: Library, saved: SavedSearches | None, issue_ids: Sequence[str]
) -> Iterator[str]:
    """Yield the ids of items that saved searches find; one that is misspelt finds nothing."""
    for search in saved.all() if saved is not None and issue_ids else ():
        if not search.mute:
            try:
                yield from library.members(search.query, issue_ids)
            except (QueryError, IndexDamagedError):
                continue


def _day(written: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(written))
    except ValueError:
        return None
