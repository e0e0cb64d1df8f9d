"""Values of stories, and the evidence that two items tell one story. Texts are made elsewhere."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Telling:
    """An item as one telling of a story."""

    item_id: str
    issue_id: str
    publication: str
    date: datetime.date
    """Of the issue."""
    title: str
    language: str
    characters: int
    """Length of the text, to estimate the reading time."""
    position: int
    """In its issue, the first item being 0."""
    is_roundup: bool
    """Whether it covers several things, or is talk, so that its title is not that of a story."""
    is_primary: bool
    """Whether it links to the source of the news, and to little else."""


@dataclass(frozen=True, slots=True)
class Retelling:
    """Another telling of an item's story, and the evidence for it."""

    telling: Telling
    evidence: tuple[Evidence, ...]
    """Never empty; a link comes first."""

    @property
    def is_by_link(self) -> bool:
        """Whether both link to the same page; otherwise the match is only probable."""
        return self.evidence[0].kind is EvidenceKind.LINK


@dataclass(frozen=True, slots=True)
class Tellings:
    """Where else an item's story is told."""

    repeats: tuple[Retelling, ...] = ()
    """In other issues of the same publication, the earliest first."""

    editions: tuple[Retelling, ...] = ()
    """In publications of the same family: translations and forks."""

    elsewhere: tuple[tuple[Retelling, ...], ...] = ()
    """In other publications, one tuple for each independent family, the best telling first."""

    maybe: tuple[Retelling, ...] = ()
    """Items that may tell the same story, the best first."""

    rejected: tuple[Retelling, ...] = ()
    """Items that the user rejected as the same story, the best first."""

    def __bool__(self) -> bool:
        """Whether there is any that the user has not rejected."""
        return bool(self.repeats or self.editions or self.elsewhere or self.maybe)


@dataclass(frozen=True, slots=True)
class Story:
    """One story and its tellings in some period."""

    tellings: tuple[Telling, ...]
    """The best first: its title is the story's. Never empty."""

    families: int
    """How many families of publications told it."""

    first: datetime.date
    """When it was first told in the library, which may be before the period."""

    @property
    def best(self) -> Telling:
        """The telling to read."""
        return self.tellings[0]


@dataclass(frozen=True, slots=True)
class Peak:
    """A week in which something was mentioned far more often than in those around it."""

    week: datetime.date
    """Its Monday."""

    mentions: int

    stories: tuple[Story, ...]
    """What made it: a few stories of the week, those of most families and items first."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """When a term was mentioned, in titles and at the beginnings of items."""

    term: str

    weeks: tuple[tuple[datetime.date, int], ...]
    """Each Monday with the number of mentions in its week, from the first to the last mention,
    including weeks without any."""

    stories: tuple[Story, ...]
    """The earliest first."""

    peaks: tuple[Peak, ...] = ()
    """The highest few, the latest first."""

    @property
    def newest_first(self) -> tuple[Story, ...]:
        """The stories by the day of their first mention, the latest first.

        Of a day those of most families come first, then those that stand high in their issue.
        """
        return tuple(sorted(self.stories, key=_latest_and_most_told))

    @property
    def first(self) -> Story | None:
        """The first mention."""
        return self.stories[0] if self.stories else None

    @property
    def mentions(self) -> int:
        """How many items mention it."""
        return sum(count for _, count in self.weeks)


def _latest_and_most_told(story: Story) -> tuple[int, int, int]:
    day = min(telling.date for telling in story.tellings)
    return -day.toordinal(), -story.families, story.best.position


@dataclass(frozen=True, slots=True)
class SharedStory:
    """A story that two publications had."""

    one: Telling
    """The first publication's earliest telling."""
    other: Telling
    """The second publication's earliest telling."""

    @property
    def days(self) -> int:
        """How much earlier the first publication was; negative when it was later."""
        return (self.other.date - self.one.date).days


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two publications over the same days."""

    both: tuple[SharedStory, ...]
    """The latest first."""

    maybe: tuple[SharedStory, ...]
    """Pairs of stories that may be the same, the latest first. At least one of each pair is in no
    other one."""

    not_in_other: tuple[Telling, ...]
    """What the first publication had and the second did not, as far as is known: one telling of
    each story, the latest first."""

    not_in_one: tuple[Telling, ...]
    """What the second publication had and the first did not."""

    one_stories: int
    other_stories: int
    """How many stories each publication had."""

    first_day: datetime.date | None
    last_day: datetime.date | None
    """The days on which both publications can be compared; None without such days."""


class Tier(StrEnum):
    """How certain it is that two items tell one story."""

    STRONG = "strong"
    MAYBE = "maybe"


class EvidenceKind(StrEnum):
    """What two items have in common."""

    LINK = "link"
    PRODUCT = "product"
    QUANTITY = "quantity"
    NAMES = "names"
    TEXT = "text"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that two items have in common."""

    kind: EvidenceKind

    shared: tuple[str, ...]
    """For LINK: addresses. For PRODUCT, QUANTITY and NAMES: spelled as in the titles (`GPT-5.6`,
    `500M`, `Anthropic`) if they are there. For TEXT: the longest shared runs of Chinese characters,
    and the rarest shared words. For EVENT: what happened in both, such as `release`; the keys of
    `events._EVENTS`."""


def packed(evidence: Iterable[Evidence]) -> str:
    """Return `evidence` as one line of JSON."""
    values = [[one.kind.value, *one.shared] for one in evidence]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> tuple[Evidence, ...]:
    """Return the evidence that `packed` wrote; empty when the text is damaged."""
    try:
        values = json.loads(text)
        return tuple(Evidence(EvidenceKind(kind), tuple(shared)) for kind, *shared in values)
    except (ValueError, TypeError):
        return ()
