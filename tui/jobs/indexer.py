"""Refreshing the library in a child process, so that the screen stays responsive.

The child is `ainews index --progress json`, at low priority. A thread of this process would block
the screen for a second and more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message

from digests import safe_line
from tui.jobs.child import follow_child, parsed_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.dom import DOMNode
    from textual.worker import Worker


@dataclass
class IndexProgress(Message):
    """The child is reading files."""

    issues: int
    """Read so far in this run."""

    total: int
    """To read in this run."""

    items: int
    """Found so far in this run."""

    seconds: float = 0.0
    """Since the start of the first file."""

    def can_replace(self, message: Message) -> bool:
        """Only the latest progress matters."""
        return isinstance(message, IndexProgress)


@dataclass
class IndexFinished(Message):
    """The library is up to date."""

    added: int
    changed: int
    removed: int
    unchanged: int
    items: int
    """In all issues."""

    problems: int
    """The number of files or folders with a problem that the user should know about."""

    @property
    def has_news(self) -> bool:
        """Whether any issue was added, changed or removed."""
        return bool(self.added or self.changed or self.removed)


@dataclass
class IndexFailed(Message):
    """The library could not be refreshed; its old contents can still be read."""

    reason: str
    """A sentence without a full stop, safe to show."""


@dataclass
class ComparingProgress(Message):
    """The library is up to date, and the child is comparing its issues to find stories."""

    issues: int
    """Processed so far in this step."""

    total: int
    """To process in this step."""

    is_comparing: bool
    """Whether issues are being compared; in the step before, they are read."""

    def can_replace(self, message: Message) -> bool:
        """Only the latest progress matters."""
        return isinstance(message, ComparingProgress)


@dataclass
class ComparingFinished(Message):
    """The child has compared all issues, or failed to."""

    failure: str = ""
    """Why it failed: a sentence without a full stop, safe to show; empty on success."""


class Indexer:
    """Runs the child, and posts what it prints as messages to a widget or app.

    At most one child runs at a time. It is terminated when the app ends, and then stores what it
    has read. A child that is already comparing issues is also terminated when another is started,
    which continues the comparing after it has read the files.
    """

    def __init__(self, receiver: DOMNode, command: Sequence[str]) -> None:
        """`command` is the child's argument list; if it is empty, `start` does nothing."""
        self._receiver = receiver
        self._command = tuple(command)
        self._worker: Worker[None] | None = None
        self._has_reported = False

    @property
    def is_running(self) -> bool:
        """Whether a child is running."""
        return self._worker is not None and not self._worker.is_finished

    @property
    def is_reading(self) -> bool:
        """Whether a child is running that has not posted `IndexFinished` yet."""
        return self.is_running and not self._has_reported

    def start(self, *, rebuild: bool = False) -> bool:
        """Start a child and return True; False if there is no command or a child is reading."""
        if not self._command or self.is_reading:
            return False
        if self._worker is not None:
            self._worker.cancel()
        self._has_reported = False
        command = (*self._command, "--rebuild") if rebuild else self._command
        self._worker = self._receiver.run_worker(self._follow(command), group="indexer")
        return True

    async def _follow(self, command: Sequence[str]) -> None:
        try:
            last_line = await follow_child(command, message_of, self._post)
        except OSError as error:
            reason = f"indexing cannot be started: {error.strerror}"
            self._receiver.post_message(IndexFailed(reason))
            return
        if last_line and not self._has_reported:
            self._receiver.post_message(IndexFailed(f"indexing broke off: {last_line}"))

    def _post(self, message: Message) -> bool:
        self._has_reported |= isinstance(message, IndexFinished)
        self._receiver.post_message(message)
        return isinstance(message, IndexFailed | ComparingFinished)


def message_of(line: bytes) -> Message | None:
    """Return the message in a line of the child; None if it is no line of the protocol."""
    return parsed_line(line, _message)


def _message(kind: str, values: Any) -> Message | None:  # noqa: ANN401  # it comes from outside
    match kind:
        case "progress":
            return IndexProgress(**values)
        case "report":
            return IndexFinished(**values)
        case "comparing":
            return ComparingProgress(**values)
        case "compared":
            return ComparingFinished(safe_line(values))
        case "error":
            return IndexFailed(safe_line(values))
    return None
