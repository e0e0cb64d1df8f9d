"""What a source is.

What a sync did.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    """How the issue files of a source are fetched."""

    GIT = "git"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Source:
    """Something that issue files are fetched from."""

    name: str
    """What the user calls it, and the name of its folder; see `name_from`."""

    kind: SourceKind

    address: str
    """Where it is; it may hold a password, so it is shown through `shown_address` only."""

    title: str = ""
    """The publication's name as the user wants it; empty when it is taken from the source."""

    home: str = ""
    """The publication's home page as the user wants it; empty when it is taken from the source."""

    folders: tuple[str, ...] = ()
    """The folders of a repository that are wanted, `/` between names; empty for all."""

    allow_private: bool = False
    """Whether the host may be in a private network."""


_NO_LETTERS = re.compile(r"[\W_]+")
_MOST_BYTES = 80
"""A file system's limit is 255, and other names are made from this one."""


def name_from(words: str) -> str:
    """Return a name for a source that is fit for a folder: small letters, digits and hyphens.

    Letters of any script stay. The result is empty when there is no letter or digit in `words`.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", words).casefold())
    plain = _NO_LETTERS.sub("-", folded)
    return plain.encode()[:_MOST_BYTES].decode(errors="ignore").strip("-")


def is_name(name: str) -> bool:
    """Whether `name` is fit for a source and for its folder."""
    return bool(name) and name == name_from(name)


@dataclass(frozen=True, slots=True)
class FileCounts:
    """Issue files of one source, in numbers."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class SyncReport:
    """How the sync of one source ended."""

    name: str
    files: FileCounts = FileCounts()

    failure: str = ""
    """Why it did not go well, safe to show; then nothing was changed that is not whole."""

    def __str__(self) -> str:
        """Return one line for the user, without the name."""
        if self.failure:
            return f"failed: {self.failure}"
        files = self.files
        counts = {"new": files.new, "changed": files.changed, "removed": files.removed}
        told = [f"{count:,} {word}" for word, count in counts.items() if count]
        return ", ".join((*told, f"{files.unchanged:,} unchanged"))
