"""The headings of a body as a tree, each with what is under it (rule R5).

The tree is still undecided: which of its nodes are sections and which are items is said by
`section_or_item`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from digests.model.blocks import Paragraph, Rule, Run, Subheading
from digests.parsing.inline.line_breaks import text_of
from digests.parsing.inline.lines import without_ordinal
from digests.parsing.parts import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digests.model.blocks import Runs


@dataclass(slots=True, eq=False)
class Node:
    """A heading, and what is under it."""

    heading: Runs
    line: int
    """0-based, in the body."""

    level: int
    """1 to 6; a bold line stands one below the heading around it; 0 for the body as a whole."""

    own: list[Part] = field(default_factory=list)
    """What stands between this heading and the next."""

    children: list[Node] = field(default_factory=list)

    notes: list[Part] = field(default_factory=list)
    """What stood under headings that were taken out, those headings included."""

    alternative: Runs = ()
    """The same heading in the other language."""

    is_bold_line: bool = False
    """True for a bold line that took the place of a heading; it has no level of its own."""

    is_label: bool = False
    """True for a heading that only gathers the headings after it."""

    @property
    def title(self) -> str:
        """The words of the heading on one line, its ordinal included."""
        return " ".join(text_of(self.heading).split())

    @property
    def bare_title(self) -> str:
        """The words of the heading without its ordinal."""
        words = text_of(without_ordinal(self.heading))
        return " ".join(words.split()) or self.title

    def is_empty(self) -> bool:
        """Whether nothing is under the heading."""
        return not self.children and all(isinstance(part.block, Rule) for part in self.own)

    def as_parts(self) -> list[Part]:
        """Return the heading and what is under it as text that is neither section nor item.

        Headings below it are not part of it.
        """
        return [Part(Subheading(self.heading), self.line), *self.own, *self.notes]

    def walk(self) -> Iterator[Node]:
        """Yield every node below this one, each before its children."""
        for child in self.children:
            yield child
            yield from child.walk()


def without_pasted_headings(parts: list[Part], title: Part | None) -> list[Part]:
    """Turn headings that are pasted text, such as `# Comments: 0`, back into text (rule R5).

    They stand right below a line of text, at a level that nothing else uses but the title; and the
    file does put blank lines above its other headings.
    """
    headings = [part for part in parts if part.level and part is not title]
    spaced = Counter(part.level for part in headings if not part.is_glued)
    pasted = {part.level for part in headings if part.is_glued and not spaced[part.level]}
    if not spaced:
        return parts
    return [
        _as_text(part) if part.level in pasted and part is not title else part for part in parts
    ]


def _as_text(part: Part) -> Part:
    block = part.block
    if not isinstance(block, Subheading):
        return part
    marks = Run("#" * part.level + " ")
    return replace(part, block=Paragraph((marks, *block.runs)), level=0)


def build_outline(parts: Iterable[Part]) -> Node:
    """Hang every part under the heading it follows, and every heading under the shallower one."""
    root = Node((), 0, 0)
    path = [root]
    for part in parts:
        if not part.level or not isinstance(part.block, Subheading):
            path[-1].own.append(part)
            continue
        while path[-1].level >= part.level:
            path.pop()
        node = Node(part.block.runs, part.line, part.level)
        path[-1].children.append(node)
        path.append(node)
    return root
