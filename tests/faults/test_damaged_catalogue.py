"""A damaged catalogue is made anew; what it says is never an error of SQLite or Python."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

from digests import DigestError, IndexDamagedError, Library, MarkChange
from tests.faults.state import everything_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def damage(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    kind = chance.randrange(6)
    if kind < 4:
        for _ in range(chance.choice((1, 1, 8, 300))):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
    elif kind == 4:
        os.truncate(path, chance.randrange(len(content)))
    else:
        start = chance.randrange(len(content))
        content[start : start + 5000] = bytes(min(5000, len(content) - start))
        path.write_bytes(content)


def turn_a_bit(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


@pytest.fixture
def files(library: Library, cache: Path) -> dict[Path, bytes]:
    """The catalogue and its seal, as a refresh leaves them."""
    library.close()
    names = ("catalogue.sqlite3", "catalogue.seal")
    return {cache / name: (cache / name).read_bytes() for name in names}


def lay_out(files: dict[Path, bytes]) -> None:
    for path, content in files.items():
        for other in path.parent.glob("catalogue.sqlite3-*"):
            other.unlink()
        path.write_bytes(content)


def is_told(library: Library) -> bool:
    problems = [str(problem) for problem in library.problems()]
    return problems == ["catalogue.sqlite3: was damaged; all files are read again"]


def test_a_bit_that_was_turned_is_told_and_no_answer_is_given(
    three_issues: Path,
    cache: Path,
    files: dict[Path, bytes],
    rounds: Callable[[int, int], int],
) -> None:
    chance = random.Random(23)
    for _ in range(rounds(40, 3000)):
        lay_out(files)
        turn_a_bit(cache / "catalogue.sqlite3", chance)
        with Library.open([three_issues], cache) as opened:
            assert is_told(opened)
            assert opened.issues() == ()
            with pytest.raises(IndexDamagedError):
                opened.search("heron")


def test_a_bit_that_was_turned_in_the_seal_changes_nothing(
    three_issues: Path,
    cache: Path,
    files: dict[Path, bytes],
    rounds: Callable[[int, int], int],
) -> None:
    chance = random.Random(29)
    for _ in range(rounds(5, 200)):
        lay_out(files)
        turn_a_bit(cache / "catalogue.seal", chance)
        with Library.open([three_issues], cache) as opened:
            assert (len(opened.issues()), opened.problems()) == (3, ())
            assert opened.refresh().unchanged == 3


def test_damage_is_noticed_while_the_catalogue_is_open(library: Library, cache: Path) -> None:
    assert len(library.issues()) == 3
    turn_a_bit(cache / "catalogue.sqlite3", random.Random(3))
    assert library.issues() == ()
    assert is_told(library)
    assert library.refresh().added == 3
    assert library.problems() == ()


def test_a_catalogue_that_is_gone_is_told_too(
    three_issues: Path, cache: Path, files: dict[Path, bytes]
) -> None:
    (cache / "catalogue.sqlite3").unlink()
    with Library.open([three_issues], cache) as opened:
        assert is_told(opened)
        assert opened.refresh().added == 3


def test_damaged_rows_of_a_catalogue_without_a_seal_are_told(
    library: Library, three_issues: Path, cache: Path, tmp_path: Path
) -> None:
    library.close()
    for column in ("traces", "issue", "checksum"):
        _change_traces(cache / "catalogue.sqlite3", column)
        path = three_issues / "2026-08-02.md"
        marks = tmp_path / "marks.sqlite3"
        with Library.open([three_issues], cache, marks=marks) as opened:
            item = opened.issue(opened.issues()[1].id).items[0]
            opened.marks.change([item.id], MarkChange(starred=True))
            path.write_text(path.read_text().replace(item.title, f"{item.title}（更正）"))
            opened.refresh()
            opened.refresh()
            assert item.id in opened.marks.marked("starred")
            assert len(opened.issues()) == 3


def _change_traces(path: Path, column: str) -> None:
    path.with_suffix(".seal").unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE item_traces SET {column} = substr({column}, 1, 3) || rowid")
        connection.commit()


def test_a_damaged_catalogue_is_an_error_of_ours_or_none(
    library: Library, three_issues: Path, cache: Path, rounds: Callable[[int, int], int]
) -> None:
    library._catalogue.write(facts=[("folder_problems", '[["a folder", "is odd"]]')])
    right = everything_in(library)
    library.close()
    good = cache / "catalogue.sqlite3"
    content = good.read_bytes()
    chance = random.Random(11)
    for _ in range(rounds(20, 3000)):
        for path in cache.glob("catalogue.*"):
            path.unlink()
        good.write_bytes(content)
        damage(good, chance)
        with suppress(DigestError), Library.open([three_issues], cache) as opened:
            everything_in(opened)
            opened.refresh()
        with Library.open([three_issues], cache) as opened:
            opened.refresh(rebuild=True)
            assert everything_in(opened)[:3] == right[:3]
    shutil.rmtree(cache)
