"""Mute rules that mark as read: run when there may be something new, and what is said then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.jobs.search import SearchJobs
from tui.keys.dispatch import keys_in_force
from tui.keys.names import key_name

if TYPE_CHECKING:
    from textual.screen import Screen

    from digests import Library, SavedSearches
    from tui.jobs.search import NewsMuted

_NOTICE_STAYS = 6.0
"""Seconds: the user did not ask for it, so it takes longer to be noticed."""


class MuteRules:
    """Lets the saved searches that mark as read look at what is new."""

    def __init__(self, screen: Screen[Any], library: Library, saved: SavedSearches | None) -> None:
        """The answer, `NewsMuted`, comes to `screen`."""
        self._screen = screen
        self._saved = saved
        self._jobs = SearchJobs(screen, library)

    def run(self) -> None:
        """Mark what is new since the last run."""
        if self._saved is not None:
            self._jobs.mark_muted(self._saved)

    def say(self, done: NewsMuted) -> None:
        """Tell the user what was marked and how it is taken back."""
        if done.changed is None:
            return
        count, dispatch = done.changed.count, keys_in_force(self._screen)
        keys = dispatch.keymap.keys_of("marks.undo") if dispatch else ()
        hint = f" · {key_name(keys[0])} takes it back" if keys else ""
        words = f"{count:,} {'item' if count == 1 else 'items'} marked read by mute rules{hint}"
        self._screen.notify(words, markup=False, timeout=_NOTICE_STAYS)
