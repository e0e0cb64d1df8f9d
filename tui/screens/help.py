"""The help screen: every key, those of the focused pane first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.commands import COMMANDS, GROUPS, bindings_for, find
from tui.key_names import key_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Click
    from textual.screen import Screen

_KEYS_WIDTH = 14
"""Cells: as wide as the longest list of keys but one."""

_OUTER_SCOPES = ("reader", "app")
"""Their keys work in every pane; all others belong to one."""


class HelpScreen(ModalScreen[None]):
    """Shows the keys over the screen that it was called from."""

    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
    }
    """

    def __init__(self, scopes: Sequence[str] = ()) -> None:
        """`scopes` have the focus, innermost first; see `active_scopes`."""
        super().__init__()
        self._scopes = tuple(scopes)

    def compose(self) -> ComposeResult:
        """One text in a box that scrolls."""
        with HelpText():
            yield Static(help_content(self._scopes))

    def action_close(self) -> None:
        """Go back to the screen below."""
        self.dismiss()

    def on_click(self, event: Click) -> None:
        """A click beside the box closes it."""
        if event.widget is self:
            self.dismiss()


class HelpText(VerticalScroll):
    """The box; it has the focus and scrolls as an item does."""

    DEFAULT_CSS = """
    HelpText {
        width: 72;
        max-width: 100%;
        height: auto;
        max-height: 92%;
        padding: 0 2;
        border: round $primary;
        border-title-color: $text-primary;
        border-subtitle-color: $text-muted;
        background: $surface;
    }
    """

    BORDER_TITLE = "Keys"
    BORDER_SUBTITLE = "Esc closes"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("help")]

    def action_half_page_down(self) -> None:
        """Scroll down half of what is seen."""
        self.scroll_relative(y=self.size.height // 2)

    def action_half_page_up(self) -> None:
        """Scroll up half of what is seen."""
        self.scroll_relative(y=-(self.size.height // 2))


def active_scopes(screen: Screen[Any]) -> tuple[str, ...]:
    """Return the scopes whose keys work now on `screen`, innermost first."""
    bindings = (active.binding for active in screen.active_bindings.values())
    commands = (find(binding.id or "") for binding in bindings)
    return tuple(dict.fromkeys(command.scope for command in commands if command))


def help_content(scopes: Sequence[str]) -> Content:
    """Return the keys group by group, the groups of the innermost `scopes` first."""
    return Content("\n").join([line for group in _groups(scopes) for line in _group_lines(group)])


def _groups(scopes: Sequence[str]) -> Iterator[str]:
    inner = [scope for scope in scopes if scope not in _OUTER_SCOPES]
    focused = [command.group for command in COMMANDS if command.scope in inner]
    return iter(dict.fromkeys((*focused, *GROUPS)))


def _group_lines(group: str) -> Iterator[Content]:
    yield Content.styled(group, "bold $text-accent")
    rows = ((" ".join(key_names(c)), c.help) for c in COMMANDS if c.group == group)
    # The keys that scroll are the same in every text.
    for keys, help_text in dict.fromkeys(rows):
        space = " " * max(2, _KEYS_WIDTH - cell_len(keys))
        yield Content.assemble("  ", (keys, "bold"), space, help_text)
    yield Content("")
