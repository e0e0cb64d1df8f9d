"""`ainews catchup`: rows, reasons, reading time, visits, and archives that ended."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.factories import write
from tests.told_stories import FERRY, FUND, HERON, HERON_PRICE
from tests.tui.cli.stories.conftest import ORCHARD, TODAY, item_id, read_json

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.cli.conftest import Run


def test_catching_up_prints_a_row_for_each_story(run: Run, told: Path) -> None:
    code, out, _ = run("catchup", "--since", "2026-08-01", "-f", told)
    first, *rows = out.splitlines()
    assert code == 0
    assert first.startswith("8 items, 5 stories in 4 rows · since 2026-08-01 · ~2 min")
    titles = [title for facts, title in pairwise(rows) if facts[:1].strip()]
    # What several publications tell comes before what stands higher in its issue.
    assert [title.strip() for title in titles] == [HERON[0], FUND[0], FERRY[0], ORCHARD[0]]


def test_a_row_says_what_folds_under_it_and_why_it_is_there(run: Run, told: Path) -> None:
    _, _, facts, title, why, tellings, price, _, *others = run(
        "catchup", "--since", "2026-08-01", "-f", told
    )[1].splitlines()
    assert facts.endswith("  2026-08-03  lantern · 10 s")
    assert title == f"  {HERON[0]}"
    assert why.startswith("  Heron 4.2 · 4 items: release, ")
    assert ", prices" in why
    assert " · 3 of 3 digests · new name" in why
    assert tellings.startswith("  + kiln ")
    assert price.startswith(f"  - {HERON_PRICE[0]}  ")
    assert others[2].startswith("  2 of 3 digests")


def test_of_many_stories_that_fold_under_a_row_some_are_printed(run: Run, told: Path) -> None:
    asks = ("answers letters", "counts sheep", "draws maps", "reads novels", "writes music")
    stories = "".join(f"## Heron 4.2 {does}\n\nIt {does} well.\n\n" for does in asks)
    write(told / "kiln" / "2026-08-09.md", f"# News\n\n{stories}")
    out = run("catchup", "--since", "2026-08-01", "-f", told)[1]
    assert len([row for row in out.splitlines() if row.startswith("  - ")]) == 5
    assert "\n  - … 2 more\n" in out


def test_every_row_says_how_long_it_takes(run: Run, told: Path) -> None:
    _, *rows = run("catchup", "--since", "2026-08-01", "-f", told)[1].splitlines()
    shown = {title.strip(): row for row, title in pairwise(rows)}
    assert shown[FERRY[0]].endswith(" · 10 s")
    assert shown[ORCHARD[0]].endswith(" · 2 min")


def test_the_stories_of_a_saved_search_come_before_others(run: Run, told: Path, home: Path) -> None:
    settings = home / ".config" / "ainews"
    settings.mkdir(parents=True)
    (settings / "searches.toml").write_text('[[search]]\nname = "x"\nquery = "orchard"\n')
    stories = read_json(run, "catchup", "--since", "2026-08-01", "-f", told)["stories"]
    assert [story["title"] for story in stories][2:] == [ORCHARD[0], FERRY[0]]


def test_catching_up_leaves_out_what_was_read(run: Run, told: Path) -> None:
    run("mark", item_id(run, told, FERRY[0]), "--read", "-f", told)
    found = read_json(run, "catchup", "--since", "2026-08-01", "-f", told)
    assert found["total_items"] == 7
    assert FERRY[0] not in {story["title"] for story in found["stories"]}


def test_reading_time_limits_the_rows_and_the_rest_is_counted(run: Run, told: Path) -> None:
    arguments = ("catchup", "--since", "2026-08-01", "--minutes", "1", "-f", told)
    assert len(read_json(run, *arguments)["stories"]) == 3
    out = run(*arguments)[1]
    assert ORCHARD[0] not in out
    assert out.endswith("\nbeyond 1 min: 1 more\n")


def test_what_was_printed_can_be_marked_read(run: Run, told: Path) -> None:
    arguments = ("catchup", "--since", "2026-08-01", "-f", told)
    _, _, said = run(*arguments, "--minutes", "1", "--mark-read")
    assert "7 items marked read" in said
    (left,) = read_json(run, *arguments)["stories"]
    assert left["title"] == ORCHARD[0]
    run(*arguments, "--mark-read")
    assert run(*arguments)[0] == 1


def test_without_a_time_the_last_visit_counts(
    run: Run, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.verbs.catchup.today", lambda: datetime.date(2026, 8, 8))
    assert "since 2026-08-01" in run("catchup", "-f", told)[1]
    monkeypatch.setattr("tui.cli.verbs.catchup.today", lambda: TODAY)
    for _ in range(2):  # on one day it stays the same
        first, *_ = run("catchup", "-f", told)[1].splitlines()
        assert first.startswith("2 items, 2 stories · since your last visit, 2026-08-08")


def test_what_a_program_asks_is_no_visit(run: Run, told: Path) -> None:
    read_json(run, "catchup", "-f", told)
    assert "your last visit" not in run("catchup", "-f", told)[1]


def test_catching_up_speaks_the_language_of_the_locale(
    run: Run, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    out = run("catchup", "--since", "2026-08-01", "-f", told)[1]
    assert out.startswith("8 条，合并为 5 件事，共 4 行 · 2026-08-01 以来 · 约 2 分钟\n")
    assert "  Heron 4.2 · 4 条：发布、" in out.replace("-", " ")
    assert " · 3 家中 3 家 · 新名字" in out


def test_a_program_gets_what_folds_under_a_row_and_why_it_is_there(run: Run, told: Path) -> None:
    found = read_json(run, "catchup", "--since", "2026-08-01", "-f", told)
    assert (found["total_rows"], found["total_stories"]) == (4, 5)
    heron, *_, orchard = found["stories"]
    assert (heron["title"], heron["subject"]) == (HERON[0], "Heron 4.2")
    assert {"release", "price"} <= set(heron["facets"])
    assert heron["reasons"][0] == {"kind": "voices", "names": [], "count": 3, "of": 3}
    assert [one["title"] for one in heron["others"]] == [HERON_PRICE[0]]
    assert (orchard["subject"], orchard["facets"], orchard["others"]) == ("", [], [])


def test_a_time_that_is_none_is_explained(run: Run, told: Path) -> None:
    code, _, said = run("catchup", "--since", "soon", "-f", told)
    assert code == 2
    assert "'soon' is neither a time such as 9d or 2w nor a date" in said


@pytest.mark.usefixtures("_much_later")
def test_an_archive_that_ended_is_caught_up_with_from_its_newest_issue(
    run: Run, told: Path
) -> None:
    write(told / "lantern" / "2031-01-01.md", "# News\n\n## A wrong clock\n\nIt is late.\n")
    first, *_ = run("catchup", "-f", told)[1].splitlines()
    assert " · the newest issue is of 2026-08-12; the week before it · ~2 min" in first
    assert first.startswith("6 items, 4 stories in 3 rows")
    code, out, _ = run("catchup", "--since", "3d", "-f", told)
    assert code == 0
    assert "the newest issue is of 2026-08-12; the 3 days before it" in out
    found = read_json(run, "catchup", "--since", "3d", "-f", told)
    assert (found["since"], found["counted_from"]) == ("2026-08-09", "2026-08-12")
    found = read_json(run, "catchup", "--since", "1y", "-f", told)
    assert (found["since"], found["counted_from"]) == ("2026-03-01", None)


@pytest.mark.usefixtures("_much_later")
def test_a_date_is_taken_as_it_is_and_the_end_of_the_archive_is_told(run: Run, told: Path) -> None:
    code, out, said = run("catchup", "--since", "2027-01", "-f", told)
    assert (code, out) == (1, "")
    assert "Nothing unread since 2027-01-01. The newest issue is of 2026-08-12." in said
