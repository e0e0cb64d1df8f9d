"""Which colours reach the terminal, in its own language."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from tests.end_to_end.pseudo_terminal import PseudoTerminal

ROOT = Path(__file__).parents[2]

RGB = re.compile(rb"\x1b\[[\d;]*[34]8;2;")
"""A colour that is none of the terminal's palette."""

ANY_COLOUR = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[\d;]*)?m")


@pytest.fixture
def environment(tmp_path):
    """A new user whose terminal knows all colours, with settings that a test writes."""
    (tmp_path / ".config" / "ainews").mkdir(parents=True)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONPATH": str(ROOT),
    }


def written_by_a_session(environment, folder, settings=""):
    """Read, search, look at the keys and quit; all that the terminal got."""
    (folder / ".config" / "ainews" / "settings.toml").write_text(settings)
    with PseudoTerminal((sys.executable, "-m", "tui"), folder, environment) as terminal:
        terminal.wait_for("▌")
        terminal.press("j")
        terminal.press("/")
        terminal.wait_for("Esc back")
        terminal.press("open")
        terminal.wait_for("hit")
        terminal.press("\x11")
        assert terminal.exit_code() == 0
    return bytes(terminal.written)


def test_a_theme_of_ours_has_colours_of_its_own(environment, tmp_path):
    assert RGB.search(written_by_a_session(environment, tmp_path))


def test_the_theme_ansi_leaves_all_colours_to_the_terminal(environment, tmp_path):
    written = written_by_a_session(environment, tmp_path, 'theme = "ansi"\n')
    assert ANY_COLOUR.search(written)
    assert RGB.findall(written) == []


def test_with_no_color_there_are_none(environment, tmp_path):
    written = written_by_a_session(environment | {"NO_COLOR": "1"}, tmp_path)
    assert ANY_COLOUR.findall(written) == []
    assert "▌".encode() in written
