"""The rows of catching up, in the order in which to read them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digests.stories.catching_up.burst import burst_of
from digests.stories.catching_up.echo import Echo
from digests.stories.catching_up.folding import folded_by_subject
from digests.stories.catching_up.gathering import gathered_in
from digests.stories.catching_up.headline import Headline
from digests.stories.catching_up.ranking import Weighing
from digests.stories.catching_up.reading import counts_between, marks_between, read_days
from digests.stories.catching_up.repeats import REPEATED, Repeats
from digests.stories.catching_up.reasons import facets_of, reasons_for, subject_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from digests.stories.catching_up.burst import Burst
    from digests.stories.catching_up.candidates import Candidate, Reader
    from digests.stories.catching_up.reading import Told
    from digests.stories.tables import StoryTables

_DAYS_BEFORE: Final = 28
"""With which the days are compared."""
_WATCHED: Final = 3.0
_PARTLY_READ: Final = 0.3
"""What is left of the worth of a row of which something was read."""

_ROWS_ASKED: Final = 120
_ITEMS_ASKED: Final = 2
"""The first rows, and the items of each, for which it is looked up what else speaks of the same."""
_ECHO: Final = 0.28
_SAME: Final = 0.38
_SAME_SUBJECT: Final = 0.5
"""How like a title must be to speak of the same, to fold under it, and to do so though it is of
another subject."""
_ECHO_WORTH: Final = 0.6
_MOST_BY_ECHO: Final = 2.5

_ROWS_COMPARED: Final = 100
"""The first rows, of which none is to repeat another one."""

_SUBJECT_STANDS_FIRST: Final = 4
"""Of a title's names the subject is one of so many, if the story is about it."""


@dataclass(slots=True)
class _Row:
    """Stories of one subject, the best first."""

    names: frozenset[str]
    """Of the subject; none if it is no name that holds the stories together."""
    stories: list[Candidate]
    worth: float = 0.0

    @property
    def told(self) -> list[Told]:
        return [one for story in self.stories for one in story.told]

    @property
    def best(self) -> Candidate:
        return self.stories[0]

    @property
    def is_partly_read(self) -> bool:
        return any(one.is_partly_read for one in self.stories)


def headlines(
    tables: StoryTables,
    since: datetime.date,
    until: datetime.date,
    family: Mapping[str, str],
    rejected: Iterable[tuple[str, str]],
    reader: Reader,
) -> tuple[Headline, ...]:
    """Return the rows from `since` to `until`.

    Args:
        tables: of stories.
        since: the first day.
        until: the last day.
        family: of each publication.
        rejected: pairs of item ids that are not one story.
        reader: who catches up.
    """
    days = max(1, since.toordinal()), until.toordinal()
    weeks_before = max(1, days[0] - _DAYS_BEFORE), days[0] - 1
    read = read_days(tables, *days)
    old = marks_between(tables, *weeks_before)
    gathered = gathered_in(tables, days, read.told, rejected)
    found = (reader.candidate(one, family, old) for one in gathered.stories)
    burst = burst_of(read.issues, counts_between(tables, *weeks_before), family)
    candidates = [one for one in found if one is not None]
    rows = _ordered(candidates, gathered.likely, Weighing(family, burst))
    names = {issue.counted.publication for issue in read.issues}
    voices = len({family.get(name, name) for name in names})
    return tuple(_headline(row, family, burst, voices) for row in rows)


def _ordered(
    stories: Sequence[Candidate], likely: Mapping[int, set[int]], weighing: Weighing
) -> list[_Row]:
    rows = [
        _Row(names, _best_first(group, names, weighing))
        for names, group in folded_by_subject(stories, weighing.burst)
    ]
    for row in rows:
        row.worth = _worth(row, row.told, weighing)
    rows.sort(key=_rank)
    rows = sorted(_folded(rows, _echoes(rows, weighing), weighing), key=_rank)
    return sorted(_without_repeats(rows, likely, weighing), key=_rank)


def _without_repeats(
    rows: Sequence[_Row], likely: Mapping[int, set[int]], weighing: Weighing
) -> list[_Row]:
    """Fold rows under better ones that tell the same, and make those worth less that seem to."""
    first = rows[:_ROWS_COMPARED]
    repeats = Repeats(
        [row.stories for row in first], [row.names for row in first], likely, weighing.burst
    )
    above: dict[int, int] = {}
    for index, row in enumerate(first):
        how_much, other = repeats.best(index)
        if how_much < REPEATED:
            row.worth -= repeats.sunk(index)
            above[index] = index
            continue
        head = above[index] = above[other]
        rows[head].stories.extend(row.stories)
    for index in {head for one, head in above.items() if one != head}:
        row = rows[index]
        more = _worth(row, row.told, weighing) - row.worth
        row.worth += max(0.0, min(_MOST_BY_ECHO, _ECHO_WORTH * more))
    kept = [row for index, row in enumerate(first) if above[index] == index]
    return [*kept, *rows[_ROWS_COMPARED:]]


def _rank(row: _Row) -> tuple[object, ...]:
    best = row.best.story.best
    return -row.worth, -best.date.toordinal(), best.position, best.item_id


def _worth(row: _Row, told: Sequence[Told], weighing: Weighing) -> float:
    worth = weighing.worth(told, row.best)
    if any(one.is_watched for one in row.stories):
        worth += _WATCHED
    return worth * _PARTLY_READ if row.is_partly_read else worth


def _best_first(
    stories: list[Candidate], names: frozenset[str], weighing: Weighing
) -> list[Candidate]:
    """Sort the stories of a subject: those first whose title begins with it."""
    if len(stories) == 1:
        return stories
    parts = {part for name in names for part in name.split()}

    def rank(one: Candidate) -> tuple[object, ...]:
        is_aside = parts.isdisjoint(one.names[:_SUBJECT_STANDS_FIRST])
        worth = weighing.worth(one.told, one)
        return one.is_partly_read, is_aside, -worth, one.story.best.item_id

    return sorted(stories, key=rank)


def _echoes(rows: Sequence[_Row], weighing: Weighing) -> dict[int, set[int]]:
    """Make rows worth more of which much else speaks; return which rows are much like others.

    `rows` are the best first; only the first are looked at.
    """
    told = [(index, one) for index, row in enumerate(rows) for one in row.told]
    asked: defaultdict[int, list[int]] = defaultdict(list)
    for place, (index, _) in enumerate(told):
        if index >= _ROWS_ASKED:
            break
        if len(asked[index]) < _ITEMS_ASKED:
            asked[index].append(place)
    echo = Echo([one for _, one in told], [place for own in asked.values() for place in own])
    same: dict[int, set[int]] = {}
    for index, places in asked.items():
        likes = {
            other: like
            for place in places
            for other, like in sorted(echo.like(place, _ECHO), key=lambda one: one[1])
            if told[other][0] != index
        }
        row = rows[index]
        more = _worth(row, [*row.told, *(told[other][1] for other in likes)], weighing) - row.worth
        row.worth += min(_MOST_BY_ECHO, _ECHO_WORTH * more)
        same[index] = set()
        for other, like in likes.items():
            there, one = told[other]
            least = _SAME_SUBJECT if rows[there].names else _SAME
            if like >= least and one in rows[there].best.told:
                same[index].add(there)
    return same


def _folded(rows: Sequence[_Row], same: Mapping[int, set[int]], weighing: Weighing) -> list[_Row]:
    """Fold rows under better ones that they are much like, or that are much like them."""
    head: dict[int, int] = {}
    far: set[int] = set()
    for index in sorted(same, key=lambda index: _rank(rows[index])):
        if index not in head:
            better = [one for one in same[index] if head.get(one) == one]
            head[index] = min(better, key=lambda one: _rank(rows[one]), default=index)
        if index in far:
            continue  # what is much like a folded row is of the subject too, but no further
        for other in sorted(same[index] - head.keys()):
            head[other] = head[index]
            if head[index] != index:
                far.add(other)
    for index, above in sorted(head.items()):
        if index != above:
            rows[above].stories.extend(rows[index].stories)
    for index in sorted({above for one, above in head.items() if one != above}):
        rows[index].worth = max(rows[index].worth, _worth(rows[index], rows[index].told, weighing))
    return [row for index, row in enumerate(rows) if head.get(index, index) == index]


def _headline(row: _Row, family: Mapping[str, str], burst: Burst, voices: int) -> Headline:
    best, *others = row.stories
    return Headline(
        best.story,
        tuple(one.story for one in others),
        subject_of(row.stories, row.names, burst) if others else "",
        facets_of(row.stories) if others else (),
        reasons_for(row.stories, row.names or best.names, family, burst, voices),
        is_partly_read=row.is_partly_read,
    )
