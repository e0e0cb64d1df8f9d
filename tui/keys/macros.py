"""The group of the user's own commands, each of which runs several of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from tui.keys.command_groups import CommandGroup
from tui.keys.scopes import MACROS
from tui.keys.table import find

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import App

    from tui.keys.dispatch import KeyDispatch


class Macros(CommandGroup):
    """Runs the commands of a macro one after another, and stops at one that cannot be done."""

    scope: ClassVar[str] = MACROS

    def __init__(
        self, app: App[Any], keys: KeyDispatch, steps: Mapping[str, tuple[str, ...]]
    ) -> None:
        """`steps` are ids of commands, by the id of the macro."""
        self._app = app
        self._keys = keys
        self._steps = steps

    async def action_run_macro(self, macro_id: str) -> None:
        """Begin with the first command; the others follow when the screen shows what it did."""
        await self._run(macro_id, self._steps[macro_id])

    async def _run(self, macro_id: str, steps: Sequence[str]) -> None:
        if not await self._keys.run(steps[0]):
            command = find(steps[0])
            words = command.help if command else steps[0]
            name = macro_id.partition(".")[2]
            self._app.notify(
                f"{name} stopped, because this cannot be done here: {words}",
                severity="warning",
            )
        elif steps[1:]:
            self._app.call_after_refresh(self._run, macro_id, steps[1:])
