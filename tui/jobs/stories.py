"""Jobs on stories, and messages that bring their results."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.message import Message

from digests import DigestError
from tui.jobs.library import LibraryJobs
from tui.state.catch_up import catch_up
from tui.state.marks import ReadItems

if TYPE_CHECKING:
    import datetime
    from collections.abc import Container, Iterable, Mapping, Sequence

    from textual.dom import DOMNode

    from digests import ItemMarks, Library, SavedSearches, Stories, Telling, Tellings, Timeline
    from tui.state.catch_up import CaughtUp


def _no_tellings() -> Tellings:
    from digests import Tellings  # loads the comparison of items only when needed

    return Tellings()


@dataclass
class TellingsFound(Message):
    """The other tellings of an item were looked up."""

    item_id: str
    tellings: Tellings = field(default_factory=_no_tellings)
    translation: Telling | None = None
    """The same item in the digest's other language."""
    waiting: int = 0
    """The number of issues still to be compared with others."""
    generation: int = -1
    """The generation of the stories, taken before the look-up."""
    trouble: str = ""
    """Why the tellings could not be looked up; empty on success."""


@dataclass
class KnownFound(Message):
    """The items of an issue that tell nothing new were looked up."""

    issue_id: str
    known: frozenset[str]
    """The ids of these items."""


@dataclass
class RejectionWritten(Message):
    """It is on the disk that the user rejects two items as one story, or no longer does."""

    item_id: str
    other_id: str
    is_rejected: bool


@dataclass
class StoriesCaughtUp(Message):
    """The unread stories since a day were gathered."""

    caught_up: CaughtUp


@dataclass
class TellingsMarked(Message):
    """The marks of items were read."""

    marks: Mapping[str, ItemMarks]
    """By item id; items without marks are absent."""


@dataclass
class TimelineFound(Message):
    """The timeline of a term was looked up."""

    timeline: Timeline
    waiting: int
    """The number of issues not searched yet."""


class StoryJobs(LibraryJobs):
    """Adds jobs on stories."""

    def __init__(
        self, receiver: DOMNode, library: Library, language: str, saved: SavedSearches | None = None
    ) -> None:
        """`language` is the user's preferred one, `zh` or `en`."""
        super().__init__(receiver, library, saved)
        self._language = language

    def find_tellings(self, item_id: str) -> None:
        """Look up the other tellings of an item: `TellingsFound`.

        The item can be read without them, so an error is part of the answer.
        """

        def ask() -> Message:
            try:
                return _tellings(self._library.stories, item_id, self._language)
            except DigestError as error:
                return TellingsFound(item_id, trouble=str(error))

        self._start("tellings", ask)

    def find_known(self, issue_id: str, item_ids: Sequence[str]) -> None:
        """Look up which items of an issue tell nothing new: `KnownFound`.

        If that fails, no item is known.
        """

        def ask() -> Message:
            try:
                read = ReadItems(self._library.marks)
                known = self._library.stories.seen(item_ids, read)
            except DigestError:
                known = frozenset()
            return KnownFound(issue_id, known)

        self._start("known items", ask)

    def reject(self, item_id: str, other_id: str, *, is_rejected: bool) -> None:
        """Reject two items as one story, or take that back: `RejectionWritten` or `JobFailed`."""

        def written() -> Message:
            stories = self._library.stories
            change = stories.reject if is_rejected else stories.take_back_rejection
            change(item_id, other_id)
            return RejectionWritten(item_id, other_id, is_rejected)

        self._start(f"rejection {other_id}", written)

    def catch_up(self, since: datetime.date, read: Container[str]) -> None:
        """Gather the stories since a day with items not in `read`, which holds item ids.

        Posts `StoriesCaughtUp` or `JobFailed`.
        """
        self._start(
            "catch-up",
            lambda: StoriesCaughtUp(
                catch_up(self._library, since, read, self._saved, self._language)
            ),
        )

    def catch_up_after_changes(self, caught_up: CaughtUp, read: Container[str]) -> None:
        """Gather again if the stories have changed: `StoriesCaughtUp` or `JobFailed`.

        If they have not, the answer holds `caught_up` itself.
        """

        def ask() -> Message:
            if self._library.stories.generation() == caught_up.generation:
                return StoriesCaughtUp(caught_up)
            since, language = caught_up.since, self._language
            return StoriesCaughtUp(catch_up(self._library, since, read, self._saved, language))

        self._start("catch-up", ask)

    def look_up_marks(self, item_ids: Iterable[str]) -> None:
        """Read the marks of items: `TellingsMarked` or `JobFailed`."""
        issues = tuple(dict.fromkeys(item_id.partition(".")[0] for item_id in item_ids))

        def ask() -> Message:
            marks = self._library.marks
            return TellingsMarked({i: its for one in issues for i, its in marks.of(one).items()})

        self._start("marks of tellings", ask)

    def find_timeline(self, term: str) -> None:
        """Look up when a term was mentioned: `TimelineFound` or `JobFailed`."""
        self._start(
            "timeline",
            lambda: TimelineFound(
                self._library.stories.timeline(term, language=self._language),
                self._library.stories.waiting(),
            ),
        )


def _tellings(stories: Stories, item_id: str, language: str) -> TellingsFound:
    generation, waiting = stories.generation(), stories.waiting()
    tellings = stories.tellings(item_id, language)
    translation = stories.translation_of(item_id)
    return TellingsFound(item_id, tellings, translation, waiting, generation)
