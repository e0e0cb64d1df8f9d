"""The command that shows when something was mentioned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from tui.keys.command_groups import Carrier

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from digests import Library
    from tui.text.stories.rows import StoryLook


class TimelineCommand(Carrier):
    """Shows when something was mentioned."""

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        look: StoryLook,
        term: Callable[[], str],
        go: Callable[[str, Callable[[], None]], None],
    ) -> None:
        """Show timelines above `screen`.

        Args:
            screen: Where the command works.
            library: Open.
            look: How stories are told.
            term: Returns what the timeline is probably asked for.
            go: Called with the id of an item that shall be read, and with what shows the timeline
                again.
        """
        self._screen = screen
        self._library = library
        self._look = look
        self._term = term
        self._go = go

    def action_show_timeline(self) -> None:
        """Ask for a name or a word, and show when it was mentioned."""
        from tui.stories.timeline import ask_term

        ask_term(self._screen, self._term(), self._show)

    def _show(self, term: str, item_id: str = "") -> None:
        from tui.stories.timeline import TimelineScreen

        screen = TimelineScreen(self._library, term, self._look, item_id)

        def go(chosen: str | None) -> None:
            if chosen:
                self._go(chosen, lambda: self._show(screen.term, chosen))

        self._screen.app.push_screen(screen, go)


class StoryTimeline(TimelineCommand):
    """Shows when the subject of an item was mentioned."""

    scope: ClassVar[str] = "stories"


class SearchTimeline(TimelineCommand):
    """Shows when the words of a query were mentioned."""

    scope: ClassVar[str] = "search"
