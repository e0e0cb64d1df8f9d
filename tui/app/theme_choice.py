"""Which theme is shown: that of the settings, or the one that was picked last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from tui.keys.command_groups import CommandGroup
from tui.text.themes import use_theme

if TYPE_CHECKING:
    from tui.app.command_app import CommandApp
    from tui.state.memory import SavedState

_LAST_THEME = "theme"
"""The name under which the theme picked last is kept."""


class ThemeChoice(CommandGroup):
    """Carries out what concerns the colours."""

    scope: ClassVar[str] = "app"

    def __init__(self, app: CommandApp[Any], remembered: SavedState) -> None:
        """Show the theme of the settings; when they name none, the one that was picked last."""
        self._app = app
        self._remembered = remembered
        self._fixed = app.settings.theme
        self.mistake = use_theme(app, self._fixed)
        """What is wrong with the name in the settings, or an empty string."""
        if not self._fixed:
            use_theme(app, remembered.get(_LAST_THEME, ""))

    def action_choose_theme(self) -> None:
        """Show other colours, each as soon as the cursor is on its name."""
        from tui.dialogs.theme_picker import ThemePicker

        self._app.push_screen(ThemePicker(), self._keep)

    def _keep(self, name: str | None) -> None:
        """Keep what was picked; a theme in the settings goes before it at the next start."""
        if name is None:
            return
        self._remembered.set(_LAST_THEME, name)
        if self._fixed and self._fixed != name:
            words = f"{name} until you quit; the settings file says {self._fixed}"
            self._app.notify(words)
