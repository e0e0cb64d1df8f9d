"""Noticing that files in the library's folders have changed, without looking at them all.

The system tells (inotify, FSEvents); where it cannot, watchfiles looks by itself. It does its work
in a thread, because a large tree takes a while to be watched.
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

_QUIET = 200
"""Milliseconds without a change after which the changes until then are told …"""

_PATIENCE = 1_000
"""… or after so many milliseconds, however many changes still come."""

_LOOK_UP = 500
"""Milliseconds after which the thread looks whether it shall end."""

_AFTER_AN_ODD_NAME = 2.0
"""Seconds until watching goes on: each time the library is refreshed."""

_OF_A_LIBRARY = frozenset((".md", ".markdown", ".mdx", ".txt", ".toml", ""))
"""Suffixes of issues and of `publication.toml`; a folder has none."""


@dataclass
class FoldersChanged(Message):
    """Files in the library's folders are other than they were."""


@dataclass
class FoldersNotWatched(Message):
    """Changes will not be noticed by themselves."""

    reason: str
    """A sentence without a full stop, safe to show."""


class FolderWatch:
    """Watches folders for a widget or app, which gets the messages."""

    def __init__(self, asker: DOMNode, folders: Sequence[Path]) -> None:
        """Watch those of `folders` that are there, from `start` on."""
        self._asker = asker
        self._folders = tuple(folders)
        self._end = threading.Event()

    def start(self) -> None:
        """Begin to watch."""
        self._asker.run_worker(self._watch, group="folder watch", thread=True)

    def stop(self) -> None:
        """End within half a second."""
        self._end.set()

    def _watch(self) -> None:
        there = [folder for folder in self._folders if folder.is_dir()]
        if not there:
            return
        try:
            while self._watch_until_an_odd_name(there):
                self._end.wait(_AFTER_AN_ODD_NAME)
        except OSError as error:
            reason = f"changes in the folders are not noticed ({error.strerror}); r looks for them"
            self._asker.post_message(FoldersNotWatched(reason))

    def _watch_until_an_odd_name(self, folders: Sequence[Path]) -> bool:
        """Return False at the end; True when a file has changed whose name is not UTF-8."""
        worker = get_current_worker()
        try:
            for _ in self._changes(folders):
                if worker.is_cancelled:
                    return False
                self._asker.post_message(FoldersChanged())
        except RuntimeError:
            # watchfiles gives up at such a name, and forgets what else has changed.
            self._asker.post_message(FoldersChanged())
            return True
        return False

    def _changes(self, folders: Sequence[Path]) -> Iterable[object]:
        from watchfiles import watch

        return watch(
            *folders,
            watch_filter=_concerns_library,
            debounce=_PATIENCE,
            step=_QUIET,
            rust_timeout=_LOOK_UP,
            stop_event=self._end,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )


def _concerns_library(change: Change, path: str) -> bool:
    del change
    place = PurePath(path)
    return place.suffix.lower() in _OF_A_LIBRARY and not place.name.startswith(".")
