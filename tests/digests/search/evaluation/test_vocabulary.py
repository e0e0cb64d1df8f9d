from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digests import Library, MarkChange, QueryError
from tests.factories import write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ISSUE = """---
title: Lantern Daily {day}
companies: [{companies}]
models: [Heron 4.2]
topics: [birds]
tags: [feathers]
people: [Ada Quill]
---

## Models

- [Heron opens](https://docs.nest.example/a)
- [Quillon sleeps](https://crane.example/b)
"""


@pytest.fixture
def nests(folder: Path, cache: Path) -> Iterator[Library]:
    """Three issues of two items each; one company is written in two ways."""
    spellings = {"2026-08-01": "hugging-nest, crane", "2026-08-02": "Hugging Nest"}
    for day, companies in (*spellings.items(), ("2026-07-30", "Hugging Nest")):
        write(folder / f"{day}.md", ISSUE.format(day=day, companies=companies))
    with Library.open([folder], cache) as library:
        library.refresh()
        yield library


@pytest.mark.parametrize(
    ("field", "start", "values"),
    [
        ("company", "", (("Hugging Nest", 6), ("crane", 2))),
        ("company", "hugging n", (("Hugging Nest", 6),)),
        ("company", "nest", (("Hugging Nest", 6),)),
        ("company", "CR", (("crane", 2),)),
        ("company", "x", ()),
        ("model", "", (("Heron 4.2", 6),)),
        ("topic", "", (("birds", 6), ("feathers", 6))),
        ("person", "quill", (("Ada Quill", 6),)),
        ("in", "lan", (("lantern-daily", 6),)),
        ("lang", "", (("other", 6),)),
        ("site", "", (("crane.example", 3), ("docs.nest.example", 3))),
        ("after", "", (("2026-08", 4), ("2026-07", 2))),
        ("sort", "", (("new", 0), ("best", 0))),
        ("is", "un", (("unread", 0),)),
        ("title", "", ()),
        ("nothing", "", ()),
    ],
)
def test_values_that_occur_are_given_with_their_items(
    nests: Library, field: str, start: str, values: tuple[tuple[str, int], ...]
) -> None:
    assert nests.values(field, start) == values


def test_at_most_so_many_values_are_given(nests: Library) -> None:
    assert nests.values("company", limit=1) == (("Hugging Nest", 6),)


def test_tags_of_the_user_are_values_too(nests: Library) -> None:
    found = nests.search("quillon", limit=2).hits
    nests.marks.change([hit.item_id for hit in found], MarkChange(add_tags=("later",)))
    assert nests.values("tag", "la") == (("later", 2),)


def test_before_the_first_refresh_there_are_no_values(folder: Path, cache: Path) -> None:
    with Library.open([folder], cache) as library:
        assert library.values("company") == ()
        assert library.members("heron", ["0123456789"]) == frozenset()


def test_spellings_are_one_value_in_issues_that_are_indexed_later_too(
    nests: Library, folder: Path
) -> None:
    for day in ("2026-08-03", "2026-08-04", "2026-08-05"):
        write(folder / f"{day}.md", ISSUE.format(day=day, companies="hugging_nest"))
    nests.refresh()
    assert nests.values("company") == (("hugging_nest", 12), ("crane", 2))


def test_issues_that_are_gone_count_no_more(nests: Library, folder: Path) -> None:
    (folder / "2026-08-01.md").unlink()
    nests.refresh()
    assert nests.values("company") == (("Hugging Nest", 4),)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("heron", {"Heron opens"}),
        ('"heron opens" OR "opens heron"', {"Heron opens"}),
        ("-heron", {"Quillon sleeps"}),
        ('"opens heron"', set()),
        ("company:crane", set()),
        ("sort:new", {"Heron opens", "Quillon sleeps"}),
    ],
)
def test_members_are_the_items_of_the_issues_that_a_query_finds(
    nests: Library, query: str, titles: set[str]
) -> None:
    issue = nests.issues()[0]
    names = {item.id: item.title for item in nests.issue(issue.id).items}
    assert {names[item_id] for item_id in nests.members(query, [issue.id])} == titles


def test_a_misspelt_query_has_no_members(nests: Library) -> None:
    with pytest.raises(QueryError):
        nests.members("(", [nests.issues()[0].id])
