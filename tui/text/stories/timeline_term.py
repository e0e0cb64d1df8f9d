"""What a timeline is likely to be asked for: the word that is selected, or the main subject."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digests import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests import Issue, Item

_LONGEST: Final = 40
"""Characters; more are no name."""

_NAME: Final = re.compile(r"\b[A-Z][\w.+-]*\w(?:[ -]v?\d[\w.]*)?|\b\w*[A-Za-z]\w*-?\d[\w.]*\w?")
_QUOTED: Final = re.compile("[《「『“](.{2,20}?)[》」』”]")
_NO_WORD: Final = re.compile(
    r'-?[\w-]+:(?:"[^"]*"|\([^)]*\)|\S+)|\bOR\b|(?<!\S)-(?:"[^"]*"|\S+)|[()"*]'
)


def main_subject(issue: Issue, item: Item) -> str:
    """Return a name that the title of an item is about, as it is spelled there; or nothing.

    The subjects of the issue come first, then what looks like a name.
    """
    for name in _subjects(issue):
        letters = re.findall(r"\w", name)
        pattern = r"[\W_]?".join(map(re.escape, letters))
        found = re.search(rf"(?<![A-Za-z0-9]){pattern}(?![A-Za-z0-9])", item.title, re.IGNORECASE)
        if letters and found:
            return found[0]
    quoted, named = _QUOTED.search(item.title), _NAME.search(item.title)
    return quoted[1] if quoted else named[0] if named else ""


def selected_term(text: str | None) -> str:
    """Return what the mouse has selected if that may be a name."""
    words = safe_line(text or "").strip()
    return words if len(words) <= _LONGEST else ""


def query_term(query: str) -> str:
    """Return the words of a query without its fields and operators."""
    return " ".join(_NO_WORD.sub(" ", query).split())


def _subjects(issue: Issue) -> Iterator[str]:
    subjects = issue.subjects
    yield from (*subjects.models, *subjects.companies, *subjects.people, *subjects.topics)
