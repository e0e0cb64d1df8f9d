"""A row of catching up: a story, what folds under it, and why. Texts are made elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digests.stories.values import Story


class ReasonKind(StrEnum):
    """Why a story is worth reading early."""

    VOICES = "voices"
    """Several independent digests tell it: `count` of the `of` that appeared in these days."""

    LEAD = "lead"
    """`names` are publications that have it in their summary or their title, or begin with it."""

    NEW_NAME = "new-name"
    """`names` were in no issue of the weeks before."""

    BURST = "burst"
    """`names` are told of far more often than in the weeks before: in `count` items."""

    SOURCE = "source"
    """A telling links to the source of the news, such as a laboratory, a paper or a court."""

    WATCHED = "watched"
    """A saved search finds it, or it is starred or of a starred publication."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a story is worth reading early; what the fields mean depends on the kind."""

    kind: ReasonKind
    names: tuple[str, ...] = ()
    count: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Headline:
    """A row of catching up."""

    story: Story
    """The story to read."""

    others: tuple[Story, ...] = ()
    """Further stories of the same subject, the best first."""

    subject: str = ""
    """What all are about, as titles spell it (`GPT-5.5`); empty for a story that stands alone."""

    facets: tuple[str, ...] = ()
    """The kinds of events that the stories tell, such as `release` and `price`, most told first;
    the keys of `events._EVENTS`."""

    reasons: tuple[Reason, ...] = ()
    """The strongest first; empty for a story that nothing distinguishes."""

    is_partly_read: bool = False
    """Whether the user has read a telling of the story or of another one here."""

    @property
    def stories(self) -> tuple[Story, ...]:
        """All stories of the row, the one to read first."""
        return (self.story, *self.others)

    @property
    def items(self) -> int:
        """The number of items in all stories of the row."""
        return sum(len(one.tellings) for one in self.stories)
