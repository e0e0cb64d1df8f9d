"""Mute rules: saved searches whose items are shown in quiet colours, left out, or marked as read.

The first two are ways of showing: they change nothing and end with the rule. Marking as read is
done once, when an issue is new: the marks are the user's from then on, to be undone or changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from digests.errors import CacheError, QueryError
from digests.marks.values import MarkChange
from digests.storage.atomic_write import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from digests.marks.marks import Marks
    from digests.marks.values import MarksChanged
    from digests.model.summary import IssueSummary
    from digests.saved_searches import SavedSearch


class MutedLibrary(Protocol):
    """What mute rules ask of a library, each as `Library` says it."""

    @property
    def marks(self) -> Marks:
        """What the user marked."""

    def issues(self) -> tuple[IssueSummary, ...]:
        """Return all issues."""

    def members(self, query: str, issue_ids: Sequence[str]) -> frozenset[str]:
        """Return the ids of those items of some issues that a query asks for."""


def muted(
    library: MutedLibrary, issue_id: str, searches: Iterable[SavedSearch]
) -> Mapping[str, str]:
    """Return how the items of an issue are muted: `dim` or `hide`, by item id.

    Hiding goes before dimming. A rule whose query is misspelt mutes nothing. Raises
    IndexDamagedError.
    """
    found: dict[str, str] = {}
    for search in sorted(searches, key=lambda search: search.mute):
        if search.mute in ("dim", "hide"):
            found |= dict.fromkeys(_members(library, search, [issue_id]), search.mute)
    return found


def mark_new(
    library: MutedLibrary, searches: Iterable[SavedSearch], memory: Path
) -> MarksChanged | None:
    """Mark as read, in one action, what the rules find in issues that are new since the last run.

    Without a rule of this kind the last run is forgotten; the first run with one only remembers
    which issues there are. Where marks cannot be written, new issues wait for the next run.

    Args:
        library: Its items are marked.
        searches: Those that mute something else, or nothing, have no effect.
        memory: The file that remembers the issues of the last run.

    Raises IndexDamagedError, MarksError and CacheError.
    """
    rules = [search for search in searches if search.mute == "read"]
    if not rules:
        _forget(memory)
        return None
    known, present = _remembered(memory), {summary.id for summary in library.issues()}
    if known == present:
        return None
    new = sorted(present - known) if known is not None else []
    found = frozenset().union(*(_members(library, rule, new) for rule in rules))
    if found and library.marks.is_read_only:
        return None
    # Remembered first: after a failure in between nothing is marked that the user marks unread.
    _remember(memory, present)
    changed = library.marks.change(sorted(found), MarkChange(read=True)) if found else None
    return changed if changed and changed.count else None


def _members(
    library: MutedLibrary, search: SavedSearch, issue_ids: Sequence[str]
) -> frozenset[str]:
    try:
        return library.members(search.query, issue_ids) if issue_ids else frozenset()
    except QueryError:
        return frozenset()


def _remembered(memory: Path) -> set[str] | None:
    try:
        return set(memory.read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        return None


def _forget(memory: Path) -> None:
    try:
        memory.unlink(missing_ok=True)
    except OSError as error:
        raise CacheError(str(memory.parent), (error.strerror or str(error)).lower()) from error


def _remember(memory: Path, issue_ids: set[str]) -> None:
    try:
        replace_file(memory, "\n".join(sorted(issue_ids)))
    except OSError as error:
        raise CacheError(str(memory.parent), (error.strerror or str(error)).lower()) from error
