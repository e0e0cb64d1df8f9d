"""The commands that follow a story to its other tellings.

The command that shows when something was mentioned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from tui.keys.command_groups import Carrier, available_when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.screen import Screen

    from digests import Library, Tellings
    from tui.jobs.stories import TellingsFound
    from tui.stories.tellings_panel import TellingsShown
    from tui.text.stories.rows import StoryLook
    from tui.text.stories.words import StoryWords


_NOTICE_STAYS = 3.0
"""Seconds."""


class StoryPlace(Protocol):
    """A screen with an item under the cursor, whose story is followed."""

    @property
    def story_id(self) -> str:
        """The id of that item; empty for none."""

    @property
    def story_title(self) -> str:
        """Its title."""

    @property
    def screen(self) -> Screen[Any]:
        """The screen itself."""

    def go_to_telling(self, item_id: str) -> None:
        """Read another item."""


class StoryCommands(Carrier):
    """Goes to where the story of the item under the cursor is told, too."""

    scope: ClassVar[str] = "stories"

    def __init__(
        self, place: StoryPlace, shown: TellingsShown, library: Library, words: StoryWords
    ) -> None:
        """Follow the story of the item in `place`, whose tellings are those of `shown`."""
        self._place = place
        self._shown = shown
        self._library = library
        self._words = words
        self._round: tuple[str, ...] = ()
        """The item from which the user set out, and its tellings, the best first."""

    def _has_story(self) -> bool:
        return bool(self._place.story_id)

    @available_when(_has_story)
    def action_go_elsewhere(self) -> None:
        """Go to the best other telling, again to the next one, at last back to the first item."""
        here = self._place.story_id
        if here in self._round:
            self._go((*self._round, self._round[0])[self._round.index(here) + 1])
        else:
            self._shown.when_known(here, self._set_out)

    @available_when(_has_story)
    def action_go_to_translation(self) -> None:
        """Go to the same item in the digest's other language, exactly where the links tell."""
        self._shown.when_known(self._place.story_id, self._translate)

    @available_when(_has_story)
    def action_list_tellings(self) -> None:
        """List all tellings, and why each is held to be one."""
        self._shown.when_known(self._place.story_id, self._list)

    def _set_out(self, found: TellingsFound) -> None:
        others = tuple(_best_first(found.tellings))
        self._round = (found.item_id, *others) if others else ()
        if others:
            self._go(others[0])
        else:
            self._say(self._alone(found))

    def _translate(self, found: TellingsFound) -> None:
        if found.translation is None:
            self._say(self._words.no_translation)
        else:
            self._go(found.translation.item_id)

    def _list(self, found: TellingsFound) -> None:
        from tui.stories.tellings import TellingsScreen

        if not found.tellings and not found.tellings.rejected:
            self._say(self._alone(found))
            return
        screen = TellingsScreen(self._place.story_title, found, self._library, self._words)
        self._place.screen.app.push_screen(screen, self._leave_list)

    def _leave_list(self, item_id: str | None) -> None:
        if item_id:
            self._go(item_id)
        else:
            self._round = ()
            self._shown.look_again()

    def _alone(self, found: TellingsFound) -> str:
        """Say that nothing is known, and why that may be."""
        count = len(found.tellings.maybe)
        related = self._words.maybe(count) if count else ""
        waiting = self._words.comparing(found.waiting) if found.waiting else ""
        return " · ".join(filter(None, (self._words.alone, related, waiting)))

    def _go(self, item_id: str) -> None:
        self._place.go_to_telling(item_id)

    def _say(self, words: str) -> None:
        self._place.screen.notify(words, markup=False, timeout=_NOTICE_STAYS)


def _best_first(tellings: Tellings) -> Iterator[str]:
    """Yield the best telling of each other digest, then the rest, the digest's own at the end."""
    firsts = [family[0] for family in tellings.elsewhere]
    others = [one for family in tellings.elsewhere for one in family[1:]]
    for one in (*firsts, *tellings.editions, *others, *tellings.repeats):
        yield one.telling.item_id


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
