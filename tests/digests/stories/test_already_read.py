"""Which items tell nothing new to somebody who has read another telling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digests.stories import prepare_stories
from digests.stories.already_read import seen
from digests.stories.graph import item_numbers
from digests.stories.writing import insert_issue
from tests.doubling import MOST, growth
from tests.told_stories import fill, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from digests import Stories

Told = tuple[str, str, tuple[str, ...]]

LINK = ("https://tessel.example/nets",)
TITLE = "Lighthouse keepers teach a small robot to fold nets"
OTHER = "How a robot of lighthouse keepers folds nets"
FIRST: Told = (TITLE, "It took them a winter; the film shows 12 nets.", LINK)


def is_known(stories: Stories, read: Told, item: Told, *, days: int = 1) -> bool:
    """Whether an item tells nothing new to somebody who has read another one."""
    one = told("lantern", "2026-08-01", read)
    other = told("kiln", f"2026-08-{1 + days:02}", item)
    fill(stories, one, other)
    return stories.seen([other.items[0].id], {one.items[0].id}) == {other.items[0].id}


@pytest.mark.parametrize("title", [TITLE, "How a robot of lighthouse keepers folds nets"])
def test_the_same_page_leaves_nothing_new(stories: Stories, title: str) -> None:
    assert is_known(stories, FIRST, (title, "A film of it.", LINK))


@pytest.mark.parametrize("title", [TITLE, TITLE.replace("small", "little")])
def test_nearly_the_same_title_leaves_nothing_new(stories: Stories, title: str) -> None:
    assert is_known(stories, FIRST, (title, "A film of it.", ("https://kiln.example/9",)))


def test_the_same_text_under_another_title_is_not_known_without_the_link(stories: Stories) -> None:
    text = "The keepers of Marlow and Quayside taught their robot to fold nets with a wooden hook."
    again = ("Marlow and Quayside: robots and nets", text, ())
    assert not is_known(stories, ("Nets of Marlow and Quayside keepers", text, ()), again)
    (found,) = stories.tables.rows("SELECT is_strong, is_copy FROM edge")
    assert found == (1, 0)


@pytest.mark.parametrize(
    "title",
    [
        "The robot of the keepers was delayed by a storm",
        "Lawsuit over the robot that folds nets",
        "Keepers raise money for the robot that folds nets: funding is open",
    ],
)
def test_another_event_on_the_same_page_is_new(stories: Stories, title: str) -> None:
    assert not is_known(stories, (f"Tessel releases {TITLE}", "", LINK), (title, "", LINK))


@pytest.mark.parametrize(
    "text",
    [
        "Score: 664, Comments: 218",
        "Posted on August 14, 2026 at 10:45",
        "2026-08-14 10:45:30",
        "https://kiln.example/2026/08/14/nets-77812?id=430219",
        "See #4711, page 12",
        "点赞 512 评论 33",
    ],
)
def test_scores_dates_and_addresses_are_nothing_new(stories: Stories, text: str) -> None:
    assert is_known(stories, FIRST, (OTHER, text, LINK))


NEW = ["It runs on Heron 4.2.", "It cost $40M.", "Nets fold 80% faster.", "耗资 3 亿元。"]


@pytest.mark.parametrize("text", NEW)
def test_a_new_product_or_quantity_under_another_title_is_new(stories: Stories, text: str) -> None:
    assert not is_known(stories, FIRST, (OTHER, text, LINK))


@pytest.mark.parametrize("text", NEW)
def test_under_the_same_title_details_are_nothing_new(stories: Stories, text: str) -> None:
    assert is_known(stories, FIRST, (TITLE, text, LINK))


def test_what_several_read_tellings_say_together_is_known(stories: Stories) -> None:
    price = told("lantern", "2026-08-01", (TITLE, "It cost $40M.", LINK))
    speed = told("kiln", "2026-08-02", (f"{TITLE}, says a film", "Nets fold 80% faster.", LINK))
    both = told("ferry", "2026-08-03", (OTHER, "At $40M they fold 80% faster.", LINK))
    fill(stories, price, speed, both)
    read = [issue.items[0].id for issue in (price, speed)]
    item = both.items[0].id
    assert stories.seen([item], set(read)) == {item}
    assert stories.seen([item], set(read[:1])) == frozenset()
    stories.reject(item, read[0])
    assert stories.seen([item], set(read)) == frozenset()


def test_an_issue_does_not_repeat_itself(stories: Stories) -> None:
    issue = told("lantern", "2026-08-01", FIRST, ("A long winter", "A film.", LINK))
    fill(stories, issue)
    one, other = (item.id for item in issue.items)
    assert stories.seen([one, other], {one}) == frozenset()


COPIES = """
INSERT INTO edge SELECT a.number, b.number, 1, 1, 1, '[]' FROM issue
JOIN item AS a ON a.issue = issue.number
JOIN item AS b ON b.issue = issue.number + 1 AND b.place = a.place WHERE issue.id = ?
"""


@pytest.fixture
def large(stories: Stories) -> Callable[[str], tuple[list[str], set[str]]]:
    """Two issues of some items, each a copy of one of the other: the ids of both."""
    made = {}
    for size in (400, 800):
        items = [(f"Story {n}", f"It has {n}% of nets.", ()) for n in range(size)]
        one, other = (told(f"{name}{size}", "2026-08-01", *items) for name in ("kiln", "lantern"))
        with stories.tables.change() as connection:
            insert_issue(connection, prepare_stories(one))
            insert_issue(connection, prepare_stories(other))
            connection.execute(COPIES, (one.id,))
        made[str(size)] = [i.id for i in other.items], {i.id for i in one.items}
    return made.__getitem__


def test_a_twice_as_long_issue_costs_twice_as_much(
    stories: Stories, large: Callable[[str], tuple[list[str], set[str]]]
) -> None:
    def look(size: str) -> object:
        return seen(stories.tables, *large(size), ())

    assert look("800") == frozenset(large("800")[0])
    assert growth(look, "400", "800") < MOST
    assert growth(lambda size: item_numbers(stories.tables, large(size)[0]), "400", "800") < MOST
