"""Which issues are listed, and how: pure functions over the rows of the catalogue.

A list of twelve thousand issues is rebuilt on a key press, so nothing here creates an object per
issue: rows are the catalogue's own summaries, with a few headings between them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from digests import IssueSummary
from tui.text.dates import period

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from digests import IssueMarks, SavedSearch


class Scope(StrEnum):
    """Which issues are listed, by their marks."""

    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"


class Grouping(StrEnum):
    """What the headings between issues show."""

    NONE = "none"
    DATE = "date"
    PUBLICATION = "publication"

    def next(self) -> Grouping:
        """Return the grouping after this one; the first follows the last."""
        kinds = list(Grouping)
        return kinds[(kinds.index(self) + 1) % len(kinds)]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A query and the issues in which it has hits."""

    query: str
    issue_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Listing:
    """Which issues the user wants to see, and how they are grouped."""

    scope: Scope = Scope.ALL
    publication: str = ""
    """The only publication to list; empty for all."""

    grouping: Grouping = Grouping.NONE
    narrowed: Narrowed | None = None

    @property
    def is_everything(self) -> bool:
        """Whether no issue is filtered out."""
        return self.scope is Scope.ALL and not self.publication and self.narrowed is None

    def all(self) -> Listing:
        """Return this listing without filters."""
        return Listing(grouping=self.grouping)

    def toggled(self, scope: Scope) -> Listing:
        """Return this listing with `scope`, or with all issues if it has that scope already."""
        return replace(self, scope=Scope.ALL if self.scope is scope else scope)

    def description(self) -> str:
        """Return the filters, such as `unread · lantern-daily · "heron"`; empty without any."""
        scope = "" if self.scope is Scope.ALL else str(self.scope)
        query = f'"{self.narrowed.query}"' if self.narrowed else ""
        return " · ".join(filter(None, (scope, self.publication, query)))


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A saved search."""

    search: SavedSearch
    unread: int | None = None
    """Unread items that it finds; None when its query is invalid."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a group: a period or a publication."""

    title: str
    issues: int
    """How many issues are in the group."""


ListRow: TypeAlias = SearchRow | Heading | IssueSummary


def listed(
    summaries: tuple[IssueSummary, ...],
    listing: Listing,
    counts: Mapping[str, IssueMarks],
    kept: str = "",
) -> tuple[IssueSummary, ...]:
    """Return the issues of a listing, in the order of `summaries`.

    Args:
        summaries: All issues.
        listing: What the user wants to see.
        counts: The marks in each issue, by its id.
        kept: The id of an issue that stays whatever its marks, because it is open.
    """
    if listing.is_everything:
        return summaries
    tests = _tests(listing, counts, kept)
    return tuple(summary for summary in summaries if all(test(summary) for test in tests))


def grouped(
    issues: Sequence[IssueSummary], grouping: Grouping, today: datetime.date
) -> tuple[ListRow, ...]:
    """Return the issues, which are sorted by date, with headings between the groups."""
    match grouping:
        case Grouping.NONE:
            return tuple(issues)
        case Grouping.DATE:
            return _headed(groupby(issues, lambda issue: period(issue.date, today)))
        case Grouping.PUBLICATION:
            by_name = sorted(issues, key=lambda issue: issue.publication.casefold())
            return _headed(groupby(by_name, lambda issue: issue.publication))


def _headed(groups: Iterable[tuple[str, Iterable[IssueSummary]]]) -> tuple[ListRow, ...]:
    rows: list[ListRow] = []
    for title, group in groups:
        issues = tuple(group)
        rows += (Heading(title, len(issues)), *issues)
    return tuple(rows)


def _tests(
    listing: Listing, counts: Mapping[str, IssueMarks], kept: str
) -> list[Callable[[IssueSummary], bool]]:
    tests: list[Callable[[IssueSummary], bool]] = []
    if listing.publication:
        tests.append(lambda issue: issue.publication == listing.publication)
    if listing.scope is not Scope.ALL:
        ids = {kept, *_marked(counts, listing.scope)}
        tests.append(lambda issue: issue.id in ids)
    if listing.narrowed is not None:
        with_hits = listing.narrowed.issue_ids
        tests.append(lambda issue: issue.id in with_hits)
    return tests


def _marked(counts: Mapping[str, IssueMarks], scope: Scope) -> Iterable[str]:
    if scope is Scope.UNREAD:
        return (issue_id for issue_id, marks in counts.items() if marks.unread)
    return (issue_id for issue_id, marks in counts.items() if marks.starred)
