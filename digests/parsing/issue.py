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
from digests.model.issue import Issue, Problem
from digests.model.text import language_of
from digests.parsing.anchors import anchors_in
from digests.parsing.dates import date_of_file_name, first_date
from digests.parsing.footnotes import take_footnotes
from digests.parsing.header import Header, read_header
from digests.parsing.inline.plain_text import plain_text
from digests.parsing.inline.wiki_links import escape_bars
from digests.parsing.markdown import MAX_NESTING, plain_markdown, read_parts
from digests.parsing.outline.assembly import Assembler
from digests.parsing.outline.empty_headings import resolve_empty_headings
from digests.parsing.outline.entries import make_subsections
from digests.parsing.outline.items import ItemMaker, reflow_blocks
from digests.parsing.outline.outline import build_outline, without_pasted_headings
from digests.parsing.outline.roles import decide_roles
from digests.parsing.outline.summary import (
    Summary,
    take_navigation,
    take_opening_paragraph,
    take_summary_heading,
)
from digests.parsing.preprocess import blank_preamble, mend_broken_links
from digests.parsing.titles import file_title, heading_text, repeats_title, title_heading
from digests.safe_text import safe_line, safe_text

if TYPE_CHECKING:
    import datetime

    from digests.model.blocks import Block
    from digests.model.issue import Item, Publication, Section
    from digests.parsing.footnotes import Footnote
    from digests.parsing.outline.outline import Node
    from digests.parsing.parts import BodyBlock


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
    body = read_body(text_body, header, issue_id)
    description = plain_markdown(header.paragraph("description", "summary"))
    return Issue(
        id=issue_id,
        publication=_publication(header, publication),
        title=header.text("title") or body.title or safe_line(file_title(source)),
        date=_date(header, body.title, source),
        summary=body.summary.text or description,
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
        anchors=anchors_in(text_body, header.lines),
    )


def _too_deep(lines: tuple[int, ...], source: str) -> tuple[Problem, ...]:
    reason = f"is nested more than {MAX_NESTING} deep; what is deeper is shown as it is written"
    return tuple(Problem(source, reason, line, is_note=True) for line in lines[:1])


def _publication(header: Header, derived: Publication) -> Publication:
    """Prefer the header's name for the publication to the folder's, unless the user declared it."""
    if derived.is_declared:
        return derived
    name = header.text("publication", "newsletter", "site_name") or derived.name
    return replace(derived, name=name, home=derived.home or header.text("home", "homepage"))


def _date(header: Header, heading: str, source: str) -> datetime.date | None:
    """R2: header, title, title heading, file name; never the text."""
    given = (header.text("date", "pubdate", "published"), header.text("title"), heading)
    return first_date(iter(given)) or date_of_file_name(file_title(source))


@dataclass(frozen=True, slots=True)
class Body:
    """What an issue has below its header. Every visible word is in exactly one of the fields."""

    title: str
    """The text of the title heading; empty when there is none."""

    summary: Summary
    children: tuple[Item | Section, ...]
    lead: tuple[Block, ...]
    footer: tuple[Block, ...]
    is_stub: bool
    too_deep: tuple[int, ...]
    """Where something is nested too deep to be parsed: lines of the file, 1-based."""


def read_body(text: str, header: Header, issue_id: str) -> Body:
    """Parse `text`, which follows `header`, into sections, items and the text around them."""
    text, notes = take_footnotes(mend_broken_links(escape_bars(blank_preamble(text))))
    too_deep: list[int] = []
    parts = read_parts(text, notes, too_deep)
    heading = title_heading(parts, header.text("title"))
    parts = without_pasted_headings(parts, heading)
    root = build_outline(part for part in parts if part is not heading)
    summary = take_summary_heading(root)
    navigation = take_navigation(root)
    _prepare_headings(root)
    maker = ItemMaker(issue_id, header.lines, _link_titles(notes))
    content = Assembler(maker, decide_roles(root), header.lines).content(root, ())
    stub = not content.children and is_stub(content.intro)
    if summary is None and not header.paragraph("description", "summary"):
        summary = take_opening_paragraph(content.intro)
    summary = summary or Summary()
    above = _unless_title(heading, header.text("title"))
    below = (*summary.rest, *(part.block for part in navigation))
    return Body(
        title=heading_text(heading) if heading else "",
        summary=summary,
        children=tuple(content.children),
        lead=reflow_blocks([*above, *content.intro, *below]),
        footer=reflow_blocks([*content.outro, *map(_as_block, notes.values())]),
        is_stub=stub,
        too_deep=tuple(line + header.lines + 1 for line in too_deep),
    )


def _prepare_headings(root: Node) -> None:
    resolve_empty_headings(root)
    for node in [root, *root.walk()]:
        make_subsections(node)


def _link_titles(notes: dict[str, Footnote]) -> dict[str, str]:
    return {note.url: note.title for note in notes.values() if note.url}


def _as_block(note: Footnote) -> Block:
    return Paragraph((Run(note.text, url=note.url),))


def _unless_title(heading: BodyBlock | None, title: str) -> list[Block]:
    """Keep a title heading that differs from the header's title."""
    if heading is None or not title or repeats_title(heading_text(heading), title):
        return []
    return [heading.block]


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
