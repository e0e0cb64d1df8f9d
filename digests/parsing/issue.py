"""Reading one issue: the only way into the parser.

    text ─ header ─ footnotes ─ parts ─ outline ─ roles ─ sections and items
            R1 R2     R9                R5 R6.8    R6 R7     R8 R9 R10 R11

Every step is pure, and each is a module named after what it decides; the rules R1 to R11 are
named where they are kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.model import Issue, Paragraph, Rule, Run
from digests.parsing.assembly import Assembler, Content
from digests.parsing.bold_lines import make_subsections
from digests.parsing.dates import date_of_file_name, first_date
from digests.parsing.empty_headings import settle_empty_headings
from digests.parsing.footnotes import take_footnotes
from digests.parsing.header import Header, read_header
from digests.parsing.issue_title import file_title, heading_words, title_heading
from digests.parsing.items import ItemMaker, settled
from digests.parsing.language import language_of
from digests.parsing.markdown import plain_markdown, read_parts
from digests.parsing.outline import build_outline, without_pasted_headings
from digests.parsing.preamble import blank_preamble
from digests.parsing.section_or_item import decide_roles
from digests.parsing.stubs import is_stub
from digests.parsing.summary import opening_paragraph, take_navigation, take_summary_heading
from digests.safe_text import safe_line, safe_text

if TYPE_CHECKING:
    import datetime

    from digests.model import Block, Publication
    from digests.parsing.footnotes import Footnote
    from digests.parsing.outline import Node
    from digests.parsing.parts import Part

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
    header, body = read_header(clean, source)
    body, notes = take_footnotes(blank_preamble(body))
    parts = read_parts(body, notes)
    heading = title_heading(parts, header.text("title"))
    reader = _IssueReader(header, notes, issue_id)
    content, summary = reader.read(without_pasted_headings(parts, heading), heading)
    words = heading_words(heading) if heading else ""
    stub = not content.children and is_stub(content.intro)
    return Issue(
        id=issue_id,
        publication=publication,
        title=header.text("title") or words or safe_line(file_title(source)),
        date=_date(header, words, source),
        summary=summary or plain_markdown(header.paragraph("description", "summary")),
        children=tuple(content.children),
        lead=settled(content.intro),
        footer=settled(content.outro),
        subjects=header.subjects(),
        language=language_of(clean),
        is_stub=stub,
        source=safe_line(source),
        problems=header.problems,
    )


class _IssueReader:
    """Reads the body of one issue."""

    def __init__(self, header: Header, notes: dict[str, Footnote], issue_id: str) -> None:
        titles = {note.url: note.title for note in notes.values() if note.url}
        self._header = header
        self._notes = tuple(notes.values())
        self._maker = ItemMaker(issue_id, header.lines, titles)

    def read(self, parts: list[Part], title: Part | None) -> tuple[Content, str]:
        """Return what the body holds, and its summary if it has one of its own."""
        root = build_outline(part for part in parts if part is not title)
        opening = take_summary_heading(root)
        navigation = take_navigation(root)
        settle_empty_headings(root)
        for node in [root, *root.walk()]:
            make_subsections(node)
        content = self._assemble(root)
        summary = opening.summary if opening else self._opening_words(content)
        above = (*(opening.rest if opening else ()), *navigation)
        content.intro.extend(part.block for part in above)
        content.outro.extend(Paragraph((Run(note.text, url=note.url),)) for note in self._notes)
        return content, summary

    def _assemble(self, root: Node) -> Content:
        assembler = Assembler(self._maker, decide_roles(root), self._header.lines)
        return assembler.content(root, ())

    def _opening_words(self, content: Content) -> str:
        described = self._header.paragraph("description", "summary")
        return "" if described else opening_paragraph(_above_rule(content.intro))


def _above_rule(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if not isinstance(block, Rule)]


def _date(header: Header, heading: str, source: str) -> datetime.date | None:
    """R2: header, title, title heading, file name; never the text."""
    given = (header.text("date", "pubdate", "published"), header.text("title"), heading)
    return first_date(iter(given)) or date_of_file_name(file_title(source))
