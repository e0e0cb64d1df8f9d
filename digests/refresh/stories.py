"""Making the tables of stories agree with the catalogue.

Which issues the tables have, and which versions of their files, stands in the tables themselves. So
whatever has happened before, a refresh that was cut off or a file that was thrown away, the two are
compared and what is missing is done. When a refresh has read many files, by worker processes, they
are read once more for this: their issues were not kept, and search does not wait for what only
stories need.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digests.catalogue.active_index import PARSING_VERSION
from digests.catalogue.lookup import known_file
from digests.errors import CacheError, IssueUnreadableError, bug_description
from digests.model.issue import Problem
from digests.refresh.reading import (
    MOST_SECONDS,
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
    from digests.stories.prepared import PreparedIssue
    from digests.stories.stories import Stories

    Parsed: TypeAlias = Mapping[tuple[str, Fingerprint], Issue]

_UNKNOWN_SIZE: Final = -1
"""Of a file that the catalogue is about to read again."""


@dataclass(frozen=True, slots=True)
class StoriesProgress:
    """How far the looking for the same stories is."""

    issues: int
    """Done so far."""

    total: int
    """To be done in all, in this step."""

    is_comparing: bool
    """Whether it is the second step, in which issues are compared; in the first they are read."""


@dataclass(frozen=True, slots=True)
class StoriesWork:
    """What the tables lack, and what they have too much."""

    to_read: tuple[CataloguedFile, ...]
    """The newest first."""

    to_drop: tuple[str, ...]
    """Ids of issues."""


def plan_stories(
    files: Sequence[CataloguedFile], known: Mapping[str, str], *, rebuild: bool = False
) -> StoriesWork:
    """Say what must be done so that the tables match the catalogue.

    Args:
        files: of the issues that can have stories, the newest first.
        known: fingerprints by issue id, as the tables have them.
        rebuild: read all files again.
    """
    present = {file.issue_id for file in files}
    stale = (f for f in files if rebuild or known.get(f.issue_id) != fingerprint(f))
    return StoriesWork(
        to_read=tuple(file for file in stale if file.size != _UNKNOWN_SIZE),
        to_drop=tuple(sorted(known.keys() - present)),
    )


def fingerprint(file: CataloguedFile) -> str:
    """Return what is another text when the file, or what is understood of it, is another."""
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
    """Do what `Library.update_stories` says; the caller holds the lock of the tables.

    `parsed` are issues that need not be read.
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
    # The file turned out damaged and was made anew, which happens once.
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
                on_progress=lambda done, total: self._tell(done, total, is_comparing=True),
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
            self._tell(done, len(files), is_comparing=False)

    def _prepared(self, row: CataloguedFile) -> PreparedIssue | None:
        """Return what is in a file; None when it cannot be read now, which a refresh finds out.

        A file that takes too much, or meets a bug, has no stories and is not tried every time.
        """
        file = known_file(row, self.catalogue.names)
        try:
            with time_limit(MOST_SECONDS):
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

    def _tell(self, done: int, total: int, *, is_comparing: bool) -> None:
        self.on_progress(StoriesProgress(done, total, is_comparing))


def _files_with_stories(catalogue: Catalogue) -> list[CataloguedFile]:
    """Return the files of issues that have items and a date, the newest first."""
    files = {file.issue_id: file for file in catalogue.files()}
    issues = (one.id for one in catalogue.summaries() if one.items and one.date)
    return [files[issue_id] for issue_id in issues if issue_id in files]
