"""Commands while catching up: marking, folding, and choosing the period and the reading time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from tui.item_commands.marks import MarkCommands
from tui.jobs.marks import MarksRefused, MarksWritten
from tui.jobs.stories import TellingsMarked
from tui.keys.command_groups import CommandGroup, available_when
from tui.state.catch_up import BUDGETS
from tui.state.marks import MarkTarget, mark_read

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Sequence

    from textual.message import Message

    from tui.item_commands.context import ItemContext
    from tui.jobs.marks import MarkJobs
    from tui.jobs.stories import StoryJobs
    from tui.state.catch_up import CaughtUp
    from tui.state.first_days import FirstDay
    from tui.state.marks import ReadItems
    from tui.stories.headline_list import HeadlineList


class CatchUpMarkCommands(MarkCommands):
    """Marks rows: all tellings as read, but only the best one as starred or tagged."""

    def __init__(
        self, context: ItemContext, jobs: MarkJobs, story_jobs: StoryJobs, headlines: HeadlineList
    ) -> None:
        """Mark what is chosen in `context`, and show the marks in `headlines`.

        The answers of `jobs` and `story_jobs` go to the screen, which passes them to `answered`.
        """
        super().__init__(context, jobs)
        self._story_jobs = story_jobs
        self._headlines = headlines
        self._item_ids: tuple[str, ...] = ()
        self._generation = -1

    @property
    def here(self) -> MarkTarget:
        """All tellings of the stories of the row: reading one is reading the story."""
        stories = self._headlines.chosen
        return MarkTarget(tuple(one.item_id for story in stories for one in story.tellings))

    def show(self, item_ids: tuple[str, ...]) -> None:
        """Load the marks of these items, all tellings of the listed stories."""
        self._item_ids = item_ids
        self._story_jobs.look_up_marks(item_ids)

    def look_for_changes(self, generation: int) -> None:
        """Reload the marks if their generation differs from that of the last call."""
        if generation != self._generation:
            self._generation = generation
            self._story_jobs.look_up_marks(self._item_ids)

    def read_all(self) -> None:
        """Mark everything listed as read, in one step for undo."""
        self.change(MarkTarget(self._item_ids), mark_read)

    def answered(self, answer: Message) -> None:
        """Show marks that were read, or reload those that were written."""
        match answer:
            case TellingsMarked():
                self._headlines.show_marks(answer.marks)
            case MarksWritten():
                self._story_jobs.look_up_marks(self._item_ids)
                self.report(answer)
            case MarksRefused():
                self._story_jobs.look_up_marks(self._item_ids)
                self.report_refusal(answer)


class CatchUpFolding(CommandGroup):
    """Folds and unfolds the row under the cursor."""

    scope: ClassVar[str] = "catch-up"

    def __init__(self, headlines: HeadlineList) -> None:
        """Fold the rows of `headlines`."""
        self._headlines = headlines

    def _can_fold(self) -> bool:
        return self._headlines.can_fold()

    def _can_unfold(self) -> bool:
        return self._headlines.can_unfold()

    @available_when(_can_unfold)
    def action_unfold(self) -> None:
        """Show the other stories of the row beneath it."""
        self._headlines.unfold()

    @available_when(_can_fold)
    def action_fold(self) -> None:
        """Hide the stories beneath the row again."""
        self._headlines.fold()


class CatchUpSpan(CommandGroup):
    """Holds the first day to catch up from and the reading time, and changes them."""

    scope: ClassVar[str] = "catch-up"

    def __init__(
        self,
        choices: Sequence[FirstDay],
        default: FirstDay,
        changed: Callable[[], None],
        since: datetime.date | None = None,
        minutes: int = 0,
    ) -> None:
        """Create the span.

        Args:
            choices: The first days to choose from, the earliest first.
            default: The one of them to begin with.
            changed: Called when the first day or the reading time has changed.
            since: The first day to begin with instead.
            minutes: The reading time; 0 for no limit.
        """
        self._choices = choices
        self.first = next((one for one in choices if one.date == since), default)
        """The first day."""
        self.minutes = minutes
        self._changed = changed

    def has_earlier(self) -> bool:
        """Return whether there is an earlier day to choose."""
        return self.first != self._choices[0]

    def _has_later(self) -> bool:
        return self.first != self._choices[-1]

    @available_when(has_earlier)
    def action_look_further(self) -> None:
        """Move the first day to the next earlier choice."""
        self._move(-1)

    @available_when(_has_later)
    def action_look_less_far(self) -> None:
        """Move the first day to the next later choice."""
        self._move(1)

    def action_take_more_time(self) -> None:
        """Choose the next longer reading time; after the longest, no limit."""
        self._change_minutes(1)

    def action_take_less_time(self) -> None:
        """Choose the next shorter reading time; after the shortest, no limit."""
        self._change_minutes(-1)

    def _move(self, step: int) -> None:
        self.first = self._choices[self._choices.index(self.first) + step]
        self._changed()

    def _change_minutes(self, step: int) -> None:
        index = BUDGETS.index(self.minutes) if self.minutes in BUDGETS else 0
        self.minutes = BUDGETS[(index + step) % len(BUDGETS)]
        self._changed()


@dataclass(frozen=True, slots=True)
class CatchUpState:
    """Catching up as it was left, so that it can be restored."""

    caught_up: CaughtUp

    read: ReadItems
    """The items read before. Those read since stay listed."""

    minutes: int = 0
    """The reading time; 0 for no limit."""

    item_id: str = ""
    """The item that the user went on to read."""

    unfolded: frozenset[str] = frozenset()
    """The `HeadlineList.unfolded`."""
