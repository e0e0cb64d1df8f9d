"""The whole line, from files to the browser, in a terminal as a user has it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.end_to_end.pseudo_terminal import PseudoTerminal

ROOT = Path(__file__).parents[2]

DAILY = """---
title: "山谷日报 2026-11-20"
date: 2026-11-20
---

## 模型

1. **青鸟-3 开源**
   澄江实验室公布权重，长文推理便宜了。[原文](https://example.com/qingniao?a=1&b=2)

## 芯片

1. **SQ-200 供货**
   一块卡只要 210 瓦。[原文](https://example.com/sq-200)
"""

HOSTILE = """---
date: 2026-11-21
---

# Letter of 2026-11-21 \x1b]0;owned-window\x07 [red]bold[/red]

## Agents \x1b[31mowned-colour

- [Clipboard \x1b]52;c;b3duZWQtY2xpcA==\x07](https://example.com/one) is text
- [Colours \x9b31mowned-c1 \u202eowned-order](https://example.com/two) are text

## Chips

- [[v2=3, "q] brackets](https://example.com/three) are text
"""

OWNED = (
    b"\x1b]0;owned",
    b"\x1b[31mowned",
    b"\x1b]52;c;b3du",
    b"\x9b31mowned",
    "\x9b31mowned".encode(),
    "\u202eowned".encode(),
)
"""What would drive the terminal if the program passed it on."""


@pytest.fixture
def digests_folder(tmp_path):
    """Two publications with one issue each; one of them means harm."""
    folder = tmp_path / "my-digests"
    for publication, name, text in (
        ("valley-letter", "2026-11-20.md", DAILY),
        ("tide-letter", "2026-11-21.md", HOSTILE),
    ):
        (folder / publication).mkdir(parents=True)
        (folder / publication / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def opened(tmp_path):
    """The file in which the browser notes what it is asked to open."""
    return tmp_path / "opened"


@pytest.fixture
def environment(tmp_path, opened):
    """A new user with a terminal and a browser that only notes what it is given."""
    browser = tmp_path / "note-address"
    browser.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" > "{opened}.new"\nmv "{opened}.new" "{opened}"\n'
    )
    browser.chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "BROWSER": f"'{browser}'",
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error::ResourceWarning",
    }


@pytest.fixture
def reader(digests_folder, environment):
    """The reader, just started."""
    command = (sys.executable, "-m", "tui", str(digests_folder))
    with PseudoTerminal(command, digests_folder, environment, columns=130) as terminal:
        yield terminal


def test_from_a_folder_to_the_browser(reader, opened):
    reader.wait_for("valley-letter")
    reader.press("/")
    reader.wait_for("Esc back")
    reader.press("青鸟")
    reader.wait_for("1 hit")
    reader.press("\r")
    reader.wait_for("Item 1 of 2")
    reader.wait_for("澄江实验室公布权重")
    reader.press("1")
    reader.wait_until(opened.exists, "the browser to be started")
    reader.press("Q")
    assert reader.exit_code() == 0
    assert opened.read_text().splitlines() == ["1", "https://example.com/qingniao?a=1&b=2"]


def test_a_new_user_sees_samples_and_how_to_add_a_folder(environment, tmp_path):
    command = (sys.executable, "-m", "tui")
    with PseudoTerminal(command, tmp_path, environment, columns=130) as terminal:
        terminal.wait_for("ainews add FOLDER")
        terminal.wait_for("four-hours")
        terminal.press("Q")
        assert terminal.exit_code() == 0


def test_a_digest_never_drives_the_terminal(reader):
    reader.wait_for("owned-colo")
    for place in ("Item 1 of 3", "Item 2 of 3", "Item 3 of 3"):
        reader.press("J")
        reader.wait_for(place)
    reader.wait_for('[v2=3, "q] brackets')
    reader.press("Q")
    assert reader.exit_code() == 0
    assert [driven for driven in OWNED if driven in reader.written] == []


def test_the_reader_ends_when_its_terminal_is_gone(environment, tmp_path):
    with PseudoTerminal((sys.executable, "-m", "tui"), tmp_path, environment) as terminal:
        terminal.wait_for("four-hours")
        terminal.hang_up()
        assert not terminal.is_running
