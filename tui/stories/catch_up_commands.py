"""The commands for marks while catching up: a row stands for all tellings of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.item_commands.marks import MarkCommands
from tui.jobs.marks import MarksRefused, MarksWritten
from tui.jobs.stories import TellingsMarked
from tui.state.marks import MarkTarget, mark_read

if TYPE_CHECKING:
    from textual.message import Message

    from tui.item_commands.context import Place
    from tui.jobs.marks import MarkJobs
    from tui.jobs.stories import StoryJobs
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
