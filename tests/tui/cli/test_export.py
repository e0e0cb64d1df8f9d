from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tui.export.json_schema import ITEM, SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.cli.conftest import Run


def test_what_a_query_finds_becomes_one_markdown_file(run: Run, news: Path) -> None:
    code, out, _ = run("export", "--query", "heron OR 慢读", "-f", news)
    assert code == 0
    assert "Heron 4 writes a log" in out
    assert "[论文](https://three.example/c)" in out
    assert "青鸟-3" not in out


def test_json_holds_the_schema_and_whole_items(run: Run, news: Path) -> None:
    _, out, _ = run("export", "--query", "heron", "--format", "json", "-f", news)
    printed = json.loads(out)
    assert printed["schema"] == SCHEMA
    assert [list(item) for item in printed["items"]] == [list(ITEM)]


def test_an_issue_is_exported_with_all_its_items_once(run: Run, news: Path) -> None:
    issue_id = json.loads(run("list", "--jsonl", "-f", news)[1])["id"]
    out = run("export", issue_id, issue_id, "--format", "json", "-f", news)[1]
    assert len(json.loads(out)["items"]) == 3


@pytest.mark.parametrize(("name", "form"), [("week.md", "md"), ("week.json", "json")])
def test_a_new_file_is_written_and_an_old_one_is_left_alone(
    run: Run, news: Path, tmp_path: Path, name: str, form: str
) -> None:
    path = tmp_path / name
    code, out, err = run("export", "--query", "heron", "-o", path, "-f", news)
    assert (code, out) == (0, "")
    assert "1 item written to" in err
    written = path.read_text(encoding="utf-8")
    assert written.startswith("{") == (form == "json")
    assert run("export", "--query", "慢读", "-o", path, "-f", news)[0] == 2
    assert path.read_text(encoding="utf-8") == written


def test_what_is_exported_can_be_read_again(run: Run, news: Path, tmp_path: Path) -> None:
    run("export", "--query", "heron", "-o", tmp_path / "again" / "week.md", "-f", news)
    (tmp_path / "again").mkdir()
    assert run("export", "--query", "heron", "-o", tmp_path / "again/week.md", "-f", news)[0] == 0
    _, out, _ = run("search", "heron", "--json", "-f", tmp_path / "again")
    assert json.loads(out)["hits"][0]["links"] == ["https://two.example/b"]


def test_nothing_to_export_is_said(run: Run, news: Path) -> None:
    assert run("export", "--query", "zzz", "-f", news)[0] == 1
    assert run("export", "-f", news)[0] == 2
