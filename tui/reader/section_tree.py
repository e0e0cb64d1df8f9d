"""The open issue as a tree of foldable sections and their items."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from digests import Item, Section, part_at
from tui.reader.tree_rows import (
    Muted,
    RowState,
    TreeNode,
    TreePath,
    TreeRow,
    row_content,
    step,
    tree_rows,
)
from tui.text.wrapping import display_text
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from digests import Issue, ItemMarks
    from tui.text.icons import Icons

_HIDE = "hide"


class SectionTree(VirtualList):
    """A tree as a flat list of rows."""

    scope: ClassVar[str] = "tree"

    def __init__(
        self,
        *,
        icons: Icons | None = None,
        id: str | None = None,  # noqa: A002  # Textual's own name
    ) -> None:
        """Begin without an issue."""
        super().__init__(id=id)
        self._issue: Issue | None = None
        self._folded: frozenset[TreePath] = frozenset()
        self._rows: list[TreeRow] = []
        self._marks = RowState(icons=icons) if icons else RowState()
        self._muted: Mapping[str, str] = {}
        self._matching: frozenset[str] | None = None
        self._shows_muted = False

    @property
    def current(self) -> TreeNode | None:
        """What the row under the cursor stands for; None on the row of muted items."""
        node = self._rows[self.cursor].node if self._rows else None
        return None if isinstance(node, Muted) else node

    @property
    def current_item(self) -> Item | None:
        """The item under the cursor; None on anything else."""
        node = self.current
        return node if isinstance(node, Item) else None

    def show(
        self,
        issue: Issue,
        item_id: str = "",
        *,
        muted: Mapping[str, str] | None = None,
        matching: frozenset[str] | None = None,
    ) -> None:
        """Show an issue, all its sections open, with the cursor on an item or on the first row.

        For `muted` and `matching` see `filter`.
        """
        self._issue = issue
        self._set_filter(muted or {}, matching)
        self.border_title = Content(display_text(issue.title))
        self._folded = frozenset()
        rows = self._all_rows()
        nodes = (row.node for row in rows)
        paths = (n for n, node in enumerate(nodes) if isinstance(node, Item) and node.id == item_id)
        self._set_rows(rows, next(paths, 0))

    def clear(self) -> None:
        """Show nothing."""
        self._issue = None
        self.border_title = ""
        self._set_rows([], 0)

    def show_marks(self, marks: Mapping[str, ItemMarks] | None, selected: frozenset[str]) -> None:
        """Show other marks, by item id, and another selection; only changed rows are drawn."""
        before = self._marks
        self._marks = now = replace(before, items=marks, selected=selected)

        def is_changed(index: int) -> bool:
            node = self._rows[index].node
            return before.shown_of(node) != now.shown_of(node)

        self.redraw_where(is_changed)

    def show_known(self, known: frozenset[str], words: Callable[[int], str]) -> None:
        """Dim the unread items in `known`; `words` turns their number into a label."""
        if known != self._marks.known:
            self._marks = replace(self._marks, known=known, known_label=words)
            self.redraw()

    def filter(self, muted: Mapping[str, str], matching: frozenset[str] | None) -> None:
        """Show only some items of the issue.

        Args:
            muted: `dim` or `hide` by item id.
            matching: The ids of the only items to show; None for all.
        """
        self._set_filter(muted, matching)
        self._rebuild()

    def toggle_muted(self) -> None:
        """Show items that are muted and hidden, or hide them again."""
        self._shows_muted = not self._shows_muted
        self._rebuild()

    @property
    def hides_items(self) -> bool:
        """Whether the open issue has items that `toggle_muted` shows or hides."""
        items = self._issue.items if self._issue else ()
        return any(self._muted.get(item.id) == _HIDE for item in items)

    def step(self, by: int, is_wanted: Callable[[TreeNode], bool]) -> bool:
        """Go to the next wanted node (`by` 1) or the previous one (-1); False if there is none."""
        path = self._rows[self.cursor].path if self._rows else ()
        return self._go(step(self._unfolded_rows, path, by, is_wanted))

    def go_to(self, item_id: str) -> bool:
        """Put the cursor on an item; False when it is not in the tree."""
        return self.go_to_last(lambda node: isinstance(node, Item) and node.id == item_id)

    def go_to_anchor(self, anchor: str) -> None:
        """Put the cursor on the part that an anchor leads to, or else on the first row."""
        part = part_at(self._issue, anchor) if self._issue and anchor else None
        if part is None or not self.go_to_last(lambda node: node is part):
            self.cursor = 0

    def go_to_last(self, is_wanted: Callable[[TreeNode], bool]) -> bool:
        """Put the cursor on the last wanted node; False when there is none."""
        behind_all = len(self._issue.children) if self._issue else 0
        return self._go(step(self._unfolded_rows, (behind_all,), -1, is_wanted))

    def items_beyond(self, by: int) -> Iterator[Item]:
        """Yield the items above the cursor (`by` -1) or below it (1), folded ones included."""
        path = self._rows[self.cursor].path if self._rows else ()
        for row in self._unfolded_rows:
            is_there = row.path > path if by > 0 else row.path < path
            if is_there and isinstance(row.node, Item):
                yield row.node

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return the one line of a row."""
        return (row_content(self._rows[index], width, self._marks),)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse where there is nothing to fold, so that the key moves to another pane instead."""
        if action in ("fold", "unfold"):
            row = self._rows[self.cursor] if self._rows else None
            is_section = row is not None and isinstance(row.node, Section)
            return is_section and row is not None and row.is_folded == (action == "unfold")
        return super().check_action(action, parameters)

    def action_fold(self) -> None:
        """Hide what is inside the section under the cursor."""
        self._set_folded(self._folded | {self._rows[self.cursor].path})

    def action_unfold(self) -> None:
        """Show what is inside the section under the cursor."""
        self._set_folded(self._folded - {self._rows[self.cursor].path})

    def action_choose(self) -> None:
        """Fold or unfold a section, reveal muted items; post `Chosen` for anything else."""
        if self._rows and isinstance(self._rows[self.cursor].node, Muted):
            self.toggle_muted()
        elif not isinstance(self.current, Section):
            super().action_choose()
        elif self._rows[self.cursor].is_folded:
            self.action_unfold()
        else:
            self.action_fold()

    def _set_filter(self, muted: Mapping[str, str], matching: frozenset[str] | None) -> None:
        self._muted, self._matching = muted, matching
        self._marks = replace(self._marks, muted=frozenset(muted))

    @property
    def _unfolded_rows(self) -> list[TreeRow]:
        """The rows as they are when every section is open."""
        return self._all_rows() if self._folded else self._rows

    def _all_rows(self, folded: frozenset[TreePath] = frozenset()) -> list[TreeRow]:
        if self._issue is None:
            return []
        hidden = 0
        if not self._shows_muted:
            hidden = sum(self._muted.get(item.id) == _HIDE for item in self._issue.items)
        is_whole = self._matching is None and not hidden
        return tree_rows(self._issue, folded, None if is_whole else self._is_shown, hidden)

    def _is_shown(self, item: Item) -> bool:
        if not self._shows_muted and self._muted.get(item.id) == _HIDE:
            return False
        return self._matching is None or item.id in self._matching

    def _go(self, row: TreeRow | None) -> bool:
        """Put the cursor on `row` and unfold the sections around it; False without a row."""
        if row is None:
            return False
        around = {row.path[:length] for length in range(1, len(row.path))}
        if around & self._folded:
            self._set_folded(self._folded - around)
        paths = [shown.path for shown in self._rows]
        self.cursor = paths.index(row.path)
        return True

    def _set_folded(self, folded: frozenset[TreePath]) -> None:
        self._folded = folded
        self._rebuild()

    def _rebuild(self) -> None:
        """The cursor stays on its row, or goes to the nearest remaining row above."""
        path = self._rows[self.cursor].path if self._rows else ()
        rows = self._all_rows(self._folded)
        before = [row for row in rows if row.path <= path]
        self._set_rows(rows, max(len(before) - 1, 0))
        self.refresh_bindings()

    def _set_rows(self, rows: list[TreeRow], cursor: int) -> None:
        self._rows = rows
        self.set_row_count(len(rows), cursor=cursor)
