"""Where else the story of the shown item is told, below its text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from tui.dialogs.modal import frame_hints
from tui.text.stories.lines import story_lines, with_story_lines
from tui.widgets.debounce import Debounce

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.screen import Screen

    from digests import Issue
    from tui.jobs.stories import StoryJobs, TellingsFound
    from tui.text.page import ItemText
    from tui.text.stories.templates import StoryWords
    from tui.widgets.item_view import ItemView

_PAUSE = 0.12
"""Seconds that an item must be shown: while the cursor runs, nothing is looked up."""


class TellingsShown:
    """Looks the tellings up beside the screen, and sets them behind the end of the text."""

    def __init__(
        self,
        screen: Screen[Any],
        text: ItemView,
        jobs: StoryJobs,
        words: StoryWords,
        offers_keys: Callable[[], bool] = lambda: True,
    ) -> None:
        """Show tellings in `text`, in the language of `words`.

        Args:
            screen: It gets the answers of `jobs`, and gives them to `answered`.
            text: Shows the item.
            jobs: Look the tellings up.
            words: What is said of them.
            offers_keys: Says whether the keys that lead to them work now.
        """
        self._screen = screen
        self._text = text
        self._jobs = jobs
        self._words = words
        self._offers_keys = offers_keys
        self._pause = Debounce(screen, _PAUSE)
        self._issue: Issue | None = None
        self._item_id = ""
        self._set: Callable[[int], ItemText] | None = None
        self._found: TellingsFound | None = None
        self._lines: tuple[str, ...] = ()
        self._waiting: tuple[str, Callable[[TellingsFound], None]] | None = None

    def rest_on(self, issue: Issue, item_id: str, set_text: Callable[[int], ItemText]) -> None:
        """Look up the tellings of the item that is shown now, if it stays.

        Args:
            issue: The item's issue.
            item_id: Empty for what is no item.
            set_text: Sets the text of the item for a width, without the tellings.
        """
        self._issue, self._item_id, self._set = issue, item_id, set_text
        self._found, self._lines = None, ()
        self._pause.cancel()
        if item_id:
            self._pause.call(self.look_again)

    def rest_nowhere(self) -> None:
        """Nothing is shown that is told anywhere."""
        self._item_id = ""
        self._pause.cancel()

    @property
    def generation(self) -> int:
        """Of the stories when the tellings that are shown were looked up; -1 for none."""
        return self._found.generation if self._found is not None else -1

    def look_again(self) -> None:
        """Look the tellings of the shown item up, now or once more."""
        if self._item_id:
            self._jobs.find_tellings(self._item_id)

    def when_known(self, item_id: str, do: Callable[[TellingsFound], None]) -> None:
        """Do something with the tellings of an item, as soon as they are known."""
        if self._found is not None and self._found.item_id == item_id and not self._found.trouble:
            do(self._found)
        else:
            self._waiting = item_id, do
            self._jobs.find_tellings(item_id)

    def answered(self, found: TellingsFound) -> None:
        """Show what was found, and do what has waited for it."""
        if found.item_id == self._item_id:
            self._found = found
            self._show(found)
        if self._waiting is not None and self._waiting[0] == found.item_id:
            do, self._waiting = self._waiting[1], None
            if found.trouble:
                self._screen.notify(found.trouble, severity="warning")
            else:
                do(found)

    def show_again(self) -> None:
        """Say again what is known of what is shown: other keys may be offered."""
        if self._found is not None and self._found.item_id == self._item_id:
            self._show(self._found)

    def _show(self, found: TellingsFound) -> None:
        if self._set is None or self._issue is None or self._issue.date is None:
            return
        keys = frame_hints(self._screen, *self._hints(found)).plain if self._offers_keys() else ""
        lines = story_lines(found.tellings, self._issue.date, self._words, keys)
        if lines != self._lines:
            self._lines = lines
            self._text.set_again(partial(_set_with_lines, self._set, lines))

    def _hints(self, found: TellingsFound) -> list[tuple[str, str]]:
        hints = [("stories.tellings", self._words.why)]
        if found.translation is not None:
            hints.append(("stories.translation", self._words.translation))
        return hints


def _set_with_lines(
    set_text: Callable[[int], ItemText], lines: Sequence[str], width: int
) -> ItemText:
    return with_story_lines(set_text(width), lines, width)
