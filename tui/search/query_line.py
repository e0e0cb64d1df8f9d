"""The line in which a query is written.

Below it stands what the query finds, what is wrong with it, or what its last word may become.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from digests import is_newest_first
from tui.search.candidate_list import CandidateList
from tui.text import styles
from tui.text.wrapping import cut, display_text, wrap

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from digests import Completion, QueryError

PLACEHOLDER = 'words, "a phrase", -without, in:publication, after:2026-01 …'


_NARROWEST = 20
"""Cells for a message, before the size of the screen is known."""


class QueryInput(Input, inherit_bindings=False):
    """An input that leaves Enter to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in Input.BINDINGS if getattr(binding, "key", "") != "enter"
    ]


class SearchLine(Vertical):
    """An input with a line for an error that points at its place."""

    DEFAULT_CSS = """
    SearchLine {
        height: auto;
    }
    SearchLine > Input, SearchLine > Input:focus {
        border: none;
        height: 1;
        padding: 0;
        background: transparent;
    }
    SearchLine > Static {
        height: auto;
        min-height: 1;
        max-height: 4;
        color: $text-error;
    }
    """

    def __init__(self, query: str = "", *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Begin with `query` in the line."""
        super().__init__(id=id)
        self._query = query
        self.border_title = "Search"
        self.candidates = CandidateList()

    def compose(self) -> ComposeResult:
        """The input, and the lines below it, of which one is seen."""
        yield QueryInput(self._query, placeholder=PLACEHOLDER, select_on_focus=False)
        yield Static(markup=False)
        yield self.candidates

    @property
    def query_text(self) -> str:
        """What is written."""
        return self.query_one(Input).value

    @property
    def cursor(self) -> int:
        """How many characters are before the cursor."""
        return self.query_one(Input).cursor_position

    @property
    def is_focused(self) -> bool:
        """Whether the user writes."""
        return self.query_one(Input).has_focus

    def write(self, query: str, cursor: int | None = None) -> None:
        """Put another query in the line, the cursor at its end or where it is asked for."""
        line = self.query_one(Input)
        line.value = query
        line.cursor_position = len(query) if cursor is None else cursor

    def begin(self, query: str) -> None:
        """Put another query in the line and let the user write."""
        self.write(query)
        self.focus_input()

    def offer(self, completion: Completion) -> None:
        """Show what the word under the cursor may become, in the place of a remark."""
        self.candidates.show(completion)
        self.query_one(Static).display = self.candidates.is_empty

    def focus_input(self) -> None:
        """Let the user write."""
        self.query_one(Input).focus()

    def say(self, remark: str) -> None:
        """Show a remark below the line, such as how many hits there are."""
        self.border_subtitle = "newest first" if is_newest_first(self.query_text) else "best first"
        self.query_one(Static).update(Content.styled(cut(remark, self.size.width), styles.QUIET))

    def point_at(self, error: QueryError) -> None:
        """Show what is wrong, with a caret below the place."""
        room = max(self.size.width, _NARROWEST)
        before = cell_len(display_text(error.query[: error.position]))
        caret = f"{' ' * min(before, room - 1)}^"
        words = display_text(error.expected)
        if cell_len(f"{caret} {words}") <= room:
            lines = [f"{caret} {words}"]
        else:
            lines = [caret, *(words[start:end] for start, end in wrap(words, room))]
        self.query_one(Static).update(Content("\n".join(lines)))
