from __future__ import annotations

import pytest

from tui.text.counts import counted


@pytest.mark.parametrize(
    ("number", "name", "words"),
    [
        (0, "item", "0 items"),
        (1, "item", "1 item"),
        (2506, "issue", "2,506 issues"),
        (1, "story", "1 story"),
        (2, "story", "2 stories"),
    ],
)
def test_one_is_not_many(number: int, name: str, words: str) -> None:
    assert counted(number, name) == words


@pytest.mark.parametrize(("of", "words"), [(1, "1 of 1 item"), (1200, "1 of 1,200 items")])
def test_a_part_is_named_for_the_whole(of: int, words: str) -> None:
    assert counted(1, "item", of=of) == words
