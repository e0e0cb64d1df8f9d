"""The open issue: its sections, which fold, and their items."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from digests import Item, Section
from tui.reader.tree_rows import (
    Muted,
    Part,
    PartPlace,
    RowMarks,
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
    from tui.text.icons import Signs

_HIDE = "hide"


class SectionTree(VirtualList):
    """A tree as a flat list of rows."""

    scope: ClassVar[str] = "tree"

    def __init__(
        self,
        *,
        signs: Signs | None = None,
        id: str | None = None,  # noqa: A002  # Textual's own name
    ) -> None:
        """Begin without an issue."""
        super().__init__(id=id)
        self._issue: Issue | None = None
        self._folded: frozenset[PartPlace] = frozenset()
        self._rows: list[TreeRow] = []
        self._marks = RowMarks(signs=signs) if signs else RowMarks()
        self._muted: Mapping[str, str] = {}
        self._found: frozenset[str] | None = None
        self._shows_muted = False

    @property
    def current(self) -> Part | None:
        """What the row under the cursor stands for; None where nothing can be read."""
        part = self._rows[self.cursor].part if self._rows else None
        return None if isinstance(part, Muted) else part

    @property
    def current_item(self) -> Item | None:
        """The item under the cursor; None on anything else."""
        part = self.current
        return part if isinstance(part, Item) else None

    def show(
        self,
        issue: Issue,
        item_id: str = "",
        *,
        muted: Mapping[str, str] | None = None,
        found: frozenset[str] | None = None,
    ) -> None:
        """Show an issue, all its sections open, with the cursor on an item or on the first row.

        For `muted` and `found` see `leave_out`.
        """
        self._issue = issue
        self._note_left_out(muted or {}, found)
        self.border_title = Content(display_text(issue.title))
        self._folded = frozenset()
        rows = self._all_rows()
        parts = (row.part for row in rows)
        places = (
            n for n, part in enumerate(parts) if isinstance(part, Item) and part.id == item_id
        )
        self._set_rows(rows, next(places, 0))

    def clear(self) -> None:
        """Show nothing."""
        self._issue = None
        self.border_title = ""
        self._set_rows([], 0)

    def show_marks(self, marks: Mapping[str, ItemMarks] | None, selected: frozenset[str]) -> None:
        """Show what is marked, by item id, and which items are selected."""
        before = self._marks
        self._marks = now = replace(before, items=marks, selected=selected)

        def is_changed(index: int) -> bool:
            part = self._rows[index].part
            return before.look_of(part) != now.look_of(part)

        self.redraw_where(is_changed)

    def show_known(self, known: frozenset[str], words: Callable[[int], str]) -> None:
        """Dim unread items that tell nothing new; `words` says how many there are."""
        if known != self._marks.known:
            self._marks = replace(self._marks, known=known, known_words=words)
            self.redraw()

    def leave_out(self, muted: Mapping[str, str], found: frozenset[str] | None) -> None:
        """Show fewer items of the issue.

        Args:
            muted: `dim` or `hide` by item id.
            found: The ids of the items to narrow the tree to; None for all.
        """
        self._note_left_out(muted, found)
        self._set_again()

    def toggle_muted(self) -> None:
        """Show items that are muted and hidden, or hide them again."""
        self._shows_muted = not self._shows_muted
        self._set_again()

    @property
    def hides_items(self) -> bool:
        """Whether the open issue has items that `toggle_muted` shows or hides."""
        items = self._issue.items if self._issue else ()
        return any(self._muted.get(item.id) == _HIDE for item in items)

    def step(self, by: int, is_wanted: Callable[[Part], bool]) -> bool:
        """Go to the next wanted part (`by` 1) or the one before (-1); False if there is none."""
        place = self._rows[self.cursor].place if self._rows else ()
        return self._go(step(self._unfolded_rows, place, by, is_wanted))

    def go_to(self, item_id: str) -> bool:
        """Put the cursor on an item; False when it is not in the tree."""
        return self.go_to_last(lambda part: isinstance(part, Item) and part.id == item_id)

    def go_to_last(self, is_wanted: Callable[[Part], bool]) -> bool:
        """Put the cursor on the last wanted part; False when there is none."""
        behind_all = len(self._issue.children) if self._issue else 0
        return self._go(step(self._unfolded_rows, (behind_all,), -1, is_wanted))

    def beside(self, by: int) -> Iterator[Item]:
        """Yield the items above the cursor (`by` -1) or below it (1), folded ones included."""
        place = self._rows[self.cursor].place if self._rows else ()
        for row in self._unfolded_rows:
            is_there = row.place > place if by > 0 else row.place < place
            if is_there and isinstance(row.part, Item):
                yield row.part

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return the one line of a row."""
        return (row_content(self._rows[index], width, self._marks),)

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
        """Fold or unfold a section, show what was muted; report anything else as chosen."""
        if self._rows and isinstance(self._rows[self.cursor].part, Muted):
            self.toggle_muted()
        elif not isinstance(self.current, Section):
            super().action_choose()
        elif self._rows[self.cursor].is_folded:
            self.action_unfold()
        else:
            self.action_fold()

    def _note_left_out(self, muted: Mapping[str, str], found: frozenset[str] | None) -> None:
        self._muted, self._found = muted, found
        self._marks = replace(self._marks, muted=frozenset(muted))

    @property
    def _unfolded_rows(self) -> list[TreeRow]:
        """The rows as they are when every section is open."""
        return self._all_rows() if self._folded else self._rows

    def _all_rows(self, folded: frozenset[PartPlace] = frozenset()) -> list[TreeRow]:
        if self._issue is None:
            return []
        hidden = 0
        if not self._shows_muted:
            hidden = sum(self._muted.get(item.id) == _HIDE for item in self._issue.items)
        is_whole = self._found is None and not hidden
        return tree_rows(self._issue, folded, None if is_whole else self._is_shown, hidden)

    def _is_shown(self, item: Item) -> bool:
        if not self._shows_muted and self._muted.get(item.id) == _HIDE:
            return False
        return self._found is None or item.id in self._found

    def _go(self, row: TreeRow | None) -> bool:
        """Put the cursor on `row`, what is around it unfolded; False without a row."""
        if row is None:
            return False
        around = {row.place[:length] for length in range(1, len(row.place))}
        if around & self._folded:
            self._set_folded(self._folded - around)
        places = [shown.place for shown in self._rows]
        self.cursor = places.index(row.place)
        return True

    def _set_folded(self, folded: frozenset[PartPlace]) -> None:
        self._folded = folded
        self._set_again()

    def _set_again(self) -> None:
        """The cursor stays on its row, or goes to the nearest one above that is left."""
        place = self._rows[self.cursor].place if self._rows else ()
        rows = self._all_rows(self._folded)
        before = [row for row in rows if row.place <= place]
        self._set_rows(rows, max(len(before) - 1, 0))
        self.refresh_bindings()

    def _set_rows(self, rows: list[TreeRow], cursor: int) -> None:
        self._rows = rows
        self.set_row_count(len(rows), cursor=cursor)
