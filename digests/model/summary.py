"""What the issue list shows of each issue, without opening its file."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from digests.model.dates import DatePrecision
from digests.safe_text import safe_line

if TYPE_CHECKING:
    import datetime

    from digests.model.issue import Issue

_SUBJECTS = 6
_STORIES = 6
_HEADLINE_LENGTH = 240


@dataclass(frozen=True, slots=True)
class IssueSummary:
    """One row of the issue list."""

    id: str
    publication: str
    title: str
    date: datetime.date | None

    headline: str
    """One line: the subjects of the issue, or else the titles of its first stories."""

    items: int
    sections: int
    links: int
    """Distinct addresses."""

    language: str
    is_stub: bool
    source: str
    """The file, safe to show."""

    date_precision: DatePrecision = DatePrecision.DAY
    """Means nothing without a date."""

    link: str = ""
    """Address of the issue's own page, or empty."""


def summarise(issue: Issue) -> IssueSummary:
    """Return the row of `issue` in the issue list."""
    return IssueSummary(
        id=issue.id,
        publication=issue.publication.name,
        title=issue.title,
        date=issue.date,
        headline=headline(issue),
        items=len(issue.items),
        sections=len(issue.sections),
        links=len({link.url for item in issue.items for link in item.links}),
        language=issue.language,
        is_stub=issue.is_stub,
        source=issue.source,
        date_precision=issue.date_precision,
        link=issue.link,
    )


def headline(issue: Issue) -> str:
    """Return one line that says what happened in `issue`, at most 240 characters.

    It is made of subjects or story titles, else of the summary, and may be empty. The issue's
    title is left out: in some publications a third of the titles say that nothing happened.
    """
    from digests.model.issue import Kind

    subjects = issue.subjects.models + issue.subjects.companies
    parts = list(dict.fromkeys(subjects or issue.subjects.topics))[:_SUBJECTS]
    if not parts:
        stories = (item.title for item in issue.items if item.kind is Kind.STORY)
        parts = list(islice(filter(None, stories), _STORIES))
    line = safe_line(" · ".join(parts) or issue.summary)
    return line if len(line) <= _HEADLINE_LENGTH else line[: _HEADLINE_LENGTH - 1] + "…"
