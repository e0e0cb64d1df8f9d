"""The sources of a library: one facade over their list and the fetched files."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from digests.files.publication import UNNAMED, FolderName
from digests.sources.errors import (
    SourceBusyError,
    SourceListError,
    SourceNotFoundError,
    SourceStorageError,
)
from digests.sources.source_list import (
    change_address,
    edited_folder_names,
    edited_sources,
    load_list,
    load_sources,
)
from digests.sources.state import follow_address, load_state
from digests.sources.storage import make_folder, source_lock, storage_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from digests.files.publication import FolderNames
    from digests.sources.adding import NewSource
    from digests.sources.outline import AddedFeeds
    from digests.sources.source import Source, SyncReport
    from digests.sources.state import SyncState
    from digests.sources.web.client import Web


@dataclass(frozen=True, slots=True)
class Sources:
    """Sources that are listed in a file, and fetched into a folder each.

    Any thread without a running event loop may call every method, and several processes at once.
    """

    list_file: Path
    """sources.toml."""

    data: Path
    """Has a folder for each source, with its name; the content can be fetched again."""

    web: Web | None = field(default=None, repr=False)
    """The HTTP client; None for the default one."""

    def all(self) -> tuple[Source, ...]:
        """Return all sources, in the order in which they were added. Raises SourceListError."""
        return load_sources(self.list_file)

    def folder(self, source: Source) -> Path:
        """Return the folder of a source's issues, which may be missing."""
        return self.data / source.name

    def ensure_folders(self) -> tuple[Path, ...]:
        """Return the folders of all sources, creating those that are missing.

        A library takes the issues of a folder that is not listed for deleted, and those of an empty
        one for temporarily unavailable. Raises SourceListError, SourceStorageError.
        """
        folders = tuple(map(self.folder, self.all()))
        for folder in folders:
            make_folder(folder)
        return folders

    def folder_names(self) -> FolderNames:
        """Return the user's names for folders, including the folders of sources.

        Raises SourceListError.
        """
        sources, names = load_list(self.list_file)
        fetched = {
            self.folder(source): FolderName(source.title, source.home, is_fetched=True)
            for source in sources
        }
        return {**names, **fetched}

    def name_folder(self, folder: Path, name: FolderName) -> None:
        """Set the user's name for a folder, by its absolute path; UNNAMED removes it.

        Raises SourceListError, SourceBusyError.
        """
        with edited_folder_names(self.list_file) as names:
            names.pop(folder, None)
            if name != UNNAMED:
                names[folder] = name

    def named(self, name: str) -> Source:
        """Return the source with this name, or else the only one with this title in any case.

        Raises SourceNotFoundError, SourceListError.
        """
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
        """Find out what is at an address and add it to the list; `sync` fetches it.

        Raises SourceError; then nothing is added.
        """
        from digests.sources.adding import discover_source, refuse_known_address, with_free_name
        from digests.sources.web.client import Web

        refuse_known_address(wanted.address, self.all())
        source = discover_source(wanted, self.web or Web())
        with edited_sources(self.list_file) as sources:
            sources.append(with_free_name(source, sources))
        return source

    def add_outline(self, path: Path, tags: Iterable[str] = ()) -> AddedFeeds:
        """Add the feeds of an OPML file or of newsboat's `urls`, without asking their servers.

        `tags` are added to those that the list gives. Raises OutlineError, SourceListError.
        """
        from digests.sources.addresses import is_urls_file
        from digests.sources.newsboat import read_urls
        from digests.sources.opml import read_outline
        from digests.sources.outline import AddedFeeds, new_sources
        from digests.sources.source import tags_from

        outline = read_urls(path) if is_urls_file(path) else read_outline(path)
        with edited_sources(self.list_file) as sources:
            new = tuple(
                replace(source, tags=tags_from((*source.tags, *tags)))
                for source in new_sources(outline.feeds, sources)
            )
            sources.extend(new)
        return AddedFeeds(new, len(outline.feeds) - len(new), outline.left_out)

    def tagged(self, tag: str) -> tuple[Source, ...]:
        """Return the sources with this tag in any case, or all for an empty one.

        Raises SourceListError.
        """
        wanted = tag.casefold()
        return tuple(
            source
            for source in self.all()
            if not tag or wanted in (own.casefold() for own in source.tags)
        )

    def outline(self, tag: str = "") -> str:
        """Return the feeds among the `tagged` sources as OPML. Raises SourceListError."""
        from digests.sources.opml import outline_of

        return outline_of(self.tagged(tag))

    def remove(self, name: str, *, delete_files: bool) -> Source:
        """Remove a source from the list and, with `delete_files`, the files fetched from it.

        Raises SourceNotFoundError, SourceListError, SourceBusyError, SourceStorageError.
        """
        source = self.named(name)
        folder = self.folder(source)
        if delete_files and folder.is_dir():
            _delete(folder, source)
        with edited_sources(self.list_file) as sources:
            sources[:] = [other for other in sources if other.name != source.name]
        return source

    def sync(
        self, names: Sequence[str] = (), *, on_report: Callable[[SyncReport], None] | None = None
    ) -> tuple[SyncReport, ...]:
        """Fetch new files from the sources with these names, or from all.

        A failure is in the report of its source, which keeps the files that it had.

        Args:
            names: as for `named`.
            on_report: called with each report as soon as it is ready, in this thread.

        Raises SourceNotFoundError before any server is asked, and SourceListError.
        """
        from digests.sources.sync import hold_back_hosts, sync_sources
        from digests.sources.web.client import Web

        web = self.web or Web()
        known = self.all()
        chosen = dict.fromkeys(map(self.named, names)) if names else known
        hold_back_hosts(known, self.data, web)
        reports = []
        for report in sync_sources(tuple(chosen), self.data, web):
            reports.append(self._remembered(report, known))
            if on_report is not None:
                on_report(reports[-1])
        return tuple(reports)

    def _remembered(self, report: SyncReport, known: Sequence[Source]) -> SyncReport:
        """Write a new address into the list; the report has it only when it stands there."""
        if not report.moved_to:
            return report
        address = next(source.address for source in known if source.name == report.name)
        try:
            if change_address(self.list_file, report.name, address, report.moved_to):
                follow_address(self.data / report.name, address, report.moved_to)
                return report
        except (SourceListError, SourceBusyError, SourceStorageError):
            pass  # the redirect leads there the next time as well
        return replace(report, moved_to="")


def _delete(folder: Path, source: Source) -> None:
    with source_lock(folder / ".lock", source.name):
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise storage_error(folder, error) from error
