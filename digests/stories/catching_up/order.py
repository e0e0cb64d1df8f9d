"""The rows of catching up, in the order in which to read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digests.stories.catching_up.burst import burst_of
from digests.stories.catching_up.gathering import gathered_in
from digests.stories.catching_up.headline import Headline
from digests.stories.catching_up.merging import merged
from digests.stories.catching_up.ranking import Weighing
from digests.stories.catching_up.reading import counts_between, marks_between, read_days
from digests.stories.catching_up.reasons import facets_of, plain_reasons, reasons_for, subject_of
from digests.stories.catching_up.rows import rows_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from digests.stories.catching_up.burst import Burst
    from digests.stories.catching_up.headline import Reason
    from digests.stories.catching_up.rows import Row
    from digests.stories.catching_up.unread import User
    from digests.stories.tables import StoryTables

_DAYS_BEFORE: Final = 28
"""With which the days are compared."""

_ALL_WITH_REASONS: Final = 30
"""The first rows, among which nothing is for which nothing speaks."""
_FIRST: Final = 100
"""The rows of which the names are looked at too, to say why they are there."""


def headlines(
    tables: StoryTables,
    since: datetime.date,
    until: datetime.date,
    family: Mapping[str, str],
    rejected: Iterable[tuple[str, str]],
    user: User,
) -> tuple[Headline, ...]:
    """Return the rows from `since` to `until`.

    Args:
        tables: of stories.
        since: the first day.
        until: the last day.
        family: of each publication.
        rejected: pairs of item ids that are not one story.
        user: who catches up.
    """
    days = max(1, since.toordinal()), until.toordinal()
    weeks_before = max(1, days[0] - _DAYS_BEFORE), days[0] - 1
    read = read_days(tables, *days)
    old = marks_between(tables, *weeks_before)
    gathered = gathered_in(tables, days, read.told, rejected)
    found = (user.unread(one, family, old) for one in gathered.stories)
    burst = burst_of(read.issues, counts_between(tables, *weeks_before), family)
    weighing = Weighing(family, burst)
    rows = rows_of([one for one in found if one is not None], weighing)
    names = {issue.counted.publication for issue in read.issues}
    voices = len({family.get(name, name) for name in names})
    return _headlines(merged(rows, gathered.likely, weighing), weighing, voices)


def _headlines(rows: Sequence[Row], weighing: Weighing, voices: int) -> tuple[Headline, ...]:
    """Return the rows as they are shown; what nothing speaks for is not among the first."""
    first = [
        (row, reasons_for(row.stories, row.names or row.best.names, weighing, voices))
        for row in rows[:_FIRST]
    ]
    if len(rows) > _ALL_WITH_REASONS:
        first.sort(key=lambda one: not one[1])
    rest = ((row, plain_reasons(row.stories, weighing, voices)) for row in rows[_FIRST:])
    return tuple(_headline(row, reasons, weighing.burst) for row, reasons in (*first, *rest))


def _headline(row: Row, reasons: tuple[Reason, ...], burst: Burst) -> Headline:
    best, *others = row.stories
    return Headline(
        best.story,
        tuple(one.story for one in others),
        subject_of(row.stories, row.names, burst) if others else "",
        facets_of(row.stories) if others else (),
        reasons,
        is_partly_read=row.is_partly_read,
    )
