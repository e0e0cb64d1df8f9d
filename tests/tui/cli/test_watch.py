from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.factories import write
from tui.system.paths import watched_file

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Run

NEWER = "# 窑火周报 2026-03-09\n\n## 模型\n\n### Heron 5 arrives\n\nSooner than thought.\n"


def test_only_what_is_new_since_the_last_time_is_printed(run: Run, news: Path) -> None:
    code, out, err = run("watch", "heron", "-f", news)
    assert (code, out) == (1, "")
    assert "1 hit known" in err
    assert run("watch", "heron", "-f", news)[:2] == (1, "")
    write(news / "2026-03-09.md", NEWER)
    code, out, _ = run("watch", "heron", "--jsonl", "-f", news)
    assert code == 0
    assert json.loads(out)["title"] == "Heron 5 arrives"
    assert run("watch", "heron", "-f", news)[:2] == (1, "")


def test_what_is_there_already_is_printed_on_demand(run: Run, news: Path) -> None:
    code, out, _ = run("watch", "heron", "--all", "-f", news)
    assert code == 0
    assert "Heron 4 writes a log" in out


def test_each_query_has_its_own_memory(run: Run, news: Path) -> None:
    run("watch", "heron", "-f", news)
    assert run("watch", "慢读", "--all", "-f", news)[0] == 0


def test_spaces_do_not_make_another_query(run: Run, news: Path) -> None:
    run("watch", "heron", "log", "-f", news)
    assert run("watch", "heron   log", "--all", "-f", news)[0] == 1


def test_new_files_need_not_be_read(run: Run, news: Path) -> None:
    run("watch", "heron", "-f", news)
    write(news / "2026-03-09.md", NEWER)
    assert run("watch", "heron", "--no-index", "-f", news)[0] == 1


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None], ids=["damaged", "a folder"])
def test_a_memory_that_cannot_be_read_is_named(run: Run, news: Path, content: bytes | None) -> None:
    path = watched_file("heron")
    if content is None:
        path.mkdir(parents=True)
    else:
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    code, _, err = run("watch", "heron", "-f", news)
    assert code == 2
    assert str(Path(path.name)) in err


def test_a_query_that_is_no_text_is_watched_like_any_other(run: Run, news: Path) -> None:
    for _ in range(2):
        code, out, err = run("watch", "heron\udcff", "-f", news)
        assert (code, out) == (1, "")
    assert err == ""
