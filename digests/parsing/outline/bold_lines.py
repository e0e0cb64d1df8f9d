"""Paragraphs that are bold lines, and what they make of the text under them (rule R6.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digests.model.blocks import Paragraph, Rule
from digests.parsing.outline.entries import half_have_links
from digests.parsing.outline.outline import Node
from digests.parsing.parts import has_link

if TYPE_CHECKING:
    from digests.model.blocks import Runs
    from digests.parsing.parts import Part


@dataclass(frozen=True, slots=True)
class BoldGroup:
    """A bold line and what follows it, up to the next bold line."""

    heading: Runs
    line: int
    """0-based, in the body."""

    parts: tuple[Part, ...]

    def has_prose(self) -> bool:
        """Whether words other than a list follow."""
        return any(isinstance(part.block, Paragraph) for part in self.parts)

    def has_link(self) -> bool:
        """Whether the line or what follows leads to a source."""
        return has_link([Paragraph(self.heading), *(part.block for part in self.parts)])


def split_at_bold_lines(own: list[Part]) -> tuple[list[Part], list[BoldGroup]]:
    """Return what stands above the first bold line, and a group for each."""
    above: list[Part] = []
    groups: list[BoldGroup] = []
    for part in own:
        if part.is_bold:
            groups.append(_group(part))
        elif groups:
            groups[-1] = replace(groups[-1], parts=(*groups[-1].parts, part))
        else:
            above.append(part)
    return above, groups


def _group(part: Part) -> BoldGroup:
    below = part.below_first_line
    rest = (replace(part, block=Paragraph(below)),) if below else ()
    return BoldGroup(part.first_line, part.line, rest)


def make_subsections(node: Node) -> None:
    """Turn each bold line right above a list of links into a child heading (rule R6.4a)."""
    kept: list[Part] = []
    found: list[Node] = []
    for place, part in enumerate(node.own):
        below = node.own[place + 1] if place + 1 < len(node.own) else None
        if below is not None and _is_list_of_links(part, below):
            found.append(Node(part.first_line, part.line, node.level + 1, is_bold_line=True))
        else:
            (found[-1].own if found else kept).append(part)
    node.own = kept
    node.children[:0] = found


def _is_list_of_links(part: Part, below: Part) -> bool:
    return part.is_dangling and half_have_links(below.entries)


def without_dangling_lines(own: list[Part]) -> list[Part]:
    """Drop bold lines with nothing under them: a bold line right above a heading labels nothing."""
    kept = list(own)
    while kept and (isinstance(kept[-1].block, Rule) or kept[-1].is_dangling):
        kept.pop()
    return kept
