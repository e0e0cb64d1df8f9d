"""Sources, and reports of their syncs, as values."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from digests.safe_text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable


class SourceKind(StrEnum):
    """How the issue files of a source are fetched."""

    GIT = "git"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Source:
    """Something that issue files are fetched from."""

    name: str
    """Unique; also the name of its folder. See `name_from`."""

    kind: SourceKind

    address: str
    """May contain a password, so it must be shown through `shown_address` only."""

    title: str = ""
    """The user's name for the publication; empty to take it from the source."""

    home: str = ""
    """The user's home page for the publication; empty to take it from the source."""

    folders: tuple[str, ...] = ()
    """The wanted folders of a repository, as paths with `/`; empty for all."""

    allow_private: bool = False
    """Whether the host may be in a private network."""

    tags: tuple[str, ...] = ()
    """The user's groups for the publication; see `tags_from`."""


_NO_LETTERS = re.compile(r"[\W_]+")
_MAX_BYTES = 80
"""The limit of file systems is 255, and longer names are derived from this one."""


def name_from(text: str) -> str:
    """Return a source name that can name a folder: lower-case letters, digits and hyphens.

    Letters of any script are kept. The result is empty if `text` has no letter or digit.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    plain = _NO_LETTERS.sub("-", folded)
    return plain.encode()[:_MAX_BYTES].decode(errors="ignore").strip("-")


_LONGEST_TAG = 80
_MOST_TAGS = 20


def tags_from(texts: Iterable[str]) -> tuple[str, ...]:
    """Return tags for a publication, each once in any case, in order.

    A tag is one line without commas, which separate tags in other files.
    """
    tags: dict[str, str] = {}
    for text in texts:
        tag = " ".join(safe_line(text).replace(",", " ").split())[:_LONGEST_TAG].strip()
        if tag:
            tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())[:_MOST_TAGS]


def is_name(name: str) -> bool:
    """Return whether `name` can name a source and its folder."""
    return bool(name) and name == name_from(name)


@dataclass(frozen=True, slots=True)
class FileCounts:
    """Numbers of issue files of one source."""

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
    """Why it failed, safe to show; even then, no file is incomplete."""

    notes: tuple[str, ...] = ()
    """What in it could not be read while the rest was, safe to show."""

    moved_to: str = ""
    """The address that the list has now, because the server has moved the source for good."""

    def __str__(self) -> str:
        """Return one line for the user, without the name."""
        if self.failure:
            return f"failed: {self.failure}"
        files = self.files
        counts = {"new": files.new, "changed": files.changed, "removed": files.removed}
        parts = [f"{count:,} {word}" for word, count in counts.items() if count]
        counted = ", ".join((*parts, f"{files.unchanged:,} unchanged"))
        return "; ".join((counted, *self.notes))
