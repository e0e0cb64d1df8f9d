"""The summary of an issue (rule R3), and headings that only lead around the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digests.model import Code, ListBlock, Paragraph, Rule
from digests.parsing.line_breaks import flowing, text_of
from digests.parsing.lines import first_line, is_bold_line, label_of
from digests.parsing.plain_text import plain_text
from digests.parsing.runs_in import runs_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digests.model import Block, Run
    from digests.parsing.outline import Node
    from digests.parsing.parts import Part

_SUMMARY_WORD = re.compile(
    r"摘要|要点|总览|概览|导读|\b(?:digest|highlights?|overview|summary|tl;?dr)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a summary heading holds."""

    summary: str
    rest: tuple[Part, ...]
    """Parts under the heading that are no summary; they go to the issue's lead."""


def take_summary_heading(root: Node) -> Opening | None:
    """Take the summary heading out of the outline and return what it says.

    It stands before the first story, and no other heading has its word. Headings below it move
    up to its parent.
    """
    words: list[str] = [node.title for node in root.walk()]
    for parent, node in _opening_headings(root):
        match = _SUMMARY_WORD.search(node.title)
        if match and sum(match[0].casefold() in title.casefold() for title in words) == 1:
            _lift(parent, node)
            return _opening(node.own)
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


def _opening(own: list[Part]) -> Opening:
    fences = [part for part in own if isinstance(part.block, Code)]
    rule = next((at for at, part in enumerate(own) if isinstance(part.block, Rule)), len(own))
    told = fences[:1] or [
        part for part in own[:rule] if isinstance(part.block, Paragraph | ListBlock)
    ]
    rest = tuple(part for part in own if part not in told)
    return Opening(plain_text(part.block for part in told), rest)


def take_navigation(root: Node) -> list[Part]:
    """Take out headings under which there are only links to places in the page.

    Headings below them move up to their parent. Returns what stood under them.
    """
    taken: list[Part] = []
    for parent in [root, *root.walk()]:
        for node in [child for child in parent.children if _leads_around(child)]:
            _lift(parent, node)
            taken.extend(node.own)
    return taken


def _leads_around(node: Node) -> bool:
    runs = [run for part in node.own for run in runs_in([part.block])]
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


def opening_paragraph(blocks: Iterable[Block]) -> str:
    """Return the first paragraph that is neither an image, a quote, a label nor a bold line."""
    for block in blocks:
        if isinstance(block, Paragraph):
            line, below = first_line(block)
            words = text_of(line).strip()
            if words and not label_of(line) and not (is_bold_line(line) and not below):
                return text_of(flowing(block.runs)).strip()
    return ""
