"""Fetching the sources in a child process, so that the screen stays responsive.

The child is `ainews sync --progress json`, at low priority. It leaves the new files to a refresh.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message

from digests import safe_line
from tui.jobs.child import follow_child, parsed_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.dom import DOMNode
    from textual.worker import Worker


@dataclass
class SyncProgress(Message):
    """The child is fetching."""

    done: int
    """Sources fetched so far, or failed."""

    total: int

    name: str
    """Of a source that is waited for."""

    def can_replace(self, message: Message) -> bool:
        """Only the latest progress matters."""
        return isinstance(message, SyncProgress)


@dataclass
class SyncFinished(Message):
    """All sources have been asked."""

    sources: int
    """How many there are."""

    new: int
    """Issue files, as the next numbers."""

    changed: int
    removed: int

    failures: Mapping[str, str]
    """By the name of the source, why it failed; safe to show."""

    moved: Mapping[str, str]
    """By the name of the source, its new address; safe to show."""

    @property
    def has_news(self) -> bool:
        """Whether there is something for a refresh to find."""
        return bool(self.new or self.changed or self.removed)


@dataclass
class SyncFailed(Message):
    """No source could be asked."""

    reason: str
    """A sentence without a full stop, safe to show."""


class Syncer:
    """Runs the child, and posts what it prints as messages to a widget or app.

    At most one child runs at a time. It is terminated when the app ends; what it has written is
    whole then.
    """

    def __init__(self, receiver: DOMNode, command: Sequence[str]) -> None:
        """`command` is the child's argument list."""
        self._receiver = receiver
        self._command = tuple(command)
        self._worker: Worker[None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether a child is running."""
        return self._worker is not None and not self._worker.is_finished

    def start(self) -> bool:
        """Start a child and return True; False if one is running."""
        if self.is_running:
            return False
        self._worker = self._receiver.run_worker(self._follow(), group="syncer")
        return True

    async def _follow(self) -> None:
        try:
            last_line = await follow_child(self._command, message_of, self._post)
        except OSError as error:
            self._post(SyncFailed(f"fetching cannot be started: {error.strerror}"))
            return
        if last_line:
            self._post(SyncFailed(f"fetching broke off: {last_line}"))

    def _post(self, message: Message) -> bool:
        self._receiver.post_message(message)
        return isinstance(message, SyncFinished | SyncFailed)


def message_of(line: bytes) -> Message | None:
    """Return the message in a line of the child; None if it is no line of the protocol."""
    return parsed_line(line, _message)


def _message(kind: str, values: Any) -> Message | None:  # noqa: ANN401  # it comes from outside
    match kind:
        case "fetching":
            return SyncProgress(values["done"], values["total"], safe_line(values["name"]))
        case "fetched":
            told = {name: _safe_texts(values[name]) for name in ("failures", "moved")}
            return SyncFinished(**(values | told))
        case "error":
            return SyncFailed(safe_line(values))
    return None


def _safe_texts(texts: Mapping[str, str]) -> dict[str, str]:
    return {safe_line(name): safe_line(text) for name, text in texts.items()}
