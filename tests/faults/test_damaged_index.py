"""Whatever happens to the files of an index, nobody gets a wrong answer."""

from __future__ import annotations

import datetime
import os
import random
from typing import TYPE_CHECKING

import pytest

from digests import IndexDamagedError, Library
from digests.search.evaluation.evaluation import search
from digests.search.index.index import SearchIndex
from digests.search.segments import manifest
from digests.storage.integrity import Stamp
from tests.factories import digest, issue, item, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TODAY = datetime.date(2026, 8, 20)
QUERIES = ("heron", "h", "开源", "title:crane", "heron -crane", '"number 3"', "site:example.org")

pytestmark = pytest.mark.filterwarnings(
    # the engine leaves files open when it fails while it opens an index
    "ignore::pytest.PytestUnraisableExceptionWarning"
)


def answers(index: SearchIndex) -> list[tuple[int, list[str]]]:
    pages = (search(index, query, limit=100, today=TODAY) for query in QUERIES)
    return [(page.total, [hit.item_id for hit in page.hits]) for page in pages]


def change(index: SearchIndex, start: int, count: int) -> None:
    titles = ("heron {}", "开源 heron number {}", "crane and heron number {}")
    index.change(
        [
            issue(*(item(t.format(n), issue_id=f"{n:010x}") for t in titles), issue_id=f"{n:010x}")
            for n in range(start, start + count)
        ]
    )


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    """Two segments, with removed items in the first."""
    made = SearchIndex.create(tmp_path / "index")
    change(made, 0, 20)
    change(made, 18, 4)
    return made


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place % len(content)] ^= 1 << place % 8
    path.write_bytes(content)


def truncate(path: Path, place: int) -> None:
    os.truncate(path, place % path.stat().st_size)


def zero(path: Path, place: int) -> None:
    content = path.read_bytes()
    start = place % len(content)
    path.write_bytes(content[:start] + bytes(len(content) - start))


def empty(path: Path, _place: int) -> None:
    path.write_bytes(b"")


def delete(path: Path, _place: int) -> None:
    path.unlink()


def lengthen(path: Path, place: int) -> None:
    path.write_bytes(path.read_bytes() + bytes(place % 100 + 1))


def swap(path: Path, _place: int) -> None:
    """Put another file of the index in its place."""
    path.write_bytes(next(p for p in path.parent.glob("*.???") if p != path).read_bytes())


DAMAGES = (flip, flip, flip, truncate, zero, empty, delete, lengthen, swap)


def test_damage_is_told_and_never_answered_from(
    index: SearchIndex, rounds: Callable[[int, int], int]
) -> None:
    right = answers(index)
    files = sorted(path for path in index.folder.iterdir() if path.stat().st_size)
    chance = random.Random(7)
    told = 0
    for _ in range(rounds(200, 4000)):
        path, damage = chance.choice(files), chance.choice(DAMAGES)
        before = path.read_bytes()
        damage(path, chance.randrange(1 << 20))
        is_harmless = path.exists() and path.read_bytes() == before
        try:
            assert answers(SearchIndex(index.folder)) == right
        except IndexDamagedError:
            told += 1
            assert not is_harmless
        else:
            # The engine's own table is not read by searches, but for its name.
            assert is_harmless or path.suffix == ".toc", (path.name, damage.__name__)
        path.write_bytes(before)
    assert told
    assert answers(SearchIndex(index.folder)) == right


def test_damage_is_noticed_by_an_index_that_is_open(index: SearchIndex) -> None:
    for path in [*index.folder.glob("*.pst"), *index.folder.glob("*.itm")]:
        opened = SearchIndex(index.folder)
        before, right = path.read_bytes(), answers(opened)
        truncate(path, path.stat().st_size - 8)
        with pytest.raises(IndexDamagedError):
            answers(opened)
        path.write_bytes(before)
        assert answers(opened) == right


def test_what_was_deleted_below_an_open_index_is_read_on(index: SearchIndex) -> None:
    right = answers(index)
    for path in [*index.folder.glob("*.pst"), *index.folder.glob("*.itm")]:
        path.unlink()
    assert answers(index) == right


def test_a_generation_from_elsewhere_is_none_of_ours(index: SearchIndex) -> None:
    (index.folder / "_MAIN_99.toc").write_bytes(b"")
    with pytest.raises(IndexDamagedError):
        answers(index)


def test_files_beside_the_index_are_left_alone(index: SearchIndex) -> None:
    right = answers(index)
    (index.folder / "notes.txt").write_text("mine")
    change(index, 30, 1)
    change(index, 30, 0)
    index.change([], [f"{30:010x}"])
    assert answers(index) == right
    assert (index.folder / "notes.txt").read_text() == "mine"


def test_a_copied_index_is_read_once_and_then_trusted(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in index.folder.glob("*.???"):
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content)
    right = answers(index)
    index.verify()

    def read(path: Path) -> None:
        pytest.fail(f"{path} was read")

    monkeypatch.setattr(manifest, "_seal", read)
    assert answers(SearchIndex(index.folder)) == right


def test_what_a_disk_has_forgotten_is_found_by_reading_all(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.verify(wholly=True)
    (path, *_) = index.folder.glob("*.itm")
    before = Stamp.of(path.stat())
    flip(path, 2000)
    real = Stamp.of
    inode = path.stat().st_ino
    monkeypatch.setattr(Stamp, "of", lambda s: before if s.st_ino == inode else real(s))
    index.verify()
    with pytest.raises(IndexDamagedError):
        index.verify(wholly=True)


def test_an_index_that_others_may_write_to_is_not_opened(index: SearchIndex) -> None:
    index.folder.chmod(0o777)
    with pytest.raises(IndexDamagedError) as caught:
        answers(SearchIndex(index.folder))
    assert "others may write to it" in caught.value.reason
    with pytest.raises(IndexDamagedError):
        change(index, 50, 1)


def test_an_index_of_somebody_else_is_not_opened(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digests.storage.cache_folder.os.getuid", lambda: os.geteuid() + 1)
    with pytest.raises(IndexDamagedError):
        answers(SearchIndex(index.folder))


def test_a_refresh_makes_anew_what_a_look_at_the_files_finds_damaged(
    library: Library, cache: Path, three_issues: Path
) -> None:
    (path,) = cache.glob("index-*/*.itm")
    flip(path, 500)
    assert library.refresh().changed == 3
    assert library.search("青鸟").total == 1
    write(three_issues / "2026-08-04.md", digest("Ferryman translates dialects"))
    assert library.refresh().added == 1


def test_once_a_week_a_refresh_reads_all_of_the_index(
    library: Library, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = cache.glob("index-*/*.itm")
    before = Stamp.of(path.stat())
    real, inode = Stamp.of, path.stat().st_ino
    flip(path, 500)
    monkeypatch.setattr(Stamp, "of", lambda s: before if s.st_ino == inode else real(s))
    assert library.refresh().changed == 0
    library._catalogue.write(facts=[("index_read_on", "1")])
    assert library.refresh().changed == 3
