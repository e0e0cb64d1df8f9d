"""Reading one file: decoding, parsing, and preparing it for catalogue and index.

Time for a file is limited, and a bug that it triggers becomes a problem of that file, so that no
file holds up the others.
"""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digests.documents.reading import read_document
from digests.errors import IssueUnreadableError, bug_description
from digests.model.issue import Issue, Problem
from digests.model.summary import IssueSummary, summarise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import FrameType

    from digests.files.issue_file import IssueFile
    from digests.search.index.prepared import PreparedItems


MAX_SECONDS = 20.0
"""Of processor time for one file; the largest known digest takes one."""


TOO_SLOW = "takes more than"
"""A problem that begins like this keeps its file from being opened until it changes."""

_TOO_LARGE = "takes more memory than there is; not read"

MAX_ITEMS = 20_000
"""In one issue; the largest known digest has a few hundred."""

MAX_LINKS = 5_000
"""In one item."""


@dataclass(frozen=True, slots=True)
class ReadIssue:
    """What catalogue and index store of an issue. It can be pickled."""

    summary: IssueSummary
    problems: tuple[Problem, ...]
    items: PreparedItems

    item_hashes: str
    """The parts of item ids after the dot, eight digits each, sorted and concatenated."""

    fingerprints: bytes
    """Packed; they identify its items after the file has changed."""


def read_issue(path: Path) -> Issue:
    """Read and parse one file, without a library.

    Raises FolderError when it is a folder or missing, and IssueUnreadableError.
    """
    from digests.files.issue_file import issue_file

    return read_issue_file(issue_file(path))


def read_issue_file(file: IssueFile) -> Issue:
    """Read and parse a file that was found, without a library. Raises IssueUnreadableError.

    Time is limited in the main thread.
    """
    try:
        with time_limit(MAX_SECONDS):
            return parse_issue_file(file)
    except TooSlowError:
        raise IssueUnreadableError(file.source, _too_slow()) from None
    except MemoryError:
        raise IssueUnreadableError(file.source, _TOO_LARGE) from None


def read_for_index(file: IssueFile) -> ReadIssue:
    """Read `file`. A file that cannot be read gives an issue without items, with a problem.

    A file never raises an error, not even if it triggers a bug.
    """
    return read_with_issue(file)[0]


def read_with_issue(file: IssueFile) -> tuple[ReadIssue, Issue]:
    """Read `file` as `read_for_index` does, and return the parsed issue too."""
    # Imported outside of the try block: a broken installation is not a broken file.
    import digests.marks.transfer
    import digests.parsing
    import digests.search.index.prepared  # noqa: F401 # as above

    try:
        with time_limit(MAX_SECONDS):
            issue = parse_issue_file(file)
            return _read_issue(issue), issue
    except IssueUnreadableError as error:
        reason = error.reason
    except TooSlowError:
        reason = _too_slow()
    except MemoryError:
        reason = _TOO_LARGE
    except Exception as error:  # noqa: BLE001 - whatever a file provokes, the others are read
        reason = f"not read because of {bug_description(error)}"
    return unread_issue(file, reason), empty_issue(file, reason)


def _too_slow() -> str:
    return f"{TOO_SLOW} {MAX_SECONDS:g} seconds to understand; not read"


def unread_issue(file: IssueFile, reason: str) -> ReadIssue:
    """Return what is stored of a file that cannot be read: its name, and `reason` as a problem."""
    return _read_issue(empty_issue(file, reason))


def empty_issue(file: IssueFile, reason: str) -> Issue:
    """Return an issue without items for a file that cannot be read, with `reason` as a problem."""
    return Issue(
        id=file.issue_id,
        publication=file.folder.declared_publication,
        title=file.source.rsplit("/", 1)[-1],
        date=None,
        source=file.source,
        problems=(Problem(file.source, reason),),
    )


def parse_issue_file(file: IssueFile) -> Issue:
    """Read and parse `file`. Raises IssueUnreadableError, also for an issue beyond all limits."""
    from digests.parsing import parse_issue

    document = read_document(file)
    issue = parse_issue(
        document.text,
        source=file.source,
        publication=file.folder.declared_publication,
        issue_id=file.issue_id,
    )
    reason = _excess(issue)
    if reason:
        raise IssueUnreadableError(file.source, f"{reason}; not read")
    notes = (Problem(file.source, reason, is_note=True) for reason in document.notes)
    losses = (Problem(file.source, reason) for reason in document.losses)
    problems = (*losses, *notes, *issue.problems)
    return replace(issue, problems=problems) if problems else issue


def parse_known_file(file: IssueFile, problems: Iterable[Problem]) -> Issue:
    """Parse a file in which the last refresh found `problems`.

    A file that took too long then is not tried, because there is no time limit outside of the main
    thread. Raises IssueUnreadableError, also for a bug that the file triggers.
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
    """Return which limit an issue exceeds, or an empty string."""
    if len(issue.items) > MAX_ITEMS:
        return f"has {len(issue.items):,} items, more than {MAX_ITEMS:,}"
    links, line = max(((len(item.links), item.line) for item in issue.items), default=(0, 0))
    if links > MAX_LINKS:
        return f"has {links:,} links in the item at line {line:,}, more than {MAX_LINKS:,}"
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


_REPEAT_INTERVAL = 1.0
"""Seconds until the limit is enforced again, should the first error be swallowed."""


class TooSlowError(BaseException):
    """The time is up. It is no `Exception`, so that no handler on the way swallows it.

    It never leaves the library.
    """


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlowError in the block after `seconds` of processor time.

    Waiting, as on a busy or sleeping machine, does not count. Only the main thread receives
    signals, so there is no limit in other threads.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _raise)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds, _REPEAT_INTERVAL)
        yield
    finally:
        # The signal may arrive at this line.
        try:
            signal.setitimer(signal.ITIMER_PROF, 0)
        finally:
            signal.signal(signal.SIGPROF, before)


def _raise(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError
