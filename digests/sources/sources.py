"""The sources of a library: one facade over their list and what was fetched from them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digests.files.publication import UNNAMED, FolderName
from digests.sources.errors import SourceNotFoundError
from digests.sources.source_list import (
    edited_folder_names,
    edited_sources,
    load_list,
    load_sources,
)
from digests.sources.state import load_state
from digests.sources.storage import make_folder, source_lock, storage_error

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from digests.files.publication import FolderNames
    from digests.sources.adding import NewSource
    from digests.sources.source import Source, SyncReport
    from digests.sources.state import SyncState
    from digests.sources.web.client import Web


@dataclass(frozen=True, slots=True)
class Sources:
    """Sources that are listed in a file of the settings and fetched into folders of their own.

    Every method may be called from any thread that runs no event loop, and by several processes.
    """

    listed_in: Path
    """sources.toml."""

    data: Path
    """Has a folder for each source, named after it; what is in it can be fetched again."""

    web: Web | None = field(default=None, repr=False)
    """How servers are asked; None for the usual way."""

    def all(self) -> tuple[Source, ...]:
        """Return all sources, in the order in which they were added. Raises SourceListError."""
        return load_sources(self.listed_in)

    def folder(self, source: Source) -> Path:
        """Return where the issues of `source` are."""
        return self.data / source.name

    def made_folders(self) -> tuple[Path, ...]:
        """Return the folders of all sources; one that is missing is made, empty.

        A library without the folder would take its issues for deleted, and an empty one it takes
        for a disk that is not there. Raises SourceListError, SourceStorageError.
        """
        folders = tuple(map(self.folder, self.all()))
        for folder in folders:
            make_folder(folder)
        return folders

    def folder_names(self) -> FolderNames:
        """Return what the user calls the folders of the library, fetched or not.

        Raises SourceListError.
        """
        sources, names = load_list(self.listed_in)
        fetched = {
            self.folder(source): FolderName(source.title, source.home, is_fetched=True)
            for source in sources
        }
        return {**names, **fetched}

    def name_folder(self, folder: Path, name: FolderName) -> None:
        """Remember what the user calls a folder, by its absolute path; an empty name forgets it.

        Raises SourceListError, SourceBusyError.
        """
        with edited_folder_names(self.listed_in) as names:
            names.pop(folder, None)
            if name != UNNAMED:
                names[folder] = name

    def named(self, name: str) -> Source:
        """Return the source of this name or title. Raises SourceNotFoundError, SourceListError."""
        sources = self.all()
        for source in sources:
            if name == source.name:
                return source
        same = [source for source in sources if name.casefold() == source.title.casefold()]
        if len(same) != 1 or not name:
            raise SourceNotFoundError(name)
        return same[0]

    def state(self, source: Source) -> SyncState:
        """Return how the last sync of `source` ended."""
        return load_state(self.folder(source), source.address)

    def add(self, wanted: NewSource) -> Source:
        """Find out what is at an address and remember it; `sync` fetches it.

        Raises SourceError: nothing is remembered then.
        """
        from digests.sources.adding import found_source, refuse_known_address, with_free_name
        from digests.sources.web.client import Web

        refuse_known_address(wanted.address, self.all())
        source = found_source(wanted, self.web or Web())
        with edited_sources(self.listed_in) as sources:
            sources.append(with_free_name(source, sources))
        return source

    def add_outline(self, path: Path) -> tuple[tuple[Source, ...], int]:
        """Remember the feeds of an OPML file, unasked; return the new ones and how many are old.

        Raises OutlineError, SourceListError.
        """
        from digests.sources.opml import new_sources, read_outline

        feeds = read_outline(path)
        with edited_sources(self.listed_in) as sources:
            new = new_sources(feeds, sources)
            sources.extend(new)
        return new, len(feeds) - len(new)

    def outline(self) -> str:
        """Return the feeds among the sources as OPML. Raises SourceListError."""
        from digests.sources.opml import outline_of

        return outline_of(self.all())

    def remove(self, name: str, *, delete_files: bool) -> Source:
        """Forget a source, and delete what was fetched from it when asked to.

        Raises SourceNotFoundError, SourceListError, SourceBusyError, SourceStorageError.
        """
        source = self.named(name)
        folder = self.folder(source)
        if delete_files and folder.is_dir():
            _delete(folder, source)
        with edited_sources(self.listed_in) as sources:
            sources[:] = [other for other in sources if other.name != source.name]
        return source

    def sync(
        self, names: Sequence[str] = (), *, on_report: Callable[[SyncReport], None] | None = None
    ) -> tuple[SyncReport, ...]:
        """Fetch what is new from the sources of these names, or from all.

        A source that fails is in its report, and keeps the files that it had.

        Args:
            names: as `named` understands them.
            on_report: called with each report as soon as it is there, in this thread.

        Raises SourceNotFoundError before anything was asked, SourceListError.
        """
        from digests.sources.sync import sync_sources
        from digests.sources.web.client import Web

        chosen = dict.fromkeys(map(self.named, names)) if names else self.all()
        reports = []
        for report in sync_sources(tuple(chosen), self.data, self.web or Web()):
            reports.append(report)
            if on_report is not None:
                on_report(report)
        return tuple(reports)


def _delete(folder: Path, source: Source) -> None:
    with source_lock(folder / ".lock", source.name):
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise storage_error(folder, error) from error
