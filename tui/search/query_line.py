"""The query input, and the line below it: a remark, an error, or completion candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from digests import Completion, is_newest_first, safe_line
from tui.text import styles
from tui.text.wrapping import cut, display_text, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from digests import Candidate, QueryError


PLACEHOLDER = 'words, "just this", -without, in:publication, a link …'


_NARROWEST = 20
"""Cells for a remark or an error before the size of the screen is known."""


class QueryInput(Input, inherit_bindings=False):
    """An input without a binding for Enter, which the screen handles."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in Input.BINDINGS if getattr(binding, "key", "") != "enter"
    ]


class SearchLine(Vertical):
    """The query input; below it a remark, an error with a caret, or candidates."""

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
        """Create the line with `query` already in its input."""
        super().__init__(id=id)
        self._query = query
        self.border_title = "Search"
        self.candidates = CandidateList()

    def compose(self) -> ComposeResult:
        """Yield the input and the two lines below it, of which one is visible."""
        yield QueryInput(self._query, placeholder=PLACEHOLDER, select_on_focus=False)
        yield Static(markup=False)
        yield self.candidates

    @property
    def query_text(self) -> str:
        """The text of the input, as typed."""
        return self.query_one(Input).value

    @property
    def cursor(self) -> int:
        """The number of characters before the cursor."""
        return self.query_one(Input).cursor_position

    @property
    def is_focused(self) -> bool:
        """Whether the input has the focus."""
        return self.query_one(Input).has_focus

    def write(self, query: str, cursor: int | None = None) -> None:
        """Replace the query; `cursor` counts the characters before it, None for the end."""
        line = self.query_one(Input)
        line.value = query
        line.cursor_position = len(query) if cursor is None else cursor

    def begin(self, query: str) -> None:
        """Replace the query and focus the input."""
        self.write(query)
        self.focus_input()

    def available(self, completion: Completion) -> None:
        """Show the candidates instead of the remark; without any, show the remark."""
        self.candidates.show(completion)
        self.query_one(Static).display = self.candidates.is_empty

    def focus_input(self) -> None:
        """Focus the input."""
        self.query_one(Input).focus()

    def show_remark(self, remark: str) -> None:
        """Show a remark, such as the number of hits, and the sort order in the frame."""
        self.border_subtitle = "newest first" if is_newest_first(self.query_text) else "best first"
        shown = display_text(remark)
        lines = [shown[start:end] for start, end in wrap(shown, self._room)]
        self.query_one(Static).update(Content.styled("\n".join(lines), styles.QUIET))

    def point_at(self, error: QueryError) -> None:
        """Show what was expected, with a caret below the position of the error."""
        room = self._room
        before = cell_len(display_text(error.query[: error.position]))
        caret = f"{' ' * min(before, room - 1)}^"
        message = display_text(error.expected)
        if cell_len(f"{caret} {message}") <= room:
            lines = [f"{caret} {message}"]
        else:
            lines = [caret, *(message[start:end] for start, end in wrap(message, room))]
        self.query_one(Static).update(Content("\n".join(lines)))

    @property
    def _room(self) -> int:
        return max(self.size.width, _NARROWEST)


_NOTHING = Completion("")


class CandidateList(Widget):
    """Shows completion candidates on one line, the likeliest first."""

    DEFAULT_CSS = """
    CandidateList {
        height: 1;
        display: none;
    }
    CandidateList.-some {
        display: block;
    }
    """

    chosen: reactive[int | None] = reactive[int | None](None)
    """The index of the candidate in the query; None until one is taken."""

    completion: reactive[Completion] = reactive(_NOTHING)
    """The candidates and the query they belong to."""

    @property
    def is_empty(self) -> bool:
        """Whether there are no candidates."""
        return not self.completion.candidates

    def show(self, completion: Completion) -> None:
        """Show other candidates, none of which is taken."""
        self.chosen = None
        self.completion = completion
        self.set_class(not self.is_empty, "-some")

    def clear(self) -> None:
        """Show no candidates."""
        self.show(_NOTHING)

    def next(self, step: int) -> tuple[str, int]:
        """Take the candidate `step` further, wrapping around at the ends.

        Returns the query with it and the position of the cursor. There must be a candidate.
        """
        first = 0 if step > 0 else -1
        index = first if self.chosen is None else self.chosen + step
        self.chosen = index % len(self.completion.candidates)
        return self.completion.applied(self.chosen)

    def belongs_to(self, query: str) -> bool:
        """Return whether the candidates complete `query`, or it is the result of the taken one."""
        if self.chosen is not None:
            return query == self.completion.applied(self.chosen)[0]
        return query == self.completion.query

    def render(self) -> Content:
        """Draw the candidates that fit into the line."""
        return candidate_line(self.completion.candidates, self.chosen, self.size.width)


_GAP = "  "
_WIDEST = 32
"""Cells for one name, so that others fit beside it."""


def candidate_line(candidates: Sequence[Candidate], chosen: int | None, width: int) -> Content:
    """Return as many candidates as fit into `width` cells, the one at index `chosen` included."""
    shown: list[Content] = []
    for index, candidate in enumerate(candidates):
        shown.append(_candidate(candidate, is_chosen=index == chosen))
        while sum(one.cell_length + len(_GAP) for one in shown) > width and len(shown) > 1:
            if chosen is None or index > chosen:
                return Content(_GAP).join(shown[:-1])
            shown.pop(0)
    return Content(_GAP).join(shown)


def _candidate(candidate: Candidate, *, is_chosen: bool) -> Content:
    name = cut(display_text(safe_line(candidate.name)), _WIDEST)
    count = f" {candidate.count:,}" if candidate.count else ""
    look = styles.CHOSEN if is_chosen else styles.BOLD
    return Content.assemble((name, look), (count, styles.QUIET))
