"""The engine's own searcher, and plain Python over the texts, give the same answers."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.index import open_dir
from whoosh.matching import ListMatcher
from whoosh.query import And, Every, Not, Or, Prefix, Query, Term

from digests import HitKind, Issue, Match
from digests.search.analysis import is_cjk
from digests.search.evaluation.evaluation import search
from digests.search.evaluation.matching import Matches, TermItems
from digests.search.index.fields import EXACT_FIELDS, TEXT_FIELDS
from digests.search.index.index import SearchIndex
from digests.search.query import model as asked
from digests.search.query.parser import parse_query
from digests.search.query.spellings import spelling
from digests.search.segments.codec import ArraySegment
from tests.digests.search.engine_readers import ReadableCodec
from tests.digests.search.small_libraries import SLOW, TODAY, VOCABULARY, hosts_of, id_in, issues

if TYPE_CHECKING:
    from pathlib import Path

    from whoosh.reading import IndexReader
    from whoosh.searching import Searcher

PLACED = (asked.TextField.TITLE, asked.TextField.SECTION)
"""Fields without lists of their own: their words are told by positions, and compared below."""

# One term a word: what terms alone cannot tell is compared with the texts, further below.
TERM_PARTS = st.recursive(
    st.one_of(
        st.builds(
            asked.Word,
            st.sampled_from(["heron", "crane", "gpt", "模型", "大", "开源", "her", "absent"]),
            st.sampled_from([f for f in asked.TextField if f not in PLACED]),
            is_prefix=st.booleans(),
        ),
        st.builds(
            asked.Exact, st.just(asked.ExactField.SITE), st.sampled_from(["heron.org", "b.org"])
        ),
        st.just(asked.Exact(asked.ExactField.HAS, "link")),
        st.just(asked.Exact(asked.ExactField.LANGUAGE, "zh")),
        st.builds(asked.Recent, st.sampled_from([1, 30, 9999])),
    ),
    lambda parts: st.one_of(
        st.builds(asked.Not, parts),
        st.builds(lambda *inner: asked.All(inner), parts, parts),
        st.builds(lambda *inner: asked.AnyOf(inner), parts, parts),
    ),
    max_leaves=6,
)


class Days(Query):
    """Items of some days; the engine's own query over a column finds removed items too."""

    def __init__(self, first: int, last: int) -> None:
        self.first = first
        self.last = last

    def estimate_size(self, reader: IndexReader) -> int:
        return reader.doc_count_all()

    def matcher(self, searcher: Searcher, context: object = None) -> ListMatcher:
        reader = searcher.reader()
        days = enumerate(reader.column_reader("day"))
        found = [n for n, day in days if self.first <= day <= self.last]
        return ListMatcher([n for n in found if not reader.is_deleted(n)], [1.0] * len(found))


def engine_query(part: asked.Clause) -> Query:
    """The same question in the engine's own classes."""
    match part:
        case asked.Word():
            (((term, _, is_prefix),),) = spelling(part).ways
            find = Prefix if is_prefix else Term
            return find(TEXT_FIELDS[part.field], term)
        case asked.Exact():
            return Term(EXACT_FIELDS[part.field], part.value)
        case asked.Recent():
            first = TODAY.toordinal() - part.days + 1
            return Days(max(first, 1), TODAY.toordinal())
        case asked.Not():
            return And([Every(), Not(engine_query(part.part))])
        case asked.All():
            return And([engine_query(inner) for inner in part.parts])
        case asked.AnyOf():
            return Or([engine_query(inner) for inner in part.parts])
    raise AssertionError(part)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("oracle")


def written(folders: Path, library: list[Issue], removed: int) -> SearchIndex:
    """An index of several segments, some of whose issues were removed or written again."""
    folder = folders / str(len(list(folders.iterdir())))
    index = SearchIndex.create(folder)
    half = len(library) // 2
    index.change(library[:half] + library[:1])
    index.change(library[half:])
    index.change(library[:1], [made.id for made in library[1 : removed + 1]])
    return index


@pytest.fixture
def engine_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments come from the disk with the library's codec, which has no readers."""
    monkeypatch.setattr(ArraySegment, "codec", lambda _segment: ReadableCodec())


@SLOW
@pytest.mark.usefixtures("engine_reads")
@given(library=issues(), part=TERM_PARTS, removed=st.integers(0, 2))
def test_the_engine_finds_the_same_items(
    folders: Path, library: list[Issue], part: asked.Clause, removed: int
) -> None:
    with closing(written(folders, library, removed)) as index:
        with index.snapshot() as snapshot:
            found = Matches(TermItems(snapshot), "", TODAY).with_removed(part)
            ours = (found - snapshot.removed if snapshot.removed else found).numbers.tolist()
        with open_dir(str(index.folder)).searcher() as searcher:
            theirs = sorted(searcher.docs_for_query(engine_query(part)))
            stored = [searcher.stored_fields(number)["stored"] for number in theirs]
        assert ours == theirs
        with index.snapshot() as snapshot:
            assert [snapshot.item(number) for number in ours] == stored


def texts_of(made: Issue, field: asked.TextField) -> list[list[str]]:
    """For each item the texts in which a word of `field` may stand."""
    if field is asked.TextField.TITLE:
        return [[i.title] for i in made.items]
    if field is asked.TextField.SECTION:
        return [[APART.join(i.section)] for i in made.items]
    return [
        [APART.join((i.title, i.alternative_title, i.text, *i.section, hosts_of(i)))]
        for i in made.items
    ]


APART = "\n" * 4
"""Between texts whose words are not side by side."""


PHRASES = st.sampled_from(
    ["heron crane", '"heron crane"', "大模型", '"模型 开源"', "gpt-5.6", "title:大模型", "青鸟型",
     "title:heron", "title:gpt*", "section:heron",
     'section:"heron crane"', "-大模型", "-(大模型 OR heron)", "gpt5.6 OR 大模型",
     '"heron gpt" -crane', "section:大模型"]
)  # fmt: skip


def holds(part: asked.Clause, made: Issue, number: int) -> bool:
    match part:
        case asked.Word() | asked.Phrase():
            text = texts_of(made, part.field)[number][0].lower()
            return re.search(spelling(part).pattern, text) is not None
        case asked.Not():
            return not holds(part.part, made, number)
        case asked.All():
            return all(holds(inner, made, number) for inner in part.parts)
        case asked.AnyOf():
            return any(holds(inner, made, number) for inner in part.parts)
    raise AssertionError(part)


@SLOW
@given(library=issues(), typed=PHRASES)
def test_words_side_by_side_are_found_by_their_texts(
    folders: Path, library: list[Issue], typed: str
) -> None:
    part = parse_query(typed).part
    assert part is not None
    expected = {
        id_in(made, made.items[number])
        for made in library
        for number in range(len(made.items))
        if holds(part, made, number)
    }
    with closing(written(folders, library, removed=0)) as index:
        page = search(index, typed, limit=100, today=TODAY)
    found = [hit for hit in page.hits if hit.match is Match.ALL]
    assert {hit.item_id for hit in found if hit.kind is HitKind.ITEM} == expected
    assert page.total == len(found)


def test_no_single_character_is_an_ordinary_word() -> None:
    """The oracle above relies on it: such words are beginnings of pairs."""
    assert all(is_cjk(word) for word in VOCABULARY if len(word) == 1)
