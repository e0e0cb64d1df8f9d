"""What every engine is given: each item, and each issue with its title and its summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.material import rows
from digests.search.analysis import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digests import Issue

_FIRST_CJK = "\u1100"
_JOINERS = "_/&+'’‐–-"


class Document(NamedTuple):
    """The terms of an item or of an issue, with spaces between them."""

    id: str
    title: str
    body: str
    section: str


def documents(issues: Iterable[Issue]) -> Iterator[Document]:
    """Yield the issues themselves and their items."""
    for issue in issues:
        yield _document(issue.id, issue.title, issue.summary, issue.publication.name)
        for item, row in zip(issue.items, rows(issue), strict=True):
            yield _document(item.id, row.title, row.body, row.section)


def _document(name: str, *texts: str) -> Document:
    return Document(name, *(" ".join(terms(text)) for text in texts))


def query_terms(query: str) -> list[str]:
    """Return the terms that a rival is asked for, each once.

    It is the terms of the text without those that documents rarely have when they mean the same:
    a name with its punctuation, and the last character of a Chinese run.
    """
    found = dict.fromkeys(term for word in query.split() for term in _of_word(word))
    return list(found | dict.fromkeys(filter(_is_common, terms(query))))


def _of_word(word: str) -> list[str]:
    found = [term for term in terms(word) if _is_common(term)]
    return found or terms(word)


def _is_common(term: str) -> bool:
    is_last_character = len(term) == 1 and term >= _FIRST_CJK
    return not is_last_character and not any(joiner in term for joiner in _JOINERS)
