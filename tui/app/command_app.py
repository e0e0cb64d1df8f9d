"""An app whose keys run commands of the table."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import App
from textual.binding import Binding
from textual.events import Key

import digests
from tui.keys.config import configured_keys
from tui.keys.dispatch import KeyDispatch
from tui.keys.macros import Macros
from tui.keys.names import key_name
from tui.settings import Settings
from tui.text.themes import without_colours

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.events import Event
    from textual.notifications import SeverityLevel

    from tui.keys.command_groups import CommandGroup

Result = TypeVar("Result")


class CommandApp(App[Result], inherit_bindings=False):
    """Gives each key to the commands first; what is none goes to the focused widget."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "help_quit", system=True)]
    """Not a command: the key copies what is selected, and gets here when nothing is."""

    COMMAND_PALETTE_BINDING = "no-key"
    """The toolkit wants one; ours is in the table."""

    def __init__(self, settings: Settings | None = None) -> None:
        """Begin with the keys of the settings, or without any with those of the table."""
        super().__init__(ansi_color=True if without_colours(os.environ) else None)
        self.settings = settings or Settings()
        """What the reader goes by."""
        configured = configured_keys(self.settings)
        self.keys = KeyDispatch(
            self,
            configured.keymap,
            patience=self.settings.key_patience,
            counts=self.settings.counts,
        )
        self.command_groups: tuple[CommandGroup, ...] = (
            Macros(self, self.keys, configured.macros),
        )

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a notice, whoever asks: text may come from a digest, so it is never markup."""
        del markup
        words, heading = digests.safe_text(message), digests.safe_text(title)
        super().notify(words, title=heading, severity=severity, timeout=timeout, markup=False)

    async def on_event(self, event: Event) -> None:
        """Run the command that a key means."""
        if isinstance(event, Key) and not event.is_forwarded and await self.keys.press(event):
            return
        await super().on_event(event)

    def action_command_palette(self) -> None:
        """Find a command by its name.

        The palette gets no id, because one that was just closed may still be there with it.
        """
        from tui.app.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_help_quit(self) -> None:
        """Say how to quit to someone who presses what ends other programs."""
        keys = [key_name(key) for key in self.keys.keymap.keys_of("app.quit")]
        self.notify(f"{keys[0]} quits" if keys else "the command palette quits")
