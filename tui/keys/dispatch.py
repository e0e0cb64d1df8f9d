"""Takes the keys of the terminal and runs commands."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from tui.keys.command import NUMBER_ALONE
from tui.keys.command_groups import available_commands, find_match, longer_offers, offer_of
from tui.keys.sequences import Pending, Reading, read_key, settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App
    from textual.events import Key
    from textual.screen import Screen
    from textual.timer import Timer

    from tui.keys.command_groups import AvailableCommand, Match
    from tui.keys.keymap import Keymap, Sequence

_LINK_DIGITS = frozenset("123456789")

_OF_INPUT_METHODS = {
    "、": "\\",
    "。": ".",
    "《": "<",
    "》": ">",
    "【": "[",
    "】": "]",
    "·": "`",
    "￥": "$",
    "¥": "$",
    "「": "{",
    "」": "}",
    "\u3000": "space",
}
"""What a Chinese input method types for these keys, besides full-width forms."""

_CHANGE_THE_KEY = ("alt+", "ctrl+", "super+", "hyper+", "meta+")


@runtime_checkable
class ClosedByAnyKey(Protocol):
    """A screen that is in nobody's way: a key closes it and then does what it always does."""

    def close_by(self, key: str) -> bool:
        """Close the screen, and say whether the key means no more than that."""


class KeyDispatch:
    """Reads counts and sequences for one app, and runs what they mean.

    Every method must be called from the thread of the user interface.
    """

    def __init__(self, app: App[Any], keymap: Keymap, *, patience: float, counts: bool) -> None:
        """Begin without pending keys.

        Args:
            app: The keys are those of its screen on top.
            keymap: What they mean.
            patience: Seconds that a sequence waits for more keys when it means something already.
            counts: Whether digits may be a number before a command; else each opens a link at once.
        """
        self.keymap = keymap
        self.pending = Pending()
        self._app = app
        self._patience = patience
        self._counts = counts
        self._wait: Timer | None = None

    async def press(self, event: Key) -> bool:
        """Run what a key means, and say whether it was one of ours."""
        if isinstance(self._screen, ClosedByAnyKey) and self._screen.close_by(event.key):
            return True
        key = command_key(event)
        if self._is_for_writing(event):
            self._set(Reading())
            return False
        if key == "escape" and self.pending:
            self._set(Reading())
            return True
        had_pending = bool(self.pending)
        return await self._follow(self._reading(key)) or had_pending

    def available_commands(self, screen: Screen[Any] | None = None) -> Iterator[AvailableCommand]:
        """Yield what can be done, on the screen on top or on one below it."""
        return available_commands(screen or self._screen, self.keymap)

    def continuations(self) -> list[tuple[Sequence, AvailableCommand]]:
        """Return what the pending keys can go on to, with the keys that lack."""
        if not self.pending.keys:
            return []
        return list(longer_offers(self._screen, self.keymap, self.pending.keys))

    async def run(self, command_id: str, count: int = 0) -> bool:
        """Run a command by its id, and say whether it could be done."""
        available = offer_of(self._screen, self.keymap, command_id)
        if available is not None:
            await available.run(count)
        return available is not None

    async def _follow(self, reading: Reading) -> bool:
        self._set(reading)
        if reading.is_number:
            return await self.run(NUMBER_ALONE, reading.count)
        if reading.available is None or reading.pending:
            return bool(reading.pending)
        await reading.available.run(reading.count)
        return True

    def _set(self, reading: Reading) -> None:
        if self._wait is not None:
            self._wait.stop()
            self._wait = None
        changed, self.pending = self.pending != reading.pending, reading.pending
        if changed:
            self._screen.refresh_bindings()
        if self.pending and (not self.pending.keys or reading.available is not None):
            self._wait = self._app.set_timer(self._patience, self._settle)

    async def _settle(self) -> None:
        await self._follow(settle(self.pending, find=self._find))

    def _find(self, keys: Sequence) -> Match:
        return find_match(self._screen, self.keymap, keys)

    def _reading(self, key: str) -> Reading:
        if not self._counts and not self.pending and key in _LINK_DIGITS:
            return Reading(count=int(key), is_number=True)
        return read_key(self.pending, key, find=self._find, counts=self._counts)

    def _is_for_writing(self, event: Key) -> bool:
        """Whether the focused widget takes the key as text."""
        focused = self._screen.focused
        return focused is not None and focused.check_consume_key(event.key, event.character)

    @property
    def _screen(self) -> Screen[Any]:
        return self._app.screen


def command_key(event: Key) -> str:
    """Return a key as the table of commands names it: `?` and not `question_mark`.

    Full-width forms count as what they stand for, so that commands work while an input method for
    Chinese is on.
    """
    character = event.character
    if character is None or event.key.startswith(_CHANGE_THE_KEY):
        return event.key
    if character in _OF_INPUT_METHODS:
        return _OF_INPUT_METHODS[character]
    if not character.isprintable() or character == " ":
        return event.key
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def keys_in_force(screen: Screen[Any]) -> KeyDispatch | None:
    """Return what reads the keys for the app of `screen`; None in an app without commands."""
    keys = getattr(screen.app, "keys", None)
    return keys if isinstance(keys, KeyDispatch) else None
