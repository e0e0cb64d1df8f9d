"""What a user sees when the cache was damaged: a word about it, and everything again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from digests import Library
from tests.end_to_end.pseudo_terminal import PseudoTerminal
from tests.factories import digest, write
from tui.cli import main
from tui.system.paths import folders_cache

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def damaged(three_issues: Path, home: Path) -> Path:
    """The folder of a library each file of whose index has a bit that was turned."""
    cache = folders_cache([three_issues])
    with Library.open([three_issues], cache) as library:
        library.refresh()
    for path in cache.glob("index-*/*.???"):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    return three_issues


def test_the_reader_opens_and_finds_everything_in_a_moment(damaged: Path, home: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PYTHONPATH": str(REPOSITORY),
    }
    command = (sys.executable, "-m", "tui", str(damaged))
    with PseudoTerminal(command, home, environment, columns=120) as terminal:
        terminal.wait_for("lantern-daily")
        terminal.press("/")
        terminal.wait_for("Esc back")
        terminal.press("青鸟")
        terminal.wait_for("1 hit")
        terminal.press("\x11")
        assert terminal.exit_code() == 0
    for word in (b"Traceback", b"whoosh", b"sqlite3.", b"pickle"):
        assert word not in terminal.written


def test_a_search_on_the_command_line_says_what_to_do(
    damaged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "青鸟", "-f", str(damaged)]) == 2
    printed = capsys.readouterr()
    assert printed.err == (
        "ainews: the search index is damaged; `ainews index --rebuild` makes it anew\n"
    )
    write(damaged / "2026-08-04.md", digest("Ferryman translates dialects"))
    assert main(["index", "-f", str(damaged)]) == 0
    assert main(["search", "青鸟", "-f", str(damaged)]) == 0
    assert "青鸟大模型学会了查字典" in capsys.readouterr().out


def test_a_damaged_catalogue_is_told_of_until_the_files_were_read_again(
    three_issues: Path, home: Path
) -> None:
    cache = folders_cache([three_issues])
    with Library.open([three_issues], cache) as library:
        library.refresh()
    path = cache / "catalogue.sqlite3"
    content = path.read_bytes()
    path.write_bytes(
        content.replace("灯笼日报 2026-08-02".encode(), "灯笼日报 2026-08-03".encode())
    )
    with Library.open([three_issues], cache) as library:
        assert library.issues() == ()
        assert [str(p) for p in library.problems()] == [
            "catalogue.sqlite3: was damaged; all files are read again"
        ]
        assert library.refresh().added == 3
        assert library.problems() == ()
        assert len(library.issues()) == 3
