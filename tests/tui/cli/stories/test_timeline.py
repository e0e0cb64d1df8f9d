"""`ainews timeline`: spellings, peaks and limits."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from tests.factories import write
from tests.tui.cli.stories.conftest import read_json

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.cli.conftest import Run


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
