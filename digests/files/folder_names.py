"""What the user calls a library folder. It goes before all that is in the folder or its path."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from digests.model.issue import Publication
from digests.safe_text import safe_line

_SECOND = 1_000_000_000


@dataclass(frozen=True, slots=True)
class FolderName:
    """How the publications in a library folder are called."""

    title: str = ""
    """The publication of every issue in the folder; empty to find it for each."""

    home: str = ""
    """Its home page; empty to find it."""

    is_fetched: bool = False
    """Whether the program has made the folder: only names in its path from its own on count."""

    def publication(self, found: Publication) -> Publication:
        """Return what `found`, told by the folder, is called here."""
        return Publication(
            safe_line(self.title) or found.name,
            safe_line(self.home) or found.home,
            is_declared=bool(self.title) or found.is_declared,
        )

    def stamp(self) -> int:
        """Return nanoseconds, less than a second, that differ when title or home does."""
        said = f"{self.title}\0{self.home}"
        return zlib.crc32(said.encode("utf-8", "surrogatepass")) % _SECOND if len(said) > 1 else 0


UNNAMED = FolderName()

FolderNames: TypeAlias = Mapping[Path, FolderName]
"""By the absolute paths of library folders."""
