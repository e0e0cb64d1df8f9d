"""Whatever is added, changed, removed and merged: searching agrees with reading all the texts."""

from __future__ import annotations

import datetime
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from digests import IndexDamagedError
from digests.search.evaluation.evaluation import search
from digests.search.index.index import SearchIndex
from digests.search.index.prepared import prepare
from digests.search.segments.merging import MOST_SEGMENTS, worth_merging
from digests.search.segments.table_of_contents import read_segments
from tests.factories import issue, item

TODAY = datetime.date(2026, 8, 20)
WORDS = ("heron", "crane", "开源", "模型")
IDS = st.sampled_from([f"{number:010x}" for number in range(6)])
STORIES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    min_size=0,
    max_size=4,
    unique=True,
)


class Changes(RuleBasedStateMachine):
    """An index beside a plain dictionary of what it should hold."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.index = SearchIndex.create(self.folder / "index")
        self.expected: dict[str, list[str]] = {}

    @rule(put=st.dictionaries(IDS, STORIES, max_size=3), remove=st.sets(IDS, max_size=2))
    def change(self, put: dict[str, list[str]], remove: set[str]) -> None:
        with self.index.writer() as writer:
            writer.remove(sorted(remove))
            for issue_id, titles in put.items():
                made = (item(title, "", issue_id=issue_id) for title in titles)
                writer.add(prepare(issue(*made, issue_id=issue_id)))
        self.expected = {k: v for k, v in self.expected.items() if k not in remove} | put

    @rule(issue_id=IDS, first=STORIES, second=STORIES)
    def change_twice_at_once(self, issue_id: str, first: list[str], second: list[str]) -> None:
        with self.index.writer() as writer:
            for titles in (first, second):
                made = (item(title, "", issue_id=issue_id) for title in titles)
                writer.add(prepare(issue(*made, issue_id=issue_id)))
        self.expected[issue_id] = second

    @rule(issue_id=IDS)
    def fail(self, issue_id: str) -> None:
        with pytest.raises(LookupError), self.index.writer() as writer:  # noqa: PT012 - the block is what fails
            writer.add(prepare(issue(item("heron"), issue_id=issue_id)))
            raise LookupError

    @rule()
    def open_again(self) -> None:
        self.index.close()
        self.index = SearchIndex(self.folder / "index")

    @invariant()
    def every_word_finds_what_holds_it(self) -> None:
        for word in WORDS:
            found = sorted(
                (hit.issue_id, hit.title.text)
                for hit in search(self.index, word, limit=100, today=TODAY).hits
            )
            assert found == sorted(
                (issue_id, title)
                for issue_id, titles in self.expected.items()
                for title in titles
                if word in title
            )

    @invariant()
    def segments_stay_few(self) -> None:
        entries = read_segments(self.index.folder, self.index.generation())
        assert len(entries) <= MOST_SEGMENTS

    def teardown(self) -> None:
        self.index.close()
        shutil.rmtree(self.folder)


TestChanges = Changes.TestCase
TestChanges.settings = settings(max_examples=8, stateful_step_count=15, deadline=None)


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    return SearchIndex.create(tmp_path / "index")


def names(index: SearchIndex) -> list[str]:
    return [entry.name for entry in read_segments(index.folder, index.generation())]


def many(issue_id: str, count: int) -> list[str]:
    return [f"heron {issue_id} number {number}" for number in range(count)]


def test_a_small_change_adds_a_segment_and_leaves_the_large_one(index: SearchIndex) -> None:
    index.change([issue(*map(item, many("a", 80)), issue_id="a" * 10)])
    (large,) = names(index)
    files = {path.name: path.stat().st_mtime_ns for path in index.folder.glob(f"{large}.*")}
    for number in range(3 * MOST_SEGMENTS):
        index.change([issue(item(f"crane {number}"), issue_id=f"{number:010x}")])
    assert large in names(index)
    assert files == {path.name: path.stat().st_mtime_ns for path in index.folder.glob(f"{large}.*")}


def test_a_segment_of_which_much_was_removed_is_written_again(index: SearchIndex) -> None:
    made = [issue(item(f"heron {n}"), issue_id=f"{n:010x}") for n in range(10)]
    index.change(made)
    (before,) = names(index)
    index.change([], [f"{n:010x}" for n in range(2)])
    assert names(index) == [before]
    index.change([], [f"{n:010x}" for n in range(2, 5)])
    (after,) = read_segments(index.folder, index.generation())
    assert (after.name == before, after.items, after.removed) == (False, 10, ())


def test_what_is_written_in_one_block_is_divided_by_memory(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digests.search.segments.bulk_writer.MOST_PAIRS", 30)
    made = [issue(*map(item, many(str(n), 5)), issue_id=f"{n:010x}") for n in range(5)]
    index.change(made)
    assert len(names(index)) == 5
    assert search(index, "heron", limit=50, today=TODAY).total == 25


def test_merging_in_slices_is_merging(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digests.search.segments.merging._SLICE", 3)
    monkeypatch.setattr("digests.search.segments.prefix_lists.MANY", 4)
    for number in range(MOST_SEGMENTS + 1):
        index.change([issue(*map(item, many(str(number), 3)), issue_id=f"{number:010x}")])
    assert len(names(index)) == 1
    assert search(index, "h*", limit=50, today=TODAY).total == 27
    assert search(index, "number", limit=50, today=TODAY).total == 27
    assert search(index, "heron 2", limit=50, today=TODAY).total == 3


@pytest.mark.parametrize(
    ("sizes", "chosen"),
    [
        ([(100, 0)] * MOST_SEGMENTS, []),
        ([(100, 0)] * (MOST_SEGMENTS + 1), list(range(MOST_SEGMENTS + 1))),
        ([(10_000, 0), *[(1, 0)] * MOST_SEGMENTS], list(range(1, MOST_SEGMENTS + 1))),
        ([(100, 30), (100, 20)], [0]),
        ([], []),
    ],
)
def test_segments_are_merged_when_they_are_many_or_wasteful(
    sizes: list[tuple[int, int]], chosen: list[int]
) -> None:
    assert worth_merging(sizes) == chosen


def test_no_code_in_a_table_of_contents_is_run(index: SearchIndex) -> None:
    index.change([issue(item("heron"))])
    (path,) = index.folder.glob("_MAIN_1.toc")
    content = path.read_bytes()
    path.write_bytes(content.replace(b"ArraySegment", b"ArrayRegment"))
    with pytest.raises(IndexDamagedError) as caught:
        index.change([issue(item("crane"))])
    assert "ArrayRegment" in caught.value.reason
    assert search(index, "heron", limit=1, today=TODAY).total == 1


def test_a_table_of_contents_that_says_something_else_is_not_written_to(index: SearchIndex) -> None:
    index.change([issue(item("heron"))])
    (path,) = index.folder.glob("_MAIN_1.toc")
    other = SearchIndex.create(index.folder.with_name("other"))
    other.change([issue(item("crane"))])
    path.write_bytes((other.folder / path.name).read_bytes())
    with pytest.raises(IndexDamagedError) as caught:
        index.change([issue(item("egret"))])
    assert "differ" in caught.value.reason
