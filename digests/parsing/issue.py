"""Reading one issue: the only way into the parser.

    text ─ header ─ footnotes ─ parts ─ outline ─ roles ─ sections and items
            R1 R2     R9                R5 R6.8    R6 R7     R8 R9 R10 R11

Every step is pure, and each is a module named after what it decides; the rules R1 to R11 are
named where they are kept.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digests.model.issue import Issue, Problem
from digests.model.text import language_of
from digests.parsing.body import read_body
from digests.parsing.dates import date_of_file_name, first_date
from digests.parsing.header import Header, read_header
from digests.parsing.markdown import MAX_NESTING, plain_markdown
from digests.parsing.titles import file_title
from digests.safe_text import safe_line, safe_text

if TYPE_CHECKING:
    import datetime

    from digests.model.issue import Publication

_LINE_END = re.compile(r"\r\n?")


def parse_issue(text: str, *, source: str, publication: Publication, issue_id: str) -> Issue:
    """Read the text of a file as an issue. Any text is an issue; nothing is raised.

    Args:
        text: the whole file, header included, decoded.
        source: the file's name or path, whose last part is the title and date of last resort.
        publication: who publishes it.
        issue_id: what the ids of its items begin with.
    """
    clean = safe_text(_LINE_END.sub("\n", text).removeprefix("\ufeff"))
    header, text_body = read_header(clean, source)
    body = read_body(text_body, header, issue_id)
    described = plain_markdown(header.paragraph("description", "summary"))
    return Issue(
        id=issue_id,
        publication=_publication(header, publication),
        title=header.text("title") or body.title or safe_line(file_title(source)),
        date=_date(header, body.title, source),
        summary=body.summary.text or described,
        summary_heading=body.summary.heading,
        summary_blocks=body.summary.blocks,
        children=body.children,
        lead=body.lead,
        footer=body.footer,
        subjects=header.subjects(),
        language=language_of(clean),
        is_stub=body.is_stub,
        source=safe_line(source),
        problems=header.problems + _too_deep(body.too_deep, safe_line(source)),
    )


def _too_deep(lines: tuple[int, ...], source: str) -> tuple[Problem, ...]:
    reason = f"is nested more than {MAX_NESTING} deep; what is deeper is shown as it is written"
    return tuple(Problem(source, reason, line, is_note=True) for line in lines[:1])


def _publication(header: Header, derived: Publication) -> Publication:
    """The header may name the publication better than a folder does, unless the user has."""
    if derived.is_declared:
        return derived
    name = header.text("publication", "newsletter", "site_name") or derived.name
    return replace(derived, name=name, home=derived.home or header.text("home", "homepage"))


def _date(header: Header, heading: str, source: str) -> datetime.date | None:
    """R2: header, title, title heading, file name; never the text."""
    given = (header.text("date", "pubdate", "published"), header.text("title"), heading)
    return first_date(iter(given)) or date_of_file_name(file_title(source))
