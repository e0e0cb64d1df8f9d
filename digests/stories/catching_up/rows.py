"""Rows of catching up: stories of one subject, and how much a row is worth reading early."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digests.stories.catching_up.folding import folded_by_subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests.stories.catching_up.ranking import Weighing
    from digests.stories.catching_up.reading import Told
    from digests.stories.catching_up.unread import UnreadStory

_WATCHED: Final = 3.0
_PARTLY_READ: Final = 0.3
"""What is left of the worth of a row of which something was read."""

_SUBJECT_STANDS_FIRST: Final = 4
"""Of a title's names the subject is one of so many, if the story is about it."""

_WEIGHED: Final = 12
"""How many stories of a subject are weighed to find the one to read first."""


@dataclass(slots=True)
class Row:
    """Stories of one subject, the best first."""

    names: frozenset[str]
    """Of the subject; none if it is no name that holds the stories together."""
    stories: list[UnreadStory]
    worth: float = 0.0
    tie: tuple[object, ...] = ()
    """What decides among rows that are worth the same; the least comes first."""

    @property
    def told(self) -> list[Told]:
        """All tellings of all its stories."""
        return [one for story in self.stories for one in story.told]

    @property
    def best(self) -> UnreadStory:
        """The story to read first."""
        return self.stories[0]

    @property
    def is_partly_read(self) -> bool:
        """Whether something of any of its stories was read."""
        return any(one.is_partly_read for one in self.stories)


def rows_of(stories: Sequence[UnreadStory], weighing: Weighing) -> list[Row]:
    """Return a row for each subject, what is worth most first."""
    rows = [
        Row(names, _best_first(group, names, weighing))
        for names, group in folded_by_subject(stories, weighing.burst)
    ]
    for row in rows:
        row.worth = worth_of(row, row.told, weighing)
        best = row.best.story.best
        row.tie = -best.date.toordinal(), best.position, best.item_id
    return sorted(rows, key=rank)


def rank(row: Row) -> tuple[object, ...]:
    """Return the key by which rows are sorted."""
    return -row.worth, row.tie


def worth_of(row: Row, told: Sequence[Told], weighing: Weighing) -> float:
    """Return what a row is worth if so much was told of it."""
    worth = weighing.worth(told, row.best)
    if any(one.is_watched for one in row.stories):
        worth += _WATCHED
    return worth * _PARTLY_READ if row.is_partly_read else worth


def _best_first(
    stories: list[UnreadStory], names: frozenset[str], weighing: Weighing
) -> list[UnreadStory]:
    """Sort the stories of a subject: those first whose title begins with it."""
    if len(stories) == 1:
        return stories
    parts = {part for name in names for part in name.split()}

    def likely(one: UnreadStory) -> tuple[object, ...]:
        is_aside = parts.isdisjoint(one.names[:_SUBJECT_STANDS_FIRST])
        voices = -one.story.families, -len(one.told)
        return one.is_partly_read, is_aside, not one.has_lead, voices, one.story.best.item_id

    def rank_of(one: UnreadStory) -> tuple[object, ...]:
        return *likely(one)[:2], -weighing.worth(one.told, one), one.story.best.item_id

    ordered = sorted(stories, key=likely)
    return sorted(ordered[:_WEIGHED], key=rank_of) + ordered[_WEIGHED:]
