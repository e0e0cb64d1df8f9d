"""What the user said are two stories follows items that were edited or moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digests import Library
from tests.factories import digest, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HERON = "Heron 4.2 keeps a log of its work"
FERRY = "Ferryman translates dialects"


@pytest.fixture
def file(folder: Path) -> Path:
    return write(folder / "2026-08-01.md", digest(HERON, FERRY))


@pytest.fixture
def opened(folder: Path, file: Path, cache: Path, tmp_path: Path) -> Iterator[Library]:
    """One issue, of whose two items somebody said that they are two stories."""
    with Library.open([folder], cache, marks=tmp_path / "marks.sqlite3") as library:
        library.refresh()
        library.stories.reject(*item_ids(library))
        yield library


def item_ids(library: Library) -> tuple[str, str]:
    (issue,) = library.issues()
    first, second = library.issue(issue.id).items
    return first.id, second.id


def rejected(library: Library) -> frozenset[tuple[str, str]]:
    return library.stories._rejections.pairs()


def pair(ids: tuple[str, str]) -> tuple[str, str]:
    return min(ids), max(ids)


@pytest.mark.parametrize("title", [HERON, FERRY])
def test_it_follows_a_title_that_was_corrected(opened: Library, file: Path, title: str) -> None:
    before = item_ids(opened)
    write(file, file.read_text(encoding="utf-8").replace(title, f"{title} again"))
    opened.refresh()
    assert item_ids(opened) != before
    assert pair(item_ids(opened)) in rejected(opened)


def test_it_follows_a_file_that_was_moved(opened: Library, file: Path) -> None:
    before = item_ids(opened)
    file.rename(file.with_name("2026-08-01-again.md"))
    opened.refresh()
    assert item_ids(opened) != before
    assert pair(item_ids(opened)) in rejected(opened)


def test_what_was_taken_back_does_not_come_back(opened: Library, file: Path) -> None:
    opened.stories.take_back_rejection(*item_ids(opened))
    write(file, file.read_text(encoding="utf-8").replace(HERON, f"{HERON} again"))
    opened.refresh()
    assert rejected(opened) == frozenset()


def test_nothing_is_written_for_other_items(opened: Library, file: Path, tmp_path: Path) -> None:
    said = (tmp_path / "not-the-same-story.jsonl").read_bytes()
    write(file.with_name("2026-08-02.md"), digest("Something else"))
    opened.refresh()
    assert (tmp_path / "not-the-same-story.jsonl").read_bytes() == said
