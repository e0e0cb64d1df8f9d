"""Which folders are read, and where their cache is.

Folders named on the command line go before those in the settings; without any, the samples that
come with the program are opened, so that there is something to see.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digests import safe_line
from tui.errors import UsageError
from tui.locations import (
    folders_cache,
    library_cache,
    marks_file,
    samples_cache,
    samples_folder,
    settings_file,
    sources_file,
    sources_folder,
)
from tui.unwritable import is_writable, move_caches_into_memory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests import Library, Sources

_IN_MEMORY = "{} cannot be written, so what is read is kept in memory until the program ends"
_NOT_KEPT = "{} cannot be written, so marks end with the program"

HOW_TO_ADD = "these are samples; `ainews add FOLDER` opens your own digests"


class LibraryChoice(NamedTuple):
    """A library that was chosen and is not yet open."""

    folders: tuple[Path, ...]
    cache: Path
    notice: str = ""
    """One line for the user, or empty."""

    arguments: tuple[str, ...] = ()
    """What makes a verb of `ainews` choose the same library."""

    def open(self) -> Library:
        """Open the library; raises LocationError, FolderError, CacheError and MarksError."""
        from digests import Library

        marks = marks_file()
        return Library.open(self.folders, self.cache, marks=marks if is_writable(marks) else None)


def choose_library(named: Sequence[str]) -> LibraryChoice:
    """Choose by the folders named on the command line, none or several.

    Where the cache cannot be written, the choice says so and names one in memory; marks that
    cannot be kept end with the library.

    Raises SettingsError, SourceListError, LocationError, and UsageError for a name that is no path.
    """
    choice = _choose(named)
    notices = [choice.notice]
    if not is_writable(choice.cache) and move_caches_into_memory():
        notices.append(_IN_MEMORY.format(safe_line(str(choice.cache))))
        choice = _choose(named)
    if not is_writable(marks_file()) and not marks_file().exists():
        notices.append(_NOT_KEPT.format(safe_line(str(marks_file()))))
    return choice._replace(notice="; ".join(filter(None, notices)))


def _choose(named: Sequence[str]) -> LibraryChoice:
    if named:
        folders = tuple(_path(name) for name in named)
        arguments = tuple(part for folder in folders for part in ("--folder", str(folder)))
        return LibraryChoice(folders, folders_cache(folders), arguments=arguments)
    from tui.settings import read_settings
    from tui.settings_mistakes import mistakes_notice

    file = read_settings(settings_file())
    wrong = mistakes_notice([found for found in file.mistakes if found.setting == "folders"])
    library_folders = (*file.settings.folders, *chosen_sources().made_folders())
    if library_folders:
        return LibraryChoice(library_folders, library_cache(), wrong)
    return LibraryChoice((samples_folder(),), samples_cache(), wrong or HOW_TO_ADD)


def chosen_sources() -> Sources:
    """Return the sources that the user has added; raises LocationError."""
    from digests import Sources

    return Sources(sources_file(), sources_folder())


def _path(name: str) -> Path:
    if not name or "\0" in name:
        raise UsageError("a folder's name is empty or holds NUL")
    return Path(name).expanduser().absolute()
