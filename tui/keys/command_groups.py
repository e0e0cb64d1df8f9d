"""The groups of commands that are active, and which of their commands are available now.

A group is an object with a class attribute `scope` and a method `action_NAME` for each command of
that scope. The active groups are, from the inside out: the focused widget and its parents, what the
screen has in `command_groups`, the screen, what the app has in `command_groups`, and the app. A
subclass with a scope of its own keeps that of its base: the section tree is a list too. The
innermost group that can act gets the command.
"""

from __future__ import annotations

import inspect
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from textual.actions import SkipAction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.screen import Screen

    from tui.keys.command import Command
    from tui.keys.keymap import Keymap, Sequence

_MOST_REPEATS = 1_000

_AVAILABLE_WHEN = "available_when"

_Method = TypeVar("_Method", bound="Callable[..., object]")


class HasCommands(Protocol):
    """What a group has besides its actions; every widget, screen and app has it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether `action` can be done now. Only True offers it."""


class CommandGroup:
    """A group of commands that a screen has beside its own."""

    scope: ClassVar[str]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether `action` can be done now. False also leaves its key to outer groups."""
        del action, parameters
        return True


def available_when(can: Callable[[Any], object]) -> Callable[[_Method], _Method]:
    """Offer the command of a method only while `can` is true of the object that has the method.

    A method that stands in the place of another one says again when it is available.
    """

    def marked(method: _Method) -> _Method:
        vars(method)[_AVAILABLE_WHEN] = can
        return method

    return marked


def is_available(group: HasCommands, method: str) -> bool:
    """Say whether `action_METHOD` of `group` can be called now; False when there is none.

    A scope may have several groups: one that has no such method leaves it to the others.
    """
    action = getattr(group, f"action_{method}", None)
    if action is None:
        return False
    can = getattr(action, _AVAILABLE_WHEN, None)
    return (can is None or bool(can(group))) and group.check_action(method, ()) is True


@dataclass(frozen=True, slots=True)
class AvailableCommand:
    """A command that can be done now, and who does it."""

    command: Command
    group: HasCommands

    async def run(self, count: int = 0) -> None:
        """Do it, with the number that was written before it or 0."""
        method = getattr(self.group, f"action_{self.command.method}")
        arguments = self._arguments(count)
        times = max(1, min(count, _MOST_REPEATS)) if self.command.repeats else 1
        with suppress(SkipAction):  # a text that is seen whole does not scroll
            for _ in range(times):
                done = method(*arguments)
                if inspect.isawaitable(done):
                    await done

    def _arguments(self, count: int) -> tuple[int | str, ...]:
        if self.command.takes_id:
            return (self.command.id,)
        return (count,) if self.command.takes_count else ()


def active_groups(screen: Screen[Any]) -> list[tuple[str, HasCommands]]:
    """Return the scopes that work on `screen` now, innermost first, with their groups."""
    focused = screen.focused
    inner = focused.ancestors_with_self if focused else [screen]
    nodes = [node for node in inner if node is not screen and node is not screen.app]
    command_groups = [*nodes, *getattr(screen, "command_groups", ()), screen]
    if not screen.is_modal:
        command_groups.extend((*getattr(screen.app, "command_groups", ()), screen.app))
    return [(scope, group) for group in command_groups for scope in _scopes(group.__class__)]


def available_commands(screen: Screen[Any], keymap: Keymap) -> Iterator[AvailableCommand]:
    """Yield what can be done on `screen` now, innermost first, in the table's order."""
    seen: set[str] = set()
    for scope, group in active_groups(screen):
        for command in keymap.commands_in(scope):
            if command.id not in seen and is_available(group, command.method):
                seen.add(command.id)
                yield AvailableCommand(command, group)


@dataclass(frozen=True, slots=True)
class Match:
    """What a sequence of keys means now."""

    available: AvailableCommand | None = None

    is_begun: bool = False
    """Whether a longer sequence begins so that has a command now."""


def find_match(screen: Screen[Any], keymap: Keymap, sequence: Sequence) -> Match:
    """Return what `sequence` means on `screen` now, alone and as a beginning."""
    meanings, longer = keymap.meanings(sequence), keymap.continuations(sequence)
    available, is_begun = None, False
    for scope, group in active_groups(screen) if meanings or longer else ():
        if available is None and scope in meanings and is_available(group, meanings[scope].method):
            available = AvailableCommand(meanings[scope], group)
        if not is_begun and scope in longer:
            is_begun = any(is_available(group, command.method) for _, command in longer[scope])
    return Match(available, is_begun)


def offer_of(screen: Screen[Any], keymap: Keymap, command_id: str) -> AvailableCommand | None:
    """Return the command with this id if it can be done on `screen` now."""
    command = keymap.find(command_id)
    for scope, group in active_groups(screen) if command is not None else ():
        if command is not None and scope == command.scope and is_available(group, command.method):
            return AvailableCommand(command, group)
    return None


def pane_scopes(screen: Screen[Any]) -> tuple[str, ...]:
    """Return the scopes of the focused widget and those around it, innermost first."""
    outer = {id(screen), id(screen.app), *map(id, getattr(screen, "command_groups", ()))}
    outer.update(map(id, getattr(screen.app, "command_groups", ())))
    return tuple(scope for scope, group in active_groups(screen) if id(group) not in outer)


def longer_offers(
    screen: Screen[Any], keymap: Keymap, sequence: Sequence
) -> Iterator[tuple[Sequence, AvailableCommand]]:
    """Yield what longer sequences do that begin with `sequence`, each with the keys that lack."""
    longer = keymap.continuations(sequence)
    for scope, group in active_groups(screen):
        for rest, command in longer.get(scope, ()):
            if is_available(group, command.method):
                yield rest, AvailableCommand(command, group)


@cache
def _scopes(kind: type[Any]) -> tuple[str, ...]:
    found = (vars(base).get("scope") for base in kind.__mro__)
    return tuple(scope for scope in found if isinstance(scope, str))
