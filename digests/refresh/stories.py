"""Updating the story tables from the catalogue.

The tables themselves record which versions of which files they have. So whatever happened before,
such as an interrupted refresh or a deleted file, comparing the two shows what is missing. Files
that worker processes read during a refresh are read again here: their issues were not kept, because
search must not wait for what only stories need.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digests.catalogue.active_index import PARSING_VERSION
from digests.catalogue.lookup import known_file
from digests.errors import CacheError, IssueUnreadableError, bug_description
from digests.model.dates import DatePrecision, is_doubtful
from digests.model.issue import Problem
from digests.refresh.reading import (
    MAX_SECONDS,
    TooSlowError,
    empty_issue,
    parse_issue_file,
    time_limit,
)
from digests.stories.comparison.joining import update_stories
from digests.stories.prepared import prepare_stories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from digests.catalogue.catalogue import Catalogue
    from digests.catalogue.rows import CataloguedFile
    from digests.files.issue_file import Fingerprint
    from digests.model.issue import Issue
    from digests.model.summary import IssueSummary
    from digests.stories.prepared import PreparedIssue
    from digests.stories.stories import Stories

    Parsed: TypeAlias = Mapping[tuple[str, Fingerprint], Issue]

_UNKNOWN_SIZE: Final = -1
"""Of a file that the next refresh will read again."""


@dataclass(frozen=True, slots=True)
class StoriesProgress:
    """The progress of `Library.update_stories`."""

    issues: int
    """Done so far."""

    total: int
    """To be done in this step."""

    is_comparing: bool
    """Whether it is the second step, in which issues are compared; in the first they are read."""


@dataclass(frozen=True, slots=True)
class StoriesWork:
    """What must be done so that the tables match the catalogue."""

    to_read: tuple[CataloguedFile, ...]
    """The newest first."""

    to_drop: tuple[str, ...]
    """Ids of issues."""


def plan_stories(
    files: Sequence[CataloguedFile], known: Mapping[str, str], *, rebuild: bool = False
) -> StoriesWork:
    """Return what must be done so that the tables match the catalogue.

    Args:
        files: of the issues that can have stories, the newest first.
        known: fingerprints in the tables, by issue id.
        rebuild: whether to read all files again.
    """
    present = {file.issue_id for file in files}
    stale = (f for f in files if rebuild or known.get(f.issue_id) != fingerprint(f))
    return StoriesWork(
        to_read=tuple(file for file in stale if file.size != _UNKNOWN_SIZE),
        to_drop=tuple(sorted(known.keys() - present)),
    )


def fingerprint(file: CataloguedFile) -> str:
    """Return a text that changes when the file changes or would be parsed differently."""
    return f"{PARSING_VERSION}:{file.size}:{file.modified}"


def refresh_stories(
    catalogue: Catalogue,
    stories: Stories,
    parsed: Parsed,
    on_progress: Callable[[StoriesProgress], None] | None,
    should_stop: Callable[[], bool] | None,
    on_problem: Callable[[Problem], None] | None,
    *,
    rebuild: bool,
) -> bool:
    """Update the story tables, and return whether all issues are compared.

    The caller holds the lock of the tables. `parsed` are issues that need not be read again. The
    other arguments are those of `Library.update_stories`.
    """
    refresh = _Refresh(
        catalogue,
        stories,
        parsed,
        on_progress or (lambda _: None),
        should_stop or (lambda: False),
        on_problem or (lambda _: None),
    )
    try:
        return refresh.run(rebuild=rebuild)
    except CacheError:
        if stories.known():
            raise
    # The file turned out damaged and was replaced, which happens only once.
    return refresh.run(rebuild=rebuild)


@dataclass(frozen=True, slots=True)
class _Refresh:
    catalogue: Catalogue
    stories: Stories
    parsed: Parsed
    on_progress: Callable[[StoriesProgress], None]
    should_stop: Callable[[], bool]
    on_problem: Callable[[Problem], None]

    def run(self, *, rebuild: bool) -> bool:
        tables = self.stories.tables
        tables.file.check()
        work = plan_stories(
            _files_with_stories(self.catalogue), self.stories.known(), rebuild=rebuild
        )
        try:
            is_done = update_stories(
                tables,
                self._read(work.to_read),
                work.to_drop,
                should_stop=self.should_stop,
                on_progress=lambda done, total: self._report(done, total, is_comparing=True),
                rebuild=rebuild,
            )
        finally:
            tables.file.record_checksums()
        if is_done:
            tables.file.delete_quarantined()
        return is_done

    def _read(self, files: Sequence[CataloguedFile]) -> Iterator[PreparedIssue]:
        for done, file in enumerate(files, 1):
            if self.should_stop():
                return
            issue = self._prepared(file)
            if issue is not None:
                yield issue
            self._report(done, len(files), is_comparing=False)

    def _prepared(self, row: CataloguedFile) -> PreparedIssue | None:
        """Read and prepare a file; None when it is unreadable now, which the next refresh reports.

        A file that takes too long or triggers a bug has no stories, and is not tried again.
        """
        file = known_file(row, self.catalogue.names)
        try:
            with time_limit(MAX_SECONDS):
                known = self.parsed.get((file.issue_id, file.fingerprint))
                return prepare_stories(known or parse_issue_file(file), fingerprint(row))
        except IssueUnreadableError:
            return None
        except (MemoryError, TooSlowError):
            pass
        except Exception as error:  # noqa: BLE001 - whatever a file provokes, others are read
            reason = f"not compared because of {bug_description(error)}"
            self.on_problem(Problem(file.source, reason))
        return prepare_stories(empty_issue(file, ""), fingerprint(row))

    def _report(self, done: int, total: int, *, is_comparing: bool) -> None:
        self.on_progress(StoriesProgress(done, total, is_comparing))


def _files_with_stories(catalogue: Catalogue) -> list[CataloguedFile]:
    """Return the files of issues that have items and a date to be relied on, the newest first."""
    today = datetime.datetime.now().astimezone().date()
    files = {file.issue_id: file for file in catalogue.files()}
    issues = (one.id for one in catalogue.summaries(today) if _can_tell_stories(one, today))
    return [files[issue_id] for issue_id in issues if issue_id in files]


def _can_tell_stories(issue: IssueSummary, today: datetime.date) -> bool:
    """Return whether it may be said who told a story first, and how many days before others."""
    if not issue.items or issue.date is None or is_doubtful(issue.date, today):
        return False
    return issue.date_precision in (DatePrecision.DAY, DatePrecision.WEEK)
