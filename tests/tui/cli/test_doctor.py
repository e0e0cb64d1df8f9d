from __future__ import annotations

import fcntl
import io
import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.tui.cli.conftest import DIGEST
from tui.cli.doctor.terminal import answers, environment
from tui.system.paths import marks_file, searches_file, settings_file

if TYPE_CHECKING:
    import re
    from pathlib import Path

    from tests.tui.cli.conftest import Run


@pytest.fixture(autouse=True)
def healthy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal and a browser with which all is well."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("BROWSER", "sh")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX"):
        monkeypatch.delenv(name, raising=False)


def test_a_healthy_library_gets_ok_on_each_line(run: Run, news: Path) -> None:
    run("index", "-f", news)
    code, out, _ = run("doctor", "-f", news)
    assert code == 0, out
    assert {line[:4] for line in out.splitlines()} == {"ok  "}
    assert "index: 3 items" in out


def test_findings_are_printed_for_programs(run: Run, news: Path) -> None:
    run("index", "-f", news)
    checks = json.loads(run("doctor", "--json", "-f", news)[1])["checks"]
    assert {check["ok"] for check in checks} == {True}
    assert {"program", "encoding", "index", "marks"} <= {check["subject"] for check in checks}


def test_a_library_that_was_never_read_is_read_on_demand(run: Run, news: Path) -> None:
    code, out, _ = run("doctor", "-f", news)
    assert code == 1
    assert "!!  catalogue: no issues\n      `ainews index` reads the folders" in out
    assert run("doctor", "--fix", "-f", news)[0] == 0


def test_a_damaged_index_is_made_anew_and_the_marks_stay(run: Run, news: Path, home: Path) -> None:
    run("mark", "--query", "heron", "--star", "-f", news)
    for path in (home / ".cache").rglob("*"):
        if path.is_file() and "sqlite" not in path.name:
            path.write_bytes(b"damage")
    code, out, _ = run("doctor", "-f", news)
    assert code == 1
    assert "!!  index: " in out
    assert run("doctor", "--fix", "-f", news)[0] == 0
    assert run("search", "is:starred", "-f", news)[0] == 0


def test_a_damaged_catalogue_is_made_anew(run: Run, news: Path, home: Path) -> None:
    run("index", "-f", news)
    for path in (home / ".cache").rglob("*.sqlite3*"):
        path.write_bytes(b"damage" * 4096)
    run("doctor", "--fix", "-f", news)
    assert run("doctor", "-f", news)[0] == 0
    assert run("search", "heron", "-f", news)[0] == 0


def _flip_as_a_disk_does(file: Path) -> None:
    """Turn a bit and leave the times as they were; only the time of change tells of it."""
    status = file.stat()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    with file.open("r+b") as opened:
        opened.write(content)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_every_byte_of_the_cache_is_read(run: Run, news: Path, home: Path) -> None:
    run("index", "-f", news)
    (index,) = (home / ".cache").rglob("*.itm")
    _flip_as_a_disk_does(index)
    code, out, _ = run("doctor", "-f", news)
    assert code == 1
    assert "!!  index: it is not as it was written" in out
    assert run("doctor", "--fix", "-f", news)[0] == 0


@pytest.mark.parametrize("name", ["stories", "catalogue"])
def test_a_cache_with_a_bit_that_was_turned_is_made_anew(
    run: Run, news: Path, home: Path, name: str
) -> None:
    run("index", "-f", news)
    (file,) = (home / ".cache").rglob(f"{name}.sqlite3")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    code, out, _ = run("doctor", "-f", news)
    assert code == 1
    assert f"!!  {name}: was damaged" in out
    assert "!!  file" not in out
    assert run("doctor", "--fix", "-f", news)[0] == 0


def test_what_is_large_is_told_before_it_is_read(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("index", "-f", news)
    monkeypatch.setattr("tui.cli.doctor.library._LARGE", 0)
    _, _, err = run("doctor", "-f", news)
    for name in ("catalogue", "index", "stories"):
        assert f"ainews: reading the {name}, " in err


def test_an_index_that_is_being_written_is_not_read(
    run: Run, news: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("index", "-f", news)
    monkeypatch.setattr("digests.library.health.LOCK_TIMEOUT", 0.0)
    (lock,) = (home / ".cache").rglob("lock")
    with lock.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        code, out, err = run("doctor", "-f", news)
    assert (code, "index: 3 items" in out) == (0, True)
    assert "the index was not read: another ainews is indexing" in err


def test_broken_files_of_the_user_are_named_with_what_to_do(run: Run, news: Path) -> None:
    run("index", "-f", news)
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text("folders = [\n", encoding="utf-8")
    searches_file().write_text("[[search]]\nname = 3\n", encoding="utf-8")
    code, out, _ = run("doctor", "-f", news)
    assert code == 1
    assert "!!  settings: " in out
    assert "!!  saved searches: " in out


def test_marks_that_were_set_aside_are_told(run: Run, news: Path) -> None:
    run("mark", "--query", "heron", "--star", "-f", news)
    marks_file().write_bytes(b"damage" * 4096)
    run("index", "-f", news)
    run("mark", "--query", "heron", "--read", "-f", news)
    code, out, _ = run("doctor", "-f", news)
    assert code == 1
    assert "!!  marks: " in out


def test_a_folder_that_is_gone_keeps_its_issues(run: Run, news: Path) -> None:
    run("index", "-f", news)
    (news / "2026-03-02.md").unlink()
    news.rmdir()
    _, out, _ = run("doctor", "-f", news)
    assert "is not there; what was read from it is kept" in out
    assert "catalogue: 1 issue, 3 items" in out


def test_files_that_cannot_be_read_are_named(run: Run, news: Path) -> None:
    (news / "2026-03-03.md").write_bytes(b"\x00\x01" * 500)
    (news / "2026-03-04.md").write_text(DIGEST.replace("03-02", "03-04"), encoding="utf-8")
    run("index", "-f", news)
    code, out, _ = run("doctor", "-f", news)
    assert code == 1
    assert "!!  file: " in out
    assert "2026-03-03.md" in out


@pytest.mark.parametrize(
    ("environ", "subject"),
    [
        ({"TERM": "dumb"}, "terminal"),
        ({"TERM": "xterm"}, "browser"),
        ({"TERM": "xterm", "WAYLAND_DISPLAY": "w"}, "clipboard"),
    ],
)
def test_what_is_missing_around_the_program_is_named(environ: dict[str, str], subject: str) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    found = environment(environ, out, which=lambda name: None)
    assert subject in {finding.subject for finding in found if not finding.is_ok}


def test_an_encoding_without_chinese_is_named() -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    findings = {finding.subject: finding for finding in environment({}, out)}
    assert "UTF-8" in findings["encoding"].remedy


class FakeTerminal:
    """Draws every character with the width that `widths` says, 1 for others."""

    def __init__(self, widths: dict[str, int]) -> None:
        self.widths = widths

    def ask(self, question: str, pattern: re.Pattern[bytes]) -> bytes | None:
        if question.endswith("$p"):
            return b"\x1b[?1006;2$y"
        drawn = question.removesuffix("\x1b[6n").strip("\r").replace("\x1b[K", "")
        return f"\x1b[1;{self.widths.get(drawn, len(drawn)) + 1}R".encode()


RIGHT = {"模": 2, "，": 2, "🚀": 2, "⚠️": 2, "👍🏽": 2}


def test_a_terminal_is_asked_for_its_widths_and_its_mouse() -> None:
    widths, mouse = answers(FakeTerminal(RIGHT).ask)
    assert widths.is_ok
    assert (mouse.message, mouse.is_ok) == ("reported", True)


def test_wrong_widths_are_named_and_disputed_emoji_do_not_matter() -> None:
    disputed, _ = answers(FakeTerminal(RIGHT | {"⚠️": 1}).ask)
    assert disputed.is_ok
    assert "⚠️ 1 cells, 2 expected" in disputed.message
    wrong, _ = answers(FakeTerminal(RIGHT | {"“": 2}).ask)
    assert not wrong.is_ok


def test_a_terminal_that_does_not_answer_is_left_in_peace() -> None:
    (finding,) = answers(lambda question, pattern: None)
    assert finding.is_ok
