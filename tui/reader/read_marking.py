"""Marking items as read by showing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.state.marks import MarkTarget, mark_read

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.timer import Timer

    from tui.jobs.marks import MarkJobs

_OPEN_AFTER = 0.25
"""Seconds: what the cursor has only run over was not opened."""


class ReadMarking:
    """Marks an item as read when it has been on the screen for long enough.

    What is marked in this way is no step for undo: `ctrl+z` takes back what the user did.
    """

    def __init__(self, screen: DOMNode, jobs: MarkJobs, mark_read: str, dwell: float) -> None:
        """See the settings `mark_read` and `dwell_seconds`."""
        self._screen = screen
        self._jobs = jobs
        self._seconds = {"open": _OPEN_AFTER, "dwell": dwell}.get(mark_read)
        self._timer: Timer | None = None

    def shown(self, item_id: str = "") -> None:
        """Begin to wait, now that another item is shown; empty for none."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if item_id and self._seconds is not None:
            self._timer = self._screen.set_timer(self._seconds, lambda: self._mark(item_id))

    def _mark(self, item_id: str) -> None:
        self._jobs.change(MarkTarget(item_ids=(item_id,)), mark_read, is_quiet=True)
