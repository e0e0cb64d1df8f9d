"""The stories of a library, opened when they are first asked for: lists and searches never do.

The marks of a library, opened when they are first asked for: most searches never do.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from digests.errors import CacheError, MarksError
from digests.storage.integrity import PageSeal

if TYPE_CHECKING:
    from pathlib import Path

    from digests.marks.marks import Marks
    from digests.marks.queries import PresentItems
    from digests.model.issue import Problem
    from digests.stories.rejections import Rejections
    from digests.stories.stories import Stories


_DAMAGED = "was damaged; which items tell the same story is found out again"


class LateStories:
    """Opens the stories once. Every method may be called from any thread."""

    def __init__(self, cache: Path, marks: Path | None) -> None:
        """Nothing is opened yet.

        Args:
            cache: the folder for what was found.
            marks: the file beside which stands what the user said of stories; None keeps that in
                memory.
        """
        self.file = cache / "stories.sqlite3"
        """What was found, once it was looked for."""
        self._rejections = marks.with_name("not-the-same-story.jsonl") if marks else None
        self._lock = threading.Lock()
        self._stories: Stories | None = None
        self._is_closed = False

    def opened(self) -> Stories:
        """Return the stories. Raises CacheError when their file cannot be used, or was closed."""
        with self._lock:
            if self._stories is None:
                from digests.stories.stories import Stories

                if self._is_closed:
                    raise CacheError(str(self.file.parent), "the library was closed")
                self._stories = Stories(self.file, self._rejections)
            return self._stories

    def rejections(self) -> Rejections | None:
        """Return what the user said are two stories; None when that is nothing on the disk."""
        if self._rejections is None or not self._rejections.exists():
            return None
        from digests.stories.rejections import Rejections

        return Rejections(self._rejections)

    def problems(self) -> tuple[Problem, ...]:
        """Return whether the file is damaged, or was and is not yet found out again.

        Nothing is opened, and only a file that somebody else has written to is read.
        """
        from digests.model.issue import Problem

        if self.file.with_suffix(".damaged").exists() or not PageSeal(self.file).is_whole():
            return (Problem(self.file.name, _DAMAGED),)
        return ()

    def is_whole(self) -> bool:
        """Read all of the file, and say whether it is as it was written; else it is set aside.

        Raises CacheError.
        """
        self.opened().tables.file.check(wholly=True)
        return not self.problems()

    def close(self) -> None:
        """Let go of the file. The stories cannot be used afterwards."""
        with self._lock:
            self._is_closed = True
            if self._stories is not None:
                self._stories.close()


class LateMarks:
    """Opens a file of marks once. Every method may be called from any thread."""

    def __init__(self, path: Path | None, present: PresentItems) -> None:
        """Nothing is opened yet. `path` may be missing; None keeps the marks in memory."""
        self._path = path
        self._present = present
        self._lock = threading.Lock()
        self._marks: Marks | None = None
        self._is_closed = False

    def opened(self) -> Marks:
        """Return the marks. Raises MarksError when their file cannot be used, or was closed."""
        with self._lock:
            if self._marks is None:
                from digests.marks.marks import Marks

                if self._is_closed:
                    raise MarksError(str(self._path or "in memory"), "the library was closed")
                self._marks = Marks(self._path, self._present)
            return self._marks

    def problems(self) -> tuple[Problem, ...]:
        """Return what the user should know about the file, also when it cannot be used."""
        from digests.model.issue import Problem
        from digests.safe_text import safe_line

        try:
            return self.opened().problems()
        except MarksError as error:
            return (Problem(safe_line(error.file), safe_line(error.reason)),)

    def close(self) -> None:
        """Let go of the file. The marks cannot be used afterwards."""
        with self._lock:
            self._is_closed = True
            if self._marks is not None:
                self._marks.close()
