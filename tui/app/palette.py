"""The command palette: finding by name what can be done now."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.css.query import NoMatches

from tui.dialogs.modal import DismissOnce
from tui.keys.command import LISTS, NUMBER_ALONE, TEXT
from tui.keys.dispatch import keys_in_force
from tui.keys.names import key_name

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from typing import Any

    from textual.screen import Screen

    from tui.keys.command import Command

_FOR_THE_HAND = (LISTS, TEXT)
"""Nobody looks up how to go down a line by name; who writes the name finds it all the same."""

_NOT_BY_NAME = ("app.palette", NUMBER_ALONE)
"""The palette is open already, and a number cannot be written in it."""


class Palette(CommandPalette, DismissOnce[None]):
    """Finds commands by their names.

    Where keys come in a rush, Textual's list looks for lines that it has not laid out yet, and its
    palette for parts of itself that are gone.
    """

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)

    def _watch__list_visible(self) -> None:
        with suppress(NoMatches):
            super()._watch__list_visible()

    async def _watch__show_busy(self) -> None:
        with suppress(NoMatches):
            await super()._watch__show_busy()


class TableCommands(Provider):
    """Offers the commands that the focused pane, its screen or the app can do now."""

    async def discover(self) -> Hits:
        """Yield what can be done, except for moving about."""
        for command, run, keys in _runnable(self.screen):
            if command.group not in _FOR_THE_HAND:
                yield DiscoveryHit(command.help, run, help=keys)

    async def search(self, query: str) -> Hits:
        """Yield what can be done and is called like `query`."""
        matcher = self.matcher(query)
        for command, run, keys in _runnable(self.screen):
            score = matcher.match(command.help)
            if score > 0:
                yield Hit(score, matcher.highlight(command.help), run, help=keys)


def _runnable(
    screen: Screen[Any],
) -> Iterator[tuple[Command, Callable[[], Awaitable[None]], str]]:
    """Yield each command that can act now, what does it, and its keys; innermost scope first."""
    keys = keys_in_force(screen)
    for available in keys.available_commands(screen) if keys else ():
        command = available.command
        if command.id not in _NOT_BY_NAME:
            names = " ".join(map(key_name, keys.keymap.keys_of(command.id) if keys else ()))
            yield command, partial(available.run), names
