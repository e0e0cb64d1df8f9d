"""Which folders are read, and where their cache is.

Folders named on the command line go before those in the settings; without any, the samples that
come with the program are opened, so that there is something to see.

What to do where nothing can be written: a full home is a pity, a closed one no reason to end.

What is learned of digests is kept in memory then, in a folder that ends with the program, and so
are marks; for many digests memory is too small, and that is said. A folder on the way that is a
file, or belongs to somebody else, is the same to us.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from digests import safe_line
from tui.errors import NoRoomError, UsageError
from tui.system.paths import (
    folders_cache,
    library_cache,
    marks_file,
    samples_cache,
    samples_folder,
    settings_file,
    sources_file,
    sources_folder,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digests import FolderName, Library, Sources


_KEPT_IN_MEMORY = "{} cannot be written, so what is read is kept in memory until the program ends"
_NOT_KEPT = "{} cannot be written, so marks end with the program"
_NOT_CHANGED = "{} cannot be written, so marks are shown and cannot be changed"

HOW_TO_ADD = "these are samples; `ainews add FOLDER` opens your own digests"


class LibraryChoice(NamedTuple):
    """A library that was chosen and is not yet open."""

    folders: tuple[Path, ...]
    cache: Path
    notice: str = ""
    """One line for the user, or empty."""

    arguments: tuple[str, ...] = ()
    """What makes a verb of `ainews` choose the same library."""

    names: Mapping[Path, FolderName] = MappingProxyType({})
    """What the user calls the folders."""

    def open(self) -> Library:
        """Open the library; raises LocationError, FolderError, CacheError and MarksError."""
        from digests import Library

        marks = marks_file()
        is_kept = os.path.lexists(marks) or is_writable(marks)
        return Library.open(
            self.folders, self.cache, marks=marks if is_kept else None, names=self.names
        )


def choose_library(named: Sequence[str]) -> LibraryChoice:
    """Choose by the folders named on the command line, none or several.

    Where the cache cannot be written, the choice says so and names one in memory. Marks that
    cannot be kept end with the library; those that are there are shown.

    Raises SettingsError, SourceListError, LocationError, NoRoomError, and UsageError for a name
    that is no path.
    """
    choice = _choose(named)
    notices = [choice.notice]
    if not is_writable(choice.cache) and _fits_into_memory(choice):
        notices.append(_KEPT_IN_MEMORY.format(safe_line(str(choice.cache))))
        choice = _choose(named)
    notices.append(_marks_notice(marks_file()))
    return choice._replace(notice="; ".join(filter(None, notices)))


def _fits_into_memory(choice: LibraryChoice) -> bool:
    """Move the caches into memory; False when that cannot be done. Raises NoRoomError."""
    size = bytes_of_digests(choice.folders)
    if size > MOST_IN_MEMORY:
        raise NoRoomError(str(choice.cache), size, MOST_IN_MEMORY)
    return move_caches_into_memory(size)


def _marks_notice(marks: Path) -> str:
    if is_writable(marks) and is_writable(marks.parent):
        return ""
    words = _NOT_CHANGED if os.path.lexists(marks) else _NOT_KEPT
    return words.format(safe_line(str(marks)))


def _choose(named: Sequence[str]) -> LibraryChoice:
    if named:
        folders = tuple(_path(name) for name in named)
        arguments = tuple(part for folder in folders for part in ("--folder", str(folder)))
        return LibraryChoice(folders, folders_cache(folders), arguments=arguments)
    from tui.keys.mistakes import mistakes_notice
    from tui.settings import read_settings

    file = read_settings(settings_file())
    wrong = mistakes_notice([found for found in file.mistakes if found.setting == "folders"])
    sources = chosen_sources()
    library_folders = (*file.settings.folders, *sources.ensure_folders())
    if library_folders:
        names = sources.folder_names()
        return LibraryChoice(library_folders, library_cache(), wrong, names=names)
    return LibraryChoice((samples_folder(),), samples_cache(), wrong or HOW_TO_ADD)


def chosen_sources() -> Sources:
    """Return the sources that the user has added; raises LocationError."""
    from digests import Sources

    return Sources(sources_file(), sources_folder())


def _path(name: str) -> Path:
    if not name or "\0" in name:
        raise UsageError("a folder's name is empty or holds NUL")
    return Path(name).expanduser().absolute()


_MEMORY_FOLDERS = ("/run/user/{user}", "/dev/shm")  # noqa: S108 - folders in memory, where there are any
"""Where folders can be made that take memory and no disk; elsewhere it is the temporary folder."""


MOST_IN_MEMORY = 64_000_000
"""Bytes of digests, some hundred long ones or many thousand short ones."""

_TIMES = 4
"""A cache has 3.5 times the bytes of its digests: half for search, a third for stories."""


def is_writable(path: Path) -> bool:
    """Say whether `path`, a file or a folder that may be missing, can be made or written to."""
    for place in (path, *path.parents):
        if place.is_dir():
            return os.access(place, os.W_OK | os.X_OK)
        if os.path.lexists(place):
            return place == path and os.access(place, os.W_OK)
    return False


def bytes_of_digests(folders: Iterable[Path]) -> int:
    """Return the size of all issue files in some folders."""
    from digests import find_issue_files

    return sum(
        status.st_size
        for folder in folders
        for listed in find_issue_files(folder).listed
        for _, status in listed.entries
    )


def move_caches_into_memory(digests: int) -> bool:
    """Let this process and its children keep their caches in a folder that ends with it.

    `digests` are the bytes to be read. Return False when no such folder has room for them.
    """
    import atexit
    import shutil
    import tempfile

    for place in (*(place.format(user=os.getuid()) for place in _MEMORY_FOLDERS), None):
        try:
            folder = tempfile.mkdtemp(prefix="ainews-", dir=place)
        except OSError:
            continue
        if shutil.disk_usage(folder).free < digests * _TIMES:
            os.rmdir(folder)  # noqa: PTH106 - as the calls around it
            continue
        os.environ["XDG_CACHE_HOME"] = folder
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return True
    return False
