"""Every word that a reader of a digest sees is in exactly one place of its issue."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from digests.lint.lost_words import issue_texts
from digests.model.issue import Publication
from digests.parsing import parse_issue
from tests.digests.parsing.shapes import SHAPES, WORD, digests, written

if TYPE_CHECKING:
    from digests.model.issue import Issue


def parse(text: str) -> Issue:
    return parse_issue(
        text, source="letter.md", publication=Publication("laws"), issue_id="0123456789"
    )


def places(issue: Issue) -> Counter[str]:
    """In how many places of `issue` each word stands."""
    header = () if issue.summary_blocks else (issue.summary,)
    return Counter(WORD.findall("\n".join((*issue_texts(issue), *header))))


@given(digests())
def test_every_word_is_in_exactly_one_place(digest):
    assert places(parse(digest.text)) == Counter(digest.words)


@pytest.mark.parametrize("shape", SHAPES)
def test_so_it_is_in_a_shape_between_two_stories(shape):
    story = "## @\n\n@ [@](%)"
    digest = written("---\ntitle: Letter\n---", (story, shape, story))
    assert places(parse(digest.text)) == Counter(digest.words)
