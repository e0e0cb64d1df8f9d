from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.cli.conftest import Run


def test_a_library_is_counted_for_people(run: Run, news: Path) -> None:
    code, out, _ = run("stats", "-f", news)
    assert code == 0
    assert out.startswith("1 issue, 3 items, 3 links; 3 unread, 0 starred\n")
    assert "kiln  2026-03-02 – 2026-03-02" in out
    assert "one.example" in out


def test_a_library_is_counted_for_programs(run: Run, news: Path) -> None:
    numbers = json.loads(run("stats", "--json", "-f", news)[1])
    assert numbers["schema"] == "ainews/1"
    assert numbers["months"] == [{"name": "2026-03", "items": 3}]
    assert [counts["name"] for counts in numbers["publications"]] == ["kiln"]
    assert {"name": "one.example", "items": 1} in numbers["sites"]


def test_gaps_are_named(run: Run, news: Path) -> None:
    text = (news / "2026-03-02.md").read_text(encoding="utf-8")
    for day in ("03-03", "03-04", "03-05", "03-20"):
        (news / f"2026-{day}.md").write_text(text.replace("03-02", day), encoding="utf-8")
    run("index", "-f", news)
    assert "nothing from 2026-03-06 to 2026-03-19, 14 days" in run("stats", "-f", news)[1]


def test_mentions_are_counted_by_week(run: Run, news: Path) -> None:
    arguments = ("stats", "--term", "heron", "--term", "zzz", "--json", "-f", news)
    heron, nothing = json.loads(run(*arguments)[1])["terms"]
    assert heron == {
        "term": "heron",
        "total": 1,
        "weeks": [{"week": "2026-03-02", "items": 1}],
    }
    assert nothing == {"term": "zzz", "total": 0, "weeks": []}


def test_mentions_are_drawn(run: Run, news: Path) -> None:
    code, out, _ = run("stats", "--term", "heron", "-f", news)
    assert code == 0
    assert out.splitlines()[:2] == ["heron  1 item", "  █"]
    assert run("stats", "--term", "zzz", "-f", news)[0] == 1


def test_a_wrong_clock_moves_no_statistics(run: Run, news: Path) -> None:
    text = (news / "2026-03-02.md").read_text(encoding="utf-8")
    (news / "2031-03-02.md").write_text(text.replace("2026", "2031"), encoding="utf-8")
    out = run("stats", "-f", news)[1]
    assert out.startswith("2 issues, 6 items")
    assert "kiln  2026-03-02 – 2026-03-02" in out
    assert "2031" not in out
    (heron,) = json.loads(run("stats", "--term", "heron", "--json", "-f", news)[1])["terms"]
    assert heron["weeks"] == [{"week": "2026-03-02", "items": 1}]


def test_it_is_said_that_mentions_count_back_from_the_newest_issue(run: Run, news: Path) -> None:
    code, out, said = run("stats", "--term", "heron last:1d", "-f", news)
    assert (code, "1 item" in out) == (0, True)
    assert "The newest issue is of 2026-03-02" in said
