"""Which folders are read, where their cache is, and what happens if it cannot be written.

Folders named on the command line take precedence over those in the settings. Without any, the
samples that come with the program are opened, so that there is something to see.

If the home folder cannot be written to, the cache is kept in memory, in a folder that is deleted
when the program ends, and marks are not kept. For many digests memory is too small, which is an
error.
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
    """A library that was chosen but not opened yet."""

    folders: tuple[Path, ...]
    cache: Path
    notice: str = ""
    """One line for the user, or empty."""

    arguments: tuple[str, ...] = ()
    """The options with which a verb of `ainews` chooses the same library."""

    names: Mapping[Path, FolderName] = MappingProxyType({})
    """The publication names and home pages that the user gave to folders."""

    half_life_days: int = 0
    """Of recency in the order of hits, as the settings say; 0: by the time that it spans."""

    def open(self) -> Library:
        """Open the library; raises LocationError, FolderError, CacheError and MarksError."""
        from digests import Library

        marks = marks_file()
        is_kept = os.path.lexists(marks) or is_writable(marks)
        return Library.open(
            self.folders,
            self.cache,
            marks=marks if is_kept else None,
            names=self.names,
            half_life_days=self.half_life_days,
        )


def choose_library(named: Sequence[str]) -> LibraryChoice:
    """Choose by the folders named on the command line, of which there may be none.

    If the cache cannot be written, the choice has one in memory and a notice. If the marks cannot
    be written, they are read-only, or last until the library is closed if there are none yet.

    Raises SettingsError, SourceListError, LocationError, NoRoomError, and UsageError for a name
    that is not a path.
    """
    choice = _choose(named)
    notices = [choice.notice]
    if not is_writable(choice.cache) and _fits_into_memory(choice):
        notices.append(_KEPT_IN_MEMORY.format(safe_line(str(choice.cache))))
        choice = _choose(named)
    notices.append(_marks_notice(marks_file()))
    return choice._replace(notice="; ".join(filter(None, notices)))


def _fits_into_memory(choice: LibraryChoice) -> bool:
    """Move the caches into memory; return False if that is impossible. Raises NoRoomError."""
    size = bytes_of_digests(choice.folders)
    if size > MOST_IN_MEMORY:
        raise NoRoomError(str(choice.cache), size, MOST_IN_MEMORY)
    return move_caches_into_memory(size)


def _marks_notice(marks: Path) -> str:
    if is_writable(marks) and is_writable(marks.parent):
        return ""
    notice = _NOT_CHANGED if os.path.lexists(marks) else _NOT_KEPT
    return notice.format(safe_line(str(marks)))


def _choose(named: Sequence[str]) -> LibraryChoice:
    if named:
        folders = tuple(_path(name) for name in named)
        arguments = tuple(part for folder in folders for part in ("--folder", str(folder)))
        return LibraryChoice(folders, folders_cache(folders), arguments=arguments)
    from tui.keys.mistakes import mistakes_notice
    from tui.settings import read_settings

    file = read_settings(settings_file())
    wrong = mistakes_notice([one for one in file.mistakes if one.setting == "folders"])
    sources = chosen_sources()
    library_folders = (*file.settings.folders, *sources.ensure_folders())
    if library_folders:
        names = sources.folder_names()
        half_life = file.settings.recency_half_life_days
        return LibraryChoice(
            library_folders, library_cache(), wrong, names=names, half_life_days=half_life
        )
    return LibraryChoice((samples_folder(),), samples_cache(), wrong or HOW_TO_ADD)


def chosen_sources() -> Sources:
    """Return the user's list of sources, which is read later; raises LocationError."""
    from digests import Sources

    return Sources(sources_file(), sources_folder())


def _path(name: str) -> Path:
    if not name or "\0" in name:
        raise UsageError("a folder's name is empty or holds NUL")
    return Path(name).expanduser().absolute()


_MEMORY_FOLDERS = ("/run/user/{user}", "/dev/shm")  # noqa: S108 - folders in memory, where there are any
"""Folders in memory instead of on a disk; elsewhere the temporary folder is used."""


MOST_IN_MEMORY = 64_000_000
"""Bytes of digests: a few hundred long ones or many thousand short ones."""

_CACHE_FACTOR = 4
"""A cache has 3.5 times the bytes of its digests: half for search, a third for stories."""


def is_writable(path: Path) -> bool:
    """Return whether `path`, a file or a folder that may not exist, can be created or written."""
    for existing in (path, *path.parents):
        if existing.is_dir():
            return os.access(existing, os.W_OK | os.X_OK)
        if os.path.lexists(existing):
            return existing == path and os.access(existing, os.W_OK)
    return False


def bytes_of_digests(folders: Iterable[Path]) -> int:
    """Return the total size of all issue files in some folders."""
    from digests import find_issue_files

    return sum(
        status.st_size
        for folder in folders
        for listed in find_issue_files(folder).listed
        for _, status in listed.entries
    )


def move_caches_into_memory(digests: int) -> bool:
    """Point this process and its children to a cache folder that is deleted at exit.

    `digests` is the number of bytes to be read. Returns False if no folder has room for the cache.
    """
    import atexit
    import shutil
    import tempfile

    parents = (folder.format(user=os.getuid()) for folder in _MEMORY_FOLDERS)
    for parent in (*parents, None):
        try:
            folder = tempfile.mkdtemp(prefix="ainews-", dir=parent)
        except OSError:
            continue
        if shutil.disk_usage(folder).free < digests * _CACHE_FACTOR:
            os.rmdir(folder)  # noqa: PTH106 - as the calls around it
            continue
        os.environ["XDG_CACHE_HOME"] = folder
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return True
    return False
