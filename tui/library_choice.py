"""Which folders are read, and where their cache is.

Folders named on the command line go before those in the settings; without any, the samples that
come with the program are opened, so that there is something to see.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digests import Library
from tui.errors import UsageError
from tui.locations import (
    folders_cache,
    library_cache,
    samples_cache,
    samples_folder,
    settings_file,
)
from tui.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

HOW_TO_ADD = "these are samples; `ainews add FOLDER` opens your own digests"


@dataclass(frozen=True, slots=True)
class LibraryChoice:
    """A library that was chosen and is not yet open."""

    folders: tuple[Path, ...]
    cache: Path
    notice: str = ""
    """One line for the user, or empty."""

    arguments: tuple[str, ...] = ()
    """What makes a verb of `ainews` choose the same library."""

    def open(self) -> Library:
        """Open the library; raises FolderError and CacheError."""
        return Library.open(self.folders, self.cache)


def choose_library(named: Sequence[str]) -> LibraryChoice:
    """Choose by the folders named on the command line, none or several.

    Raises SettingsError, LocationError, and UsageError for a name that is no path.
    """
    if named:
        folders = tuple(_path(name) for name in named)
        arguments = tuple(part for folder in folders for part in ("--folder", str(folder)))
        return LibraryChoice(folders, folders_cache(folders), arguments=arguments)
    settings = load_settings(settings_file())
    if settings.folders:
        unknown = ", ".join(settings.unknown)
        notice = f"the settings file has names that mean nothing: {unknown}" if unknown else ""
        return LibraryChoice(settings.folders, library_cache(), notice)
    return LibraryChoice((samples_folder(),), samples_cache(), HOW_TO_ADD)


def _path(name: str) -> Path:
    if not name or "\0" in name:
        raise UsageError("a folder's name is empty or holds NUL")
    return Path(name).expanduser().absolute()
