"""Watching the library's folders for changed files.

watchfiles uses the system's notifications (inotify, FSEvents), or polls where there are none. It
runs in a thread, because it takes a while to start watching a large tree.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from textual.dom import DOMNode
    from watchfiles import Change

_STEP = 200
"""Milliseconds without a change after which the changes so far are reported …"""

_DEBOUNCE = 1_000
"""… or milliseconds after which they are reported even if more keep coming."""

_STOP_CHECK = 500
"""Milliseconds between the thread's checks whether to stop."""

_RESTART_DELAY = 2.0
"""Seconds until watching restarts after an invalid name, as each restart refreshes the library."""

_LIBRARY_SUFFIXES = frozenset(
    ".md .markdown .mdx .txt .html .htm .xhtml .eml .mbox .mbx .toml".split()
) | {""}
"""Suffixes of issues, mailboxes and `publication.toml`; the empty one is for folders."""

_MAILDIR_PARTS = frozenset(("cur", "new"))
"""Folders of messages, whose names have no suffix that means anything."""


@dataclass
class FoldersChanged(Message):
    """Files in the library's folders have changed."""


@dataclass
class FoldersNotWatched(Message):
    """The folders cannot be watched, so changes are not noticed automatically."""

    reason: str
    """A sentence without a full stop, safe to show."""


class FolderWatch:
    """Watches folders, and posts `FoldersChanged` and `FoldersNotWatched`."""

    def __init__(self, receiver: DOMNode, folders: Sequence[Path]) -> None:
        """Prepare to watch those of `folders` that exist when `start` is called."""
        self._receiver = receiver
        self._folders = tuple(folders)
        self._stop = threading.Event()

    def start(self) -> None:
        """Start the thread; messages go to `receiver`."""
        self._receiver.run_worker(self._watch, group="folder watch", thread=True)

    def stop(self) -> None:
        """Tell the thread to stop, which takes up to half a second."""
        self._stop.set()

    def _watch(self) -> None:
        existing = [folder for folder in self._folders if folder.exists()]
        if not existing:
            return
        try:
            while self._watch_until_invalid_name(existing):
                self._stop.wait(_RESTART_DELAY)
        except OSError as error:
            reason = f"changes in the folders are not noticed ({error.strerror}); r looks for them"
            self._receiver.post_message(FoldersNotWatched(reason))

    def _watch_until_invalid_name(self, folders: Sequence[Path]) -> bool:
        """Return True if a file changed whose name is not UTF-8, False when stopped."""
        worker = get_current_worker()
        try:
            for _ in self._changes(folders):
                if worker.is_cancelled:
                    return False
                self._receiver.post_message(FoldersChanged())
        except RuntimeError:
            # watchfiles raises this at such a name, and loses the other changes.
            self._receiver.post_message(FoldersChanged())
            return True
        return False

    def _changes(self, folders: Sequence[Path]) -> Iterable[object]:
        from watchfiles import watch

        return watch(
            *folders,
            watch_filter=_concerns_library,
            debounce=_DEBOUNCE,
            step=_STEP,
            rust_timeout=_STOP_CHECK,
            stop_event=self._stop,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )


def _concerns_library(change: Change, path: str) -> bool:
    del change
    file = PurePath(path)
    is_issue = file.suffix.lower() in _LIBRARY_SUFFIXES or file.parent.name in _MAILDIR_PARTS
    return is_issue and not file.name.startswith(".")
