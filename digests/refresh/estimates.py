"""Estimating the dates of undated issues from their places in numbered series.

A series is the files of one publication whose names differ in one number only, such as
`docs/issue-390.md`. An undated issue between two dated ones gets a date between theirs, in
proportion to the numbers. Before the first and after the last dated issue nothing is estimated, and
nothing where the dates run against the numbers.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from digests.model.dates import DatePrecision, is_doubtful

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digests.model.summary import IssueSummary
    from digests.refresh.reading import ReadIssue

_NUMBER = re.compile(r"\d+")
_MOST_DIGITS = 6
"""Longer numbers are days, times or hashes."""


class _Member(NamedTuple):
    """An issue of a series."""

    number: int
    issue_id: str
    folder: str
    day: int | None
    """None when it is to be estimated, or doubtful."""
    is_undated: bool


def estimate_dates(
    issues: Iterable[IssueSummary], today: datetime.date
) -> dict[str, datetime.date]:
    """Return dates for undated issues, by id, estimated from others of their series.

    Earlier estimates among `issues` count as undated, and dates that are doubtful on the day
    `today` are not relied on.
    """
    return dict(estimate for series in _series(issues, today) for estimate in _interpolated(series))


def known_estimates(issues: Iterable[IssueSummary]) -> dict[str, datetime.date]:
    """Return the estimated dates that `issues` have, by id."""
    return {one.id: one.date for one in issues if one.date and _is_undated(one)}


def with_estimate(issue: ReadIssue, estimates: Mapping[str, datetime.date]) -> ReadIssue:
    """Return `issue` with its estimated date, unless it has a date of its own or no estimate."""
    date = estimates.get(issue.summary.id)
    if date is None or issue.summary.date is not None:
        return issue
    precision = DatePrecision.ESTIMATED
    stored = issue.items.issue._replace(day=date.toordinal(), precision=precision.value)
    return replace(
        issue,
        summary=replace(issue.summary, date=date, date_precision=precision),
        items=replace(issue.items, issue=stored),
    )


def _is_undated(issue: IssueSummary) -> bool:
    return issue.date is None or issue.date_precision is DatePrecision.ESTIMATED


def _series(issues: Iterable[IssueSummary], today: datetime.date) -> Iterator[list[_Member]]:
    """Yield the series of all publications, each sorted by number.

    Folders of a series may differ in numbers, such as years, unless that repeats a number.
    """
    by_name: defaultdict[tuple[str, str], list[_Member]] = defaultdict(list)
    for issue in issues:
        folder, _, name = issue.source.rpartition("/")
        numbers = _NUMBER.findall(name)
        if len(numbers) == 1 and len(numbers[0]) <= _MOST_DIGITS:
            member = _member(issue, int(numbers[0]), folder, today)
            path = _NUMBER.sub("#", issue.source)
            by_name[issue.publication, path].append(member)
    for members in by_name.values():
        if any(member.is_undated for member in members):
            yield from _without_repetition(sorted(members))


def _member(issue: IssueSummary, number: int, folder: str, today: datetime.date) -> _Member:
    is_undated = _is_undated(issue)
    is_reliable = not is_undated and issue.date and not is_doubtful(issue.date, today)
    day = issue.date.toordinal() if issue.date and is_reliable else None
    return _Member(number, issue.id, folder, day, is_undated)


def _without_repetition(members: Sequence[_Member]) -> Iterator[list[_Member]]:
    uses = Counter(member.number for member in members)
    if len(uses) == len(members):
        yield list(members)
        return
    by_folder: defaultdict[str, list[_Member]] = defaultdict(list)
    for member in members:
        by_folder[member.folder].append(member)
    yield from by_folder.values()


def _interpolated(series: Sequence[_Member]) -> Iterator[tuple[str, datetime.date]]:
    before: _Member | None = None
    between: list[_Member] = []
    for member in series:
        if member.is_undated:
            between.append(member)
        elif member.day is not None:
            if before is not None:
                yield from _placed(between, before, member)
            before, between = member, []


def _placed(
    between: Iterable[_Member], before: _Member, after: _Member
) -> Iterator[tuple[str, datetime.date]]:
    """Yield the dates of what is between two dated issues of ascending dates."""
    if before.day is None or after.day is None or before.day > after.day:
        return
    days, numbers = after.day - before.day, after.number - before.number
    for member in between:
        passed = days * (member.number - before.number) // max(numbers, 1)
        yield member.issue_id, datetime.date.fromordinal(before.day + passed)
