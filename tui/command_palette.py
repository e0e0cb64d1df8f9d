"""The command palette: finding by name what can be done now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.commands import LISTS, TEXT, find
from tui.key_names import key_names

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from typing import Any

    from textual.screen import Screen

    from tui.commands import Command

_FOR_THE_HAND = (LISTS, TEXT)
"""Nobody looks up how to go down a line by name."""


class TableCommands(Provider):
    """Offers the commands of the table that the focused pane, its screen or the app can do now."""

    async def discover(self) -> Hits:
        """Yield everything that can be done."""
        for command, run in _runnable(self.screen):
            yield DiscoveryHit(command.help, run, help=_keys(command))

    async def search(self, query: str) -> Hits:
        """Yield what can be done and is called like `query`."""
        matcher = self.matcher(query)
        for command, run in _runnable(self.screen):
            score = matcher.match(command.help)
            if score > 0:
                yield Hit(score, matcher.highlight(command.help), run, help=_keys(command))


def _runnable(screen: Screen[Any]) -> Iterator[tuple[Command, Callable[[], Awaitable[bool]]]]:
    """Yield each command that can act now, and what does it, innermost scope first."""
    seen = {"app.palette"}
    for active in screen.active_bindings.values():
        command = find(active.binding.id or "")
        if command is None or not active.enabled or command.id in seen or _for_keys(command):
            continue
        seen.add(command.id)
        yield command, partial(screen.app.run_action, active.binding.action, active.node)


def _for_keys(command: Command) -> bool:
    """Whether the command makes sense only with the key that was pressed."""
    return command.group in _FOR_THE_HAND or "{key}" in command.action


def _keys(command: Command) -> str:
    return " ".join(key_names(command))
