"""A file of marks with a bit that was turned: it is told, and the other marks are there."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from digests import MarkChange, mark_lines
from digests.marks import repair
from digests.marks.marks import Marks
from digests.storage.integrity import today
from tests.faults.test_damaged_catalogue import turn_a_bit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

WHATS = ("read", "starred", "tag:paper")


class AnyItems:
    """A library that says nothing of its items."""

    def generation(self) -> int:
        return 1

    def item_hashes(self, _issue_ids: Sequence[str] | None = None) -> list[tuple[str, str]]:
        return []


def opened(file: Path) -> closing[Marks]:
    return closing(Marks(file, AnyItems()))


def shown(marks: Marks) -> list[frozenset[str]]:
    return [marks.marked(what) for what in WHATS]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Marks of all kinds, some of them taken back."""
    ids = [f"{number:010x}.{number * 7919 % 2**32:08x}" for number in range(300)]
    path = tmp_path / "marks.sqlite3"
    with opened(path) as marks:
        marks.change(ids, MarkChange(read=True))
        marks.change(ids[:40], MarkChange(starred=True))
        marks.change(ids[20:60], MarkChange(add_tags=("paper",)))
        marks.change(ids[:3], MarkChange(read=False))
    return path


def test_a_bit_that_was_turned_is_told_or_shows_nothing_else(
    file: Path, rounds: Callable[[int, int], int]
) -> None:
    with opened(file) as marks:
        right = shown(marks)
    content = file.read_bytes()
    chance = random.Random(31)
    losses = told = 0
    number = rounds(30, 3000)
    for _ in range(number):
        for path in file.parent.iterdir():
            path.unlink()
        file.write_bytes(content)
        turn_a_bit(file, chance)
        with opened(file) as marks:
            found = shown(marks)
            list(mark_lines(marks))
            told += bool(marks.problems())
            assert found == right or marks.problems()
            losses += not all(was <= now for was, now in zip(right, found, strict=True))
        with opened(file) as marks:
            assert shown(marks) == found
    assert told
    # What is lost is one mark, or all when the first page cannot be read: it is set aside then.
    assert losses <= number // 20


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE mark SET is_set = 7 WHERE name = 'starred'",
        "UPDATE mark SET time = 'noon' WHERE name = 'starred'",
        "UPDATE mark SET issue = x'00ff' WHERE is_set = 0",
        "UPDATE mark SET machine = 99 WHERE name = 'starred'",
        "UPDATE fact SET value = 99 WHERE name = 'machine'",
        "UPDATE fact SET name = 'generatiom' WHERE name = 'generation'",
        "UPDATE fact SET value = 'many' WHERE name = 'generation'",
    ],
)
def test_values_that_nobody_wrote_are_noticed_when_the_file_is_opened(
    file: Path, damage: str
) -> None:
    with opened(file) as marks:
        right = shown(marks)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(damage)
    with opened(file) as marks:
        assert marks.problems()
        assert [len(found) for found in shown(marks)] == [len(found) for found in right]
        assert sum(1 for _ in mark_lines(marks)) >= sum(map(len, right))
        marks.change(["0123456789.01234567"], MarkChange(starred=True))
        assert "0123456789.01234567" in marks.marked("starred")


def test_tables_that_are_not_as_they_were_made_are_noticed(file: Path) -> None:
    with opened(file) as marks:
        right = shown(marks)
    # The word `number` in the table of machines, which that of marks refers to.
    content = file.read_bytes()
    assert content.count(b"    number INTEGER PRIMARY KEY") == 1
    file.write_bytes(
        content.replace(b"    number INTEGER PRIMARY KEY", b"    numbes INTEGER PRIMARY KEY")
    )
    with opened(file) as marks:
        assert marks.problems()
        assert shown(marks) == right


def test_a_file_that_is_as_it_was_left_is_not_read(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_connection: object) -> None:
        pytest.fail("it was read")

    monkeypatch.setattr("digests.marks.store.verify", read)
    with opened(file) as marks:
        marks.change(["0123456789.01234567"], MarkChange(starred=True))
    assert repair.is_trusted(file)
    with opened(file) as marks:
        assert "0123456789.01234567" in marks.marked("starred")


def test_a_file_whose_program_died_is_read_and_found_right(file: Path) -> None:
    marks = Marks(file, AnyItems())
    marks.change(["0123456789.01234567"], MarkChange(starred=True))
    with opened(file) as later:
        assert later.problems() == ()
        assert "0123456789.01234567" in later.marked("starred")
    marks.close()


def test_what_a_disk_has_forgotten_is_found_by_reading_all(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE mark SET machine = 99 WHERE name = 'starred'")
    repair.record_stamp(file, is_verified=True)
    with opened(file) as marks:
        assert marks.problems() == ()
        marks.verify()
        assert marks.problems()
        assert len(marks.marked("starred")) == 40


def test_once_a_week_all_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = today()
    for days, is_read in ((6, False), (7, True), (8, False)):
        monkeypatch.setattr(repair, "today", lambda days=days: before + days)
        assert repair.is_trusted(file) is not is_read
        with opened(file) as marks:
            marks.change(["0123456789.01234567"], MarkChange(starred=days % 2 == 0))
