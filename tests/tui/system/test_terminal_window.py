from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from tests.tui.running_reader import running
from tui.system.terminal_window import RESTORE_TITLE, SAVE_TITLE, has_title, title_sequence

if TYPE_CHECKING:
    from digests import Library


@pytest.mark.parametrize("title", ["x\x07y", "x\x1b\\y", "x\x9cy", "x\ny", "\u202ey", "[/nope]"])
def test_no_title_ends_its_sequence_early(title: str) -> None:
    sequence = title_sequence(title)
    assert re.fullmatch(r"\x1b\]2;[^\x00-\x1f\x7f-\x9f\u202e]*\x07", sequence)


def test_a_long_title_is_cut() -> None:
    assert len(title_sequence("模型" * 500)) < 80


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "linux"}, False),
        ({"TERM": "dumb"}, False),
        ({}, False),
    ],
)
def test_only_a_window_has_a_title(environ: dict[str, str], *, expected: bool) -> None:
    assert has_title(environ) is expected


async def test_the_window_is_called_after_the_open_issue_and_gets_its_title_back(
    two_days: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(HeadlessDriver, "write", lambda _, text: written.append(text))
    async with running(two_days) as reader:
        await reader.until(lambda: title_sequence("灯笼日报 2026-08-03 · ainews") in written)
        assert SAVE_TITLE in written
        await reader.press("]")
        await reader.until(lambda: title_sequence("Lantern Daily 2026-08-02 · ainews") in written)
        assert RESTORE_TITLE not in written
    assert written[-1] == RESTORE_TITLE


async def test_without_an_issue_the_window_has_the_name_of_the_program(
    two_days: Library,
) -> None:
    (two_days.folders[0] / "2026-08-02.md").unlink()
    async with running(two_days) as reader:
        await reader.press("]")
        await reader.until(lambda: reader.app.title == "ainews")
