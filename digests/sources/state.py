"""The state of a source between two syncs, kept beside its files.

Losing it costs one full fetch and nothing else.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING

from digests.sources.storage import write_file

if TYPE_CHECKING:
    from pathlib import Path

_FILE = ".sync.json"


@dataclass(frozen=True, slots=True)
class SyncState:
    """The result of the last sync, and what the next one sends to the server."""

    address: str = ""
    """The address that was synced; the user may have edited it since."""

    etag: str = ""
    last_modified: str = ""

    commit: str = ""
    """The commit and folders of a repository that were published; empty if unknown."""

    files: int = 0
    """How many files of a repository were published."""

    not_before: float = 0.0
    """The server must not be asked before this time, in seconds since the epoch."""

    gone: bool = False
    """Whether the server has said that the page never comes back; `not_before` holds then, too."""

    synced: str = ""
    """When a sync last succeeded, in UTC, ISO 8601; empty for never."""

    failure: str = ""
    """Why the last sync failed, safe to show; empty if it succeeded."""


def load_state(folder: Path, address: str) -> SyncState:
    """Return the saved state; an empty one if it is missing, damaged or of another address."""
    fresh = SyncState(address=address)
    try:
        values = asdict(SyncState()) | json.loads((folder / _FILE).read_bytes())
        known = SyncState(**{field.name: values[field.name] for field in fields(SyncState)})
        is_whole = all(type(values[name]) is type(value) for name, value in asdict(fresh).items())
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return fresh
    return known if is_whole and known.address == address else fresh


def follow_address(folder: Path, before: str, after: str) -> None:
    """Let the state saved for the address `before` hold for `after`. Raises SourceStorageError."""
    save_state(folder, replace(load_state(folder, before), address=after))


def save_state(folder: Path, state: SyncState) -> None:
    """Save `state` in `folder`. Raises SourceStorageError."""
    write_file(folder / _FILE, json.dumps(asdict(state), indent=1))
