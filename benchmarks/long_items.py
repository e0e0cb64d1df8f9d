"""Items of 133 kB, which digests seldom have and a page must be no slower for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.sentences import Sentences
from digests.model.issue import Publication
from digests.parsing.issue import parse_issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests import Issue

NAME = "fernlight"
"""In the title of each long item, and nowhere else."""

SECOND_NAME = "quarrel"
PHRASE = f"{NAME} {SECOND_NAME} of the week"

_ITEMS = 24
"""More than a page, and enough for all that is shown of a query to be long."""

_BYTES = 133_000
_HEADER = "---\ntitle: Long reads\ndate: 2026-06-30\nmodels: [GPT-5.6]\n---\n\n"


def long_issue() -> Issue:
    """Return an issue of long items, the same each time."""
    sentences = Sentences(seed=_BYTES)
    entries = (_entry(sentences, number) for number in range(_ITEMS))
    text = _HEADER + "\n".join(entries) + "\n"
    publication = Publication("long-reads")
    return parse_issue(text, source="long.md", publication=publication, issue_id="f" * 10)


def _entry(sentences: Sentences, number: int) -> str:
    """Return a list entry; each fourth has a character that folds to several."""
    body = " ".join(_sentences(sentences))
    stop = "." if number % 4 else " …"
    return f"- **The {PHRASE}, part {number}.** And so on{stop} {body}"


def _sentences(sentences: Sentences) -> Iterator[str]:
    length = 0
    while length < _BYTES:
        sentence = sentences.any()
        length += len(sentence.encode()) + 1
        yield sentence
