from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Run


def hits(run: Run, query: str, news: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("search", query, "--json", "-f", news)[1])["hits"]
    return found


def write_to_standard_input(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_an_item_that_is_marked_is_found_by_its_mark(run: Run, news: Path) -> None:
    (heron,) = hits(run, "heron", news)
    code, out, _ = run("mark", heron["id"], "--read", "--star", "-f", news)
    assert code == 0
    assert out.startswith("1 of 1 item ")
    for query in ("is:read", "is:starred"):
        assert [hit["id"] for hit in hits(run, query, news)] == [heron["id"]]
    assert len(hits(run, "is:unread", news)) == 2


def test_marking_again_changes_nothing(run: Run, news: Path) -> None:
    (heron,) = hits(run, "heron", news)
    run("mark", heron["id"], "--read", "-f", news)
    assert run("mark", heron["id"], "--read", "-f", news)[0] == 1
    assert run("mark", heron["id"], "--unread", "-f", news)[0] == 0


def test_the_id_of_an_issue_marks_all_its_items(run: Run, news: Path) -> None:
    (heron,) = hits(run, "heron", news)
    _, out, _ = run("mark", heron["issue"][:6], "--read", "--json", "-f", news)
    assert json.loads(out)["changes"] == [{"change": "marked read", "items": 3}]
    assert run("unread", "--count", "-f", news)[:2] == (1, "0\n")


def test_what_a_query_finds_is_marked(run: Run, news: Path) -> None:
    run("mark", "--query", "heron OR 慢读", "--tag", "later", "-f", news)
    assert run("tags", "-f", news)[1] == "     2  later\n"
    run("mark", "--query", "tag:later", "--untag", "later", "-f", news)
    assert run("tags", "-f", news)[0] == 1


def test_ids_come_from_another_program(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = run("search", "heron OR 慢读", "--ids", "-f", news)[1]
    assert len(ids.splitlines()) == 2
    write_to_standard_input(monkeypatch, ids)
    assert run("mark", "-", "--star", "-f", news)[1] == "2 of 2 items starred\n"


def test_records_of_another_program_are_ids_too(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = run("search", "heron", "--jsonl", "-f", news)[1]
    write_to_standard_input(monkeypatch, lines)
    assert run("mark", "-", "--star", "-f", news)[0] == 0
    write_to_standard_input(monkeypatch, '{"title": "no id"}\n')
    assert run("mark", "-", "--star", "-f", news)[0] == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("mark", "ffff.ff", "--read"), "no issue or item"),
        (("mark", "ffff.ff"), "no mark is given"),
        (("mark", "--read"), "neither an ID nor --query"),
        (("mark", "--query", "x", "--tag", "two words"), "cannot be a tag"),
        (("mark", "--query", "x", "--read", "--unread"), "not allowed with"),
        (("search", "--saved", "nothing"), "no search was saved as nothing"),
        (("search",), "neither a QUERY nor --saved"),
    ],
)
def test_wrong_use_is_answered_with_what_is_wrong(
    run: Run, news: Path, arguments: tuple[str, ...], words: str
) -> None:
    code, out, err = run(*arguments, "-f", news)
    assert (code, out) == (2, "")
    assert words in err


def test_unread_lists_issues_until_they_are_read(run: Run, news: Path) -> None:
    code, out, _ = run("unread", "-f", news)
    assert code == 0
    assert "3/3  kiln · 窑火周报" in out
    assert json.loads(run("unread", "--json", "-f", news)[1])["unread"] == 3
    run("mark", "--query", "heron OR 慢读 OR 开源", "--read", "-f", news)
    assert run("unread", "-f", news)[:2] == (1, "")


def test_marks_outlive_the_cache(run: Run, news: Path, home: Path) -> None:
    run("mark", "--query", "heron", "--star", "-f", news)
    for path in sorted((home / ".cache").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert len(hits(run, "is:starred", news)) == 1


def test_links_are_numbered_as_in_the_reader(run: Run, news: Path) -> None:
    (heron,) = hits(run, "heron", news)
    assert run("links", heron["id"], "-f", news)[1] == "  1  https://two.example/b  source\n"
    records = [
        json.loads(line)
        for line in run("links", heron["issue"], "--jsonl", "-f", news)[1].splitlines()
    ]
    assert [record["url"][-1] for record in records] == ["a", "b", "c"]
    assert {record["number"] for record in records} == {1}


def test_the_address_to_open_can_be_printed(run: Run, news: Path) -> None:
    (heron,) = hits(run, "heron", news)
    assert run("open", heron["id"], "--print", "-f", news)[1] == "https://two.example/b\n"
    assert run("open", heron["id"], "2", "--print", "-f", news)[0] == 2


def test_a_link_is_opened_with_the_users_browser(
    run: Run, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (heron,) = hits(run, "heron", news)
    opened: list[str] = []
    said: list[str] = []

    def start(_opener: object, url: str, _room: object) -> None:
        assert said == [f"two.example · opening with {Path(sys.executable).name}"]
        opened.append(url)

    monkeypatch.setattr("tui.system.browser._start", start)
    monkeypatch.setattr("tui.cli.terminal.Terminal.notify", lambda _, words: said.append(words))
    monkeypatch.setenv("BROWSER", sys.executable)
    assert run("open", heron["id"], "-f", news)[0] == 0
    assert opened == ["https://two.example/b"]
