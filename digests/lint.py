"""What looks wrong in an issue or in how it was parsed, for authors of digests and bug reports.

A finding is a `Problem`, not an error. It may be a false alarm, so each sentence says what was
seen and not what is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digests.model.dates import is_doubtful
from digests.model.issue import Problem
from digests.parsing.inline.plain_text import plain_text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from digests.model.issue import Issue, Item, Publication

_CLAIM = re.compile(
    r"(?:精选|展示|收录|整理|共|本期)[^\d\n]{0,8}(\d{1,4})\s*(?:篇|条|则|个)"
    r"|\b(\d{1,4})\s+(?:stories|items|articles|links|papers)\b",
    re.IGNORECASE,
)
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+")
_MOST_LINKS = 60
"""In one story; more look like a list that was not recognised as one."""


def lint_issue(issue: Issue, today: datetime.date) -> tuple[Problem, ...]:
    """Return what looks wrong: first the parser's own problems, then the others by line.

    A date more than a week after `today` is one of them.
    """
    problems = [*_about_issue(issue, today), *_about_items(issue)]
    return issue.problems + tuple(sorted(problems, key=lambda problem: problem.line or 0))


def _about_issue(issue: Issue, today: datetime.date) -> Iterator[Problem]:
    if not issue.items and not issue.is_stub:
        yield Problem(issue.source, "no items found")
    if issue.date is None:
        yield Problem(issue.source, "no date in header, title or file name")
    elif is_doubtful(issue.date, today):
        why = "is more than a week in the future" if issue.date > today else "is very long ago"
        yield Problem(issue.source, f"doubtful date: {issue.date} {why}")
    yield from _about_claims(issue)
    for section in issue.sections:
        if not section.children and not section.intro and not section.outro:
            yield Problem(issue.source, f"the section “{section.title}” is empty", section.line)


def _about_claims(issue: Issue) -> Iterator[Problem]:
    """Compare the item counts that the opening claims with the items; one match is enough."""
    opening = f"{issue.summary}\n{plain_text(issue.lead)}"
    claims = [int(first or second) for first, second in _CLAIM.findall(opening)]
    if claims and len(issue.items) not in claims:
        claimed = " and ".join(str(claim) for claim in dict.fromkeys(claims))
        yield Problem(issue.source, f"the text claims {claimed} items, {len(issue.items)} found")


def _about_items(issue: Issue) -> Iterator[Problem]:
    seen = Counter((item.section, item.title, item.links) for item in issue.items)
    for item in issue.items:
        for reason in _reasons(item, issue.publication):
            yield Problem(issue.source, reason, item.line)
        if seen.pop((item.section, item.title, item.links), 0) > 1:
            yield Problem(issue.source, f"“{item.title}” occurs more than once", item.line)


def _reasons(item: Item, publication: Publication) -> Iterator[str]:
    if "**" in item.title:
        yield f"literal asterisks in the title “{item.title}”"
    if "](" in item.title:
        yield f"an unparsed link in the title “{item.title}”"
    if len(item.links) > _MOST_LINKS:
        yield f"{len(item.links)} links in one story; it may be a list"
    for link in item.links:
        if reason := _unresolvable(publication.resolve(link.url)):
            yield reason


def _unresolvable(url: str) -> str:
    """Return why a link cannot be opened, or an empty string."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return f"“{url}” is no address"
    if parts.scheme in {"http", "https"}:
        is_host = _HOST.fullmatch(host) is not None or ":" in host
        return "" if is_host else f"“{url}” has no host"
    if parts.scheme:
        return f"“{url}” is neither http nor https"
    return f"“{url}” is relative, and no home page is known"
