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
