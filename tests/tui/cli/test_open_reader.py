from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from tui.cli.library import HOW_TO_ADD
from tui.system.paths import samples_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digests import Library
    from tests.tui.cli.conftest import Run

    Opened = Callable[..., dict[str, Any]]


@pytest.fixture
def opened_by(run: Run, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Run a command line on a terminal; what the reader was opened with."""

    def opened_by(*arguments: object) -> dict[str, Any]:
        calls: list[dict[str, Any]] = []

        def run_reader(open_library: Callable[[], Library], **options: object) -> int:
            calls.append({"folders": open_library().folders, **options})
            return 0

        monkeypatch.setattr("tui.app.app.run_reader", run_reader)
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
        assert run(*arguments) == (0, "", "")
        return calls[0]

    return opened_by


def test_folders_on_the_command_line_are_opened_and_indexed(opened_by: Opened, news: Path) -> None:
    opened = opened_by(news)
    assert opened["folders"] == (news,)
    assert opened["notice"] == ""
    assert opened["index_command"][-4:] == ("--progress", "json", "--folder", str(news))


def test_the_library_is_opened_when_no_folder_is_named(
    opened_by: Opened, run: Run, news: Path
) -> None:
    run("add", news)
    opened = opened_by()
    assert opened["folders"] == (news,)
    assert opened["index_command"][-3:] == ("index", "--progress", "json")


def test_on_a_fresh_machine_the_samples_are_opened(opened_by: Opened) -> None:
    opened = opened_by()
    assert opened["folders"] == (samples_folder(),)
    assert opened["notice"] == HOW_TO_ADD


def test_the_reader_gets_the_browser_of_the_settings(
    opened_by: Opened, news: Path, home: Path
) -> None:
    settings = home / ".config" / "ainews" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('browser = "firefox --new-tab"\n')
    assert opened_by(news)["settings"].browser == ("firefox", "--new-tab", "{url}")


def test_the_child_that_indexes_imports_nothing_from_the_current_folder(
    opened_by: Opened, news: Path
) -> None:
    assert opened_by(news)["index_command"][:4] == (sys.executable, "-P", "-m", "tui")


def test_a_folder_named_like_a_verb_is_opened_by_its_path(
    opened_by: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "search").mkdir()
    monkeypatch.chdir(tmp_path)
    assert opened_by("./search")["folders"] == (tmp_path / "search",)


def test_the_settings_are_handed_over_with_what_is_wrong_in_them(
    opened_by: Opened, home: Path
) -> None:
    settings = home / ".config" / "ainews" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('preset = "arrows"\nicons = 1\n[keys]\n"app.qiut" = "x"\n')
    opened = opened_by()
    assert opened["settings"].preset == "arrows"
    assert opened["warning"].startswith("settings, line 2: icons must be one of")
    assert opened["warning"].endswith("`ainews config check` names all 2")


def test_without_a_mistake_nothing_is_said(opened_by: Opened) -> None:
    assert opened_by()["warning"] == ""
