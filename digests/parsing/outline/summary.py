"""The summary of an issue (rule R3), and headings that are only navigation within the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digests.model.blocks import Code, ListBlock, Paragraph, Quote, Rule, runs_in
from digests.parsing.inline.line_breaks import split_first_line, text_of
from digests.parsing.inline.lines import is_bold_line, label_of
from digests.parsing.inline.plain_text import plain_text
from digests.parsing.outline.items import reflow_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digests.model.blocks import Block, Run
    from digests.parsing.outline.outline import Node
    from digests.parsing.parts import BodyBlock

_SUMMARY_WORD = re.compile(
    r"摘要|要[点點]|[总總][览覽]|概[览覽]|[导導][读讀]|\b(?:digest|highlights?|overview|summary|tl;?dr)\b",
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

    It precedes the first story, and no other heading has its word. Headings below it move up to
    its parent.
    """
    titles = [node.title for node in root.walk()]
    for parent, node in _opening_headings(root):
        match = _SUMMARY_WORD.search(node.title)
        if match and sum(match[0].casefold() in title.casefold() for title in titles) == 1:
            _replace_by_children(parent, node)
            summary = _summary_parts(node.own)
            rest = [part.block for part in node.own if part not in summary]
            return Summary(node.title, tuple(part.block for part in summary), tuple(rest))
    return None


def _opening_headings(root: Node) -> Iterator[tuple[Node, Node]]:
    """Yield (parent, heading) for the headings that no story can precede."""
    parent = root
    while parent.children:
        index = 0
        while index + 1 < len(parent.children) and _is_navigation(parent.children[index]):
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


def take_navigation(root: Node) -> list[BodyBlock]:
    """Remove headings that have only links within the page; return them and what is under them.

    Headings below them move up to their parent.
    """
    taken: list[BodyBlock] = []
    for parent in [root, *root.walk()]:
        for node in [child for child in parent.children if _is_navigation(child)]:
            _replace_by_children(parent, node)
            taken.extend(node.as_parts())
    return taken


def _is_navigation(node: Node) -> bool:
    """Whether it has links, and all of them lead within the page; quotes are ignored."""
    blocks = [part.block for part in node.own if not isinstance(part.block, Quote)]
    runs = list(runs_in(blocks))
    linked = [run for run in runs if run.url]
    is_internal = all(run.url.startswith("#") for run in linked)
    return bool(linked) and is_internal and _is_mostly_links(runs)


def _is_mostly_links(runs: Iterable[Run]) -> bool:
    """Whether most of the text is linked: prose with one anchor is not a table of contents."""
    texts = [(len(run.text.strip()), bool(run.url)) for run in runs]
    linked = sum(length for length, is_linked in texts if is_linked)
    return linked * 2 >= sum(length for length, _ in texts)


def _replace_by_children(parent: Node, node: Node) -> None:
    index = parent.children.index(node)
    parent.children[index : index + 1] = node.children


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
