"""The dialog that chooses a theme and previews it as the cursor moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.screen import ModalScreen

from tui.dialogs.modal import DismissOnce
from tui.text import styles
from tui.text.themes import OWN_THEMES, theme_names
from tui.text.wrapping import cut
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

_OWN = frozenset(theme.name for theme in OWN_THEMES)


class ThemePicker(ModalScreen[str | None], DismissOnce[str | None]):
    """Previews themes; the result is the chosen one's name, or None if the old one is restored."""

    DEFAULT_CSS = """
    ThemePicker {
        align: right middle;
        background: transparent;
    }
    """

    scope: ClassVar[str] = "themes"

    def compose(self) -> ComposeResult:
        """Yield a list at the side, so that most of the screen previews the colours."""
        yield ThemeList(theme_names(self.app.available_themes))

    def on_mount(self) -> None:
        """Put the cursor on the current theme."""
        self._before = self.app.theme
        names = self.query_one(ThemeList)
        names.set_row_count(len(names.themes), cursor=names.themes.index(self._before))
        names.focus()

    @on(VirtualList.Highlighted)
    def _show(self) -> None:
        """Preview the theme; setting the one already shown costs nothing."""
        self.app.theme = self.query_one(ThemeList).current

    @on(VirtualList.Chosen)
    def _keep(self) -> None:
        self.dismiss(self.query_one(ThemeList).current)

    def action_close(self) -> None:
        """Restore the theme from before the dialog."""
        self.app.theme = self._before
        self.dismiss(None)


class ThemeList(VirtualList):
    """Lists the names of all themes."""

    DEFAULT_CSS = """
    ThemeList {
        width: 30;
        max-width: 100%;
        height: auto;
        max-height: 80%;
        border: round $primary;
        border-title-color: $text-primary;
        border-subtitle-color: $text-muted;
        background: $surface;
    }
    """

    BORDER_TITLE = "Colours"
    BORDER_SUBTITLE = "Enter keeps · Esc leaves"

    def __init__(self, themes: Sequence[str]) -> None:
        """List `themes`, their names, in this order."""
        super().__init__()
        self.themes = tuple(themes)

    @property
    def current(self) -> str:
        """The name of the theme under the cursor."""
        return self.themes[self.cursor]

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return the name; Textual's own themes are dimmed, as their contrast is not guaranteed."""
        name = self.themes[index]
        style = "" if name in _OWN else styles.QUIET
        return (Content.styled(cut(f" {name}", width), style),)
