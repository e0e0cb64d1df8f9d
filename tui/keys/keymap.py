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
        self._keys = {c.id: (keys or {}).get(c.id, c.keys) for c in self.commands}
        self._meanings: dict[tuple[str, Sequence], Command] = {}
        self._beginnings: set[tuple[str, Sequence]] = set()
        self._in_scope: dict[str, list[Command]] = {}
        for command in self.commands:
            self._in_scope.setdefault(command.scope, []).append(command)
            for written in self._keys[command.id]:
                self._add(command, tuple(written.split()))

    def commands_in(self, scope: str) -> tuple[Command, ...]:
        """Return the commands that `scope` carries out, in the table's order."""
        return tuple(self._in_scope.get(scope, ()))

    def keys_of(self, command_id: str) -> tuple[str, ...]:
        """Return the keys and sequences of a command, the one to show first."""
        return self._keys.get(command_id, ())

    def command(self, scope: str, sequence: Sequence) -> Command | None:
        """Return what `sequence` means in `scope`."""
        return self._meanings.get((scope, sequence))

    def begins(self, scope: str, sequence: Sequence) -> bool:
        """Say whether a longer sequence of `scope` begins like this."""
        return (scope, sequence) in self._beginnings

    def continuations(self, scope: str, sequence: Sequence) -> list[tuple[Sequence, Command]]:
        """Return the rest of each longer sequence of `scope` that begins so, with its command."""
        length = len(sequence)
        return [
            (keys[length:], command)
            for (found, keys), command in self._meanings.items()
            if found == scope and len(keys) > length and keys[:length] == sequence
        ]

    def _add(self, command: Command, sequence: Sequence) -> None:
        self._meanings.setdefault((command.scope, sequence), command)
        for end in range(1, len(sequence)):
            self._beginnings.add((command.scope, sequence[:end]))
