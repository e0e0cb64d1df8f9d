"""The rows of catching up, in the order in which to read them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

from digests.stories.catching_up.burst import burst_of
from digests.stories.catching_up.folding import folded_by_subject
from digests.stories.catching_up.gathering import gathered_between, names_between
from digests.stories.catching_up.headline import Headline
from digests.stories.catching_up.ranking import Weighing, candidates, penalty
from digests.stories.catching_up.reasons import facets_of, reasons_for, subject_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from digests.stories.catching_up.ranking import Candidate
    from digests.stories.tables import StoryTables

_WEEKS_BEFORE: Final = datetime.timedelta(weeks=4)
_DAY: Final = datetime.timedelta(days=1)
_WATCHED: Final = 3.0
_PARTLY_READ: Final = 0.3
"""What is left of the worth of a row of which something was read."""


def headlines(
    tables: StoryTables,
    since: datetime.date,
    until: datetime.date,
    family: Mapping[str, str],
    rejected: Iterable[tuple[str, str]],
    leave_out: Container[str],
    watched: Container[str],
    language: str,
) -> tuple[Headline, ...]:
    """Return the rows for `Stories.catch_up`, which has the arguments.

    `family` is that of each publication, and `rejected` are pairs of item ids that are not one
    story.
    """
    first_before = max(since, datetime.date.min + _WEEKS_BEFORE) - _WEEKS_BEFORE
    before = list(names_between(tables, first_before, max(since, datetime.date.min + _DAY) - _DAY))
    now = list(names_between(tables, since, until))
    gathered = gathered_between(tables, since, until, rejected)
    old = {(issue.publication, mark) for issue in before for mark in issue.items}
    found = candidates(gathered, family, old, leave_out, watched, language)
    weighing = Weighing(family, burst_of(now, before, family))
    voices = len({family.get(one.publication, one.publication) for one in now})
    rows = [
        _row(names, group, weighing, voices)
        for names, group in folded_by_subject(found, weighing.burst)
    ]
    return tuple(headline for _, headline in sorted(rows, key=_rank))


def _rank(row: tuple[float, Headline]) -> tuple[object, ...]:
    worth, headline = row
    best = headline.story.best
    return -worth, -best.date.toordinal(), best.position, best.item_id


def _row(
    names: frozenset[str], stories: Sequence[Candidate], weighing: Weighing, voices: int
) -> tuple[float, Headline]:
    """Return a row with its worth."""
    best, *others = _best_first(stories, weighing)
    told = [one for story in stories for one in story.told]
    worth = weighing.worth(told, names or best.names, best.story.best.title) - penalty(best)
    if any(one.is_watched for one in stories):
        worth += _WATCHED
    is_partly_read = any(one.is_partly_read for one in stories)
    headline = Headline(
        best.story,
        tuple(one.story for one in others),
        subject_of(names, [one.telling for one in told], weighing.burst) if others else "",
        facets_of(stories) if others else (),
        reasons_for(stories, names or best.names, weighing, voices),
        is_partly_read=is_partly_read,
    )
    return (worth * _PARTLY_READ if is_partly_read else worth), headline


def _best_first(stories: Sequence[Candidate], weighing: Weighing) -> list[Candidate]:
    if len(stories) == 1:
        return list(stories)

    def rank(one: Candidate) -> tuple[object, ...]:
        title = one.story.best.title
        worth = weighing.worth(one.told, one.names, title) - penalty(one)
        return one.is_partly_read, -worth, one.story.best.item_id

    return sorted(stories, key=rank)
