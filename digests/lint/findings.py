"""All findings about one issue, and those that concern it as a whole."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from digests.lint.addresses import about_addresses
from digests.lint.lost_words import lost_words
from digests.lint.proportions import about_proportions
from digests.lint.titles import about_repeats, about_titles
from digests.model.blocks import runs_in
from digests.model.dates import is_doubtful
from digests.model.issue import Problem
from digests.parsing.inline.plain_text import plain_text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from digests.model.issue import Issue

_CLAIM = re.compile(
    r"(?:精选|精選|展示|收录|收錄|整理|共|本期)(?:了|出)?[^\d\n，。；,;]{0,8}(\d{1,4})\s*"
    r"(?:篇|则|則|条(?!消息|信息|推文|评论)|個?项目|个(?:故事|新闻|条目|项目))"
    r"|\b(?:selected|curated|featur\w+|covers?|contains?|holds?|(?:here|these|there) are(?: the)?"
    r"|this (?:issue|edition|letter)\D{0,20})\s+(?:top\s+)?(\d{1,4})\s+"
    r"(?:stories|items|articles|links|papers)\b",
    re.IGNORECASE,
)
_QUOTED = 60
"""Characters of lost words that a finding quotes."""


def lint_issue(issue: Issue, today: datetime.date, text: str = "") -> tuple[Problem, ...]:
    """Return what looks wrong: first the parser's own problems, then the others by line.

    Args:
        issue: What was parsed.
        today: A date of the issue more than a week later is one of the problems.
        text: The file that the issue was parsed from; without it, lost words are not looked for.
    """
    problems = chain(
        _about_issue(issue, today),
        _about_lost_words(issue, text) if text else (),
        about_proportions(issue),
        about_titles(issue),
        about_repeats(issue),
        about_addresses(issue),
    )
    return issue.problems + tuple(sorted(problems, key=lambda problem: problem.line or 0))


def _about_issue(issue: Issue, today: datetime.date) -> Iterator[Problem]:
    if not issue.items and not issue.is_stub:
        links = _links_outside_items(issue)
        reason = f"no items found, although there are {links} links" if links else "no items found"
        yield Problem(issue.source, reason)
    if issue.date is None:
        yield Problem(issue.source, "no date in header, title or file name")
    elif is_doubtful(issue.date, today):
        why = "is more than a week in the future" if issue.date > today else "is very long ago"
        yield Problem(issue.source, f"doubtful date: {issue.date} {why}")
    yield from _about_claims(issue)


def _links_outside_items(issue: Issue) -> int:
    texts = (issue.summary_blocks, issue.lead, issue.footer)
    around = chain.from_iterable((section.intro, section.outro) for section in issue.sections)
    runs = chain.from_iterable(map(runs_in, (*texts, *around)))
    return len({run.url for run in runs if "://" in run.url})


def _about_claims(issue: Issue) -> Iterator[Problem]:
    """Compare the item counts that the opening claims with the items; one match is enough."""
    opening = f"{issue.summary}\n{plain_text(issue.lead)}"
    claims = [int(first or second) for first, second in _CLAIM.findall(opening)]
    if claims and len(issue.items) not in claims:
        claimed = " and ".join(str(claim) for claim in dict.fromkeys(claims))
        yield Problem(issue.source, f"the text claims {claimed} items, {len(issue.items)} found")


def _about_lost_words(issue: Issue, text: str) -> Iterator[Problem]:
    lost = lost_words(text, issue)
    if lost is None:
        return
    words = " ".join(lost.words)
    quoted = words if len(words) <= _QUOTED else words[:_QUOTED].rsplit(" ", 1)[0] + " …"
    reason = f"words with {lost.letters} letters are in no part of the issue, such as “{quoted}”"
    yield Problem(issue.source, reason, lost.line)
