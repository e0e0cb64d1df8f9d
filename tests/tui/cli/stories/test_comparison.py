"""`ainews compare`: what both have, and what was not found in the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories import write
from tests.told_stories import FERRY, FUND
from tests.tui.cli.stories.conftest import read_json

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.cli.conftest import Run


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
