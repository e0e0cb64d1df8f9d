"""The headings of a body as a tree, each with what is under it (rule R5).

Which of its nodes are sections and which are items is decided by `decide_roles`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from digests.model.blocks import Paragraph, Rule, Run, Subheading
from digests.parsing.inline.line_breaks import text_of
from digests.parsing.inline.lines import without_ordinal
from digests.parsing.parts import BodyBlock

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from digests.model.blocks import Runs


@dataclass(slots=True, eq=False)
class Node:
    """A heading, and what is under it."""

    heading: Runs
    line: int
    """0-based, in the body."""

    level: int
    """1 to 6; for a bold line one more than its parent's; 0 for the body as a whole."""

    own: list[BodyBlock] = field(default_factory=list)
    """What is between this heading and the next."""

    children: list[Node] = field(default_factory=list)

    detached: list[BodyBlock] = field(default_factory=list)
    """Child headings that were removed from the tree, and what was under them."""

    alternative: Runs = ()
    """The same heading in the other language."""

    is_bold_line: bool = False
    """True for a bold line that serves as a heading."""

    is_label: bool = False
    """True for an empty heading that groups the headings after it."""

    @property
    def title(self) -> str:
        """The text of the heading on one line, its ordinal included."""
        return " ".join(text_of(self.heading).split())

    @property
    def bare_title(self) -> str:
        """The text of the heading on one line, without its ordinal unless there is nothing else."""
        text = text_of(without_ordinal(self.heading))
        return " ".join(text.split()) or self.title

    def is_empty(self) -> bool:
        """Whether there is nothing but horizontal rules under the heading."""
        return not self.children and all(isinstance(part.block, Rule) for part in self.own)

    def as_parts(self) -> list[BodyBlock]:
        """Return the heading and what is under it, without child headings, as plain blocks."""
        return [BodyBlock(Subheading(self.heading), self.line), *self.own, *self.detached]

    def walk(self) -> Iterator[Node]:
        """Yield every node below this one, each before its children."""
        for child in self.children:
            yield child
            yield from child.walk()


def without_pasted_headings(
    parts: list[BodyBlock], titles: Collection[BodyBlock]
) -> list[BodyBlock]:
    """Turn headings that are pasted text, such as `# Comments: 0`, back into text (rule R5).

    They are directly below a line of text, at a level used by no heading but the issue's titles,
    in a file that has blank lines above its other headings.
    """
    kept = {id(part) for part in titles}
    headings = [part for part in parts if part.level and id(part) not in kept]
    spaced = Counter(part.level for part in headings if not part.is_glued)
    pasted = {id(part) for part in headings if part.is_glued and not spaced[part.level]}
    if not spaced:
        return parts
    return [_as_text(part) if id(part) in pasted else part for part in parts]


def _as_text(part: BodyBlock) -> BodyBlock:
    block = part.block
    if not isinstance(block, Subheading):
        return part
    marks = Run("#" * part.level + " ")
    return replace(part, block=Paragraph((marks, *block.runs)), level=0)


def build_outline(parts: Iterable[BodyBlock]) -> Node:
    """Put every block under the heading before it, and every heading under the next higher one.

    Returns the root, which stands for the whole body.
    """
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
