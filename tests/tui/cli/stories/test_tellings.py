"""What `ainews show` says of the other tellings of an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.told_stories import HERON
from tests.tui.cli.stories.conftest import item_id, read_json

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.cli.conftest import Run


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
