"""`ainews catchup`, `timeline`, `compare`, and what `show` says of other tellings."""

from __future__ import annotations

import datetime
import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories import write
from tests.told_stories import FERRY, FUND, FUND_ZH, HERON, HERON_AGAIN, HERON_PRICE, HERON_ZH

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.cli.conftest import Run

Told = tuple[str, str, tuple[str, ...]]

TODAY = datetime.date(2026, 8, 20)

ORCHARD: Told = (
    "The orchard of the hill was measured",
    f"It has {'many rows of old trees and ' * 80}a gate.",
    ("https://orchard.example/1",),
)

DIGESTS: dict[str, tuple[Told, ...]] = {
    "lantern/2026-08-03": (FERRY, HERON),
    "kiln/2026-08-05": (HERON_AGAIN, FUND),
    "灯笼/2026-08-05": (FUND_ZH, HERON_ZH),
    "lantern/2026-08-12": (HERON_PRICE, ORCHARD),
}


@pytest.fixture(autouse=True)
def _english_and_on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("tui.cli.verbs.catchup.today", lambda: TODAY)
    monkeypatch.setattr("tui.cli.story_options.today", lambda: TODAY)


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """Digests of three publications that tell of the same things."""
    for name, stories in DIGESTS.items():
        path = tmp_path / "told" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        items = (f"## {title}\n\n{words} [source]({links[0]})\n" for title, words, links in stories)
        write(path, "\n".join(("# News\n", *items)))
    return tmp_path / "told"


def read_json(run: Run, *arguments: object) -> dict[str, Any]:
    printed: dict[str, Any] = json.loads(run(*arguments, "--json")[1])
    return printed


def item_id(run: Run, told: Path, title: str) -> str:
    hits = read_json(run, "search", f'title:"{title}"', "-f", told)["hits"]
    return str(next(hit["id"] for hit in hits if hit["title"] == title))


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


def test_a_timeline_folds_languages_and_spellings(run: Run, told: Path) -> None:
    found = read_json(run, "timeline", "heron-4.2", "-f", told)
    assert (found["first"], found["mentions"]) == ("2026-08-03", 4)
    assert found["weeks"] == [
        {"week": "2026-08-03", "items": 3},
        {"week": "2026-08-10", "items": 1},
    ]
    dates = [story["tellings"][0]["date"] for story in found["stories"]]
    assert dates == sorted(dates)


def test_a_timeline_is_drawn_and_says_what_it_looks_at(run: Run, told: Path) -> None:
    code, out, _ = run("timeline", "Heron", "4.2", "-f", told)
    first, plot, note, *stories = out.splitlines()
    assert code == 0
    assert first == "Heron 4.2  first on Aug 3, 2026 in lantern · 4 mentions in 2 weeks"
    assert plot.strip() == "█▃"
    assert "first 400 characters" in note
    assert stories[0].startswith("2026-08-12  ")


@pytest.fixture
def quills(tmp_path: Path) -> Path:
    """Digests of six weeks that tell of Quillon, most of it in the third one."""
    for week in range(6):
        day = datetime.date(2026, 6, 1) + datetime.timedelta(weeks=week)
        stories = (
            f"## Quillon, part {week}.{n}\n\nIt goes on.\n" for n in range(9 if week == 2 else 4)
        )
        write(tmp_path / "quills" / f"{day}.md", "\n".join(("# Quills\n", *stories)))
    return tmp_path / "quills"


def test_a_timeline_has_its_newest_stories_first_and_says_how_many_are_older(
    run: Run, quills: Path
) -> None:
    lines = run("timeline", "quillon", "-f", quills)[1].splitlines()
    stories = [line for line in lines if line.startswith("2026-")]
    assert len(stories) == 20
    assert stories == sorted(stories, key=lambda line: line[:10], reverse=True)
    assert stories[0].startswith("2026-07-06")
    assert lines[-1] == "… and 9 older: --limit 0"
    lines = run("timeline", "quillon", "--limit", "3", "-f", quills)[1].splitlines()
    assert lines[-1] == "… and 26 older: --limit 0"
    lines = run("timeline", "quillon", "--limit", "0", "-f", quills)[1].splitlines()
    assert lines[-1].startswith("2026-06-01")


def test_a_timeline_names_its_peaks_and_what_made_them(run: Run, quills: Path) -> None:
    out = run("timeline", "quillon", "-f", quills)[1]
    assert "\nweek of Jun 15, 2026: 9 mentions\n  Quillon, part 2.0\n" in out
    (peak,) = read_json(run, "timeline", "quillon", "-f", quills)["peaks"]
    assert (peak["week"], peak["items"], len(peak["stories"])) == ("2026-06-15", 9, 3)


def test_programs_get_all_stories_of_a_timeline_unless_they_say_how_many(
    run: Run, quills: Path
) -> None:
    assert len(read_json(run, "timeline", "quillon", "-f", quills)["stories"]) == 29
    newest = read_json(run, "timeline", "quillon", "--limit", "4", "-f", quills)["stories"]
    assert {story["first"] for story in newest} == {"2026-07-06"}
    assert run("timeline", "quillon", "--limit", "-1", "-f", quills)[0] == 2


def test_what_was_never_mentioned_has_no_timeline(run: Run, told: Path) -> None:
    code, out, said = run("timeline", "zzzz", "-f", told)
    assert (code, out) == (1, "")
    assert "Nothing mentions zzzz" in said


def test_two_publications_are_compared(run: Run, told: Path) -> None:
    write(told / "kiln" / "2026-08-01.md", "# News\n\n## Bread\n\nIt rises.\n")
    found = read_json(run, "compare", "lantern", "KILN", "-f", told)
    assert (found["one"], found["other"]) == ("lantern", "kiln")
    assert (found["first_day"], found["last_day"]) == ("2026-08-03", "2026-08-05")
    assert found["rests_on_stories"] == 1
    assert (found["one_stories"], found["share_of_one"]) == (2, 0.5)
    assert (found["other_stories"], found["share_of_other"]) == (2, 0.5)
    assert found["one_first"] == {"stories": 1, "median_days": 2.0}
    assert found["other_first"] == {"stories": 0, "median_days": 0.0}
    assert found["shared"][0]["days"] == 2
    assert [one["title"] for one in found["not_found_in_other"]] == [FERRY[0]]
    assert [one["title"] for one in found["not_found_in_one"]] == [FUND[0]]


def test_a_comparison_says_on_how_many_stories_it_rests(run: Run, told: Path) -> None:
    first, basis, *_ = run("compare", "lantern", "kiln", "-f", told)[1].splitlines()
    assert first == "lantern · kiln  2026-08-05 – 2026-08-05"
    assert basis == (
        "Stories that both had, on which the figures rest: 1. "
        "These are few: chance has much to do with the figures."
    )


def test_a_comparison_is_drawn(run: Run, told: Path) -> None:
    out = run("compare", "lantern", "kiln", "-f", told)[1]
    counts = f"""
  both had                    1  {"█" * 30}  100% of lantern's stories, 50% of kiln's
  maybe in both               0
  not found in lantern        1  {"█" * 30}
  not found in kiln           0
"""
    assert counts in out
    assert "only" not in out
    assert "  lantern first        1  ██████████████████████████████  median 2 d earlier\n" in out
    assert "  2026-08-03  2026-08-05  Tessel releases Heron 4.2" in out


def test_publications_without_a_day_in_common_are_not_compared(run: Run, told: Path) -> None:
    since = ("--since", "2026-08-06")
    code, out, said = run("compare", "lantern", "kiln", *since, "-f", told)
    assert (code, out) == (1, "")
    assert "lantern and kiln have no days in common to be compared on" in said


def test_a_publication_that_is_unknown_is_named_with_the_known_ones(run: Run, told: Path) -> None:
    code, _, said = run("compare", "lantern", "nobody", "-f", told)
    assert code == 2
    assert "no publication is called nobody; known: kiln, lantern, 灯笼" in said
    assert run("compare", "lantern", "lantern", "-f", told)[0] == 2


def test_an_item_is_shown_with_its_other_tellings_and_why(run: Run, told: Path) -> None:
    heron = item_id(run, told, HERON[0])
    assert "digests" not in run("show", heron, "-f", told)[1]
    run("index", "-f", told)
    out = run("show", heron, "-f", told)[1]
    assert "In other digests, with the same link" in out
    assert "kiln  Heron 4.2 is here" in out
    assert "same link: https://tessel.example/heron-4-2" in out


def test_an_item_is_shown_to_programs_with_its_other_tellings(run: Run, told: Path) -> None:
    run("index", "-f", told)
    tellings = read_json(run, "show", item_id(run, told, HERON[0]), "-f", told)["tellings"]
    (kiln,) = (one for one in tellings if one["publication"] == "kiln")
    assert kiln["relation"] == "elsewhere"
    link = {"kind": "link", "shared": ["https://tessel.example/heron-4-2"]}
    assert link in kiln["why"]


@pytest.fixture
def _much_later(monkeypatch: pytest.MonkeyPatch) -> None:
    later = datetime.date(2027, 3, 1)
    monkeypatch.setattr("tui.cli.verbs.catchup.today", lambda: later)
    monkeypatch.setattr("tui.cli.story_options.today", lambda: later)


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


@pytest.mark.usefixtures("_much_later")
def test_archives_are_compared_on_the_days_before_their_newest_issue(run: Run, told: Path) -> None:
    code, out, _ = run("compare", "lantern", "kiln", "--since", "9d", "-f", told)
    first, *_ = out.splitlines()
    assert code == 0
    assert first == (
        "lantern · kiln  2026-08-05 – 2026-08-05"
        " · the newest issue is of 2026-08-12; the 9 days before it"
    )
    _, _, said = run("compare", "lantern", "kiln", "--since", "2d", "-f", told)
    assert "no days in common to be compared on; the newest issue is of 2026-08-12" in said
