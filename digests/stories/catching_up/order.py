"""The rows of catching up, in the order in which to read them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digests.stories.catching_up.burst import burst_of
from digests.stories.catching_up.echo import Echo
from digests.stories.catching_up.folding import folded_by_subject
from digests.stories.catching_up.gathering import gathered_between, names_between
from digests.stories.catching_up.headline import Headline
from digests.stories.catching_up.ranking import Weighing, candidates, penalty
from digests.stories.catching_up.reasons import facets_of, reasons_for, subject_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from digests.stories.catching_up.gathering import Told
    from digests.stories.catching_up.ranking import Candidate
    from digests.stories.tables import StoryTables

_WEEKS_BEFORE: Final = datetime.timedelta(weeks=4)
_DAY: Final = datetime.timedelta(days=1)
_WATCHED: Final = 3.0
_PARTLY_READ: Final = 0.3
"""What is left of the worth of a row of which something was read."""

_ROWS_WITH_ECHO: Final = 400
"""The first rows, for which it is looked up what else speaks of the same."""
_ITEMS_ASKED: Final = 4
"""Of a row."""
_ECHO: Final = 0.28
_SAME: Final = 0.42
"""How like a title must be to speak of the same, and to fold under it."""
_ECHO_WORTH: Final = 0.6
_MOST_BY_ECHO: Final = 2.5


@dataclass(slots=True)
class _Row:
    """Stories of one subject, the best first."""

    names: frozenset[str]
    """Of the subject."""
    stories: list[Candidate]
    worth: float = 0.0

    @property
    def told(self) -> list[Told]:
        return [one for story in self.stories for one in story.told]

    @property
    def best(self) -> Candidate:
        return self.stories[0]


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
    rows = [
        _Row(names, _best_first(group, names, weighing))
        for names, group in folded_by_subject(found, weighing.burst)
    ]
    for row in rows:
        row.worth = _worth(row, row.told, weighing)
    rows.sort(key=_rank)
    rows = sorted(_echoing(rows, weighing), key=_rank)
    voices = len({family.get(one.publication, one.publication) for one in now})
    return tuple(_headline(row, weighing, voices) for row in rows)


def _rank(row: _Row) -> tuple[object, ...]:
    best = row.best.story.best
    return -row.worth, -best.date.toordinal(), best.position, best.item_id


def _worth(row: _Row, told: Sequence[Told], weighing: Weighing) -> float:
    best = row.best
    worth = weighing.worth(told, best.names, best.story.best.title) - penalty(best)
    if any(one.is_watched for one in row.stories):
        worth += _WATCHED
    return worth * _PARTLY_READ if _is_partly_read(row) else worth


def _echoing(rows: Sequence[_Row], weighing: Weighing) -> list[_Row]:
    """Return the rows with what else speaks of the same: worth more, and folded if much alike.

    `rows` are the best first.
    """
    told = [(index, one) for index, row in enumerate(rows) for one in row.told]
    asked: defaultdict[int, list[int]] = defaultdict(list)
    for place, (index, _) in enumerate(told):
        if index < _ROWS_WITH_ECHO and len(asked[index]) < _ITEMS_ASKED:
            asked[index].append(place)
    echo = Echo([one.title for _, one in told], (p for places in asked.values() for p in places))
    same: defaultdict[int, set[int]] = defaultdict(set)
    for index, places in asked.items():
        likes: dict[int, float] = {}
        for place in places:
            for other, like in echo.like(place).items():
                if like >= _ECHO and told[other][0] != index:
                    likes[other] = max(like, likes.get(other, 0.0))
        own = rows[index].told
        others = [told[other][1] for other in likes]
        more = _worth(rows[index], [*own, *others], weighing) - rows[index].worth
        rows[index].worth += min(_MOST_BY_ECHO, _ECHO_WORTH * more)
        same[index] = {
            told[other][0]
            for other, like in likes.items()
            if like >= _SAME and told[other][1] is rows[told[other][0]].best.told[0]
        }
    return _folded(rows, same, weighing)


def _folded(rows: Sequence[_Row], same: Mapping[int, set[int]], weighing: Weighing) -> list[_Row]:
    gone: set[int] = set()
    for index in sorted(same, key=lambda index: _rank(rows[index])):
        if index not in gone:
            for other in sorted(same[index] - gone - {index}):
                if not rows[other].names:
                    rows[index].stories.extend(rows[other].stories)
                    rows[index].worth = max(rows[index].worth, _worth(rows[index], rows[index].told, weighing))
                    gone.add(other)
    return [row for index, row in enumerate(rows) if index not in gone]


def _headline(row: _Row, weighing: Weighing, voices: int) -> Headline:
    best, *others = row.stories
    return Headline(
        best.story,
        tuple(one.story for one in others),
        subject_of(row.stories, row.names, weighing.burst) if others else "",
        facets_of(row.stories) if others else (),
        reasons_for(row.stories, row.names or best.names, weighing, voices),
        is_partly_read=_is_partly_read(row),
    )


def _is_partly_read(row: _Row) -> bool:
    return any(one.is_partly_read for one in row.stories)


def _best_first(
    stories: Sequence[Candidate], names: frozenset[str], weighing: Weighing
) -> list[Candidate]:
    if len(stories) == 1:
        return list(stories)

    def rank(one: Candidate) -> tuple[object, ...]:
        title = one.story.best.title
        worth = weighing.worth(one.told, one.names, title) - penalty(one)
        is_aside = bool(names) and not any(part in one.names[:4] for n in names for part in n.split())
        return one.is_partly_read, is_aside, -worth, one.story.best.item_id

    return sorted(stories, key=rank)
