"""Mute rules: saved searches whose items are dimmed, hidden, or marked as read.

Dimming and hiding only affect what is shown, and end with the rule. Items are marked as read once,
when their issue is new; from then on these are ordinary marks, which the user can undo or change.
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
    """What mute rules need of a `Library`."""

    @property
    def marks(self) -> Marks:
        """What the user marked."""

    def issues(self) -> tuple[IssueSummary, ...]:
        """Return all issues."""

    def members(self, query: str, issue_ids: Sequence[str]) -> frozenset[str]:
        """Return the ids of items in some issues that match a query."""


def muted(
    library: MutedLibrary, issue_id: str, searches: Iterable[SavedSearch]
) -> Mapping[str, str]:
    """Return how items of an issue are muted: `dim` or `hide`, by item id.

    Hiding wins over dimming. A rule with an invalid query mutes nothing. Raises
    IndexDamagedError.
    """
    mutes: dict[str, str] = {}
    for search in sorted(searches, key=lambda search: search.mute):
        if search.mute in ("dim", "hide"):
            mutes |= dict.fromkeys(_members(library, search, [issue_id]), search.mute)
    return mutes


def mark_new(
    library: MutedLibrary, searches: Iterable[SavedSearch], memory: Path
) -> MarksChanged | None:
    """Mark as read, in one action, what the rules match in issues that are new since the last run.

    Without a rule that marks as read, the last run is forgotten; the first run with one only
    records which issues there are. While marks cannot be written, new issues wait for a later run.

    Args:
        library: its items are marked.
        searches: only those that mark as read have an effect.
        memory: the file with the ids of the issues of the last run.

    Raises IndexDamagedError, MarksError and CacheError.
    """
    rules = [search for search in searches if search.mute == "read"]
    if not rules:
        _forget(memory)
        return None
    known, present = _load(memory), {summary.id for summary in library.issues()}
    if known == present:
        return None
    new = sorted(present - known) if known is not None else []
    matching = frozenset().union(*(_members(library, rule, new) for rule in rules))
    if matching and library.marks.is_read_only:
        return None
    # Recorded first: after a failure in between, no later run marks what the user marked unread.
    _save(memory, present)
    changed = library.marks.change(sorted(matching), MarkChange(read=True)) if matching else None
    return changed if changed and changed.count else None


def _members(
    library: MutedLibrary, search: SavedSearch, issue_ids: Sequence[str]
) -> frozenset[str]:
    try:
        return library.members(search.query, issue_ids) if issue_ids else frozenset()
    except QueryError:
        return frozenset()


def _load(memory: Path) -> set[str] | None:
    try:
        return set(memory.read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        return None


def _forget(memory: Path) -> None:
    try:
        memory.unlink(missing_ok=True)
    except OSError as error:
        raise CacheError(str(memory.parent), (error.strerror or str(error)).lower()) from error


def _save(memory: Path, issue_ids: set[str]) -> None:
    try:
        replace_file(memory, "\n".join(sorted(issue_ids)))
    except OSError as error:
        raise CacheError(str(memory.parent), (error.strerror or str(error)).lower()) from error
