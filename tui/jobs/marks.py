"""Reading and writing marks beside the screen.

Writing waits for the disk, so it is done in threads; changes are made one after another, in the
order of the keys. Answers come as messages to the screen that asked.
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
    from tui.state.marks import Decision, KnownTags, MarkTarget


@dataclass
class MarksLoaded(Message):
    """Marks were read."""

    counts: Mapping[str, IssueMarks]
    """Of every issue."""

    issue_id: str
    marks: Mapping[str, ItemMarks]
    """Of the items of this issue."""

    generation: int
    """Of the marks, before they were read."""


@dataclass
class MarksWritten(Message):
    """Marks were changed, or taken back, or made again."""

    changed: MarksChanged | None
    """None when there was nothing to take back or to make again."""

    target: MarkTarget | None = None
    """What was marked; None for what was taken back or made again."""

    change: MarkChange | None = None
    """What was done to `target`."""

    is_undo: bool = False

    is_quiet: bool = False
    """Whether the program did it by itself."""

    @property
    def is_turned(self) -> bool:
        """Whether something was taken back or made again."""
        return self.target is None


@dataclass
class MarksRefused(Message):
    """Marks could not be written; they are as before."""

    error: DigestError


class MarkJobs:
    """Starts work on marks for one screen.

    Methods return at once and must be called from the thread of the user interface.
    """

    def __init__(self, asker: DOMNode, marks: Marks) -> None:
        """`asker` receives the answers."""
        self._asker = asker
        self._marks = marks
        self._jobs: deque[Callable[[], object]] = deque()
        self._turn = threading.Lock()

    def load(self, issue_id: str) -> None:
        """Read the counts of all issues and the marks of one: `MarksLoaded`."""

        def load() -> None:
            marks, generation = self._marks, self._marks.generation()
            self._tell(MarksLoaded(marks.counts(), issue_id, marks.of(issue_id), generation))

        self._start(load)

    def change(self, target: MarkTarget, decide: Decision, *, is_quiet: bool = False) -> None:
        """Change marks: `MarksWritten` when they are on the disk, or `MarksRefused`.

        Where marks cannot be written, only what the user wants is answered.

        Args:
            target: What is marked.
            decide: Says how, when its turn has come.
            is_quiet: Whether the program does it by itself; then it is no step for undo.
        """

        def change() -> None:
            if is_quiet and self._marks.is_read_only:
                return  # the notice at the start has said why
            wanted = decide(self._marks, target)
            changed = target.change(self._marks, wanted, is_step=not is_quiet)
            self._tell(MarksWritten(changed, target, wanted, is_quiet=is_quiet))

        self._start(change)

    def undo(self) -> None:
        """Take the last change back: `MarksWritten` or `MarksRefused`."""
        self._start(lambda: self._tell(MarksWritten(self._marks.undo(), is_undo=True)))

    def redo(self) -> None:
        """Make what was taken back again: `MarksWritten` or `MarksRefused`."""
        self._start(lambda: self._tell(MarksWritten(self._marks.redo())))

    def ask_tags(self, target: MarkTarget, answer: Callable[[KnownTags], object]) -> None:
        """Look up the tags of items, and call `answer` in the thread of the user interface."""
        self._start(lambda: self._asker.call_later(answer, known_tags(self._marks, target)))

    def _tell(self, message: Message) -> None:
        self._asker.post_message(message)

    def _start(self, job: Callable[[], object]) -> None:
        self._jobs.append(job)
        self._asker.run_worker(self._do_next, group="marks", thread=True)

    def _do_next(self) -> None:
        """The first thread to come does the first job, whichever thread that is."""
        with self._turn:
            job = self._jobs.popleft()
            try:
                job()
            except DigestError as error:
                self._tell(MarksRefused(error))
