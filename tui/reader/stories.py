"""Stories in the reader: other tellings of an item, what was read elsewhere, catching up."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, ClassVar

from digests import DigestError
from tui.jobs.marks import MarksLoaded
from tui.jobs.stories import KnownFound, StoryJobs, TellingsFound
from tui.keys.command_groups import CommandGroup
from tui.reader.history import ReturnPoint
from tui.state.catch_up import last_visit, with_visit
from tui.stories.commands import StoryCommands, StoryTimeline
from tui.stories.tellings_panel import TellingsPanel
from tui.system.locale import reading_language
from tui.text.icons import icons_of
from tui.text.stories.rows import StoryLook
from tui.text.stories.timeline import main_subject, selected_term
from tui.text.stories.words import words_for

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from textual.message import Message
    from textual.screen import Screen

    from digests import Issue, Library, SavedSearches
    from tui.reader.history import HistoryCommands
    from tui.reader.loader import IssueLoader
    from tui.reader.section_tree import SectionTree
    from tui.settings import Settings
    from tui.state.memory import SavedState
    from tui.stories.catch_up_commands import CatchUpState
    from tui.text.page import ItemText
    from tui.widgets.item_view import ItemView


def story_look(settings: Settings, today: datetime.date) -> StoryLook:
    """Return how stories are told, in the language and with the icons of the settings."""
    words = words_for(reading_language(settings.language, os.environ))
    return StoryLook(words, today, icons_of(settings.icons))


class ReaderStories:
    """Composes what follows stories. It is a `StoryContext`."""

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        text: ItemView,
        section_tree: SectionTree,
        loader: IssueLoader,
        history: HistoryCommands,
        look: StoryLook,
        saved: SavedSearches | None,
        remembered: SavedState,
        *,
        dims: bool,
        open_item: Callable[[str, str], None],
    ) -> None:
        """Follow the story of the item under the cursor of `section_tree`.

        Args:
            screen: Gets the answers of the library, to be given to `answered`.
            library: Open.
            text: Shows the item, and below it where else its story is told.
            section_tree: Shows which items tell nothing new.
            loader: Has the open issue.
            history: Is told that the reader jumps from telling to telling.
            look: How stories are told.
            saved: The searches that the user keeps; those for a publication star it.
            remembered: Where the days of visits are kept.
            dims: Whether items that tell nothing new are dimmed.
            open_item: Called with the ids of the issue and of the item that shall be read.
        """
        self._screen = screen
        self._library = library
        self._tree = section_tree
        self._loader = loader
        self._history = history
        self._words = look.words
        self._dims = dims
        self._open_item = open_item
        self._jobs = StoryJobs(screen, library, look.words.language, saved)
        self._shown = TellingsPanel(screen, text, self._jobs, look.words)
        self._catching_up = CatchingUp(screen, library, look, saved, remembered, self.go_from)
        self.return_point = ReturnPoint(loader, history)
        self.command_groups: tuple[CommandGroup, ...] = (
            self.return_point,
            self._catching_up,
            StoryCommands(self, self._shown, library, look.words),
            StoryTimeline(screen, library, look, self._term, self.go_from),
        )

    @property
    def story_id(self) -> str:
        """The id of the item under the cursor; empty for none."""
        item = self._tree.current_item
        return item.id if item else ""

    @property
    def story_title(self) -> str:
        """Its title."""
        item = self._tree.current_item
        return item.title if item else ""

    @property
    def screen(self) -> Screen[Any]:
        """The reader."""
        return self._screen

    def go_to_telling(self, item_id: str) -> None:
        """Read another item of the library; going back leads here again."""
        self._history.will_jump()
        self._open_item(item_id.partition(".")[0], item_id)

    def go_from(self, item_id: str, show_again: Callable[[], None]) -> None:
        """Read an item to which another screen led; going back shows that screen again."""
        self.return_point.lead_to(item_id, show_again)
        self.go_to_telling(item_id)
        self.return_point.arrived(self.story_id)

    def show_soon(self, issue: Issue, item_id: str, set_text: Callable[[int], ItemText]) -> None:
        """Look up the tellings of what is shown now, as `TellingsPanel.show_soon` says."""
        self.return_point.arrived(item_id)
        self._shown.show_soon(issue, item_id, set_text)

    def clear(self) -> None:
        """What is shown is no part of an issue."""
        self._shown.clear()

    def look_up_known(self) -> None:
        """Look up which items of the open issue tell nothing new."""
        issue = self._loader.issue
        if self._dims and issue is not None:
            self._jobs.find_known(issue.id, [item.id for item in issue.items])

    def look_for_changes(self) -> None:
        """Look everything up again when more was compared since. Who is here pays a visit."""
        self._catching_up.note_visit()
        known = self._shown.generation
        if known >= 0 and self._generation() != known:
            self._shown.reload()
            self.look_up_known()

    def answered(self, answer: Message) -> None:
        """Show what was looked up; what was read makes other items known."""
        match answer:
            case TellingsFound():
                self._shown.answered(answer)
            case KnownFound():
                issue = self._loader.issue
                if issue is not None and issue.id == answer.issue_id:
                    self._tree.show_known(answer.known, self._words.known)
            case MarksLoaded():
                self.look_up_known()

    def _generation(self) -> int:
        """What cannot be read now is no other than before; keys that need it say why."""
        try:
            return self._library.stories.generation()
        except DigestError:
            return self._shown.generation

    def _term(self) -> str:
        selected = selected_term(self._screen.get_selected_text())
        issue, item = self._loader.issue, self._tree.current_item
        if selected or issue is None or item is None:
            return selected
        return main_subject(issue, item)


_KEPT_AS = "visits"


class CatchingUp(CommandGroup):
    """Shows the screen for catching up, and remembers when the reader was open."""

    scope: ClassVar[str] = "stories"

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        look: StoryLook,
        saved: SavedSearches | None,
        remembered: SavedState,
        go: Callable[[str, Callable[[], None]], None],
    ) -> None:
        """Show it above `screen`.

        Args:
            screen: Where items are read.
            library: Open.
            look: How stories are told.
            saved: The searches that the user keeps.
            remembered: Where the days of visits are kept.
            go: Called with the id of an item that shall be read, and with what leads back.
        """
        self._screen = screen
        self._library = library
        self._look = look
        self._saved = saved
        self._remembered = remembered
        self._go = go

    def action_catch_up(self) -> None:
        """Show one row for each story since the last visit."""
        self._show()

    def note_visit(self) -> None:
        """Remember that the reader was open today."""
        visits: list[str] = self._remembered.get(_KEPT_AS, [])
        self._remembered.set(_KEPT_AS, with_visit(visits, self._look.today))

    def _show(self, state: CatchUpState | None = None) -> None:
        from tui.stories.catch_up import CatchUpScreen

        visits: list[str] = self._remembered.get(_KEPT_AS, [])
        visit = last_visit(visits, self._look.today)
        self.note_visit()  # the reader is not asked for changes while another screen is on top

        def leave(left: CatchUpState | None) -> None:
            if left is not None:
                self._go(left.item_id, lambda: self._show(left))

        screen = CatchUpScreen(self._library, self._look, visit, self._saved, state)
        self._screen.app.push_screen(screen, leave)
