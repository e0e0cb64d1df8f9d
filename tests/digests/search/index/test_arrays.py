"""The arrays under the index, each compared with Python's own lists and sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.search.index.item_sets import ItemSet
from digests.search.index.occurrences import Occurrences, occurrences_of
from digests.search.segments.array_file import ArrayFile, ArrayFileWriter, DamagedFileError
from digests.search.segments.posting_lists import BITS, SINGLE
from digests.search.segments.term_lists import TermLists, TermListWriter

if TYPE_CHECKING:
    from pathlib import Path

LARGE = 1 << 20
SETS = st.sets(st.integers(0, 199))


@given(SETS, SETS, st.booleans(), st.booleans())
def test_sets_of_items_are_sets(one: set[int], other: set[int], first: bool, second: bool) -> None:
    def made(numbers: set[int], as_flags: bool) -> ItemSet:
        items = ItemSet(200, numbers=np.array(sorted(numbers), np.intp))
        return ItemSet(200, flags=items.flags) if as_flags else items

    a, b = made(one, first), made(other, second)
    assert (a & b).numbers.tolist() == sorted(one & other)
    assert (a | b).numbers.tolist() == sorted(one | other)
    assert (a - b).numbers.tolist() == sorted(one - other)
    assert (~a).numbers.tolist() == sorted(set(range(200)) - one)
    assert len(a) == len(one)
    assert all((number in a) == (number in one) for number in range(200))


def occurrences(numbers: np.ndarray) -> Occurrences:
    """Impacts and positions that follow from the numbers: some are often, some in a long item."""
    counts = numbers.astype(np.int64) % 7 + 1
    positions = np.repeat(numbers % 300, counts) + np.concatenate([np.arange(n) for n in counts])
    impacts = (numbers % 31 + 1).astype(np.uint8)
    return occurrences_of(impacts, counts, positions.astype(np.uint16), numbers % 300 > 200)


def written(path: Path, lists: dict[bytes, list[int]], *, items: int) -> TermLists:
    writer = TermListWriter(ArrayFileWriter(path.open("wb")))
    writer.begin(items=items, issues=1)
    starts = np.cumsum([0, *map(len, lists.values())])
    numbers = np.array([n for found in lists.values() for n in found], np.uint32)
    writer.add("words", list(lists), starts, numbers, occurrences(numbers))
    writer.close()
    return TermLists(ArrayFile(path))


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=4).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.sets(
            st.one_of(st.integers(0, 300), st.integers(0, 70_000), st.integers(0, LARGE - 1)),
            min_size=1,
            max_size=20,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_lists_are_read_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, found: dict[bytes, set[int]]
) -> None:
    lists = {term: sorted(found[term]) for term in sorted(found)}
    terms = written(tmp_path_factory.mktemp("lists") / "terms", lists, items=LARGE)
    starts, numbers = terms.lists("words").many(0, len(lists))
    read = np.split(numbers, starts[1:])
    for number, (term, expected) in enumerate(lists.items()):
        assert terms.find("words", term) == number
        assert terms.lists("words").one(number).tolist() == expected
        assert read[number].tolist() == expected
        placed = occurrences(np.array(expected)).arrays()
        for name, ours in terms.occurrences(number, number + 1).arrays().items():
            assert ours.tolist() == placed[name].tolist()


def test_each_list_is_kept_in_the_narrowest_way(tmp_path: Path) -> None:
    lists = {
        b"a": [70_000],
        b"b": [1, 3, 200],
        b"c": [1, 3, 2_000],
        b"d": [1, 3, 70_000],
        b"e": list(range(0, 80_000, 7)),
    }
    terms = written(tmp_path / "terms", lists, items=80_000)
    assert terms._kinds.tolist() == [SINGLE, 1, 2, 4, BITS]
    starts, numbers = terms.lists("words").many(1, 5)
    assert [part.tolist() for part in np.split(numbers, starts[1:])] == list(lists.values())[1:]


def test_beginnings_are_ranges_of_terms(tmp_path: Path) -> None:
    names = ["a", "ab", "abc", "b", "模", "模型"]
    terms = written(
        tmp_path / "terms", {name.encode(): [n] for n, name in enumerate(names)}, items=9
    )
    assert terms.starting_with("words", b"ab") == (1, 3)
    assert terms.starting_with("words", "模".encode()) == (4, 6)
    assert terms.starting_with("words", b"c") == (4, 4)
    assert terms.terms(1, 4) == [b"ab", b"abc", b"b"]
    assert terms.find("words", b"ac") is None
    assert terms.find("title", b"ab") is None


@pytest.mark.parametrize("length", [0, 20, -1])
def test_a_file_that_was_cut_short_is_refused(tmp_path: Path, length: int) -> None:
    path = tmp_path / "file"
    writer = ArrayFileWriter(path.open("wb"))
    writer.append("numbers", np.arange(100))
    writer.close()
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(DamagedFileError):
        ArrayFile(path)


def test_an_array_grows_in_the_type_it_began_with(tmp_path: Path) -> None:
    path = tmp_path / "file"
    writer = ArrayFileWriter(path.open("wb"))
    for part in ([1, 2], [3], []):
        writer.append("small", np.array(part, np.uint8))
        writer.append("large", np.array(part, np.uint64))
    writer.note("fact", [1, "a"])
    writer.close()
    file = ArrayFile(path)
    assert file.array("small").tolist() == file.array("large").tolist() == [1, 2, 3]
    assert [file.array(name).dtype.str for name in ("small", "large")] == ["|u1", "<u8"]
    assert file.facts == {"fact": [1, "a"]}
    assert file.array("absent").tolist() == []


def test_numbers_that_leave_the_segment_are_damage(tmp_path: Path) -> None:
    written(tmp_path / "terms", {b"a": [0, 5], b"b": [9]}, items=10)
    path = tmp_path / "terms"
    content = path.read_bytes()
    place = content.index(np.array([0, 9], np.uint32).tobytes())
    path.write_bytes(
        content[:place] + np.array([7, 12], np.uint32).tobytes() + content[place + 8 :]
    )
    terms = TermLists(ArrayFile(path))
    for number in (0, 1):
        with pytest.raises(DamagedFileError):
            terms.lists("words").one(number)
    with pytest.raises(DamagedFileError):
        terms.lists("words").many(0, 2)
