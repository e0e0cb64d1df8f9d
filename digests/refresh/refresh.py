"""Updating catalogue and index from the folders.

Files are read newest first, by worker processes if there are many, and committed in batches. The
first batch is small, so that lists and search are useful long before all is done. A batch is
written to the index first, then marks are transferred to its items, and the catalogue comes last:
if that is not reached, the next refresh finds the files changed and does it all again.

When all are read, issues without a date are placed between the dated ones of their series. Those
whose estimated date is another one than before are read once more, so that the index has it too.
"""

from __future__ import annotations

import datetime
import json
import os
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from digests.catalogue.rows import CataloguedFile, CatalogueRow
from digests.files.discovery import find_issue_files
from digests.files.publication import UNNAMED, FolderName
from digests.refresh.estimates import estimate_dates, known_estimates, with_estimate
from digests.refresh.mailboxes import read_mailboxes, with_messages
from digests.refresh.marks import MarkTransfer
from digests.refresh.plan import find_work
from digests.refresh.reading import read_with_issue

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence, Set
    from pathlib import Path

    from digests.catalogue.catalogue import Catalogue
    from digests.files.found_files import FoundFiles
    from digests.files.issue_file import Fingerprint, IssueFile
    from digests.marks.marks import Marks
    from digests.model.issue import Issue, Problem
    from digests.refresh.plan import Work
    from digests.refresh.reading import ReadIssue
    from digests.search.index.index import SearchIndex
    from digests.stories.rejections import Rejections

_FIRST_BATCH = 500
"""Items in the first batch: few, so that something can soon be read and searched."""

_GROWTH = 4
_MAX_BATCH = 50_000
"""Items. Later batches grow up to this: each is a commit, which costs time and an index segment."""

_FEW_FILES = 40
"""Up to this many files are read by this process, because starting workers would take longer."""

_MAX_ITEMS_KEPT = 2_000
"""Of parsed issues that are kept in memory for `update_stories`; some megabytes."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a refresh."""

    issues: int
    """Read so far."""

    total: int
    """To be read in this refresh."""

    items: int
    """Found in the issues read so far."""

    seconds: float = field(default=0.0, compare=False)
    """Since the first file was started."""

    @property
    def items_per_second(self) -> float:
        """The average speed so far."""
        return self.items / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """The result of a refresh, in numbers of issues."""

    added: int
    changed: int
    removed: int
    unchanged: int

    items: int
    """In the whole library."""

    problems: tuple[Problem, ...]
    """Of the whole library, including those found by earlier refreshes."""

    skipped: Mapping[str, int] = field(default_factory=dict)
    """How many files of other kinds the folders hold, by suffix in small letters."""


@dataclass(slots=True)
class Refresh:
    """One refresh of a library; the caller holds the writer's lock."""

    catalogue: Catalogue
    index: SearchIndex
    marks: Marks
    rejections: Rejections | None
    """Pairs of items that the user rejected as one story; None when there is no file."""

    on_progress: Callable[[Progress], None] | None = None
    should_stop: Callable[[], bool] | None = None
    """Called before each file, and while waiting for one. What was read before is kept."""

    parsed: dict[tuple[str, Fingerprint], Issue] = field(default_factory=dict, init=False)
    """The newest issues that were parsed in this process, by id and version of the file."""

    _estimates: dict[str, datetime.date] = field(default_factory=dict, init=False)
    """Dates of issues whose files have none, by id."""

    _mark_transfer: MarkTransfer = field(init=False)
    _added: int = field(default=0, init=False)
    _changed: int = field(default=0, init=False)
    _skipped: Counter[str] = field(default_factory=Counter, init=False)

    def __post_init__(self) -> None:
        self._mark_transfer = MarkTransfer(self.catalogue, self.marks.store, self.rejections)

    def run(self, folders: Sequence[Path], *, keep_missing: bool) -> RefreshReport:
        """Update catalogue and index; see `find_work` for `keep_missing`.

        Raises IndexDamagedError, CacheError, MarksError, RejectionsError.
        """
        files_by_folder = {one: find_issue_files(one, self._name(one)) for one in folders}
        self._skipped = sum((found.skipped for found in files_by_folder.values()), Counter())
        self._mark_transfer.transfer_waiting()
        listing = "".join(files.signature() for files in files_by_folder.values())
        if listing == self.catalogue.fact("listing"):
            return self._report(removed=0)
        known = self.catalogue.files()
        files_by_folder = with_messages(files_by_folder, self.catalogue.mailboxes(), known)
        work = find_work(files_by_folder, known, keep_missing=keep_missing)
        self._save_folder_problems(work.problems)
        if work.moved:
            self.catalogue.write(places=work.moved)
        if work.to_drop:
            self._drop(work.to_drop)
        self._estimates = known_estimates(self.catalogue.summaries_with_undated())
        if self._read_work(work) and self._estimate_dates(files_by_folder):
            mailboxes = read_mailboxes(files_by_folder.values())
            self.catalogue.write(facts=[("listing", listing)], mailboxes=mailboxes)
        return self._report(removed=len(work.to_drop))

    def _name(self, folder: Path) -> FolderName:
        return self.catalogue.names.get(folder, UNNAMED)

    def _report(self, *, removed: int) -> RefreshReport:
        issues, items = self.catalogue.counts()
        return RefreshReport(
            added=self._added,
            changed=self._changed,
            removed=removed,
            unchanged=issues - self._added - self._changed,
            items=items,
            problems=self.catalogue.problems(),
            skipped=self._skipped,
        )

    def _save_folder_problems(self, problems: Sequence[Problem]) -> None:
        """Save the problems of folders, which belong to no row of the catalogue, as a fact."""
        text = json.dumps([(problem.source, problem.reason) for problem in problems])
        if text != (self.catalogue.fact("folder_problems") or "[]"):
            self.catalogue.write(facts=[("folder_problems", text)])

    def _drop(self, issue_ids: Sequence[str]) -> None:
        with self.index.writer() as writer:
            writer.remove(issue_ids)
        unmarked = self._mark_transfer.without_marks(issue_ids)
        facts = [self._generation()]
        self.catalogue.write(remove=issue_ids, forget_fingerprints=unmarked, facts=facts)

    def _read_work(self, work: Work) -> bool:
        """Read new and changed files; return False when stopped before the end."""
        read = self._read_all(work.to_read, work.changed)
        self._changed = len(work.changed.intersection(read))
        self._added = len(read) - self._changed
        return len(read) == len(work.to_read)

    def _estimate_dates(self, found: Mapping[Path, FoundFiles]) -> bool:
        """Estimate dates; return False when stopped before the end."""
        issues = self.catalogue.summaries_with_undated()
        known = known_estimates(issues)
        self._estimates = estimate_dates(issues, datetime.datetime.now().astimezone().date())
        undated = self._estimates.keys() | known.keys()
        moved = {one for one in undated if self._estimates.get(one) != known.get(one)}
        files = self._unchanged_files(found, moved) if moved else {}
        to_read = [files[issue_id] for issue_id in sorted(files)]
        return len(self._read_all(to_read, frozenset(moved))) == len(to_read)

    def _unchanged_files(
        self, found: Mapping[Path, FoundFiles], issue_ids: Set[str]
    ) -> dict[str, IssueFile]:
        """Return those files of issues that are there, and are as they were read, by issue id."""
        rows = (row for row in self.catalogue.files() if row.issue_id in issue_ids)
        known = {os.fsdecode(row.path): row for row in rows}
        files: dict[str, IssueFile] = {}
        for file in chain.from_iterable(listed.files for listed in found.values()):
            row = known.get(f"{file.folder.path}/{file.name}")
            if row and (row.issue_id, row.size, row.modified) == (file.issue_id, *file.fingerprint):
                files.setdefault(row.issue_id, file)
        return files

    def _read_all(self, files: Sequence[IssueFile], known: frozenset[str]) -> list[str]:
        """Read and write batch by batch; return the ids of what was written before a stop."""
        limit = _FIRST_BATCH
        written: list[str] = []
        with closing(self._read(files)) as issues:
            reported = self._with_progress(issues, len(files))
            pairs = zip(files, reported, strict=False)
            for first in pairs:
                written += self._write_batch(chain([first], pairs), limit, known)
                limit = min(limit * _GROWTH, _MAX_BATCH)
        return written

    def _read(self, files: Sequence[IssueFile]) -> Generator[ReadIssue]:
        """Yield the content of the files, in their order, until stopped."""
        if len(files) > _FEW_FILES:
            from digests.refresh.workers import ReadingWorkers, worker_count

            with ReadingWorkers(worker_count()) as workers:
                yield from workers.read_all(files, self._should_stop)
            return
        for file in files:
            if self._should_stop():
                return
            read, issue = read_with_issue(file)
            self._keep(file, issue)
            yield read

    def _keep(self, file: IssueFile, issue: Issue) -> None:
        items = sum(len(one.items) for one in self.parsed.values())
        if items + len(issue.items) <= _MAX_ITEMS_KEPT:
            self.parsed[file.issue_id, file.fingerprint] = issue

    def _should_stop(self) -> bool:
        return self.should_stop is not None and self.should_stop()

    def _with_progress(self, issues: Iterator[ReadIssue], total: int) -> Iterator[ReadIssue]:
        """Yield `issues`, reporting progress after each is read."""
        start = time.monotonic()
        items = 0
        for done, issue in enumerate(issues, 1):
            items += issue.summary.items
            if self.on_progress is not None:
                self.on_progress(Progress(done, total, items, time.monotonic() - start))
            yield issue

    def _write_batch(
        self,
        issues: Iterator[tuple[IssueFile, ReadIssue]],
        limit: int,
        known: frozenset[str],
    ) -> list[str]:
        """Write issues until there are `limit` items or no more issues, and commit.

        Returns their ids.
        """
        rows: list[CatalogueRow] = []
        size = 0
        with self.index.writer() as writer:
            for file, read in issues:
                issue = with_estimate(read, self._estimates)
                writer.add(issue.items)
                rows.append(_row(file, issue))
                size += issue.summary.items + 1
                if size >= limit:
                    break
        found_again = self._mark_transfer.transfer(rows, known)
        self.catalogue.write(put=rows, forget_fingerprints=found_again, facts=[self._generation()])
        return [row.file.issue_id for row in rows]

    def _generation(self) -> tuple[str, str]:
        """Return the fact that shows later whether the index lost its last change."""
        return "index_generation", str(self.index.generation())


def _row(file: IssueFile, issue: ReadIssue) -> CatalogueRow:
    file_row = CataloguedFile(
        issue_id=issue.summary.id,
        path=os.fsencode(file.path),
        root=os.fsencode(file.root),
        size=file.fingerprint.size,
        modified=file.fingerprint.modified,
        place=os.fsencode(file.place),
    )
    return CatalogueRow(
        file_row, issue.summary, issue.problems, issue.item_hashes, issue.fingerprints
    )
