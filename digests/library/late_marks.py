"""The marks of a library, opened when they are first asked for: most searches never do."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from digests.errors import MarksError

if TYPE_CHECKING:
    from pathlib import Path

    from digests.marks.marks import Marks
    from digests.marks.queries import PresentItems
    from digests.model.issue import Problem


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
