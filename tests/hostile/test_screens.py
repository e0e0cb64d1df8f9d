"""The real program in a terminal, over digests that mean harm: every command, then any keys."""

from __future__ import annotations

import json
import os
import random
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.pseudo_terminal import PseudoTerminal
from tests.hostile.library import write_library
from tests.hostile.sequences import OBEYED
from tests.hostile.written import obeyed_sequences, shown_text
from tui.keys.table import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable

REPOSITORY = Path(__file__).parents[2]

BYTES = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ",
    "backspace": "\x7f", "delete": "\x1b[3~", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C",
    "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "f1": "\x1bOP", "f5": "\x1b[15~",
}  # fmt: skip
"""What a terminal sends for keys that are no characters."""

NOT_PRESSED = ("q", "Q")
"""Keys that would end the walk."""

TYPED = ("bare", "shown*", "[/nosuch]", "title:shown", "\x7f", "x" * 40)

MARKS = ("31337", "ZXZpbA", "evil", "owned")
"""What no sequence of the program's own has in it."""


OWN_TITLE = re.compile(r"\x1b\]2;[^\x07\x1b]*(?: · ainews|…)\x07")

_AN_ESCAPE_ALONE = 0.12
"""Seconds after which an escape is no longer taken for the beginning of another key."""


def key_bytes(key: str) -> str:
    if key.startswith("ctrl+") and len(key) == 6:
        return chr(ord(key[5]) & 0x1F)
    return BYTES.get(key, key if len(key) == 1 else "")


def typed_keys() -> list[str]:
    """Return what is pressed for each command: its first keys."""
    commands = [
        command.keys[0]
        for command in COMMANDS
        if command.keys and command.keys[0] not in NOT_PRESSED
    ]
    return ["".join(map(key_bytes, keys.split())) for keys in commands]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    home = tmp_path / "home"
    (home / ".config" / "ainews").mkdir(parents=True)
    query = json.dumps("bare \x1b[31337J")
    (home / ".config" / "ainews" / "searches.toml").write_text(
        f'[[search]]\nname = "shown-search \\u001b[31337J"\nquery = {query}\n'
    )
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "BROWSER": "true",
        "EDITOR": "true",
        "PAGER": "true",
        "PYTHONPATH": str(REPOSITORY),
    }


def test_whatever_is_pressed_no_digest_drives_the_terminal(
    tmp_path: Path, environment: dict[str, str], rounds: Callable[[int, int], int]
) -> None:
    folder = tmp_path / "evil \x1b]0;title31337\x07 [blink]"
    folder.mkdir()
    write_library(folder)
    chance = random.Random(19)
    keys = typed_keys()
    walk = [*keys[:: rounds(6, 1)], *(chance.choice(keys) for _ in range(rounds(0, 3000)))]
    with PseudoTerminal(
        (sys.executable, "-m", "tui", str(folder)), tmp_path, environment, columns=120
    ) as terminal:
        terminal.wait_for("shown-publication")
        terminal.wait_until(lambda: "reading" not in terminal.text(), "the end of reading")
        for key in walk:
            terminal.press(key)
            terminal.settle()
            assert terminal.is_running, f"after {key!r}: {terminal.written[-3000:].decode()}"
            if chance.random() < 0.3:
                terminal.press(chance.choice(TYPED))
                terminal.press("\r")
            if chance.random() < 0.5:
                terminal.press("\x1b")
                terminal.settle(_AN_ESCAPE_ALONE)
        for _ in range(4):
            terminal.press("\x1b")
            terminal.settle(_AN_ESCAPE_ALONE)
        terminal.press("\x11")
        assert terminal.exit_code() == 0
        written = bytes(terminal.written)
    sequences = obeyed_sequences(written)
    titles = [found for found in sequences if OWN_TITLE.fullmatch(found)]
    others = [found for found in sequences if not OWN_TITLE.fullmatch(found)]
    assert not [found for found in others if any(mark in found for mark in MARKS)]
    text = shown_text(written) + "".join(title[4:-1] for title in titles)
    assert not (set(text) & OBEYED) - set("\x08\x0e\x0f"), sorted(map(ascii, set(text) & OBEYED))
    assert "Traceback" not in text
    seen = set(re.findall(r"shown-[a-z]+", text))
    assert seen >= {
        "shown-publication",
        "shown-issue",
        "shown-section",
        "shown-title",
        "shown-body",
    }
    assert len(written) > 50_000
