"""A damaged file of stories is told of and made anew; no answer is given from it."""

from __future__ import annotations

import datetime
import random
from typing import TYPE_CHECKING

import pytest

from digests import Library
from digests.storage import integrity
from digests.storage.integrity import stamp_of
from tests.factories import digest, write
from tests.faults.test_damaged_catalogue import damage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIRST_DAY = datetime.date(2026, 8, 1)
NAMES = ("stories.sqlite3", "stories.seal")


@pytest.fixture
def told_twice(tmp_path: Path) -> Path:
    """Two publications that tell the same stories."""
    for publication in ("lantern", "kiln"):
        for day in range(1, 4):
            text = digest(f"Heron {day} keeps a log", "Quillon releases the chip SQ-200")
            write(tmp_path / "news" / publication / f"2026-08-0{day}.md", text)
    return tmp_path / "news"


def answers(library: Library) -> tuple[object, ...]:
    """All that is told of stories."""
    stories = library.stories
    ids = [item.id for one in library.issues() for item in library.issue(one.id).items]
    return (
        [stories.tellings(item_id, "en") for item_id in ids],
        [stories.translation_of(item_id) for item_id in ids],
        [stories.why(ids[0], other) for other in ids],
        stories.seen(ids, set(ids[::2])),
        stories.catch_up(FIRST_DAY),
        stories.timeline("heron"),
        stories.compare("lantern", "kiln", FIRST_DAY),
        dict(stories.families()),
        stories.known(),
    )


@pytest.fixture
def files(told_twice: Path, cache: Path) -> dict[Path, bytes]:
    """The file of stories and its seal, as they are when all is found out."""
    with Library.open([told_twice], cache) as library:
        library.refresh()
        library.update_stories()
    return {cache / name: (cache / name).read_bytes() for name in NAMES}


def lay_out(files: dict[Path, bytes]) -> None:
    for path, content in files.items():
        for other in path.parent.glob("stories.sqlite3-*"):
            other.unlink()
        path.write_bytes(content)


def turn_a_bit(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def test_a_bit_that_was_turned_is_told_and_all_found_out_again(
    told_twice: Path, cache: Path, files: dict[Path, bytes], rounds: Callable[[int, int], int]
) -> None:
    with Library.open([told_twice], cache) as library:
        right = answers(library)
    chance = random.Random(17)
    for number in range(rounds(12, 2000)):
        lay_out(files)
        turn_a_bit(cache / "stories.sqlite3", chance)
        with Library.open([told_twice], cache) as library:
            assert is_told(library)
            assert library.stories.known() == {}
            assert is_told(library)
            if number % 10 == 0:
                library.update_stories()
                assert answers(library) == right
                assert library.problems() == ()
        (cache / "stories.damaged").unlink(missing_ok=True)


def is_told(library: Library) -> bool:
    return [problem.source for problem in library.problems()] == ["stories.sqlite3"]


def test_a_bit_that_was_turned_in_the_seal_changes_nothing(
    told_twice: Path, cache: Path, files: dict[Path, bytes], rounds: Callable[[int, int], int]
) -> None:
    with Library.open([told_twice], cache) as library:
        right = answers(library)
    chance = random.Random(19)
    for _ in range(rounds(5, 200)):
        lay_out(files)
        turn_a_bit(cache / "stories.seal", chance)
        with Library.open([told_twice], cache) as library:
            assert answers(library) == right
            library.update_stories()
            assert library.problems() == ()
        with Library.open([told_twice], cache) as library:
            assert all(part.is_intact() for part in library.cache_parts())
    assert files[cache / "stories.seal"] != (cache / "stories.seal").read_bytes()


def test_damage_of_any_kind_is_told_or_changes_nothing(
    told_twice: Path, cache: Path, files: dict[Path, bytes], rounds: Callable[[int, int], int]
) -> None:
    with Library.open([told_twice], cache) as library:
        right = answers(library)
    chance = random.Random(13)
    for _ in range(rounds(8, 1000)):
        lay_out(files)
        damage(chance.choice(list(files)), chance)
        with Library.open([told_twice], cache) as library:
            assert answers(library) == right or is_told(library)
            library.refresh()
            library.update_stories()
            assert answers(library) == right
            assert library.problems() == ()


def test_damage_is_noticed_while_the_file_is_open(told_twice: Path, cache: Path) -> None:
    with Library.open([told_twice], cache) as library:
        library.refresh()
        library.update_stories()
        right = answers(library)
        turn_a_bit(cache / "stories.sqlite3", random.Random(3))
        assert library.stories.known() == {}
        assert [problem.source for problem in library.refresh().problems] == ["stories.sqlite3"]
        library.update_stories()
        assert answers(library) == right
        assert library.refresh().problems == ()


def test_a_file_that_is_gone_is_told_too(
    told_twice: Path, cache: Path, files: dict[Path, bytes]
) -> None:
    (cache / "stories.sqlite3").unlink()
    with Library.open([told_twice], cache) as library:
        assert is_told(library)
        library.update_stories()
        assert library.problems() == ()


def test_an_update_that_was_stopped_is_sealed_and_gone_on_with(
    told_twice: Path, cache: Path
) -> None:
    stops = iter([False] * 8 + [True] * 100)
    with Library.open([told_twice], cache) as library:
        library.refresh()
        assert not library.update_stories(should_stop=lambda: next(stops))
        known = library.stories.known()
    with Library.open([told_twice], cache) as library:
        assert all(part.is_intact() for part in library.cache_parts())
        assert library.stories.known() == known != {}


def test_once_a_week_what_a_disk_has_forgotten_is_found(
    told_twice: Path, cache: Path, files: dict[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = cache / "stories.sqlite3"
    known, real, today = stamp_of(path), stamp_of, integrity.today()
    turn_a_bit(path, random.Random(5))
    as_before = {"digests.storage.integrity.stamp_of", "digests.storage.sqlite_file.stamp_of"}
    for name in as_before:
        monkeypatch.setattr(name, lambda p: known if p == path else real(p))
    with Library.open([told_twice], cache) as library:
        library.update_stories()
        assert not (cache / "stories.damaged").exists()
        monkeypatch.setattr(integrity, "today", lambda: today + 7)
        with monkeypatch.context() as patch:
            patch.setattr("digests.stories.comparison.joining.is_recount_due", _stop)
            with pytest.raises(KeyboardInterrupt):
                library.update_stories()
        assert (cache / "stories.damaged").exists()


def _stop(_tables: object) -> bool:
    raise KeyboardInterrupt
