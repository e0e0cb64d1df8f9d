"""Refreshing the library in a child process, so that the screen never waits for it.

The child is `ainews index --progress json`, at low priority; a thread of this process would hold
the screen up for a second and more.
"""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import DEVNULL, PIPE, STDOUT
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message

from digests import safe_line

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Sequence

    from textual.dom import DOMNode
    from textual.worker import Worker

_PATIENCE = 3.0
"""Seconds that a child gets to finish the file it is at."""


@dataclass
class IndexProgress(Message):
    """The child reads files."""

    issues: int
    """Read so far in this run."""

    total: int
    """To be read in this run."""

    items: int
    """Found so far in this run."""

    seconds: float = 0.0
    """Since the first file was begun."""

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
    """How many files or folders have something that the user should know."""

    @property
    def has_news(self) -> bool:
        """Whether anything in the library is different now."""
        return bool(self.added or self.changed or self.removed)


@dataclass
class IndexFailed(Message):
    """The library could not be refreshed; what it held can still be read."""

    reason: str
    """A sentence without a full stop, safe to show."""


@dataclass
class ComparingProgress(Message):
    """The library is up to date, and the child looks for the same stories in its issues."""

    issues: int
    """Done so far in this step."""

    total: int
    """To be done in this step."""

    is_comparing: bool
    """Whether issues are compared; before that they are read."""

    def can_replace(self, message: Message) -> bool:
        """Only the latest progress matters."""
        return isinstance(message, ComparingProgress)


@dataclass
class ComparingFinished(Message):
    """The child has compared what was to be compared, or cannot."""

    failure: str = ""
    """Why it cannot: a sentence without a full stop, safe to show."""


class Indexer:
    """Starts the child for a widget or app, which gets its messages.

    At most one child runs at a time. When the app ends it is told to end too, which it does as
    soon as it has stored what it has read. So is a child that has read all files and compares
    their issues when another is to be started: that one goes on with the comparing afterwards.
    """

    def __init__(self, asker: DOMNode, command: Sequence[str]) -> None:
        """`command` is the child's argument list; with an empty one `start` does nothing."""
        self._asker = asker
        self._command = tuple(command)
        self._worker: Worker[None] | None = None
        self._has_reported = False

    @property
    def is_running(self) -> bool:
        """Whether a child runs now."""
        return self._worker is not None and not self._worker.is_finished

    @property
    def is_reading(self) -> bool:
        """Whether a child runs that has not reported yet."""
        return self.is_running and not self._has_reported

    def start(self, *, rebuild: bool = False) -> bool:
        """Start a child and return True; False when there is no command or one reads already."""
        if not self._command or self.is_reading:
            return False
        if self._worker is not None:
            self._worker.cancel()
        self._has_reported = False
        command = (*self._command, "--rebuild") if rebuild else self._command
        self._worker = self._asker.run_worker(self._follow(command), group="indexer")
        return True

    async def _follow(self, command: Sequence[str]) -> None:
        try:
            child = await asyncio.create_subprocess_exec(
                *command, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT
            )
        except OSError as error:
            self._asker.post_message(IndexFailed(f"indexing cannot be started: {error.strerror}"))
            return
        try:
            await self._pass_on(child)
        except asyncio.CancelledError:
            child.terminate()
            raise
        finally:
            await _wait_for(child)

    async def _pass_on(self, child: Process) -> None:
        """Post what the child prints, until it ends; its last words when there is no report."""
        assert child.stdout is not None, "asked for by PIPE"  # for the type checker
        last_words = "it said nothing"
        async for line in child.stdout:
            message = message_of(line)
            if message is not None:
                self._has_reported |= isinstance(message, IndexFinished)
                self._asker.post_message(message)
                if isinstance(message, IndexFailed | ComparingFinished):
                    return
            elif line.strip():
                last_words = safe_line(line.decode(errors="replace"))
        if not self._has_reported:
            self._asker.post_message(IndexFailed(f"indexing broke off: {last_words}"))


def message_of(line: bytes) -> Message | None:
    """Return what a line of the child says, or None when it is no line of the protocol."""
    try:
        (kind, values), *_ = json.loads(line).items()
        return _message(kind, values)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None


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


async def _wait_for(child: Process) -> None:
    """A child that was told to end, or said its last words, needs no more than a moment."""
    try:
        await asyncio.wait_for(child.wait(), _PATIENCE)
    except TimeoutError:
        child.kill()
        await child.wait()
