"""From the text below the header to sections, items, summary, lead and footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digests.model.blocks import Paragraph, Run
from digests.parsing.broken_links import mend_broken_links
from digests.parsing.footnotes import take_footnotes
from digests.parsing.markdown import read_parts
from digests.parsing.outline.assembly import Assembler
from digests.parsing.outline.bold_lines import make_subsections
from digests.parsing.outline.empty_headings import settle_empty_headings
from digests.parsing.outline.items import ItemMaker, settled
from digests.parsing.outline.outline import build_outline, without_pasted_headings
from digests.parsing.outline.roles import decide_roles
from digests.parsing.outline.summary import (
    Summary,
    take_navigation,
    take_opening_paragraph,
    take_summary_heading,
)
from digests.parsing.preprocess import blank_preamble
from digests.parsing.stubs import is_stub
from digests.parsing.titles import heading_words, says_the_same, title_heading

if TYPE_CHECKING:
    from digests.model.blocks import Block
    from digests.model.issue import Item, Section
    from digests.parsing.footnotes import Footnote
    from digests.parsing.header import Header
    from digests.parsing.outline.outline import Node
    from digests.parsing.parts import Part


@dataclass(frozen=True, slots=True)
class Body:
    """What an issue says below its header. Every visible word is in exactly one place."""

    title: str
    """The words of the title heading; empty when there is none."""

    summary: Summary
    children: tuple[Item | Section, ...]
    lead: tuple[Block, ...]
    footer: tuple[Block, ...]
    is_stub: bool
    too_deep: tuple[int, ...]
    """Lines from which on something is nested so deeply that it stays as written; 1-based."""


def read_body(text: str, header: Header, issue_id: str) -> Body:
    """Read what stands below `header`."""
    text, notes = take_footnotes(mend_broken_links(blank_preamble(text)))
    too_deep: list[int] = []
    parts = read_parts(text, notes, too_deep)
    heading = title_heading(parts, header.text("title"))
    parts = without_pasted_headings(parts, heading)
    root = build_outline(part for part in parts if part is not heading)
    summary = take_summary_heading(root)
    navigation = take_navigation(root)
    _decide_headings(root)
    maker = ItemMaker(issue_id, header.lines, _link_titles(notes))
    content = Assembler(maker, decide_roles(root), header.lines).content(root, ())
    stub = not content.children and is_stub(content.intro)
    if summary is None and not header.paragraph("description", "summary"):
        summary = take_opening_paragraph(content.intro)
    summary = summary or Summary()
    above = _unless_title(heading, header.text("title"))
    below = (*summary.rest, *(part.block for part in navigation))
    return Body(
        title=heading_words(heading) if heading else "",
        summary=summary,
        children=tuple(content.children),
        lead=settled([*above, *content.intro, *below]),
        footer=settled([*content.outro, *map(_as_block, notes.values())]),
        is_stub=stub,
        too_deep=tuple(line + header.lines + 1 for line in too_deep),
    )


def _decide_headings(root: Node) -> None:
    settle_empty_headings(root)
    for node in [root, *root.walk()]:
        make_subsections(node)


def _link_titles(notes: dict[str, Footnote]) -> dict[str, str]:
    return {note.url: note.title for note in notes.values() if note.url}


def _as_block(note: Footnote) -> Block:
    return Paragraph((Run(note.text, url=note.url),))


def _unless_title(heading: Part | None, title: str) -> list[Block]:
    """Keep a title heading that says something else than the header's title."""
    if heading is None or not title or says_the_same(heading_words(heading), title):
        return []
    return [heading.block]
