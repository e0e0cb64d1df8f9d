"""Which publication a file belongs to.

The first of these decides:

1. what the user calls the library folder;
2. the nearest `publication.toml`, in the file's folder or above. Both of its keys are optional:

       name = "The Morning Letter"
       home = "https://letter.example.com"

3. the names of the folders around the file. An archive keeps its issues in folders such as
   `the-digest/content/issues/2026/`; the nearest folder with a meaningful name is taken.
"""

from __future__ import annotations

import os
import re
import tomllib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG
from typing import TypeAlias

from digests.model.issue import Publication
from digests.safe_text import safe_line

_GENERIC = frozenset(
    # folders in which sites and archives keep their texts
    "issues issue content contents posts _posts post docs doc src source sources pages page text "
    "texts md markdown files public static assets archive archives articles editions edition "
    "latest tmp home users documents downloads desktop "
    # languages
    "en zh cn tw hk ja jp ko fr de es en-us en-gb zh-cn zh-tw zh-hk zh-hans zh-hant en_us zh_cn "
    "zh_tw english chinese 中文 英文 "
    # months, and Chinese names for such folders
    "jan feb mar apr may jun jul aug sep oct nov dec january february march april june july "
    "august september october november december 归档 往期".split()
)
_VAGUE = frozenset(
    "daily weekly monthly yearly news newsletter newsletters digest digests blog blogs "
    "日报 周刊 周报 月刊 晨报".split()
)
"""Names of kinds of publications; they are used only when no folder has a better name."""
_PERIOD = re.compile(r"[qwv]?\d{1,4}([-_.]?[qwm]?\d{1,2}){0,2}|\d{1,4}[年月日期]")

_NAMELESS = "digests"
"""The publication of files that are in no folder at all."""


@lru_cache(maxsize=4096)
def publication_depth(
    folders: tuple[str, ...], outside: int = 0, last_resort: int | None = None
) -> int:
    """Return how many leading names of `folders` lead to the publication's folder.

    `folders` are the names from the file system's root to the file's folder; the first `outside`
    of them, such as those of the user's home, name no publication. When all others are generic,
    the result is `last_resort`, by default the number of folders.
    """
    depths = range(len(folders), outside, -1)
    specific = [depth for depth in depths if not _is_generic(folders[depth - 1])]
    distinctive = [depth for depth in specific if folders[depth - 1].casefold() not in _VAGUE]
    fallback = len(folders) if last_resort is None else last_resort
    return (distinctive or specific or [fallback])[0]


def publication_name(
    folders: tuple[str, ...], outside: int = 0, last_resort: int | None = None
) -> str:
    """Return the name of the folder at `publication_depth`, or a default without any folder."""
    depth = publication_depth(folders, outside, last_resort)
    return folders[depth - 1] if depth else _NAMELESS


def _is_generic(name: str) -> bool:
    plain = name.casefold()
    return plain in _GENERIC or _PERIOD.fullmatch(plain) is not None


FILE_NAME = "publication.toml"
_MAX_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Declaration:
    """A `publication.toml` that exists; it has not been read."""

    path: str
    """Absolute."""

    changed: int
    """When its content, name or folder changed, in nanoseconds since the epoch."""

    def publication(self, derived_name: str) -> Publication:
        """Read the file; `derived_name` stands in for a missing name.

        A file that cannot be read or is not TOML declares nothing.
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


_SECOND = 1_000_000_000


@dataclass(frozen=True, slots=True)
class FolderName:
    """What the publications in a library folder are called."""

    title: str = ""
    """The publication of every issue in the folder; empty to derive it for each issue."""

    home: str = ""
    """Its home page; empty to derive it."""

    is_fetched: bool = False
    """Whether the program made the folder; then names above it do not name publications."""

    def publication(self, derived: Publication) -> Publication:
        """Return `derived` with the title and home page that the user chose, if any."""
        return Publication(
            safe_line(self.title) or derived.name,
            safe_line(self.home) or derived.home,
            is_declared=bool(self.title) or derived.is_declared,
        )

    def stamp(self) -> int:
        """Return nanoseconds, less than a second, that depend on title and home; 0 without both."""
        key = f"{self.title}\0{self.home}"
        return zlib.crc32(key.encode("utf-8", "surrogatepass")) % _SECOND if len(key) > 1 else 0


UNNAMED = FolderName()

FolderNames: TypeAlias = Mapping[Path, FolderName]
"""By the absolute paths of library folders."""
