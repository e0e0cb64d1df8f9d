"""No title of a story is only an address, a number, a sign or a date, and none ends in the air."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from digests.model.issue import Publication
from digests.parsing import parse_issue
from digests.parsing.inline.plain_text import plain_text
from tests.digests.parsing.shapes import SHAPES, digests, written

TITLES = (
    "- **#1**: @ [@](%)",
    "- @, [@](%)\n- @ in [@](%)",
    "- @：%\n- @：%",
    "- @: @\n- @: [@](%)",
    "- @ by [@](%)",
    "- @ @ | [@](%)",
    "- [%](%): @",
    "- % - @\n- % - @",
    "### 1\n\n@ [@](%)",
    "### 🎉\n\n@ [@](%)",
    "### [%](%)\n\n@",
    "## 2026-11-20\n\n@ [@](%)",
    "- **2026-11-20**: @ [@](%)",
    "- **[12](%)** @",
    "- @:\n\n  ```\n  @\n  ```",
    "| 1 | [@](%) |\n|---|---|\n| 2 | [@](%) |",
    "- [1](%) @",
    "- [🔗](%) @",
    "- ![hidden](%)\n  @ [@](%)",
)
LETTER = re.compile(r"[^\W\d_]")
ADDRESS = re.compile(r"[a-z]+://\S+")
IN_THE_AIR = re.compile(
    r"(?:\S\s+(?:by|in|of|to|the|via|from|and)|[,，、:：;；|–—-])$", re.IGNORECASE
)


def bad_titles(text: str) -> list[str]:
    """The titles that say nothing though their items have words, and those that dangle."""
    issue = parse_issue(text, source="letter.md", publication=Publication("laws"), issue_id="0")
    return [
        item.title
        for item in issue.items
        if IN_THE_AIR.search(item.title) or (_has_words(item) and not _says_something(item.title))
    ]


def _has_words(item) -> bool:
    own = "" if item.title_is_derived else item.title
    return _says_something(f"{own}\n{item.alternative_title}\n{plain_text(item.body)}")


def _says_something(text: str) -> bool:
    return LETTER.search(ADDRESS.sub("", text)) is not None


@pytest.mark.parametrize("shape", TITLES)
def test_a_title_says_something(shape):
    story = "## @\n\n@ [@](%)"
    assert bad_titles(written("---\ntitle: Letter\n---", (story, shape, story)).text) == []
    assert bad_titles(written("", (shape, shape)).text) == []


@given(digests((*SHAPES, *TITLES)))
def test_so_does_every_title_of_a_digest(digest):
    assert bad_titles(digest.text) == []
