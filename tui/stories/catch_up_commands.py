"""The commands for marks while catching up: a row stands for all tellings of a story.

How far back one catches up, and how much time there is for it.

Where catching up was left, so that it can be taken up again.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from tui.item_commands.marks import MarkCommands
from tui.jobs.marks import MarksRefused, MarksWritten
from tui.jobs.stories import TellingsMarked
from tui.keys.command_groups import Carrier, available_when
from tui.state.catch_up import BUDGETS, FIRST_TIME
from tui.state.marks import MarkTarget, mark_read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.message import Message

    from tui.item_commands.context import Place
    from tui.jobs.marks import MarkJobs
    from tui.jobs.stories import StoryJobs
    from tui.state.catch_up import CaughtUp
    from tui.state.marks import ReadItems
    from tui.stories.story_list import StoryList


class CatchUpMarks(MarkCommands):
    """Marks stories. A star and tags go to the telling that is read."""

    def __init__(
        self, place: Place, jobs: MarkJobs, story_jobs: StoryJobs, stories: StoryList
    ) -> None:
        """Mark in `place`, and show the marks in `stories`."""
        super().__init__(place, jobs)
        self._story_jobs = story_jobs
        self._stories = stories
        self._item_ids: tuple[str, ...] = ()
        self._generation = -1

    @property
    def here(self) -> MarkTarget:
        """All tellings of the story under the cursor: who knows one knows the story."""
        story = self._stories.current
        return MarkTarget(tuple(one.item_id for one in story.tellings) if story else ())

    def show(self, item_ids: tuple[str, ...]) -> None:
        """Show the marks of these items from now on."""
        self._item_ids = item_ids
        self._story_jobs.look_up_marks(item_ids)

    def look_for_changes(self, generation: int) -> None:
        """Read the marks again if any process has written some since."""
        if generation != self._generation:
            self._generation = generation
            self._story_jobs.look_up_marks(self._item_ids)

    def read_all(self) -> None:
        """Mark everything that is listed as read, in one step."""
        self.change(MarkTarget(self._item_ids), mark_read)

    def answered(self, answer: Message) -> None:
        """Show marks that were read or written."""
        match answer:
            case TellingsMarked():
                self._stories.show_marks(answer.marks)
            case MarksWritten():
                self._story_jobs.look_up_marks(self._item_ids)
                self.say(answer)
            case MarksRefused():
                self._story_jobs.look_up_marks(self._item_ids)
                self.refuse(answer)


_DAYS: Final = (1, 3, 9, 30, 90)
"""How many days one may look back, besides to the last visit."""


class CatchUpSpan(Carrier):
    """Keeps the first day and the minutes."""

    scope: ClassVar[str] = "catch-up"

    def __init__(
        self,
        today: datetime.date,
        visit: datetime.date | None,
        changed: Callable[[], None],
        since: datetime.date | None = None,
        minutes: int = 0,
    ) -> None:
        """Begin with the last visit.

        Args:
            today: Days are counted back from it.
            visit: The day of the last visit, None for the first time.
            changed: Called when there is another first day or another time.
            since: Another first day to begin with.
            minutes: The time to begin with; 0 for no limit.
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
        """Whether one looks back to the last visit."""
        return self.since == self.visit

    def _has_earlier(self) -> bool:
        return self.since > self._firsts[0]

    def _has_later(self) -> bool:
        return self.since < self._firsts[-1]

    @available_when(_has_earlier)
    def action_look_further(self) -> None:
        """Begin with an earlier day."""
        self.since = max(day for day in self._firsts if day < self.since)
        self._changed()

    @available_when(_has_later)
    def action_look_less_far(self) -> None:
        """Begin with a later day."""
        self.since = min(day for day in self._firsts if day > self.since)
        self._changed()

    def action_take_more_time(self) -> None:
        """Have more minutes; after the most there is no limit."""
        self._take(1)

    def action_take_less_time(self) -> None:
        """Have fewer minutes; before the fewest there is no limit."""
        self._take(-1)

    def _take(self, by: int) -> None:
        place = BUDGETS.index(self.minutes) if self.minutes in BUDGETS else 0
        self.minutes = BUDGETS[(place + by) % len(BUDGETS)]
        self._changed()


@dataclass(frozen=True, slots=True)
class CatchUpPlace:
    """The rows as they were left."""

    caught_up: CaughtUp

    read: ReadItems
    """What was read before. What is read since stays in its row."""

    minutes: int = 0
    """That the user has; 0 for no limit."""

    item_id: str = ""
    """The item that is read; empty when the user left for another reason."""
