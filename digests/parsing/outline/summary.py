"""The summary of an issue (rule R3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digests.model.blocks import Code, ListBlock, Paragraph, Rule, runs_in
from digests.parsing.inline.line_breaks import split_first_line, text_of
from digests.parsing.inline.lines import is_bold_line, label_of
from digests.parsing.inline.plain_text import plain_text
from digests.parsing.outline.items import reflow_blocks
from digests.parsing.outline.navigation import is_navigation, replace_by_children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests.model.blocks import Block
    from digests.parsing.outline.outline import Node
    from digests.parsing.parts import BodyBlock

_SUMMARY_WORD = re.compile(
    r"摘要|要[点點]|[总總][览覽]|概[览覽]|[导導][读讀]|ハイライト|サマリー|概要|하이라이트|요약"
    r"|\b(?:digest|highlights?|overview|summary|tl;?dr)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Summary:
    """What the body says about the issue as a whole, before its first story."""

    heading: str = ""
    """The heading above it; empty when it is the opening paragraph."""

    blocks: tuple[Block, ...] = ()

    rest: tuple[Block, ...] = ()
    """What else is under the heading; it belongs to the lead."""

    @property
    def text(self) -> str:
        """The summary as plain text, one block per line."""
        return plain_text(self.blocks)


def take_summary_heading(root: Node) -> Summary | None:
    """Remove the summary heading from the outline and return its content, or None without one.

    It precedes the first story, and no other heading has its word. Headings below it belong to
    it, unless most of the issue is below them: then they move up to its parent.
    """
    titles = [node.title for node in root.walk()]
    for parent, node in _opening_headings(root):
        match = _SUMMARY_WORD.search(node.title)
        if match and sum(match[0].casefold() in title.casefold() for title in titles) == 1:
            if node.children and _covers_less_than_half(node, root):
                parent.children.remove(node)
                return _summary_of_subtree(node)
            replace_by_children(parent, node)
            summary = _summary_parts(node.own)
            rest = [part.block for part in node.own if part not in summary]
            return Summary(node.title, tuple(part.block for part in summary), tuple(rest))
    return None


def _covers_less_than_half(node: Node, root: Node) -> bool:
    inside = sum(map(_length, [node, *node.walk()]))
    return 2 * inside < sum(map(_length, root.walk()))


def _length(node: Node) -> int:
    return sum(len(run.text) for run in runs_in([part.block for part in node.own]))


def _summary_of_subtree(node: Node) -> Summary:
    parts = [*node.own, *(part for inner in node.walk() for part in inner.as_parts())]
    blocks = [part.block for part in parts if not isinstance(part.block, Rule)]
    return Summary(node.title, tuple(blocks))


def _opening_headings(root: Node) -> Iterator[tuple[Node, Node]]:
    """Yield (parent, heading) for the headings that no story can precede."""
    parent = root
    while parent.children:
        index = 0
        while index + 1 < len(parent.children) and is_navigation(parent.children[index]):
            index += 1
        first = parent.children[index]
        yield parent, first
        if first.own:
            return
        parent = first


def _summary_parts(own: list[BodyBlock]) -> list[BodyBlock]:
    """Choose the summary: a code fence, else all text above the first horizontal rule."""
    fences = [part for part in own if isinstance(part.block, Code)]
    rule = next((i for i, part in enumerate(own) if isinstance(part.block, Rule)), len(own))
    texts = [part for part in own[:rule] if isinstance(part.block, Paragraph | ListBlock)]
    return fences[:1] or texts


def take_opening_paragraph(blocks: list[Block]) -> Summary:
    """Remove from `blocks` the first paragraph that is neither image, label nor bold line."""
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and _is_prose(block):
            del blocks[index]
            return Summary(blocks=reflow_blocks([block]))
    return Summary()


def _is_prose(paragraph: Paragraph) -> bool:
    line, below = split_first_line(paragraph.runs)
    has_words = bool(text_of(line).strip())
    return has_words and not label_of(line) and not (is_bold_line(line) and not below)
