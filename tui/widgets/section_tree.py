"""The open issue: its sections, which fold, and their items."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from digests import Item, Section
from tui.commands import bindings_for
from tui.rendering.tree_rows import Part, TreeRow, row_content, step, tree_rows
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.content import Content

    from digests import Issue


class SectionTree(VirtualList):
    """A tree as a flat list of rows."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("tree")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Begin without an issue."""
        super().__init__(id=id)
        self._issue: Issue | None = None
        self._folded: frozenset[tuple[int, ...]] = frozenset()
        self._rows: list[TreeRow] = []

    @property
    def current(self) -> Part | None:
        """What the row under the cursor stands for; None while no issue is open."""
        return self._rows[self.cursor].part if self._rows else None

    def show(self, issue: Issue, item_id: str = "") -> None:
        """Show an issue, all its sections open, with the cursor on an item or on the first row."""
        self._issue = issue
        self._folded = frozenset()
        rows = tree_rows(issue)
        parts = (row.part for row in rows)
        found = (n for n, part in enumerate(parts) if isinstance(part, Item) and part.id == item_id)
        self._set_rows(rows, next(found, 0))

    def clear(self) -> None:
        """Show nothing."""
        self._issue = None
        self._set_rows([], 0)

    def step_item(self, by: int) -> bool:
        """Go to the next item (`by` 1) or the one before (-1); False when there is none."""
        return self._step(by, Item)

    def step_section(self, by: int) -> bool:
        """Go to the next section (`by` 1) or the one before (-1); False when there is none."""
        return self._step(by, Section)

    def go_to_last_item(self) -> None:
        """Go to the last item, or stay when there is none."""
        self.cursor = len(self._rows) - 1
        if not isinstance(self.current, Item):
            self.step_item(-1)

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return the one line of a row."""
        return (row_content(self._rows[index], width),)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say no where there is nothing to fold, so that the key goes to the next pane."""
        if action in ("fold", "unfold"):
            row = self._rows[self.cursor] if self._rows else None
            is_section = row is not None and isinstance(row.part, Section)
            return is_section and row is not None and row.is_folded == (action == "unfold")
        return super().check_action(action, parameters)

    def action_fold(self) -> None:
        """Hide what is inside the section under the cursor."""
        self._set_folded(self._folded | {self._rows[self.cursor].place})

    def action_unfold(self) -> None:
        """Show what is inside the section under the cursor."""
        self._set_folded(self._folded - {self._rows[self.cursor].place})

    def action_choose(self) -> None:
        """Fold or unfold a section; report anything else as chosen."""
        if not isinstance(self.current, Section):
            super().action_choose()
        elif self._rows[self.cursor].is_folded:
            self.action_unfold()
        else:
            self.action_fold()

    def _step(self, by: int, kind: type[Part]) -> bool:
        if self._issue is None:
            return False
        row = step(tree_rows(self._issue), self._rows[self.cursor].place, by, kind)
        if row is None:
            return False
        self._reveal(row)
        return True

    def _reveal(self, row: TreeRow) -> None:
        """Unfold what is around `row` and put the cursor on it."""
        around = {row.place[:length] for length in range(1, len(row.place))}
        if around & self._folded:
            self._set_folded(self._folded - around)
        places = [shown.place for shown in self._rows]
        self.cursor = places.index(row.place)

    def _set_folded(self, folded: frozenset[tuple[int, ...]]) -> None:
        """The cursor stays on its section: what folds is below it."""
        assert self._issue is not None, "there are rows only in an open issue"
        place = self._rows[self.cursor].place
        self._folded = folded
        rows = tree_rows(self._issue, folded)
        before = [row for row in rows if row.place <= place]
        self._set_rows(rows, len(before) - 1)
        self.refresh_bindings()

    def _set_rows(self, rows: list[TreeRow], cursor: int) -> None:
        self._rows = rows
        self.set_row_count(len(rows), cursor=cursor)
