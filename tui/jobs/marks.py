"""Jobs on marks: reads and writes in threads, and messages that bring their results.

Writing waits for the disk, so it runs in threads. Jobs run one after another, in the order in which
they were started.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from digests import DigestError
from tui.state.marks import known_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.dom import DOMNode

    from digests import IssueMarks, ItemMarks, MarkChange, Marks, MarksChanged
    from tui.state.marks import KnownTags, MarkDecision, MarkTarget


@dataclass
class MarksLoaded(Message):
    """Marks were read."""

    counts: Mapping[str, IssueMarks]
    """Of every issue, by issue id."""

    issue_id: str
    marks: Mapping[str, ItemMarks]
    """Of the items of this issue, by item id."""

    generation: int
    """The generation of the marks, taken before they were read."""


@dataclass
class MarksWritten(Message):
    """Marks were changed, or a change was undone or redone."""

    changed: MarksChanged | None
    """None if there was nothing to undo or redo."""

    target: MarkTarget | None = None
    """What was marked; None for undo and redo."""

    change: MarkChange | None = None
    """The change of `target`; None for undo and redo."""

    is_undo: bool = False

    is_quiet: bool = False
    """Whether it was an automatic change, which is not reported to the user."""

    @property
    def is_turned(self) -> bool:
        """Whether this was an undo or a redo."""
        return self.target is None


@dataclass
class MarksRefused(Message):
    """Marks could not be read or written; they are unchanged."""

    error: DigestError


class MarkJobs:
    """Runs jobs on marks in threads, for one screen.

    Methods return at once and must be called from the UI thread.
    """

    def __init__(self, receiver: DOMNode, marks: Marks) -> None:
        """`receiver` gets the answers."""
        self._receiver = receiver
        self._marks = marks
        self._jobs: deque[Callable[[], object]] = deque()
        self._turn = threading.Lock()

    def load(self, issue_id: str) -> None:
        """Read the counts of all issues and the marks of one: `MarksLoaded` or `MarksRefused`."""

        def load() -> None:
            marks, generation = self._marks, self._marks.generation()
            self._post(MarksLoaded(marks.counts(), issue_id, marks.of(issue_id), generation))

        self._start(load)

    def change(self, target: MarkTarget, decide: MarkDecision, *, is_quiet: bool = False) -> None:
        """Change marks: `MarksWritten` once they are on the disk, or `MarksRefused`.

        If marks are read-only, a quiet change is dropped without an answer.

        Args:
            target: What to mark.
            decide: Called in the thread when it is the job's turn; returns the change.
            is_quiet: Whether the change is automatic; then undo skips it.
        """

        def change() -> None:
            if is_quiet and self._marks.is_read_only:
                return  # the notice at the start has said why
            wanted = decide(self._marks, target)
            changed = target.change(self._marks, wanted, is_step=not is_quiet)
            self._post(MarksWritten(changed, target, wanted, is_quiet=is_quiet))

        self._start(change)

    def undo(self) -> None:
        """Undo the last change: `MarksWritten` or `MarksRefused`."""
        self._start(lambda: self._post(MarksWritten(self._marks.undo(), is_undo=True)))

    def redo(self) -> None:
        """Redo the change that was undone last: `MarksWritten` or `MarksRefused`."""
        self._start(lambda: self._post(MarksWritten(self._marks.redo())))

    def ask_tags(self, target: MarkTarget, answer: Callable[[KnownTags], object]) -> None:
        """Look up tags, and call `answer` with them in the UI thread; or post `MarksRefused`."""
        self._start(lambda: self._receiver.call_later(answer, known_tags(self._marks, target)))

    def _post(self, message: Message) -> None:
        self._receiver.post_message(message)

    def _start(self, job: Callable[[], object]) -> None:
        self._jobs.append(job)
        self._receiver.run_worker(self._do_next, group="marks", thread=True)

    def _do_next(self) -> None:
        """Run the oldest job, whichever thread comes first; this keeps jobs in order."""
        with self._turn:
            job = self._jobs.popleft()
            try:
                job()
            except DigestError as error:
                self._post(MarksRefused(error))
