"""A process dies at each of its calls in turn: nothing is lost, and the next one repairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digests import Library, MarkChange
from tests.factories import digest, write
from tests.faults.dying import run_dying

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def place(three_issues: Path, tmp_path: Path) -> Path:
    """A library with a starred item, whose files have changed since."""
    cache, marks = tmp_path / "cache", tmp_path / "marks.sqlite3"
    with Library.open([three_issues], cache, marks=marks) as library:
        library.refresh()
        oldest = library.issue(library.issues()[-1].id)
        library.marks.change([oldest.items[0].id], MarkChange(starred=True))
    cache.rename(tmp_path / "kept")
    cache.mkdir(mode=0o700)
    write(three_issues / "2026-08-02.md", digest("砚台发布了新的评测", title="灯笼日报 2026-08-02"))
    (three_issues / "2026-08-03.md").unlink()
    write(three_issues / "2026-08-04.md", digest("Ferryman translates dialects", "青鸟 returns"))
    return tmp_path


@pytest.mark.parametrize("rebuild", ["", "rebuild"])
def test_a_refresh_that_dies_is_made_up_for(
    place: Path, rebuild: str, rounds: Callable[[int, int], int]
) -> None:
    step = rounds(17, 1)
    assert run_dying("refresh", place, rebuild, step=step) > 100 // step


def test_what_was_shown_as_marked_is_there_after_death(
    place: Path, rounds: Callable[[int, int], int]
) -> None:
    (place / "kept").rename(place / "unused")
    step = rounds(5, 1)
    assert run_dying("mark", place, step=step) > 40 // step
