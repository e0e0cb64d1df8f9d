"""Making catalogue and index agree with the folders.

Issues are written in batches, the newest first, so that lists and search are useful long before
all is done. A batch goes into the index first and into the catalogue second: when the second step
does not happen, the next refresh finds the files changed and writes them again.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digests.catalogue_rows import CataloguedFile, CatalogueRow
from digests.errors import IssueUnreadableError
from digests.folders import find_issue_files
from digests.issue_summary import summarise
from digests.issue_text import read_issue_text
from digests.model import Issue, Problem, Publication
from digests.refresh_plan import find_work

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from digests.catalogue import Catalogue
    from digests.issue_files import IssueFile
    from digests.refresh_plan import Work
    from digests.search.index import SearchIndex

_FIRST_BATCH = 500
_BATCH = 5_000
"""Items in a batch: few at first, so that something can be read and searched at once."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is."""

    issues: int
    """Read so far."""

    total: int
    """To be read in all, in this refresh."""

    items: int
    """Found in the issues read so far."""


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did, in numbers of issues."""

    added: int
    changed: int
    removed: int
    unchanged: int

    items: int
    """In the whole library."""

    problems: tuple[Problem, ...]
    """Of the whole library, those found by earlier refreshes included."""


@dataclass(slots=True)
class Refresh:
    """One refresh of a library; the caller holds the writer's lock."""

    catalogue: Catalogue
    index: SearchIndex
    on_progress: Callable[[Progress], None] | None = None
    should_stop: Callable[[], bool] | None = None
    """Asked before each file. What was read until then is kept."""

    _added: int = field(default=0, init=False)
    _changed: int = field(default=0, init=False)

    def run(self, folders: Sequence[Path], *, keep_missing: bool) -> RefreshReport:
        """Bring catalogue and index up to date. Raises IndexDamagedError, CacheError."""
        found = {folder: find_issue_files(folder) for folder in folders}
        listing = "".join(files.signature() for files in found.values())
        if listing == self.catalogue.fact("listing"):
            return self._report(removed=0)
        work = find_work(found, self.catalogue.files(), keep_missing=keep_missing)
        self._tell_of(work.problems)
        if work.to_drop:
            self._write([], work.to_drop)
        if self._read_all(work):
            self.catalogue.write(facts=[("listing", listing)])
        return self._report(removed=len(work.to_drop))

    def _report(self, *, removed: int) -> RefreshReport:
        issues, items = self.catalogue.counts()
        return RefreshReport(
            added=self._added,
            changed=self._changed,
            removed=removed,
            unchanged=issues - self._added - self._changed,
            items=items,
            problems=self.catalogue.problems(),
        )

    def _tell_of(self, problems: Sequence[Problem]) -> None:
        """Keep the problems of folders, which belong to no row of the catalogue."""
        text = json.dumps([(problem.source, problem.reason) for problem in problems])
        if text != (self.catalogue.fact("folder_problems") or "[]"):
            self.catalogue.write(facts=[("folder_problems", text)])

    def _read_all(self, work: Work) -> bool:
        """Read and write batch by batch; return False when it was stopped before the end."""
        batch: list[tuple[IssueFile, Issue]] = []
        size = items = 0
        limit = _FIRST_BATCH
        for done, file in enumerate(work.to_read, 1):
            if self.should_stop is not None and self.should_stop():
                self._write_batch(batch, work)
                return False
            issue = read_found_issue(file)
            batch.append((file, issue))
            size += len(issue.items) + 1
            items += len(issue.items)
            if self.on_progress is not None:
                self.on_progress(Progress(done, len(work.to_read), items))
            if size >= limit:
                self._write_batch(batch, work)
                batch, size, limit = [], 0, _BATCH
        self._write_batch(batch, work)
        return True

    def _write_batch(self, batch: Sequence[tuple[IssueFile, Issue]], work: Work) -> None:
        if not batch:
            return
        self._write(batch, ())
        changed = sum(issue.id in work.changed for _, issue in batch)
        self._changed += changed
        self._added += len(batch) - changed

    def _write(self, batch: Sequence[tuple[IssueFile, Issue]], drop: Sequence[str]) -> None:
        self.index.change([issue for _, issue in batch], drop)
        self.catalogue.write(
            put=[_row(file, issue) for file, issue in batch],
            remove=drop,
            facts=[("index_generation", str(self.index.generation()))],
        )


def read_found_issue(file: IssueFile) -> Issue:
    """Return the issue in `file`; one that cannot be read has no items and says why.

    Nothing about a file is raised: a broken one costs one problem and not the refresh.
    """
    import digests.parsing  # noqa: F401 - a broken installation is no broken file

    try:
        return parse_issue_file(file)
    except IssueUnreadableError as error:
        reason = error.reason
    except Exception as error:  # noqa: BLE001 - whatever a file provokes, the others are read
        reason = f"cannot be understood ({type(error).__name__})"
    return Issue(
        id=file.issue_id,
        publication=Publication(file.publication),
        title=file.source.rsplit("/", 1)[-1],
        date=None,
        source=file.source,
        problems=(Problem(file.source, reason),),
    )


def parse_issue_file(file: IssueFile) -> Issue:
    """Return the issue in `file`. Raises IssueUnreadableError."""
    from digests.parsing import parse_issue

    return parse_issue(
        read_issue_text(file),
        source=file.source,
        publication=Publication(file.publication),
        issue_id=file.issue_id,
    )


def _row(file: IssueFile, issue: Issue) -> CatalogueRow:
    place = CataloguedFile(
        issue_id=issue.id,
        path=os.fsencode(file.path),
        root=os.fsencode(file.root),
        size=file.fingerprint.size,
        modified=file.fingerprint.modified,
    )
    return CatalogueRow(place, summarise(issue), issue.problems)
