from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.system.clipboard import clipboard_commands, copy, terminal_sequence

TEXT = "https://news.example/大模型"


AddProgram = Callable[..., Path]
"""Makes a program and returns the file that gets its input."""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AddProgram:
    """A folder of clipboard programs on the path; `add` makes one that keeps its input."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    def add(name: str, command: str = "cat > '{record}'") -> Path:
        record = tmp_path / f"{name}.record"
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{command.format(record=record)}\n")
        program.chmod(0o700)
        return record

    return add


def test_the_terminal_is_asked_to_copy() -> None:
    written: list[str] = []
    assert copy(TEXT, {}, written.append) == "the terminal"
    start, encoded = written[0].removesuffix("\x07").rsplit(";", 1)
    assert start == "\x1b]52;c"
    assert base64.b64decode(encoded).decode() == TEXT


def test_tmux_gets_a_sequence_that_it_passes_on() -> None:
    sequence = terminal_sequence("a", {"TMUX": "/tmp/tmux-0"})
    assert sequence.endswith("\x1bPtmux;\x1b\x1b]52;c;YQ==\x07\x1b\\")


def test_screen_gets_pieces_that_it_passes_on() -> None:
    sequence = terminal_sequence("大模型" * 200, {"STY": "1.pts"})
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", sequence, re.DOTALL)
    assert "".join(pieces) == terminal_sequence("大模型" * 200, {})
    assert max(map(len, pieces)) <= 240


def test_a_text_that_no_terminal_takes_is_not_sent() -> None:
    assert terminal_sequence("a" * 80_000, {}) == ""
    written: list[str] = []
    assert copy("a" * 80_000, {}, written.append).startswith("nobody")
    assert written == []


def test_a_program_for_this_display_takes_the_text_and_is_named(programs: AddProgram) -> None:
    record = programs("wl-copy")
    written: list[str] = []
    assert copy(TEXT, {"WAYLAND_DISPLAY": "wayland-0"}, written.append) == "wl-copy"
    assert record.read_text() == TEXT
    assert written, "over SSH only the terminal reaches the user's own machine"


def test_a_program_that_fails_gives_way_to_the_next(programs: AddProgram) -> None:
    programs("xclip", "exit 1")
    record = programs("xsel")
    assert copy(TEXT, {"DISPLAY": ":0"}, lambda _sequence: None) == "xsel"
    assert record.read_text() == TEXT


def test_controls_are_not_copied(programs: AddProgram) -> None:
    record = programs("wl-copy")
    copy("a\x1b[31mb", {"WAYLAND_DISPLAY": "wayland-0"}, lambda _sequence: None)
    assert record.read_text() == "a^[[31mb"


def test_programs_are_tried_only_where_their_display_is() -> None:
    assert clipboard_commands({}, "linux") == ()
    assert clipboard_commands({}, "darwin") == (("pbcopy",),)
    names = [c[0] for c in clipboard_commands({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}, "linux")]
    assert names == ["wl-copy", "xclip", "xsel"]
