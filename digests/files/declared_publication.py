"""What a `publication.toml` beside the files says of their publication.

    name = "The Morning Letter"
    home = "https://letter.example.com"

It holds for its folder and the folders below, up to the next such file. Both keys may be missing.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from digests.model.issue import Publication
from digests.safe_text import safe_line

FILE_NAME = "publication.toml"
_MAX_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Declaration:
    """A `publication.toml` that was found; it has not been read."""

    path: str
    """Absolute."""

    changed: int
    """When its content or place changed, in nanoseconds since the epoch."""

    def publication(self, derived_name: str) -> Publication:
        """Read the file; `derived_name` is taken for a name that it does not give.

        A file that cannot be read or is no TOML declares nothing.
        """
        fields = self._fields()
        name = safe_line(str(fields.get("name", ""))) or derived_name
        return Publication(name, safe_line(str(fields.get("home", ""))), is_declared=True)

    def _fields(self) -> dict[str, object]:
        try:
            with Path(self.path).open("rb") as file:
                return tomllib.loads(file.read(_MAX_BYTES).decode())
        except (OSError, ValueError, RecursionError):
            return {}


def find_declaration(folder: str, root: str) -> Declaration | None:
    """Return the nearest `publication.toml` from `folder` up to `root`."""
    while True:
        path = os.path.join(folder, FILE_NAME)  # noqa: PTH118 - as everywhere in the walk
        try:
            status = os.lstat(path)
        except OSError:
            status = None
        if status is not None and S_ISREG(status.st_mode):
            return Declaration(path, status.st_ctime_ns)
        parent = os.path.dirname(folder)  # noqa: PTH120
        if folder == root or parent == folder:
            return None
        folder = parent
