"""The lines below an item that say where else its story is told."""

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
"""Seconds that an item must be shown, so that nothing is looked up while the cursor moves."""


class TellingsPanel:
    """Looks up the tellings of the shown item in a thread, and appends them to its text."""

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
            screen: Receives the answers of `jobs`, and passes them to `answered`.
            text: Shows the item.
            jobs: Look up the tellings.
            words: The phrases for stories.
            offers_keys: Returns whether the keys for tellings work now and are to be named.
        """
        self._screen = screen
        self._text = text
        self._jobs = jobs
        self._words = words
        self._offers_keys = offers_keys
        self._pause = Debounce(screen, _PAUSE)
        self._issue: Issue | None = None
        self._item_id = ""
        self._set_text: Callable[[int], ItemText] | None = None
        self._answer: TellingsFound | None = None
        self._lines: tuple[str, ...] = ()
        self._waiting: tuple[str, Callable[[TellingsFound], None]] | None = None

    def show_soon(self, issue: Issue, item_id: str, set_text: Callable[[int], ItemText]) -> None:
        """Look up the tellings of the item that is shown now, after a pause.

        Args:
            issue: The item's issue.
            item_id: Empty if what is shown is not an item.
            set_text: Returns the text of the item for a width in cells, without the tellings.
        """
        self._issue, self._item_id, self._set_text = issue, item_id, set_text
        self._answer, self._lines = None, ()
        self._pause.cancel()
        if item_id:
            self._pause.call(self.reload)

    def clear(self) -> None:
        """Forget the item, as none is shown."""
        self._item_id = ""
        self._pause.cancel()

    @property
    def generation(self) -> int:
        """The generation of the stories at the time of the look-up; -1 before it."""
        return self._answer.generation if self._answer is not None else -1

    def reload(self) -> None:
        """Look up the tellings of the shown item without a pause."""
        if self._item_id:
            self._jobs.find_tellings(self._item_id)

    def when_known(self, item_id: str, do: Callable[[TellingsFound], None]) -> None:
        """Call `do` with the tellings of an item once they are known; a later call replaces it."""
        if (
            self._answer is not None
            and self._answer.item_id == item_id
            and not self._answer.trouble
        ):
            do(self._answer)
        else:
            self._waiting = item_id, do
            self._jobs.find_tellings(item_id)

    def answered(self, answer: TellingsFound) -> None:
        """Show the tellings if they are of the shown item, and call what waits for them."""
        if answer.item_id == self._item_id:
            self._answer = answer
            self._show(answer)
        if self._waiting is not None and self._waiting[0] == answer.item_id:
            do, self._waiting = self._waiting[1], None
            if answer.trouble:
                self._screen.notify(answer.trouble, severity="warning")
            else:
                do(answer)

    def show_again(self) -> None:
        """Update the lines, because `offers_keys` may have changed."""
        if self._answer is not None and self._answer.item_id == self._item_id:
            self._show(self._answer)

    def _show(self, answer: TellingsFound) -> None:
        if self._set_text is None or self._issue is None or self._issue.date is None:
            return
        keys = frame_hints(self._screen, *self._hints(answer)).plain if self._offers_keys() else ""
        lines = story_lines(answer.tellings, self._issue.date, self._words, keys)
        if lines != self._lines:
            self._lines = lines
            self._text.set_again(partial(_text_with_lines, self._set_text, lines))

    def _hints(self, answer: TellingsFound) -> list[tuple[str, str]]:
        hints = [("stories.tellings", self._words.why)]
        if answer.translation is not None:
            hints.append(("stories.translation", self._words.translation))
        return hints


def _text_with_lines(
    set_text: Callable[[int], ItemText], lines: Sequence[str], width: int
) -> ItemText:
    return with_story_lines(set_text(width), lines, width)
