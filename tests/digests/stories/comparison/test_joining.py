from __future__ import annotations

import datetime
import random
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, count, repeat
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digests import CacheError, Stories
from digests.stories import prepare_stories, update_stories
from digests.stories.writing import recount
from tests.factories import issue, item
from tests.told_stories import (
    FERRY,
    FUND,
    FUND_ZH,
    HERON,
    HERON_AGAIN,
    HERON_PRICE,
    HERON_ZH,
    caught_up,
    fill,
    plain,
    told,
)

if TYPE_CHECKING:
    from pathlib import Path

ISSUES = (
    told("lantern", "2026-08-01", HERON, FUND),
    told("lantern", "2026-08-02", HERON_AGAIN, HERON_PRICE, FERRY),
    told("灯笼", "2026-08-02", FUND_ZH, HERON_ZH),
    told("kiln", "2026-08-03", HERON_AGAIN, FERRY),
    told("kiln", "2026-08-20", HERON),
)

BIRDS = "heron osprey wren kite swift finch crane stork ibis robin lark dove gull rook".split()


def edges(stories: Stories) -> set[tuple[object, ...]]:
    """All edges with the ids of their items, the smaller first."""
    query = (
        "SELECT ia.id || '.' || a.mark, ib.id || '.' || b.mark, is_strong, is_link, why FROM edge "
        "JOIN item a ON a.number = edge.a JOIN issue ia ON ia.number = a.issue "
        "JOIN item b ON b.number = edge.b JOIN issue ib ON ib.number = b.issue"
    )
    return {(min(a, b), max(a, b), *others) for a, b, *others in stories.tables.rows(query)}


def shape(stories: Stories) -> list[list[str]]:
    """The stories of all days."""
    rows = caught_up(stories, datetime.date(2026, 1, 1))
    return sorted(sorted(one.item_id for one in story.tellings) for story in rows)


def test_issues_are_compared_when_they_are_put_in(stories):
    fill(stories, plain(), *ISSUES)
    assert stories.waiting() == 0
    assert len(edges(stories)) >= 6


def test_taking_an_issue_out_and_putting_it_back_changes_nothing(stories):
    fill(stories, plain(), *ISSUES)
    before = edges(stories), shape(stories)
    for one in ISSUES:
        update_stories(stories.tables, remove=[one.id])
        assert not any(one.id in str(edge) for edge in edges(stories))
        fill(stories, one)
        assert (edges(stories), shape(stories)) == before


def test_an_edited_issue_takes_its_edges_with_it(stories):
    fill(stories, plain(), *ISSUES)
    edited = told("kiln", "2026-08-03", FERRY)
    fill(stories, edited)
    gone = {f"{i.id}.{x.id[11:]}" for i in [ISSUES[3]] for x in i.items} - {
        x.id for x in edited.items
    }
    assert gone
    assert not any({edge[0], edge[1]} & gone for edge in edges(stories))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(ISSUES), st.integers(1, 5))
def test_the_order_of_import_does_not_matter(tmp_path_factory, order, first):
    folder = tmp_path_factory.mktemp("stories")
    found: list[tuple[object, object]] = []
    for issues in ((ISSUES,), (order[:first], order[first:])):
        stories = Stories(folder / f"{len(found)}.sqlite3")
        fill(stories, plain())
        recount(stories.tables)
        for some in issues:
            fill(stories, *some)
        found.append((edges(stories), shape(stories)))
        stories.close()
    assert found[0] == found[1]


def test_counts_are_frozen_until_the_library_has_doubled(stories):
    fill(stories, plain())
    frozen = stories.tables.fact("frozen")
    fill(stories, ISSUES[0])
    assert stories.tables.fact("frozen") == frozen > 0
    fill(stories, plain("kiln", "2026-01-02"), plain("lantern", "2026-01-03"))
    assert stories.tables.fact("frozen") > 2 * frozen


def test_counts_are_made_anew_when_that_is_asked_for(stories):
    fill(stories, plain(), *ISSUES)
    before = edges(stories)
    frozen = stories.tables.fact("frozen")
    update_stories(stories.tables, remove=[plain().id], rebuild=True)
    assert stories.tables.fact("frozen") == frozen - len(plain().items)
    fill(stories, plain())
    update_stories(stories.tables, rebuild=True)
    assert edges(stories) == before


def test_what_a_whole_issue_is_about_joins_no_two_of_its_items(stories):
    one_after_another = [(f"{HERON[0]}, part {n}", HERON[1], ()) for n in range(100, 170)]
    fill(stories, plain(), told("kiln", "2026-08-01", *one_after_another))
    assert edges(stories) == set()


def test_what_was_stopped_is_done_the_next_time(stories):
    fill(stories, plain())
    stops = iter([False, False, False, True])
    done = update_stories(
        stories.tables, map(prepare_stories, ISSUES), should_stop=lambda: next(stops)
    )
    assert not done
    assert stories.waiting() == 3
    assert update_stories(stories.tables)
    assert stories.waiting() == 0


def test_the_newest_issues_are_compared_first(stories):
    fill(stories, plain())
    stops = iter([False, False, True])
    update_stories(stories.tables, map(prepare_stories, ISSUES), should_stop=lambda: next(stops))
    joined = stories.tables.rows("SELECT id FROM issue WHERE is_joined = 1 ORDER BY day")
    assert joined == [(plain().id,), (ISSUES[4].id,)]


@given(patience=st.integers(0, 9))
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counting_words_stops_when_it_shall_and_leaves_all_as_it_was(stories, patience):
    fill(stories, plain(), *ISSUES)
    before = stories.tables.rows("SELECT * FROM frequency"), edges(stories), stories.waiting()
    update_stories(stories.tables, remove=[ISSUES[0].id])
    update_stories(stories.tables, map(prepare_stories, ISSUES[:1]))
    asked = count()
    done = recount(stories.tables, lambda: next(asked) >= patience)
    after = stories.tables.rows("SELECT * FROM frequency"), edges(stories), stories.waiting()
    assert done is (patience > len(ISSUES) + 1)
    assert done or after == before
    assert next(asked) <= patience + 1


def test_an_update_that_stops_while_words_are_counted_counts_them_the_next_time(stories):
    fill(stories, plain())
    frozen = stories.tables.fact("frozen")
    stops = chain([False], repeat(True))
    more = [plain("kiln", "2026-01-02"), plain("lantern", "2026-01-03")]
    assert not update_stories(
        stories.tables, map(prepare_stories, more), should_stop=lambda: next(stops)
    )
    assert stories.tables.fact("frozen") == frozen
    assert update_stories(stories.tables)
    assert stories.tables.fact("frozen") == 3 * frozen


def test_progress_is_told(stories):
    heard = []
    update_stories(
        stories.tables,
        map(prepare_stories, ISSUES),
        on_progress=lambda done, total: heard.append((done, total)),
    )
    assert heard == [(number, 5) for number in range(1, 6)]


def test_an_undated_issue_has_no_stories(stories):
    undated = issue(
        item(*HERON[:2], links=HERON[2], issue_id="00000000aa"), date="", issue_id="00000000aa"
    )
    fill(stories, plain(), *ISSUES, undated)
    assert stories.waiting() == 0
    assert not stories.tellings(undated.items[0].id)


def test_a_link_that_stands_everywhere_is_no_evidence(stories):
    footer = "https://lantern.example/subscribe"
    many = [
        told("lantern", f"2026-08-{day:02}", (f"News of {bird}", f"The {bird} sings.", (footer,)))
        for day, bird in enumerate(BIRDS, 1)
    ]
    fill(stories, plain(), *many)
    recount(stories.tables)
    update_stories(stories.tables)
    assert edges(stories) == set()


def test_a_link_in_most_items_of_an_issue_is_no_evidence():
    crowded = told(
        "kiln", "2026-08-01", *((f"Story {n}", "", ("https://a.example/x",)) for n in range(13))
    )
    assert not any(one.links for one in prepare_stories(crowded).items)


def test_fingerprints_are_given_back(stories):
    update_stories(stories.tables, [prepare_stories(ISSUES[0], "12:34")])
    assert stories.known() == {ISSUES[0].id: "12:34"}


def test_the_generation_grows_with_each_change(stories):
    before = stories.generation()
    fill(stories, ISSUES[0])
    assert stories.generation() > before


@pytest.mark.parametrize("damage", [b"no database", b""])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes):
    path = tmp_path / "stories.sqlite3"
    path.write_bytes(damage)
    stories = Stories(path)
    fill(stories, *ISSUES)
    assert stories.waiting() == 0
    stories.close()


def test_a_file_that_is_damaged_while_it_is_read_is_made_anew(tmp_path: Path):
    path = tmp_path / "stories.sqlite3"
    stories = Stories(path)
    fill(stories, *ISSUES, plain())
    stories.tables.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    stories.close()
    rubbish = random.Random(1).randbytes(path.stat().st_size - 4096)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(rubbish)
    stories = Stories(path)
    stories.tellings(ISSUES[0].items[0].id)
    stories.known()
    fill(stories, *ISSUES)
    assert set(stories.known()) >= {one.id for one in ISSUES}
    stories.close()


def test_a_file_of_another_version_is_made_anew(tmp_path: Path):
    path = tmp_path / "stories.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE issue (id)")
    connection.close()
    stories = Stories(path)
    assert stories.known() == {}
    stories.close()


def test_two_may_make_the_file_at_the_same_time(tmp_path: Path):
    path = tmp_path / "stories.sqlite3"
    with ThreadPoolExecutor(4) as threads:
        opened = list(threads.map(Stories, [path] * 8))
    fill(opened[0], *ISSUES)
    assert all(len(stories.known()) == len(ISSUES) for stories in opened)
    for stories in opened:
        stories.close()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path):
    with pytest.raises(CacheError):
        Stories(tmp_path / "no such folder" / "stories.sqlite3")
