"""What the user has missed, by subject, in the order in which to read it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digests import IndexDamagedError, QueryError
from tui.text.counts import minutes_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from digests import Headline, Library, SavedSearches, Story

FIRST_TIME: Final = datetime.timedelta(days=7)
"""How far back to look for a user without an earlier visit."""

BUDGETS: Final = (0, 5, 10, 20, 40)
"""Choices of reading time in minutes; 0 means no limit."""


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """The stories since a day that have unread items."""

    since: datetime.date

    headlines: tuple[Headline, ...] = ()
    """In the order in which to read them."""

    waiting: int = 0
    """Issues that have not been compared with others yet."""

    generation: int = -1
    """The generation of the stories, taken before they were gathered."""

    @property
    def stories(self) -> tuple[Story, ...]:
        """The story to read of each headline."""
        return tuple(headline.story for headline in self.headlines)

    @property
    def told(self) -> int:
        """The number of stories in all headlines."""
        return sum(len(headline.stories) for headline in self.headlines)

    @property
    def items(self) -> int:
        """The number of items in all stories."""
        return sum(headline.items for headline in self.headlines)

    @property
    def item_ids(self) -> tuple[str, ...]:
        """The ids of all items, headline by headline."""
        return tuple(
            one.item_id
            for headline in self.headlines
            for story in headline.stories
            for one in story.tellings
        )


def catch_up(
    library: Library,
    since: datetime.date,
    read: Container[str],
    saved: SavedSearches | None,
    language: str,
) -> CaughtUp:
    """Gather all stories that have unread items.

    Raises CacheError, MarksError, RejectionsError and SavedSearchesError.

    Args:
        library: Open.
        since: The first day.
        read: The ids of the items to leave out.
        saved: The user's searches, starred publications among them. Hits of those that do not mute
            count as watched.
        language: `zh` or `en`, the user's preferred one.
    """
    # The generation first, so that a change in the meantime is noticed later.
    generation, waiting = library.stories.generation(), library.stories.waiting()
    issues = tuple(one.id for one in library.issues() if one.date and one.date >= since)
    watched = {*_saved_hits(library, saved, issues), *library.marks.marked("starred")}
    headlines = library.stories.catch_up(since, leave_out=read, watched=watched, language=language)
    return CaughtUp(since, headlines, waiting, generation)


def minutes_for(stories: Iterable[Story]) -> int:
    """Return the minutes that it takes to read the best telling of every story."""
    return round(sum(map(_minutes, stories)))


def fitting(stories: Sequence[Story], minutes: int) -> int:
    """Return how many stories from the start can be read in `minutes`: at least one, if any."""
    spent = 0.0
    for index, story in enumerate(stories):
        spent += _minutes(story)
        if spent > minutes:
            return max(index, 1)
    return len(stories)


def last_visit(visits: Sequence[str], today: datetime.date) -> datetime.date | None:
    """Return the day of the last visit before today; None for the first visit.

    `visits` is what `with_visit` returned; anything that is not a date in it is ignored.
    """
    days = [day for day in map(_day, visits) if day is not None and day < today]
    return max(days, default=None)


def with_visit(visits: Sequence[str], today: datetime.date) -> list[str]:
    """Return the last visit before today, if any, and today, as `YYYY-MM-DD`."""
    previous = last_visit(visits, today)
    return [day.isoformat() for day in (previous, today) if day is not None]


def _minutes(story: Story) -> float:
    return minutes_of(story.best.characters, story.best.language)


def _saved_hits(
    library: Library, saved: SavedSearches | None, issue_ids: Sequence[str]
) -> Iterator[str]:
    """Yield the ids of items that saved searches find; an invalid query finds nothing."""
    for search in saved.all() if saved is not None and issue_ids else ():
        if not search.mute:
            try:
                yield from library.members(search.query, issue_ids)
            except (QueryError, IndexDamagedError):
                continue


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(text))
    except ValueError:
        return None
