"""A monkey at the keyboard: keys by chance, the same ones for the same seed."""

from __future__ import annotations

import random
import socket
import subprocess
import time
from typing import TYPE_CHECKING

from textual.events import Key

from tui.app.app import ReaderApp
from tui.app.first_paint import FirstPaint
from tui.keys.table import COMMANDS
from tui.reader.screen import ReaderScreen
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

TABLE_KEYS = tuple(
    sorted(
        {
            key
            for command in COMMANDS
            for keys in command.keys
            for key in keys.split()
            if "…" not in key
        }
    )
)
_NAMES = {" ": "space"}
_CHARACTERS = {"space": " "}

TEXT = 'abc 开源模型。-"():*>x12,é🚀'
SIZES = ((120, 40), (80, 24), (60, 20), (40, 12), (200, 50), (99, 30), (20, 6), (120, 12))

_LONGEST_BURST = 16
_ONE_IN_SO_MANY_IS_TEXT = 5
_ONE_BURST_IN_SO_MANY_RESIZES = 12


def cage(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let nothing out that a monkey does: no program, no network, no file elsewhere, no end."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError("the monkey is in its cage")

    monkeypatch.setattr(subprocess.Popen, "__init__", refuse)
    monkeypatch.setattr(subprocess.Popen, "__del__", lambda _: None)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(ReaderApp, "exit", lambda *_, **__: None)
    monkeypatch.setattr(
        "tui.export.file._path",
        lambda name: folder / f"{len(name)}-{name[-3:].strip('/. ')}",
    )


class Monkey:
    """Presses keys and looks whether everything is still in its place."""

    def __init__(self, app: ReaderApp, pilot: Pilot[None], seed: int) -> None:
        self._app = app
        self._pilot = pilot
        self._chance = random.Random(seed)
        self.pressed: list[str] = []

    async def play(self, keys: int, minutes: float = 0) -> None:
        """Press at least `keys` keys, and go on until so many minutes are over."""
        end = time.monotonic() + 60 * minutes
        while len(self.pressed) < keys or time.monotonic() < end:
            await self._burst()
            self.check()

    def check(self) -> None:
        """The reader is there, and a widget that is seen has the focus."""
        app, last = self._app, self.pressed[-60:]
        assert app.is_running, last
        assert [type(screen) for screen in app.screen_stack[:2]] == [FirstPaint, ReaderScreen], last
        chain = app.screen.focus_chain
        assert not chain or app.focused in chain, (app.screen, app.focused, last)
        for rows in app.screen.query(VirtualList):
            assert 0 <= rows.cursor <= max(rows.row_count - 1, 0), (rows, last)

    async def _burst(self) -> None:
        """Press some keys as fast as a paste does, then wait until they are done."""
        for key, character in self._keys():
            self.pressed.append(key)
            self._app.post_message(Key(key, character))
        if self._chance.randrange(_ONE_BURST_IN_SO_MANY_RESIZES) == 0:
            await self._resize()
        await self._pilot.pause()

    async def _resize(self) -> None:
        for _ in range(self._chance.choice((1, 1, 5))):
            size = self._chance.choice(SIZES)
            self.pressed.append(f"{size[0]}x{size[1]}")
            await self._pilot.resize_terminal(*size)

    def _keys(self) -> Iterator[tuple[str, str | None]]:
        """Yield some keys, each with the character that it writes, if it writes one."""
        for _ in range(self._chance.randint(1, _LONGEST_BURST)):
            is_text = not self._chance.randrange(_ONE_IN_SO_MANY_IS_TEXT)
            key = self._chance.choice(TEXT if is_text else TABLE_KEYS)
            key = _NAMES.get(key, key)
            yield key, _CHARACTERS.get(key, key if len(key) == 1 else None)
