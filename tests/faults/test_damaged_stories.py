"""A damaged file of stories is made anew; it is never an error of SQLite or Python."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from digests import DigestError, Library
from tests.factories import digest, write
from tests.faults.test_damaged_catalogue import damage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def told_twice(tmp_path: Path) -> Path:
    """Two publications that tell the same stories."""
    for publication in ("lantern", "kiln"):
        for day in range(1, 4):
            text = digest(f"Heron {day} keeps a log", "Quillon releases the chip SQ-200")
            write(tmp_path / "news" / publication / f"2026-08-0{day}.md", text)
    return tmp_path / "news"


def tellings(library: Library) -> list[object]:
    issues = [library.issue(summary.id) for summary in library.issues()]
    return [library.stories.tellings(item.id, "en") for issue in issues for item in issue.items]


def test_damaged_stories_are_an_error_of_ours_or_none(
    told_twice: Path, cache: Path, rounds: Callable[[int, int], int]
) -> None:
    with Library.open([told_twice], cache) as library:
        library.refresh()
        library.update_stories()
        count = len(tellings(library))
    path = cache / "stories.sqlite3"
    content = path.read_bytes()
    chance = random.Random(13)
    for _ in range(rounds(40, 2000)):
        for other in cache.glob("stories.sqlite3-*"):
            other.unlink()
        path.write_bytes(content)
        damage(path, chance)
        with Library.open([told_twice], cache) as library:
            try:
                tellings(library)
            except DigestError as error:
                assert str(error)  # noqa: PT017 - whichever of ours it is
            library.refresh()
            library.update_stories()
            assert len(tellings(library)) == count
