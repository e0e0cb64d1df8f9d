"""The slow questions about stories."""

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
    from digests import Tellings  # the comparing of items is loaded when it is needed

    return Tellings()


@dataclass
class TellingsFound(Message):
    """The other tellings of an item were looked up."""

    item_id: str
    tellings: Tellings = field(default_factory=_no_tellings)
    translation: Telling | None = None
    """The same item in the digest's other language."""
    waiting: int = 0
    """Issues that are still to be compared with others."""
    generation: int = -1
    """Of the stories, before the tellings were looked up."""
    trouble: str = ""
    """Why they could not be looked up."""


@dataclass
class KnownFound(Message):
    """It was looked up which items tell nothing new."""

    issue_id: str
    known: frozenset[str]
    """Ids of items."""


@dataclass
class RejectionWritten(Message):
    """The user's word that two items are not, or may be, the same story is on the disk."""

    item_id: str
    other_id: str
    is_rejected: bool


@dataclass
class StoriesCaughtUp(Message):
    """What was told since a day was gathered."""

    caught_up: CaughtUp


@dataclass
class TellingsMarked(Message):
    """The marks of items were read."""

    marks: Mapping[str, ItemMarks]
    """By item id; items without any are absent."""


@dataclass
class TimelineFound(Message):
    """It was looked up when a term was mentioned."""

    timeline: Timeline
    waiting: int
    """Issues that were not looked at yet."""


class StoryJobs(LibraryJobs):
    """Starts work on stories for one screen, as `LibraryJobs` does."""

    def __init__(
        self, asker: DOMNode, library: Library, language: str, saved: SavedSearches | None = None
    ) -> None:
        """`language` is the one that the user reads best."""
        super().__init__(asker, library, saved)
        self._language = language

    def find_tellings(self, item_id: str) -> None:
        """Look up the other tellings of an item: `TellingsFound`.

        The item can be read without them, so a trouble is part of the answer.
        """

        def found() -> Message:
            try:
                return _tellings(self._library.stories, item_id, self._language)
            except DigestError as error:
                return TellingsFound(item_id, trouble=str(error))

        self._start("tellings", found)

    def find_known(self, issue_id: str, item_ids: Sequence[str]) -> None:
        """Look up which items of an issue tell nothing new: `KnownFound`.

        An item that cannot be compared is not dimmed.
        """

        def found() -> Message:
            try:
                read = ReadItems(self._library.marks)
                known = self._library.stories.seen(item_ids, read)
            except DigestError:
                known = frozenset()
            return KnownFound(issue_id, known)

        self._start("known items", found)

    def reject(self, item_id: str, other_id: str, *, is_rejected: bool) -> None:
        """Write that two items are not one story, or take that back.

        `RejectionWritten` or `JobFailed`.
        """

        def written() -> Message:
            stories = self._library.stories
            change = stories.reject if is_rejected else stories.take_back_rejection
            change(item_id, other_id)
            return RejectionWritten(item_id, other_id, is_rejected)

        self._start(f"rejection {other_id}", written)

    def catch_up(self, since: datetime.date, read: Container[str]) -> None:
        """Gather what was told since a day and is not in `read`: `StoriesCaughtUp`, `JobFailed`."""
        self._start(
            "catch-up",
            lambda: StoriesCaughtUp(
                catch_up(self._library, since, read, self._saved, self._language)
            ),
        )

    def catch_up_after_changes(self, caught_up: CaughtUp, read: Container[str]) -> None:
        """Gather the same again if it was compared anew: `StoriesCaughtUp` or `JobFailed`.

        The answer has the same value when nothing was.
        """

        def found() -> Message:
            if self._library.stories.generation() == caught_up.generation:
                return StoriesCaughtUp(caught_up)
            since, language = caught_up.since, self._language
            return StoriesCaughtUp(catch_up(self._library, since, read, self._saved, language))

        self._start("catch-up", found)

    def look_up_marks(self, item_ids: Iterable[str]) -> None:
        """Read the marks of items: `TellingsMarked`, or `JobFailed`."""
        issues = tuple(dict.fromkeys(item_id.partition(".")[0] for item_id in item_ids))

        def found() -> Message:
            marks = self._library.marks
            return TellingsMarked({i: its for one in issues for i, its in marks.of(one).items()})

        self._start("marks of tellings", found)

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
