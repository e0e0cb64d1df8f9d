"""Parsing one issue: the parser's only entry point.

    text ─ header ─ footnotes ─ blocks ─ outline ─ roles ─ sections and items
            R1 R2     R9                 R5 R6.8    R6 R7     R8 R9 R10 R11

Every step is pure and is a module of its own. Each of the rules R1 to R11 is named in the code
that applies it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digests.model.blocks import Paragraph, Run
from digests.model.dates import DatePrecision
from digests.model.issue import Issue, Problem
from digests.model.text import language_of
from digests.parsing.anchors import anchors_in
from digests.parsing.dates import date_of_issue
from digests.parsing.footnotes import take_footnotes
from digests.parsing.header import Header, read_header
from digests.parsing.inline.plain_text import plain_text
from digests.parsing.inline.wiki_links import escape_bars
from digests.parsing.markdown import plain_markdown, read_parts
from digests.parsing.outline.assembly import Assembler
from digests.parsing.outline.empty_headings import resolve_empty_headings
from digests.parsing.outline.groups import make_subsections
from digests.parsing.outline.items import ItemMaker, reflow_blocks
from digests.parsing.outline.navigation import take_navigation, take_pager
from digests.parsing.outline.outline import build_outline, without_pasted_headings
from digests.parsing.outline.roles import decide_roles
from digests.parsing.outline.summary import (
    Summary,
    take_opening_paragraph,
    take_summary_heading,
)
from digests.parsing.preprocess import (
    blank_preamble,
    blank_templates,
    mend_broken_links,
    part_closing,
    space_ordinals,
)
from digests.parsing.titles import (
    file_title,
    first_of_days,
    heading_text,
    issue_title,
    repeats_title,
    title_headings,
)
from digests.parsing.unmarked_lists import mark_lists
from digests.safe_text import safe_line, safe_text

if TYPE_CHECKING:
    from digests.model.blocks import Block
    from digests.model.issue import Item, Publication, Section
    from digests.parsing.footnotes import Footnote
    from digests.parsing.outline.outline import Node
    from digests.parsing.parts import Remark


MOST_REMARKS = 20
"""Of one issue: a text made to give thousands helps nobody."""

_LINE_END = re.compile(r"\r\n?")


def parse_issue(text: str, *, source: str, publication: Publication, issue_id: str) -> Issue:
    """Parse the text of a file. Any text is an issue; nothing is raised.

    Args:
        text: the whole file, header included, decoded.
        source: the file's name or path; title and date fall back on its last component.
        publication: who publishes it; the header may override the name unless it is declared.
        issue_id: the prefix of its items' ids.
    """
    clean = safe_text(_LINE_END.sub("\n", text).removeprefix("\ufeff"))
    header, text_body = read_header(clean, source)
    body = read_body(text_body, header, issue_id, file_title(source))
    date = date_of_issue(header, body.title, source, body.first_day)
    description = plain_markdown(header.paragraph("description", "summary"))
    return Issue(
        id=issue_id,
        publication=_publication(header, publication),
        title=header.text("title") or body.title or safe_line(file_title(source)),
        date=date.first_day if date else None,
        summary=body.summary.text or description,
        summary_heading=body.summary.heading,
        summary_blocks=body.summary.blocks,
        children=body.children,
        lead=body.lead,
        footer=body.footer,
        subjects=header.subjects(),
        language=language_of(clean),
        is_stub=body.is_stub or header.text("stub").lower() == "true",
        link=header.page(),
        source=safe_line(source),
        problems=header.problems + _remarks(body.remarks, header.lines, safe_line(source)),
        anchors=anchors_in(text_body, header.lines),
        date_precision=date.precision if date else DatePrecision.DAY,
    )


def _remarks(remarks: tuple[Remark, ...], lines_before: int, source: str) -> tuple[Problem, ...]:
    return tuple(
        Problem(source, safe_line(remark.reason), remark.line + lines_before + 1, is_note=True)
        for remark in remarks
    )


def _publication(header: Header, derived: Publication) -> Publication:
    """Prefer the header's name for the publication to the folder's, unless the user declared it."""
    if derived.is_declared:
        return derived
    name = header.text("publication", "newsletter", "site_name") or derived.name
    return replace(derived, name=name, home=derived.home or header.text("home", "homepage"))


@dataclass(frozen=True, slots=True)
class Body:
    """What an issue has below its header. Every visible word is in exactly one of the fields."""

    title: str
    """The text of the title heading; empty when there is none."""

    first_day: str
    """The first of several headings that name days, or an empty string."""

    summary: Summary
    children: tuple[Item | Section, ...]
    lead: tuple[Block, ...]
    footer: tuple[Block, ...]
    is_stub: bool
    remarks: tuple[Remark, ...]


def read_body(text: str, header: Header, issue_id: str, file: str = "") -> Body:
    """Parse `text`, which follows `header`, into sections, items and the text around them.

    A heading that repeats the name of the `file` is the title.
    """
    text, closing = part_closing(text)
    text = mend_broken_links(blank_templates(blank_preamble(text)))
    text, notes = take_footnotes(escape_bars(space_ordinals(text)))
    remarks: list[Remark] = []
    parts = mark_lists(read_parts(text, notes, remarks))
    titles = title_headings(parts, header.text("title"), file)
    title = issue_title(titles)
    parts = without_pasted_headings(parts, titles)
    naming = set(map(id, titles))
    root = build_outline(part for part in parts if id(part) not in naming)
    pager = take_pager(root)
    summary = take_summary_heading(root)
    navigation = take_navigation(root)
    _prepare_headings(root)
    maker = ItemMaker(issue_id, header.lines, _link_titles(notes))
    content = Assembler(maker, decide_roles(root), header.lines).content(root, ())
    stub = not content.children and is_stub(content.intro)
    if summary is None and not header.paragraph("description", "summary"):
        summary = take_opening_paragraph(content.intro)
    summary = summary or Summary()
    shown = header.text("title") or title
    above = [part.block for part in titles if not repeats_title(heading_text(part), shown)]
    below = (*summary.rest, *(part.block for part in navigation))
    return Body(
        title=title,
        first_day=first_of_days(parts),
        summary=summary,
        children=tuple(content.children),
        lead=reflow_blocks([*above, *content.intro, *below]),
        footer=reflow_blocks(
            [
                *content.outro,
                *(part.block for part in pager),
                *map(_as_block, notes.values()),
                *(part.block for part in read_parts(closing, {})),
            ]
        ),
        is_stub=stub,
        remarks=tuple(remarks[:MOST_REMARKS]),
    )


def _prepare_headings(root: Node) -> None:
    resolve_empty_headings(root)
    for node in [root, *root.walk()]:
        make_subsections(node)


def _link_titles(notes: dict[str, Footnote]) -> dict[str, str]:
    return {note.url: note.title for note in notes.values() if note.url}


def _as_block(note: Footnote) -> Block:
    return Paragraph((Run(note.text, url=note.url),))


MAX_CHARACTERS = 400
"""A longer text is content of its own."""

_ELSEWHERE = re.compile(
    r"\b(?:full|whole|complete|archived|rest of the)\b.{0,60}"
    r"\b(?:issue|body|text|post|article|version|story)\b.{0,80}(?:https?://|\bat\b|\bhere\b|\bon\b|/)"
    r"|\b(?:read|continue reading|view)\b.{0,40}\b(?:full|online|on the web|in (?:your )?browser)\b"
    r"|(?:全文|完整(?:内容|版)|正文|原文).{0,20}(?:见|请|在|查看|阅读|移步|点击|https?://)"
    r"|(?:查看|阅读|点击).{0,10}(?:全文|完整|原文|正文)",
    re.IGNORECASE | re.DOTALL,
)


def is_stub(blocks: list[Block]) -> bool:
    """Return whether `blocks`, of an issue without items, only say where the full text is."""
    text = plain_text(block for block in blocks if isinstance(block, Paragraph)).strip()
    return 0 < len(text) <= MAX_CHARACTERS and _ELSEWHERE.search(text) is not None
