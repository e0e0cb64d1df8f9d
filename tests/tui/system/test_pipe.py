"""Sending a text to a command."""

from __future__ import annotations

import sys
from contextlib import contextmanager

import pytest

from tui.errors import PipeError
from tui.system.pipe import PipeResult, pipe_command, run_and_capture, run_in_terminal

PYTHON = sys.executable


def caught(line, text="a\nb\n"):
    return run_and_capture(pipe_command(line), text)


def test_a_command_gets_the_text_and_what_it_prints_is_caught():
    assert caught("cat", "模型\n") == PipeResult("cat", 0, "模型")
    assert caught("sh -c 'cat; echo oh >&2; exit 3'") == PipeResult("sh", 3, "a\nb\noh")


def test_arguments_are_no_shell():
    assert caught("echo $(id) '; ls' | x").output == "$(id) ; ls | x"


def test_what_is_printed_cannot_drive_the_terminal():
    assert caught(r"printf '\033]52;c;x\007'").output == "^[]52;c;x^G"


def test_a_command_need_not_read_the_text():
    assert caught("true", "x" * 1_000_000) == PipeResult("true", 0)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("no-such-program --x", "no-such-program: there is no such program"),
        ("sh -c 'x", "this is no command"),
        ("", "there is no command"),
        ("  ! ", "there is no command"),
        ("yes", "yes: it printed more than 64 KB"),
    ],
)
def test_what_does_not_work_is_told_in_a_sentence(line, reason):
    with pytest.raises(PipeError, match=reason):
        caught(line)


def test_a_command_without_end_is_ended(monkeypatch):
    monkeypatch.setattr("tui.system.pipe._TIMEOUT", 0.2)
    with pytest.raises(PipeError, match="it took longer than 0 seconds"):
        caught("sh -c 'cat > /dev/null; sleep 60'")


@pytest.mark.parametrize(
    ("line", "has_terminal", "waits"),
    [("less -R", True, False), ("/usr/bin/vim -", True, False), ("!cat", True, True),
     ("! less", True, True), ("wc -l", False, False)],
)  # fmt: skip
def test_programs_that_draw_get_the_terminal(line, has_terminal, waits):
    command = pipe_command(line)
    assert (command.needs_terminal, command.pauses_at_end) == (has_terminal, waits)


def test_a_program_with_the_terminal_runs_while_the_reader_is_away(capfd, monkeypatch):
    away = []

    @contextmanager
    def suspend():
        away.append("gone")
        yield
        away.append("back")

    monkeypatch.setattr("builtins.input", lambda words: away.append(words.strip()))
    assert run_in_terminal(pipe_command("!cat"), "模型\n", suspend) == PipeResult("cat", 0)
    assert capfd.readouterr().out == "模型\n"
    assert away == ["gone", "Enter goes back to ainews", "back"]
    with pytest.raises(PipeError, match="there is no such program"):
        run_in_terminal(pipe_command("!no-such-program"), "", suspend)
