"""An issue as rows of a tree: the issue itself, its sections, their items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from digests import Issue, Item, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Part: TypeAlias = Issue | Section | Item
"""What can be read. The issue itself holds what is in no section."""

PartPlace: TypeAlias = tuple[int, ...]
"""Where a part is: its position among the children at each level. Unlike a title it is never there
twice."""


@dataclass(frozen=True, slots=True)
class Muted:
    """The last row of an issue from which muted items were left out."""

    items: int


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One row of the tree."""

    part: Part | Muted
    depth: int
    place: PartPlace
    is_folded: bool = False


def tree_rows(
    issue: Issue,
    folded: frozenset[PartPlace] = frozenset(),
    is_shown: Callable[[Item], bool] | None = None,
    muted: int = 0,
) -> list[TreeRow]:
    """Return the rows of `issue`.

    Args:
        issue: What to show.
        folded: The places of sections whose insides are left out.
        is_shown: Says which items are not left out; sections without any are left out too.
        muted: How many items are left out because they are muted.
    """
    rows = [TreeRow(issue, 0, ()), *_rows_below(issue.children, (), folded, is_shown)]
    if muted:
        rows.append(TreeRow(Muted(muted), 0, (len(issue.children),)))
    return rows


def step(
    rows: Sequence[TreeRow], place: PartPlace, by: int, is_wanted: Callable[[Part], bool]
) -> TreeRow | None:
    """Return the nearest row of a wanted part after `place` or, with `by` -1, before it."""
    ahead = [row for row in rows if (row.place > place if by > 0 else row.place < place)]
    for row in ahead[::by]:
        if not isinstance(row.part, Muted) and is_wanted(row.part):
            return row
    return None


def _rows_below(
    children: Sequence[Item | Section],
    place: PartPlace,
    folded: frozenset[PartPlace],
    is_shown: Callable[[Item], bool] | None,
) -> Iterator[TreeRow]:
    for index, child in enumerate(children):
        here = (*place, index)
        if is_shown is not None and not _has_shown(child, is_shown):
            continue
        yield TreeRow(child, len(here), here, here in folded)
        if isinstance(child, Section) and here not in folded:
            yield from _rows_below(child.children, here, folded, is_shown)


def _has_shown(child: Item | Section, is_shown: Callable[[Item], bool]) -> bool:
    return is_shown(child) if isinstance(child, Item) else any(map(is_shown, child.items))
