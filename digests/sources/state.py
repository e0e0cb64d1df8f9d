"""What is remembered of a source between two syncs.

It lies beside the files that it speaks of. Losing it costs one full fetch and nothing else.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from digests.sources.storage import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_FILE = ".sync.json"


@dataclass(frozen=True, slots=True)
class SyncState:
    """How the last sync ended, and what the next one tells the server."""

    address: str = ""
    """Whose answers the rest is about: the address may have been edited since."""

    etag: str = ""
    last_modified: str = ""

    commit: str = ""
    """What of a repository is in the folder; empty when that is not sure."""

    files: int = 0
    """How many files of a repository were put into the folder."""

    not_before: float = 0.0
    """The server does not want to be asked earlier, in seconds since the epoch."""

    synced: str = ""
    """When a sync last went well, in UTC, ISO 8601; empty for never."""

    failure: str = ""
    """Why the last sync failed, safe to show; empty when it went well."""


def load_state(folder: Path, address: str) -> SyncState:
    """Return what is known of the source in `folder`; nothing when the address is another one."""
    fresh = SyncState(address=address)
    try:
        values = json.loads((folder / _FILE).read_bytes())
        known = SyncState(**{field.name: values[field.name] for field in fields(SyncState)})
        is_whole = all(type(values[name]) is type(value) for name, value in asdict(fresh).items())
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return fresh
    return known if is_whole and known.address == address else fresh


def save_state(folder: Path, state: SyncState) -> None:
    """Remember `state`. Raises SourceStorageError."""
    write_whole(folder / _FILE, json.dumps(asdict(state), indent=1))
