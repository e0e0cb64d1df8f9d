"""Commands that go to other tellings of a story, and show timelines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from tui.keys.command_groups import CommandGroup, available_when
from tui.widgets.notice import notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.screen import Screen

    from digests import Library, Tellings
    from tui.jobs.stories import TellingsFound
    from tui.stories.tellings_panel import TellingsPanel
    from tui.text.stories.rows import StoryLook
    from tui.text.stories.templates import StoryWords


class StoryContext(Protocol):
    """What the story commands need from a screen with an item under the cursor."""

    @property
    def story_id(self) -> str:
        """The id of the item under the cursor; empty for none."""

    @property
    def story_title(self) -> str:
        """The title of that item; empty for none."""

    @property
    def screen(self) -> Screen[Any]:
        """The screen itself, to show notices and push dialogs."""

    def go_to_telling(self, item_id: str) -> None:
        """Read another item in its issue."""


class StoryCommands(CommandGroup):
    """Goes to, and lists, the other tellings of the story of the item under the cursor."""

    scope: ClassVar[str] = "stories"

    def __init__(
        self, context: StoryContext, tellings: TellingsPanel, library: Library, words: StoryWords
    ) -> None:
        """Follow the story of the item in `context`.

        Args:
            context: The screen with the item.
            tellings: Looks up the tellings of the item.
            library: Open.
            words: The phrases for stories, in the user's language.
        """
        self._context = context
        self._tellings = tellings
        self._library = library
        self._words = words
        self._tour: tuple[str, ...] = ()
        """The ids of the item where the user started and its tellings, best first."""

    def _has_story(self) -> bool:
        return bool(self._context.story_id)

    @available_when(_has_story)
    def action_go_elsewhere(self) -> None:
        """Go to the best other telling, then to each next one, and at last back to the first item.

        The tellings may have to be looked up first, in a thread.
        """
        here = self._context.story_id
        if here in self._tour:
            self._go((*self._tour, self._tour[0])[self._tour.index(here) + 1])
        else:
            self._tellings.when_known(here, self._start_tour)

    @available_when(_has_story)
    def action_go_to_translation(self) -> None:
        """Go to the same item in the digest's other language, as identified by its links."""
        self._tellings.when_known(self._context.story_id, self._go_to_translation)

    @available_when(_has_story)
    def action_list_tellings(self) -> None:
        """List all tellings in a dialog, with the reason for each."""
        self._tellings.when_known(self._context.story_id, self._list)

    def _start_tour(self, answer: TellingsFound) -> None:
        others = tuple(_best_first(answer.tellings))
        self._tour = (answer.item_id, *others) if others else ()
        if others:
            self._go(others[0])
        else:
            self._notify(self._nothing_known(answer))

    def _go_to_translation(self, answer: TellingsFound) -> None:
        if answer.translation is None:
            self._notify(self._words.no_translation)
        else:
            self._go(answer.translation.item_id)

    def _list(self, answer: TellingsFound) -> None:
        from tui.stories.tellings import TellingsScreen

        if not answer.tellings and not answer.tellings.rejected:
            self._notify(self._nothing_known(answer))
            return
        screen = TellingsScreen(self._context.story_title, answer, self._library, self._words)
        self._context.screen.app.push_screen(screen, self._leave_list)

    def _leave_list(self, item_id: str | None) -> None:
        if item_id:
            self._go(item_id)
        else:
            self._tour = ()
            self._tellings.reload()

    def _nothing_known(self, answer: TellingsFound) -> str:
        """Return that there are no other tellings, with the related and the uncompared items."""
        count = len(answer.tellings.maybe)
        related = self._words.maybe(count) if count else ""
        waiting = self._words.comparing(answer.waiting) if answer.waiting else ""
        return " · ".join(filter(None, (self._words.alone, related, waiting)))

    def _go(self, item_id: str) -> None:
        self._context.go_to_telling(item_id)

    def _notify(self, message: str) -> None:
        notice(self._context.screen, message, seconds=3)


def _best_first(tellings: Tellings) -> Iterator[str]:
    """Yield item ids: the best of each other digest, editions, the rest, the digest's repeats."""
    firsts = [family[0] for family in tellings.elsewhere]
    others = [one for family in tellings.elsewhere for one in family[1:]]
    for one in (*firsts, *tellings.editions, *others, *tellings.repeats):
        yield one.telling.item_id


class TimelineCommand(CommandGroup):
    """Shows the timeline of a term."""

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        look: StoryLook,
        term: Callable[[], str],
        go: Callable[[str, Callable[[], None]], None],
    ) -> None:
        """Create the command.

        Args:
            screen: The screen above which timelines are shown.
            library: Open.
            look: How stories are drawn.
            term: Returns the term to propose; empty for none.
            go: Called with the id of an item to read, and a function that shows the timeline again.
        """
        self._screen = screen
        self._library = library
        self._look = look
        self._term = term
        self._go = go

    def action_show_timeline(self) -> None:
        """Ask for a term, and show its timeline."""
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
    """Proposes the subject of an item as the term."""

    scope: ClassVar[str] = "stories"


class SearchTimeline(TimelineCommand):
    """Proposes the words of a query as the term."""

    scope: ClassVar[str] = "search"
