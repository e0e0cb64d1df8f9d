"""Which keys mean which command, in each scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tui.keys.command import Command

Sequence: TypeAlias = tuple[str, ...]
"""Keys that are pressed one after another."""


class Keymap:
    """Answers what a sequence of keys means in a scope. It does not change."""

    def __init__(
        self, commands: Iterable[Command], keys: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        """Take the keys of each command from `keys` by its id, or else those of the table."""
        self.commands = tuple(commands)
        """All commands, in the order in which people see them."""
        self._by_id = {command.id: command for command in self.commands}
        self._keys = {c.id: (keys or {}).get(c.id, c.keys) for c in self.commands}
        self._meanings: dict[Sequence, dict[str, Command]] = {}
        self._longer: dict[Sequence, dict[str, list[tuple[Sequence, Command]]]] = {}
        self._in_scope: dict[str, list[Command]] = {}
        for command in self.commands:
            self._in_scope.setdefault(command.scope, []).append(command)
            for written in self._keys[command.id]:
                self._add(command, tuple(written.split()))

    def find(self, command_id: str) -> Command | None:
        """Return the command with this id."""
        return self._by_id.get(command_id)

    def commands_in(self, scope: str) -> tuple[Command, ...]:
        """Return the commands that `scope` carries out, in the table's order."""
        return tuple(self._in_scope.get(scope, ()))

    def keys_of(self, command_id: str) -> tuple[str, ...]:
        """Return the keys and sequences of a command, the one to show first."""
        return self._keys.get(command_id, ())

    def meanings(self, sequence: Sequence) -> Mapping[str, Command]:
        """Return what `sequence` means, by scope."""
        return self._meanings.get(sequence, {})

    def continuations(self, sequence: Sequence) -> Mapping[str, Iterable[tuple[Sequence, Command]]]:
        """Return, by scope, the rest of each longer sequence that begins so, with its command."""
        return self._longer.get(sequence, {})

    def _add(self, command: Command, sequence: Sequence) -> None:
        meanings = self._meanings.setdefault(sequence, {})
        if meanings.setdefault(command.scope, command) is not command:
            return
        for end in range(1, len(sequence)):
            longer = self._longer.setdefault(sequence[:end], {}).setdefault(command.scope, [])
            longer.append((sequence[end:], command))
