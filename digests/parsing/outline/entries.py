"""What may become items under a heading.

Entries of lists and paragraphs numbered `1、` (rule R7), and bold lines with the text below them
(rule R6.4).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digests.model.blocks import ListBlock, Paragraph, Rule
from digests.parsing.inline.line_breaks import text_of
from digests.parsing.outline.outline import Node
from digests.parsing.parts import Entry, has_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digests.model.blocks import Runs
    from digests.parsing.parts import BodyBlock


MAX_PARAGRAPHS_BEFORE = 3
"""With more paragraphs than this above it, a list is part of a story."""


def numbered_entries(own: list[BodyBlock]) -> list[Entry]:
    """Return each numbered paragraph with what follows, up to the next one or a horizontal rule."""
    entries: list[Entry] = []
    taken: list[BodyBlock] = []
    for part in [*own, None]:
        ends = part is None or isinstance(part.block, Rule) or part.is_numbered
        if taken and ends:
            entries.append(Entry(tuple(p.block for p in taken), taken[0].line))
            taken = []
        if part and (taken or part.is_numbered) and not isinstance(part.block, Rule):
            taken.append(part)
    return entries


def own_entries(own: list[BodyBlock]) -> list[Entry]:
    """Return the numbered paragraphs under a heading if there are any, else the list entries."""
    return numbered_entries(own) or [entry for part in own for entry in part.entries]


def paragraphs_before(own: list[BodyBlock]) -> int:
    """Count the paragraphs above the first entry; those of only images do not count."""
    count = 0
    for part in own:
        if part.begins_entries:
            break
        is_text = isinstance(part.block, Paragraph) and not part.is_html
        count += is_text and bool(text_of(part.block.runs).strip())  # type: ignore[union-attr]
    return count


def half_have_links(entries: Sequence[Entry]) -> bool:
    """Return whether at least half of the entries, and at least one, have a source link."""
    return bool(entries) and 2 * sum(entry.has_link for entry in entries) >= len(entries)


def is_group(entry: Entry) -> bool:
    """Return whether an entry is a section: it has no link, but its nested entries do."""
    *above, last = entry.blocks
    if not above or not isinstance(last, ListBlock) or has_link(above):
        return False
    nested = [Entry(blocks, entry.line) for blocks in last.entries]
    return len(nested) > 1 and half_have_links(nested)


def nested_entries(entry: Entry) -> Iterator[Entry]:
    """Yield the entries of the list that ends a group."""
    last = entry.blocks[-1]
    if isinstance(last, ListBlock):
        yield from (Entry(blocks, entry.line) for blocks in last.entries if blocks)


@dataclass(frozen=True, slots=True)
class BoldGroup:
    """A bold line and what follows it, up to the next bold line."""

    heading: Runs
    line: int
    """0-based, in the body."""

    parts: tuple[BodyBlock, ...]

    def has_prose(self) -> bool:
        """Whether a paragraph follows."""
        return any(isinstance(part.block, Paragraph) for part in self.parts)

    def has_link(self) -> bool:
        """Whether the line or what follows has a source link."""
        return has_link([Paragraph(self.heading), *(part.block for part in self.parts)])


def split_at_bold_lines(own: list[BodyBlock]) -> tuple[list[BodyBlock], list[BoldGroup]]:
    """Return what precedes the first bold line, and a group for each bold line."""
    above: list[BodyBlock] = []
    groups: list[BoldGroup] = []
    for part in own:
        if part.is_bold:
            groups.append(_group(part))
        elif groups:
            groups[-1] = replace(groups[-1], parts=(*groups[-1].parts, part))
        else:
            above.append(part)
    return above, groups


def _group(part: BodyBlock) -> BoldGroup:
    below = part.below_first_line
    rest = (replace(part, block=Paragraph(below)),) if below else ()
    return BoldGroup(part.first_line, part.line, rest)


def make_subsections(node: Node) -> None:
    """Turn each bold line directly above a list of links into a child heading (rule R6.4a)."""
    kept: list[BodyBlock] = []
    subsections: list[Node] = []
    for index, part in enumerate(node.own):
        below = node.own[index + 1] if index + 1 < len(node.own) else None
        if below is not None and _heads_list_of_links(part, below):
            subsections.append(Node(part.first_line, part.line, node.level + 1, is_bold_line=True))
        else:
            (subsections[-1].own if subsections else kept).append(part)
    node.own = kept
    node.children[:0] = subsections


def _heads_list_of_links(part: BodyBlock, below: BodyBlock) -> bool:
    return part.is_dangling and half_have_links(below.entries)


def without_dangling_lines(own: list[BodyBlock]) -> list[BodyBlock]:
    """Drop the bold lines at the end, which label nothing, and horizontal rules between them."""
    kept = list(own)
    while kept and (isinstance(kept[-1].block, Rule) or kept[-1].is_dangling):
        kept.pop()
    return kept
