"""An issue as the rows of a tree: the issue itself, its sections, their items, and their marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import cell_len
from textual.content import Content

from digests import Issue, Item, ItemMarks, Kind, Section
from tui.text import styles
from tui.text.icons import ASCII
from tui.text.wrapping import cut, display_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tui.text.icons import Icons


OVERVIEW = "Overview"
_KIND_STYLES = {
    Kind.STORY: "",
    Kind.COMMENTARY: styles.COMMENTARY,
    Kind.BOILERPLATE: styles.QUIET,
}
_UNMARKED = ItemMarks()
_LEAST_TITLE = 6
"""Cells of a section's title that no number takes away."""


@dataclass(frozen=True, slots=True)
class RowState:
    """What the user did to the items of an issue, and with which icons it is shown."""

    items: Mapping[str, ItemMarks] | None = None
    """By item id, without unmarked items; None until they are loaded."""

    selected: frozenset[str] = frozenset()
    """Ids of selected items."""

    muted: frozenset[str] = frozenset()
    """Ids of muted items, which are dimmed."""

    icons: Icons = ASCII

    known: frozenset[str] = frozenset()
    """Ids of items whose story was read elsewhere; they are dimmed while unread."""

    known_label: Callable[[int], str] = "{} known".format
    """Turns a number of known items into a label."""

    def of(self, item: Item) -> ItemMarks:
        """Return the marks of an item."""
        return (self.items or {}).get(item.id, _UNMARKED)

    def is_known(self, item: Item) -> bool:
        """Whether the item is unread but its story was read elsewhere."""
        return item.id in self.known and self.is_unread(item)

    def is_unread(self, item: Item) -> bool:
        """Whether the item is known to be unread."""
        return self.items is not None and not self.of(item).is_read

    def shown_of(self, node: TreeNode | Muted) -> tuple[object, ...]:
        """Return what the row of `node` shows of this state, to find the rows that changed."""
        match node:
            case Item(id=item_id) as item:
                sets = (self.selected, self.muted, self.known)
                return (self.items is None, self.of(item), *(item_id in ids for ids in sets))
            case Section(items=items):
                return sum(map(self.is_unread, items)), sum(map(self.is_known, items))
        return ()


_NOTHING_KNOWN = RowState()


def row_content(row: TreeRow, width: int, marks: RowState = _NOTHING_KNOWN) -> Content:
    """Return a row of at most `width` cells."""
    indent = "  " * min(max(row.depth - 1, 0), max(width // 6, 0))
    room = width - len(indent) - 3
    match row.node:
        case Issue():
            return Content.styled(cut(f" {OVERVIEW}", width), styles.COMMENTARY)
        case Section() as section:
            fold = marks.icons.folded if row.is_folded else marks.icons.unfolded
            return _section(f"{indent} {fold} ", section, room, marks)
        case Item() as item:
            return _item(indent, item, room, marks)
        case Muted(items=items):
            return Content.styled(cut(f" {marks.icons.muted} {items} muted", width), styles.QUIET)


def _item(indent: str, item: Item, room: int, marks: RowState) -> Content:
    right = _right_signs(marks.of(item), marks.icons)
    right = right if cell_len(right) < room else ""
    title = cut(display_text(item.title), max(room - cell_len(right), 0))
    space = " " * max(room - cell_len(title) - cell_len(right), 0) if right else ""
    sign, sign_style = _left_sign(item, marks)
    return Content.assemble(
        (f"{indent} {sign} ", sign_style),
        (title, _style(item, marks)),
        (space + right, styles.STARRED),
    )


def _section(before: str, section: Section, room: int, marks: RowState) -> Content:
    items = section.items
    unread = sum(map(marks.is_unread, items))
    number = f" {unread}/{len(items)} " if unread else f" {len(items)} "
    known = sum(map(marks.is_known, items))
    known_number = f" {marks.known_label(known)} ·{number}" if known else number
    title = display_text(section.title)
    least = min(cell_len(title), _LEAST_TITLE)
    number = next(
        (label for label in (known_number, number) if cell_len(label) + least <= room), ""
    )
    shown = cut(title, max(room - cell_len(number), 0))
    space = " " * max(room - cell_len(shown) - cell_len(number), 0)
    return Content.assemble(
        (before, styles.QUIET), (shown, styles.SECTION), space, (number, styles.QUIET)
    )


def _left_sign(item: Item, marks: RowState) -> tuple[str, str]:
    if item.id in marks.selected:
        return marks.icons.selected, styles.KEY
    if item.id in marks.muted:
        return marks.icons.muted, styles.FAINT
    if marks.is_known(item):
        return marks.icons.known, styles.FAINT
    if marks.items is None:
        return "•", styles.FAINT
    return (marks.icons.unread, styles.UNREAD) if marks.is_unread(item) else (" ", "")


def _right_signs(marks: ItemMarks, icons: Icons) -> str:
    """A star and a tag always have their own columns."""
    if not marks.is_starred and not marks.tags:
        return ""
    star = icons.starred if marks.is_starred else " "
    return f" {star}{icons.tagged if marks.tags else ' '} "


def _style(item: Item, marks: RowState) -> str:
    if item.id in marks.muted or marks.is_known(item):
        return styles.FAINT
    return styles.QUIET if marks.of(item).is_read else _KIND_STYLES[item.kind]


TreeNode: TypeAlias = Issue | Section | Item
"""What a row stands for. The issue itself stands for its text outside all sections."""

TreePath: TypeAlias = tuple[int, ...]
"""The position among the children at each level, from the issue down. Titles may recur; paths do
not."""


@dataclass(frozen=True, slots=True)
class Muted:
    """The last row of an issue with hidden muted items."""

    items: int


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One row of the tree."""

    node: TreeNode | Muted
    depth: int
    path: TreePath
    is_folded: bool = False


def tree_rows(
    issue: Issue,
    folded: frozenset[TreePath] = frozenset(),
    is_shown: Callable[[Item], bool] | None = None,
    muted: int = 0,
) -> list[TreeRow]:
    """Return the rows of `issue`.

    Args:
        issue: What to show.
        folded: The paths of folded sections.
        is_shown: Decides which items get a row; a section without any gets none. None shows all.
        muted: How many items are hidden because they are muted.
    """
    rows = [TreeRow(issue, 0, ()), *_rows_below(issue.children, (), folded, is_shown)]
    if muted:
        rows.append(TreeRow(Muted(muted), 0, (len(issue.children),)))
    return rows


def step(
    rows: Sequence[TreeRow], path: TreePath, by: int, is_wanted: Callable[[TreeNode], bool]
) -> TreeRow | None:
    """Return the nearest row after `path` or, with `by` -1, before it whose node is wanted."""
    ahead = [row for row in rows if (row.path > path if by > 0 else row.path < path)]
    for row in ahead[::by]:
        if not isinstance(row.node, Muted) and is_wanted(row.node):
            return row
    return None


def _rows_below(
    children: Sequence[Item | Section],
    path: TreePath,
    folded: frozenset[TreePath],
    is_shown: Callable[[Item], bool] | None,
) -> Iterator[TreeRow]:
    for index, child in enumerate(children):
        here = (*path, index)
        if is_shown is not None and not _has_shown(child, is_shown):
            continue
        yield TreeRow(child, len(here), here, here in folded)
        if isinstance(child, Section) and here not in folded:
            yield from _rows_below(child.children, here, folded, is_shown)


def _has_shown(child: Item | Section, is_shown: Callable[[Item], bool]) -> bool:
    return is_shown(child) if isinstance(child, Item) else any(map(is_shown, child.items))
