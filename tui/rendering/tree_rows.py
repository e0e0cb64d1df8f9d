"""An issue as rows of a tree: the issue itself, its sections, their items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import cell_len
from textual.content import Content

from digests import Issue, Item, Kind, Section
from tui.rendering import styles
from tui.rendering.wrapping import cut, display_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Part: TypeAlias = Issue | Section | Item
"""What a row stands for. The issue's own row holds what is in no section."""

OVERVIEW = "Overview"
_KIND_STYLES = {
    Kind.STORY: "",
    Kind.COMMENTARY: styles.COMMENTARY,
    Kind.BOILERPLATE: styles.QUIET,
}


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One row of the tree."""

    part: Part
    depth: int
    place: tuple[int, ...]
    """Where the part is: its position among the children at each level. Unlike a title it is
    never there twice."""

    is_folded: bool = False


def tree_rows(issue: Issue, folded: frozenset[tuple[int, ...]] = frozenset()) -> list[TreeRow]:
    """Return the rows of `issue`, without what is inside the sections at the places `folded`."""
    return [TreeRow(issue, 0, ()), *_rows_below(issue.children, (), folded)]


def step(
    rows: Sequence[TreeRow], place: tuple[int, ...], by: int, kind: type[Part]
) -> TreeRow | None:
    """Return the nearest row that stands for a `kind`, after `place` or, with `by` -1, before."""
    ahead = [row for row in rows if (row.place > place if by > 0 else row.place < place)]
    return next((row for row in ahead[::by] if isinstance(row.part, kind)), None)


def row_content(row: TreeRow, width: int) -> Content:
    """Return a row of at most `width` cells."""
    indent = "  " * min(max(row.depth - 1, 0), max(width // 6, 0))
    room = width - len(indent) - 3
    match row.part:
        case Issue():
            return Content.styled(cut(f" {OVERVIEW}", width), styles.COMMENTARY)
        case Section(title=title, items=items):
            return _section(f"{indent} {'▸' if row.is_folded else '▾'} ", title, len(items), room)
        case Item(title=title, kind=kind):
            text = (cut(display_text(title), room), _KIND_STYLES[kind])
            return Content.assemble((f"{indent} • ", styles.FAINT), text)


def _section(before: str, title: str, count: int, room: int) -> Content:
    number = f" {count} "
    shown = cut(display_text(title), max(room - len(number), 0))
    space = " " * max(room - cell_len(shown) - len(number), 0)
    return Content.assemble(
        (before, styles.QUIET), (shown, styles.SECTION), space, (number, styles.QUIET)
    )


def _rows_below(
    children: Sequence[Item | Section], place: tuple[int, ...], folded: frozenset[tuple[int, ...]]
) -> Iterator[TreeRow]:
    for index, child in enumerate(children):
        here = (*place, index)
        yield TreeRow(child, len(here), here, here in folded)
        if isinstance(child, Section) and here not in folded:
            yield from _rows_below(child.children, here, folded)
