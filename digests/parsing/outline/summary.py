"""The summary of an issue (rule R3), and headings that only lead around the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digests.model.blocks import Code, ListBlock, Paragraph, Quote, Rule, runs_in
from digests.parsing.inline.line_breaks import split_first_line, text_of
from digests.parsing.inline.lines import is_bold_line, label_of
from digests.parsing.inline.plain_text import plain_text
from digests.parsing.outline.items import settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digests.model.blocks import Block, Run
    from digests.parsing.outline.outline import Node
    from digests.parsing.parts import Part

_SUMMARY_WORD = re.compile(
    r"摘要|要[点點]|[总總][览覽]|概[览覽]|[导導][读讀]|\b(?:digest|highlights?|overview|summary|tl;?dr)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Summary:
    """What the body says first about the whole issue."""

    heading: str = ""
    """The heading above it; empty when it is the opening paragraph."""

    blocks: tuple[Block, ...] = ()

    rest: tuple[Block, ...] = ()
    """What else stands under the heading; it belongs to the lead."""

    @property
    def text(self) -> str:
        """Its plain words."""
        return plain_text(self.blocks)


def take_summary_heading(root: Node) -> Summary | None:
    """Take the summary heading out of the outline and return what it says.

    It stands before the first story, and no other heading has its word. Headings below it move
    up to its parent.
    """
    words: list[str] = [node.title for node in root.walk()]
    for parent, node in _opening_headings(root):
        match = _SUMMARY_WORD.search(node.title)
        if match and sum(match[0].casefold() in title.casefold() for title in words) == 1:
            _lift(parent, node)
            told = _told(node.own)
            rest = [part.block for part in node.own if part not in told]
            return Summary(node.title, tuple(part.block for part in told), tuple(rest))
    return None


def _opening_headings(root: Node) -> Iterator[tuple[Node, Node]]:
    """Yield (parent, heading) for the headings that no story can precede."""
    parent = root
    while parent.children:
        place = 0
        while place + 1 < len(parent.children) and _leads_around(parent.children[place]):
            place += 1
        first = parent.children[place]
        yield parent, first
        if first.own:
            return
        parent = first


def _told(own: list[Part]) -> list[Part]:
    """Choose the parts that are the summary: a fence, else all text above the first rule."""
    fences = [part for part in own if isinstance(part.block, Code)]
    rule = next((at for at, part in enumerate(own) if isinstance(part.block, Rule)), len(own))
    texts = [part for part in own[:rule] if isinstance(part.block, Paragraph | ListBlock)]
    return fences[:1] or texts


def take_navigation(root: Node) -> list[Part]:
    """Take out headings under which there are only links to places in the page.

    Headings below them move up to their parent. Returns them and what stood under them.
    """
    taken: list[Part] = []
    for parent in [root, *root.walk()]:
        for node in [child for child in parent.children if _leads_around(child)]:
            _lift(parent, node)
            taken.extend(node.as_parts())
    return taken


def _leads_around(node: Node) -> bool:
    """Whether there are only links to places in the page under it; a quote is no part of them."""
    blocks = [part.block for part in node.own if not isinstance(part.block, Quote)]
    runs = list(runs_in(blocks))
    linked = [run for run in runs if run.url]
    return bool(linked) and all(run.url.startswith("#") for run in linked) and _few_words(runs)


def _few_words(runs: Iterable[Run]) -> bool:
    """Whether most words are links: an anchor inside prose makes no table of contents."""
    texts = [(len(run.text.strip()), bool(run.url)) for run in runs]
    linked = sum(length for length, is_linked in texts if is_linked)
    return linked * 2 >= sum(length for length, _ in texts)


def _lift(parent: Node, node: Node) -> None:
    """Replace `node` by its children."""
    place = parent.children.index(node)
    parent.children[place : place + 1] = node.children


def take_opening_paragraph(blocks: list[Block]) -> Summary:
    """Take the first paragraph out that is neither image, quote, label nor bold line."""
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and _tells(block):
            del blocks[place]
            return Summary(blocks=settled([block]))
    return Summary()


def _tells(paragraph: Paragraph) -> bool:
    line, below = split_first_line(paragraph.runs)
    has_words = bool(text_of(line).strip())
    return has_words and not label_of(line) and not (is_bold_line(line) and not below)
