"""Commands while catching up: marking stories, and choosing the period and the reading time."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from tui.item_commands.marks import MarkCommands
from tui.jobs.marks import MarksRefused, MarksWritten
from tui.jobs.stories import TellingsMarked
from tui.keys.command_groups import CommandGroup, available_when
from tui.state.catch_up import BUDGETS, FIRST_TIME
from tui.state.marks import MarkTarget, mark_read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.message import Message

    from tui.item_commands.context import ItemContext
    from tui.jobs.marks import MarkJobs
    from tui.jobs.stories import StoryJobs
    from tui.state.catch_up import CaughtUp
    from tui.state.marks import ReadItems
    from tui.stories.story_list import StoryList


class CatchUpMarkCommands(MarkCommands):
    """Marks stories: all tellings as read, but only the best one as starred or tagged."""

    def __init__(
        self, context: ItemContext, jobs: MarkJobs, story_jobs: StoryJobs, stories: StoryList
    ) -> None:
        """Mark what is chosen in `context`, and show the marks in `stories`.

        The answers of `jobs` and `story_jobs` go to the screen, which passes them to `answered`.
        """
        super().__init__(context, jobs)
        self._story_jobs = story_jobs
        self._stories = stories
        self._item_ids: tuple[str, ...] = ()
        self._generation = -1

    @property
    def here(self) -> MarkTarget:
        """All tellings of the story under the cursor: reading one is reading the story."""
        story = self._stories.current
        return MarkTarget(tuple(one.item_id for one in story.tellings) if story else ())

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
                self._stories.show_marks(answer.marks)
            case MarksWritten():
                self._story_jobs.look_up_marks(self._item_ids)
                self.report(answer)
            case MarksRefused():
                self._story_jobs.look_up_marks(self._item_ids)
                self.report_refusal(answer)


_DAYS: Final = (1, 3, 9, 30, 90)
"""Numbers of days to look back, besides the last visit."""


class CatchUpSpan(CommandGroup):
    """Holds the first day to catch up from and the reading time, and changes them."""

    scope: ClassVar[str] = "catch-up"

    def __init__(
        self,
        today: datetime.date,
        visit: datetime.date | None,
        changed: Callable[[], None],
        since: datetime.date | None = None,
        minutes: int = 0,
    ) -> None:
        """Create the span, by default since the last visit.

        Args:
            today: The day to look back from.
            visit: The day of the last visit; None for the first time.
            changed: Called when the first day or the reading time has changed.
            since: The first day, instead of the last visit.
            minutes: The reading time; 0 for no limit.
        """
        self.visit = visit
        self.minutes = minutes
        back = {today - datetime.timedelta(days=days) for days in _DAYS}
        begin = visit or today - FIRST_TIME
        self._firsts: Sequence[datetime.date] = sorted({*back, begin})
        self.since = since or begin
        self._changed = changed

    @property
    def is_visit(self) -> bool:
        """Whether the first day is that of the last visit."""
        return self.since == self.visit

    def _has_earlier(self) -> bool:
        return self.since > self._firsts[0]

    def _has_later(self) -> bool:
        return self.since < self._firsts[-1]

    @available_when(_has_earlier)
    def action_look_further(self) -> None:
        """Move the first day to the next earlier choice."""
        self.since = max(day for day in self._firsts if day < self.since)
        self._changed()

    @available_when(_has_later)
    def action_look_less_far(self) -> None:
        """Move the first day to the next later choice."""
        self.since = min(day for day in self._firsts if day > self.since)
        self._changed()

    def action_take_more_time(self) -> None:
        """Choose the next longer reading time; after the longest, no limit."""
        self._change_minutes(1)

    def action_take_less_time(self) -> None:
        """Choose the next shorter reading time; after the shortest, no limit."""
        self._change_minutes(-1)

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
