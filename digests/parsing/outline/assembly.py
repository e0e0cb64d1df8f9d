"""Building sections and items from an outline whose roles are decided.

Text that belongs to no item is kept with its section (rule R4): before the first item it is intro,
after it outro. A horizontal rule ends an item, never a section.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from digests.model.blocks import ListBlock, Paragraph, Rule, Subheading, Table
from digests.model.issue import Item, Section
from digests.parsing.inline.line_breaks import text_of
from digests.parsing.inline.lines import begins_with_link, is_end_mark
from digests.parsing.inline.source_words import is_no_title
from digests.parsing.outline.entries import (
    ends_in_titles,
    numbered_entries,
    split_at_bold_lines,
    with_sources,
    without_dangling_lines,
)
from digests.parsing.outline.groups import groups_among, nested_entries
from digests.parsing.outline.items import reflow_blocks
from digests.parsing.outline.outline import Node
from digests.parsing.outline.roles import Decision, Role
from digests.parsing.outline.rows import story_rows, title_column
from digests.parsing.parts import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digests.model.blocks import Block
    from digests.parsing.outline.entries import BoldGroup
    from digests.parsing.outline.items import ItemMaker
    from digests.parsing.parts import BodyBlock

HeadingPath = tuple[str, ...]


@dataclass(slots=True)
class Content:
    """What has been built of a section so far."""

    children: list[Item | Section] = field(default_factory=list)
    intro: list[Block] = field(default_factory=list)
    outro: list[Block] = field(default_factory=list)

    def add_item(self, item: Item) -> None:
        """Add an item, or its text when it has no word: nothing can stand for it in a list."""
        if is_no_title(item.title):
            for block in item.body:
                self.add_text(block)
        else:
            self.children.append(item)

    def add_text(self, block: Block) -> None:
        """Keep a block that belongs to no item as intro or outro; horizontal rules are dropped."""
        if not isinstance(block, Rule):
            (self.outro if self.children else self.intro).append(block)


class Assembler:
    """Turns nodes into sections and items."""

    def __init__(
        self, maker: ItemMaker, decisions: dict[Node, Decision], lines_before: int
    ) -> None:
        """`lines_before` is how many lines of the file precede the body."""
        self._maker = maker
        self._decisions = decisions
        self._lines_before = lines_before

    def content(self, node: Node, path: HeadingPath) -> Content:
        """Build what is under `node`, which may be the root; `path` leads to it inclusively."""
        content = Content()
        self._take_own(node, path, content)
        for child in node.children:
            role = self._decisions[child].role
            if role is Role.ITEM:
                self._take_item(child, path, content)
            elif role is Role.ITEM_ABOVE_ENTRIES:
                entries = child.own.pop()
                self._take_item(child, path, content)
                self._take_list(entries, path, content)
            else:
                content.children.append(self._section(child, path))
        content.outro.extend(part.block for part in node.detached)
        return content

    def _section(self, node: Node, path: HeadingPath) -> Section:
        title = node.title
        inner = (*path, title)
        content = self.content(node, inner)
        if node.alternative:
            content.intro.insert(0, Subheading(node.alternative))
        return Section(
            title=title,
            path=inner,
            children=tuple(content.children),
            intro=reflow_blocks(content.intro),
            outro=reflow_blocks(content.outro),
            line=node.line + self._lines_before + 1,
            rule=self._decisions[node].rule,
        )

    def _take_item(self, node: Node, path: HeadingPath, content: Content) -> None:
        own = without_dangling_lines(node.own)
        body, after = _cut_at_rule(own)
        blocks = tuple(part.block for part in body)
        content.add_item(self._maker.from_heading(node, blocks, path, self._decisions[node].rule))
        for part in (*after, *node.own[len(own) :], *node.detached):
            content.add_text(part.block)

    def _take_own(self, node: Node, path: HeadingPath, content: Content) -> None:
        take = _TAKE.get(self._decisions[node].role)
        if take is not None:
            take(self, node, path, content)
            return
        for part in node.own:
            content.add_text(part.block)

    def _take_entries(self, node: Node, path: HeadingPath, content: Content) -> None:
        if any(part.is_numbered for part in node.own):
            self._take_numbered(node, path, content)
            return
        groups = groups_among([entry for part in node.own for entry in part.entries])
        own, stray = _without_stray_stories(node)
        for part in own:
            if not isinstance(part.block, ListBlock):
                content.add_text(part.block)
            self._take_list(part, path, content, groups)
        self._take_bold_parts(stray, node.level, path, content)

    def _take_list(
        self,
        part: BodyBlock,
        path: HeadingPath,
        content: Content,
        groups: frozenset[int] = frozenset(),
    ) -> None:
        sources, entries = with_sources(part.entries)
        if sources:
            content.add_text(ListBlock(tuple(entry.blocks for entry in sources)))
        for entry in entries:
            if id(entry) in groups:
                content.children.append(self._group(entry, path))
            else:
                content.add_item(self._entry(entry, path))

    def _entry(self, entry: Entry, path: HeadingPath) -> Item:
        return self._maker.from_entry(entry, path, "R7")

    def _group(self, entry: Entry, path: HeadingPath) -> Section:
        first = entry.blocks[0]
        runs = first.runs if isinstance(first, Paragraph) else ()
        title = " ".join(text_of(runs).split()).rstrip(":：")
        inner = (*path, title)
        items = tuple(self._entry(nested, inner) for nested in nested_entries(entry))
        intro = reflow_blocks(entry.blocks[1:-1])
        line = entry.line + self._lines_before + 1
        return Section(title, inner, items, intro, line=line, rule="R7 nested entries")

    def _take_numbered(self, node: Node, path: HeadingPath, content: Content) -> None:
        entries = numbered_entries(node.own)
        taken = {id(block) for entry in entries for block in entry.blocks}
        starts = {entry.line: entry for entry in entries}
        for part in node.own:
            if id(part.block) not in taken:
                content.add_text(part.block)
            elif part.line in starts and part.is_numbered:
                item = self._maker.from_entry(starts[part.line], path, "R7 numbered")
                content.add_item(item)

    def _take_paragraphs(self, node: Node, path: HeadingPath, content: Content) -> None:
        taken: list[BodyBlock] = []
        for part in [*node.own, None]:
            begins = part is not None and not part.is_source and begins_with_link(part.first_line)
            ends = part is None or begins or isinstance(part.block, Rule)
            if taken and ends:
                blocks = tuple(p.block for p in taken)
                entry = Entry(blocks, taken[0].line)
                content.add_item(self._maker.from_entry(entry, path, "R6.3"))
                taken = []
            if part is None:
                break
            if begins or (taken and not part.is_html and not is_end_mark(part.first_line)):
                taken.append(part)
            else:
                content.add_text(part.block)

    def _take_bold_lines(self, node: Node, path: HeadingPath, content: Content) -> None:
        self._take_bold_parts(node.own, node.level, path, content)

    def _take_bold_parts(
        self, own: list[BodyBlock], level: int, path: HeadingPath, content: Content
    ) -> None:
        above, groups = split_at_bold_lines(own)
        for part in above:
            content.add_text(part.block)
        for group, listed in _with_titles_below(groups):
            body, after = _cut_at_rule(list(group.parts))
            if not body:
                content.add_text(Paragraph(group.heading))
            else:
                item = Node(group.heading, group.line, level + 1)
                blocks = tuple(part.block for part in body)
                content.add_item(self._maker.from_heading(item, blocks, path, "R6.4"))
            for part in listed:
                self._take_list(part, path, content)
            for part in after:
                content.add_text(part.block)

    def _take_rows(self, node: Node, path: HeadingPath, content: Content) -> None:
        for part in node.own:
            if isinstance(part.block, Table):
                rows, column = story_rows(part.block), title_column(part.block)
                if any(part.block.header):
                    content.add_text(Table(part.block.header, ()))
                for row in rows:
                    content.add_item(self._maker.from_row(row, column, path, part.line))
            else:
                content.add_text(part.block)


def _without_stray_stories(node: Node) -> tuple[list[BodyBlock], list[BodyBlock]]:
    """Split off the bold lines with prose that follow a list and a horizontal rule (R4, R7).

    Untitled text there belongs to no story; with a title and a link it is a story like the
    entries. Above the first heading it is lead (R5).
    """
    own = node.own if node.level else []
    last = max((i for i, part in enumerate(own) if part.begins_entries), default=len(own))
    rules = [i for i in range(last, len(own)) if isinstance(own[i].block, Rule)]
    first = next((i + 1 for i in rules if i + 1 < len(own) and own[i + 1].is_bold), len(own))
    _, groups = split_at_bold_lines(own[first:])
    has_html = any(part.is_html for part in own[first:])
    if not groups or has_html or not all(g.has_text() and g.has_link() for g in groups):
        return node.own, []
    return own[:first], own[first:]


def _with_titles_below(
    groups: list[BoldGroup],
) -> Iterator[tuple[BoldGroup, Sequence[BodyBlock]]]:
    """Yield each group, and the lists of further stories that end the last one."""
    for group in groups:
        parts = [part for part in group.parts if not isinstance(part.block, Rule)]
        count = len(parts)
        while group is groups[-1] and count > 1 and ends_in_titles(parts[:count]):
            count -= 1
        if count < len(parts):
            yield replace(group, parts=tuple(parts[:count])), parts[count:]
        else:
            yield group, ()


def _cut_at_rule(parts: Sequence[BodyBlock]) -> tuple[list[BodyBlock], list[BodyBlock]]:
    """Split at the first horizontal rule with something above it; the rules are dropped."""
    start = next((i for i, part in enumerate(parts) if not isinstance(part.block, Rule)), 0)
    for index in range(start, len(parts)):
        if isinstance(parts[index].block, Rule):
            after = [part for part in parts[index:] if not isinstance(part.block, Rule)]
            return list(parts[start:index]), after
    return list(parts[start:]), []


_TAKE: dict[Role, Callable[[Assembler, Node, HeadingPath, Content], None]] = {
    Role.SECTION_OF_ENTRIES: Assembler._take_entries,
    Role.SECTION_OF_PARAGRAPHS: Assembler._take_paragraphs,
    Role.SECTION_OF_BOLD_LINES: Assembler._take_bold_lines,
    Role.SECTION_OF_ROWS: Assembler._take_rows,
}
