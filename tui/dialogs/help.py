"""The help screen: every key, those of the focused pane first, to be searched."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.dialogs.help_text import help_content
from tui.dialogs.modal import EndsOnce
from tui.keys.dispatch import keys_in_force
from tui.keys.names import key_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.events import Click

    from tui.dialogs.help_text import HelpRow


class HelpScreen(ModalScreen[None], EndsOnce[None]):
    """Shows the keys over the screen that it was called from."""

    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
    }
    HelpScreen > VerticalScroll {
        width: 76;
        max-width: 100%;
        height: auto;
        max-height: 92%;
        padding: 0 1;
        scrollbar-size-vertical: 1;
        border: round $primary;
        border-title-color: $text-primary;
        border-subtitle-color: $text-muted;
        background: $surface;
    }
    HelpScreen Input, HelpScreen Input:focus {
        dock: bottom;
        display: none;
        height: 1;
        border: none;
        padding: 0;
        background: $surface-lighten-1;
    }
    HelpScreen.-finding Input {
        display: block;
    }
    """

    scope: ClassVar[str] = "help"

    def __init__(self, rows: Sequence[HelpRow]) -> None:
        """Show `rows`; see `tui.dialogs.help_text.help_rows`."""
        super().__init__()
        self._rows = rows
        self._text = Static()
        self._query = Input(placeholder="a key or a word", select_on_focus=False)
        self._box = VerticalScroll(self._text, self._query)

    def compose(self) -> ComposeResult:
        """One text that scrolls, and the line to search it."""
        self._box.border_title = "Keys"
        self._box.border_subtitle = Content(self._own_keys())
        yield self._box

    def on_mount(self) -> None:
        """Let the keys scroll at once."""
        self._box.focus()
        self.call_after_refresh(self._show_rows)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.call_after_refresh(self._show_rows)

    def on_click(self, event: Click) -> None:
        """A click beside the box closes it."""
        if event.widget is self:
            self.dismiss()

    @on(Input.Changed)
    def _find(self) -> None:
        self._show_rows()
        self._box.scroll_home(animate=False)

    @on(Input.Submitted)
    def _read_what_was_found(self) -> None:
        self._box.focus()

    def _own_keys(self) -> str:
        keys = keys_in_force(self)
        own = {"help.find": "finds", "help.close": "closes"} if keys else {}
        first = {name: keys.keymap.keys_of(name)[:1] for name in own} if keys else {}
        return " · ".join(f"{key_name(key)} {own[name]}" for name in first for key in first[name])

    def _show_rows(self) -> None:
        width = self._box.scrollable_content_region.width
        if width:
            self._text.update(help_content(self._rows, width, self._query.value.strip()))

    def action_find(self) -> None:
        """Write what is looked for; rows that have it stay."""
        self.add_class("-finding")
        self._query.focus()

    def action_close(self) -> None:
        """Show all rows again, or go back to the screen below."""
        if not self.has_class("-finding"):
            self.dismiss()
            return
        self.remove_class("-finding")
        self._query.value = ""
        self._box.focus()

    def action_scroll_down(self) -> None:
        """Scroll down one line."""
        self._by(1)

    def action_scroll_up(self) -> None:
        """Scroll up one line."""
        self._by(-1)

    def action_half_page_down(self) -> None:
        """Scroll down half of what is seen."""
        self._by(self._box.size.height // 2)

    def action_half_page_up(self) -> None:
        """Scroll up half of what is seen."""
        self._by(-(self._box.size.height // 2))

    def action_page_down(self) -> None:
        """Scroll down as much as is seen."""
        self._by(self._box.size.height)

    def action_page_up(self) -> None:
        """Scroll up as much as is seen."""
        self._by(-self._box.size.height)

    def action_scroll_home(self) -> None:
        """Go to the top."""
        self._box.scroll_home(animate=False)

    def action_scroll_end(self) -> None:
        """Go to the end."""
        self._box.scroll_end(animate=False)

    def _by(self, lines: int) -> None:
        # At once, so that a count adds up.
        self._box.scroll_relative(y=lines, animate=False, immediate=True)
