"""The line in which a query is written.

Below it stands what the query finds, what is wrong with it, or what its last word may become.

What the word that is being written may become; Tab goes from one candidate to the next.

What a word of a query may become, on one line.
"""

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


_NOTHING = Completion("")


class CandidateList(Widget):
    """One line of candidates, the likeliest first."""

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
    """The candidate that stands in the query; None while the user writes."""

    completion: reactive[Completion] = reactive(_NOTHING)
    """The candidates, and the query that they belong to."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to choose from."""
        return not self.completion.candidates

    def show(self, completion: Completion) -> None:
        """Show the candidates for a query."""
        self.chosen = None
        self.completion = completion
        self.set_class(not self.is_empty, "-some")

    def clear(self) -> None:
        """Show none."""
        self.show(_NOTHING)

    def next(self, by: int) -> tuple[str, int]:
        """Choose the next candidate and return the query with it, and the cursor's place.

        There must be one.
        """
        first = 0 if by > 0 else -1
        number = first if self.chosen is None else self.chosen + by
        self.chosen = number % len(self.completion.candidates)
        return self.completion.applied(self.chosen)

    def belongs_to(self, query: str) -> bool:
        """Say whether `query` is what the candidates are for, or holds the chosen one."""
        if self.chosen is not None:
            return query == self.completion.applied(self.chosen)[0]
        return query == self.completion.query

    def render(self) -> Content:
        """Draw as many candidates as there is room for."""
        return candidate_line(self.completion.candidates, self.chosen, self.size.width)


_GAP = "  "
_WIDEST = 32
"""Cells for a name: the others are to be seen too."""


def candidate_line(candidates: Sequence[Candidate], chosen: int | None, width: int) -> Content:
    """Return the candidates from the first on, or so that the chosen one is seen."""
    shown: list[Content] = []
    for number, candidate in enumerate(candidates):
        shown.append(_candidate(candidate, is_chosen=number == chosen))
        while sum(part.cell_length + len(_GAP) for part in shown) > width and len(shown) > 1:
            if chosen is None or number > chosen:
                return Content(_GAP).join(shown[:-1])
            shown.pop(0)
    return Content(_GAP).join(shown)


def _candidate(candidate: Candidate, *, is_chosen: bool) -> Content:
    name = cut(display_text(safe_line(candidate.name)), _WIDEST)
    count = f" {candidate.count:,}" if candidate.count else ""
    look = styles.CHOSEN if is_chosen else styles.BOLD
    return Content.assemble((name, look), (count, styles.QUIET))
