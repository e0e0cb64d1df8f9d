"""Who carries commands out, and which commands are offered now.

A carrier is an object with a class attribute `scope` and a method `action_NAME` for each command
of that scope. Carriers are the focused widget and the widgets around it, then what the screen has
in `carriers`, the screen, what the app has in `carriers`, and the app. A subclass with a scope of
its own keeps that of its base: the section tree is a list too. The innermost carrier that can act
gets the command.
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


class Carries(Protocol):
    """What a carrier has besides its actions; every widget, screen and app has it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether `action` can be done now. Only True offers it."""


class Carrier:
    """A group of commands that a screen has beside its own."""

    scope: ClassVar[str]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether `action` can be done now. False also leaves its key to outer carriers."""
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


def is_available(group: Carries, method: str) -> bool:
    """Say whether `action_METHOD` of `group` can be called now; False when there is none.

    A scope may have several groups: one that has no such method leaves it to the others.
    """
    action = getattr(group, f"action_{method}", None)
    if action is None:
        return False
    can = getattr(action, _AVAILABLE_WHEN, None)
    return (can is None or bool(can(group))) and group.check_action(method, ()) is True


@dataclass(frozen=True, slots=True)
class Offer:
    """A command that can be done now, and who does it."""

    command: Command
    carrier: Carries

    async def run(self, count: int = 0) -> None:
        """Do it, with the number that was written before it or 0."""
        method = getattr(self.carrier, f"action_{self.command.method}")
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


def chain(screen: Screen[Any]) -> list[tuple[str, Carries]]:
    """Return the scopes that work on `screen` now, innermost first, with their carriers."""
    focused = screen.focused
    inner = focused.ancestors_with_self if focused else [screen]
    nodes = [node for node in inner if node is not screen and node is not screen.app]
    carriers = [*nodes, *getattr(screen, "carriers", ()), screen]
    if not screen.is_modal:
        carriers.extend((*getattr(screen.app, "carriers", ()), screen.app))
    return [(scope, carrier) for carrier in carriers for scope in _scopes(carrier.__class__)]


def offers(screen: Screen[Any], keymap: Keymap) -> Iterator[Offer]:
    """Yield what can be done on `screen` now, innermost first, in the table's order."""
    seen: set[str] = set()
    for scope, carrier in chain(screen):
        for command in keymap.commands_in(scope):
            if command.id not in seen and is_available(carrier, command.method):
                seen.add(command.id)
                yield Offer(command, carrier)


@dataclass(frozen=True, slots=True)
class Match:
    """What a sequence of keys means now."""

    offer: Offer | None = None

    is_begun: bool = False
    """Whether a longer sequence begins so that has a command now."""


def find_match(screen: Screen[Any], keymap: Keymap, sequence: Sequence) -> Match:
    """Return what `sequence` means on `screen` now, alone and as a beginning."""
    meanings, longer = keymap.meanings(sequence), keymap.continuations(sequence)
    offer, is_begun = None, False
    for scope, carrier in chain(screen) if meanings or longer else ():
        if offer is None and scope in meanings and is_available(carrier, meanings[scope].method):
            offer = Offer(meanings[scope], carrier)
        if not is_begun and scope in longer:
            is_begun = any(is_available(carrier, command.method) for _, command in longer[scope])
    return Match(offer, is_begun)


def offer_of(screen: Screen[Any], keymap: Keymap, command_id: str) -> Offer | None:
    """Return the command with this id if it can be done on `screen` now."""
    command = keymap.find(command_id)
    for scope, carrier in chain(screen) if command is not None else ():
        if command is not None and scope == command.scope and is_available(carrier, command.method):
            return Offer(command, carrier)
    return None


def pane_scopes(screen: Screen[Any]) -> tuple[str, ...]:
    """Return the scopes of the focused widget and those around it, innermost first."""
    outer = {id(screen), id(screen.app), *map(id, getattr(screen, "carriers", ()))}
    outer.update(map(id, getattr(screen.app, "carriers", ())))
    return tuple(scope for scope, carrier in chain(screen) if id(carrier) not in outer)


def longer_offers(
    screen: Screen[Any], keymap: Keymap, sequence: Sequence
) -> Iterator[tuple[Sequence, Offer]]:
    """Yield what longer sequences do that begin with `sequence`, each with the keys that lack."""
    longer = keymap.continuations(sequence)
    for scope, carrier in chain(screen):
        for rest, command in longer.get(scope, ()):
            if is_available(carrier, command.method):
                yield rest, Offer(command, carrier)


@cache
def _scopes(kind: type[Any]) -> tuple[str, ...]:
    found = (vars(base).get("scope") for base in kind.__mro__)
    return tuple(scope for scope in found if isinstance(scope, str))
