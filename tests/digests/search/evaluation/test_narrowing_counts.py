"""What stands beside a value is what a query for it finds."""

from __future__ import annotations

import datetime
import weakref
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digests import Library, Subjects, narrowed
from digests.search.evaluation.evaluation import search
from digests.search.evaluation.facets import NarrowingCounts
from digests.search.evaluation.vocabulary import Vocabulary
from digests.search.index.index import SearchIndex
from digests.search.segments.merging import MOST_SEGMENTS
from tests.factories import issue, item, write

if TYPE_CHECKING:
    from pathlib import Path

    from digests.search.index.snapshot import Snapshot

TODAY = datetime.date(2026, 8, 20)
FIELDS = {
    "in": "publications",
    "company": "companies",
    "model": "models",
    "topic": "topics",
    "person": "people",
    "site": "sites",
    "on": "months",
    "lang": "languages",
}
NAMES = st.sampled_from(
    "Nest|Nest Labs|nest-labs|Labs|Hugging Nest|GPT-4.5|gpt4.5|GPT|C++|++|开源|开源模型|开|"
    'the "Nest"|OR|-nest|a:b|O’Quill'.split("|")
)
SITES = st.sampled_from(
    ["https://nest.example/a", "https://docs.nest.example/", "https://www.nest.example/b"]
)
SUBJECTS = st.builds(
    lambda *its: Subjects(companies=its[0], models=its[1], topics=its[2], tags=its[3]),
    *[st.lists(NAMES, max_size=3).map(tuple)] * 4,
)
ISSUES = st.lists(
    st.tuples(
        SUBJECTS,
        st.lists(st.lists(SITES, max_size=3), min_size=1, max_size=3),
        st.sampled_from(["nest", "nest-daily", "daily"]),
    ),
    min_size=1,
    max_size=5,
)


@given(ISSUES, st.sampled_from(["heron", "her", "sort:new", "heron company:nest", "-company:nest"]))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_facet_says_what_narrowing_to_it_finds(tmp_path_factory, issues, query) -> None:
    index = SearchIndex.create(tmp_path_factory.mktemp("index") / "index")
    for number, (subjects, links, publication) in enumerate(issues):
        items = [item("Heron opens", links=found) for found in links]
        one = issue(*items, issue_id=f"{number:010}", publication=publication, subjects=subjects)
        index.change([one])
    page = search(index, query, limit=0, facets=True, today=TODAY)
    for field, name in FIELDS.items():
        for value, count in getattr(page.facets, name):
            if any(map(str.isalnum, value)):
                asked = narrowed(query, field, value)
                if len(asked) > len(query):
                    found = search(index, asked, limit=0, today=TODAY)
                    assert (asked, found.total) == (asked, count)
    index.close()


ISSUE = """---
title: Lantern Daily {day}
companies: [{companies}]
---

## Models

- [Heron opens](https://docs.nest.example/a)

## Open models

### 大模型

- [Quillon sleeps](https://nest.example/b)
"""


@pytest.fixture
def nests(folder: Path, cache: Path) -> Library:
    for day, companies in (("2026-08-01", "Nest, Nest Labs"), ("2026-08-02", "Nest Labs")):
        write(folder / f"{day}.md", ISSUE.format(day=day, companies=companies))
    library = Library.open([folder], cache)
    library.refresh()
    return library


@pytest.mark.parametrize(
    ("field", "start", "values"),
    [
        ("company", "nest", (("Nest Labs", 4), ("Nest", 2))),
        ("site", "", (("docs.nest.example", 2), ("nest.example", 4))),
        ("section", "", (("Models", 2), ("Open models", 2), ("大模型", 2))),
        ("section", "mod", (("Models", 2), ("Open models", 2))),
        ("section", "大", (("大模型", 2),)),
        ("section", "x", ()),
    ],
)
def test_a_completion_says_what_it_finds(
    nests: Library, field: str, start: str, values: tuple[tuple[str, int], ...]
) -> None:
    with nests:
        assert nests.values(field, start) == values
        for value, count in values:
            if field != "section":
                assert nests.search(f'{field}:"{value}"').total == count


def test_sections_of_issues_that_are_gone_are_not_offered(nests: Library, folder: Path) -> None:
    with nests:
        for day in ("2026-08-01", "2026-08-02"):
            text = ISSUE.format(day=day, companies="").replace("Open models", "Closed models")
            write(folder / f"{day}.md", text)
            nests.refresh()
        assert nests.values("section", "closed") == (("Closed models", 2),)
        assert nests.values("section", "open") == ()


def test_sections_stay_with_their_items_when_segments_are_merged(tmp_path: Path) -> None:
    index = SearchIndex.create(tmp_path / "index")
    for number in range(MOST_SEGMENTS + 1):
        section = ("Models", f"Part {number % 3}")
        index.change([issue(item("Heron", section=section), issue_id=f"{number:010x}")])
    with index.snapshot() as snapshot:
        assert len(snapshot.segments) == 1
        values = dict(Vocabulary(snapshot).values("section", "", 9))
    each = (MOST_SEGMENTS + 1) // 3
    assert values == {"Models": 3 * each, "Part 0": each, "Part 1": each, "Part 2": each}
    index.close()


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The values whose issues were looked up so far."""
    values: list[tuple[str, str]] = []
    look_up = NarrowingCounts._look_up

    def noted(counts: NarrowingCounts, field: str, value: str) -> object:
        values.append((field, value))
        return look_up(counts, field, value)

    monkeypatch.setattr(NarrowingCounts, "_look_up", noted)
    return values


def test_the_issues_of_a_value_are_looked_up_once_for_searches_and_completions(
    nests: Library, looked_up: list[tuple[str, str]]
) -> None:
    with nests:
        nests.search("heron", facets=True)
        once = len(looked_up)
        nests.search("quillon", facets=True)
        nests.values("company", "nest")
        assert ("company", "Nest") in looked_up
        assert len(looked_up) == once


def test_a_new_generation_is_counted_anew_and_the_last_one_is_let_go(
    nests: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[weakref.ref[Snapshot]] = []
    current = SearchIndex._current_snapshot

    def noted(index: SearchIndex) -> Snapshot:
        snapshot = current(index)
        opened.append(weakref.ref(snapshot))
        return snapshot

    monkeypatch.setattr(SearchIndex, "_current_snapshot", noted)
    with nests:
        nests.search("heron", facets=True)
        write(folder / "2026-08-03.md", ISSUE.format(day="2026-08-03", companies="Nest"))
        nests.refresh()
        facets = nests.search("heron", facets=True).facets
        assert facets
        assert dict(facets.companies)["Nest"] == 2
        assert opened[0]() is None
        assert opened[-1]() is not None
