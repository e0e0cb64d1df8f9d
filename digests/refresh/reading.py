"""From a found file to all that a refresh writes of it: read, parsed and ready for the index.

Time for one file is limited, and a bug that it meets is told in its place: no file holds up the
others.
"""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digests.errors import IssueUnreadableError, bug_description
from digests.files.decoding import read_issue_text
from digests.model.issue import Issue, Problem
from digests.model.summary import IssueSummary, summarise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import FrameType

    from digests.files.issue_file import IssueFile
    from digests.search.index.prepared import PreparedItems


MOST_SECONDS = 20.0
"""Of work for one file; the largest digest known to us takes one."""


TOO_SLOW = "takes more than"
"""How a problem begins whose file is not tried again until it has changed."""

MOST_ITEMS = 20_000
"""In one issue; the largest digest known to us has some hundred."""

MOST_LINKS = 5_000
"""In one item."""


@dataclass(frozen=True, slots=True)
class ReadIssue:
    """What the catalogue and the index keep of an issue. It can be sent between processes."""

    summary: IssueSummary
    problems: tuple[Problem, ...]
    items: PreparedItems

    item_hashes: str
    """What is behind the dot in the items' ids, sorted and written one after another."""

    fingerprints: bytes
    """By which its items are known again when the file has changed."""


def read_issue(path: Path) -> Issue:
    """Read and parse one file that the user named. Needs no library.

    Raises FolderError when it is a folder or not there, IssueUnreadableError.
    """
    from digests.files.issue_file import issue_file

    return parse_issue_file(issue_file(path))


def read_for_index(file: IssueFile) -> ReadIssue:
    """Read `file`; an issue that cannot be read has no items and says why.

    Nothing about a file is raised: a broken one, or one that meets a bug, costs one problem and not
    the refresh.
    """
    return read_with_issue(file)[0]


def read_with_issue(file: IssueFile) -> tuple[ReadIssue, Issue]:
    """Read `file` as `read_for_index` does, and return the issue, too."""
    # Imported before anything is caught: a broken installation is no broken file.
    import digests.marks.transfer
    import digests.parsing
    import digests.search.index.prepared  # noqa: F401 # as above

    try:
        with time_limit(MOST_SECONDS):
            issue = parse_issue_file(file)
            return _read_issue(issue), issue
    except IssueUnreadableError as error:
        reason = error.reason
    except TooSlowError:
        reason = f"{TOO_SLOW} {MOST_SECONDS:g} seconds to understand; not read"
    except MemoryError:
        reason = "takes more memory than there is; not read"
    except Exception as error:  # noqa: BLE001 - whatever a file provokes, the others are read
        reason = f"not read because of {bug_description(error)}"
    return unread_issue(file, reason), empty_issue(file, reason)


def unread_issue(file: IssueFile, reason: str) -> ReadIssue:
    """Return what is kept of a file that cannot be read: its name and why."""
    return _read_issue(empty_issue(file, reason))


def empty_issue(file: IssueFile, reason: str) -> Issue:
    """Return what stands for the issue in a file that cannot be read."""
    return Issue(
        id=file.issue_id,
        publication=file.folder.declared_publication,
        title=file.source.rsplit("/", 1)[-1],
        date=None,
        source=file.source,
        problems=(Problem(file.source, reason),),
    )


def parse_issue_file(file: IssueFile) -> Issue:
    """Return the issue in `file`. Raises IssueUnreadableError."""
    from digests.parsing import parse_issue

    issue = parse_issue(
        read_issue_text(file),
        source=file.source,
        publication=file.folder.declared_publication,
        issue_id=file.issue_id,
    )
    reason = _excess(issue)
    if reason:
        raise IssueUnreadableError(file.source, f"{reason}; not read")
    return issue


def parse_known_file(file: IssueFile, problems: Iterable[Problem]) -> Issue:
    """Return the issue in a file of which a refresh has found `problems`.

    What took too long then would now, where nobody could end it. Raises IssueUnreadableError, also
    for a bug that the file meets.
    """
    for problem in problems:
        if problem.reason.startswith(TOO_SLOW):
            raise IssueUnreadableError(problem.source, problem.reason)
    try:
        return parse_issue_file(file)
    except IssueUnreadableError:
        raise
    except Exception as error:
        reason = f"not read because of {bug_description(error)}"
        raise IssueUnreadableError(file.source, reason) from error


def _excess(issue: Issue) -> str:
    """Say of what an issue has more than anyone would read, or nothing."""
    if len(issue.items) > MOST_ITEMS:
        return f"has {len(issue.items):,} items, more than {MOST_ITEMS:,}"
    links, line = max(((len(item.links), item.line) for item in issue.items), default=(0, 0))
    if links > MOST_LINKS:
        return f"has {links:,} links in the item at line {line:,}, more than {MOST_LINKS:,}"
    return ""


def _read_issue(issue: Issue) -> ReadIssue:
    from digests.marks.transfer import pack_fingerprints
    from digests.search.index.prepared import prepare

    return ReadIssue(
        summary=summarise(issue),
        problems=issue.problems,
        items=prepare(issue),
        item_hashes="".join(sorted(item.id.rpartition(".")[2] for item in issue.items)),
        fingerprints=pack_fingerprints(issue.items),
    )


_AGAIN = 1.0
"""Seconds until the limit is enforced once more, should the first time come to nothing."""


class TooSlowError(BaseException):
    """The time is up. No `Exception`, so that nothing on the way takes it for an error of its own.

    It never leaves the library.
    """


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlowError in the block once it has worked for `seconds`.

    Processor time counts, so a busy machine or a laptop that slept does no harm. Signals reach
    the main thread only; in another thread there is no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _raise)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
        yield
    finally:
        # The signal may arrive on this very line.
        try:
            signal.setitimer(signal.ITIMER_PROF, 0)
        finally:
            signal.signal(signal.SIGPROF, before)


def _raise(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError
