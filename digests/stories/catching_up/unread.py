"""The stories that the user has not read yet, with what their place in the order depends on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digests.stories.tellings import best_first
from digests.stories.values import Story

if TYPE_CHECKING:
    import datetime
    from collections.abc import Container, Mapping, Sequence

    from digests.stories.catching_up.gathering import Gathered
    from digests.stories.catching_up.reading import Told


@dataclass(frozen=True, slots=True)
class UnreadStory:
    """A story with what its place in the order depends on."""

    story: Story
    told: Sequence[Told]
    """The tellings of the story, its best one first."""
    names: Sequence[str]
    """What the best telling's titles name, and what at least half of all do."""
    has_lead: bool
    """Whether an issue puts it first."""
    is_partly_read: bool
    is_old: bool
    """Whether the same items were in issues of the weeks before."""
    is_watched: bool


@dataclass(frozen=True, slots=True)
class User:
    """What is known of the user."""

    leave_out: Container[str]
    """Ids of items that the user has read."""
    watched: Container[str]
    """Ids of items that the user wants to see early."""
    language: str
    """The one that the user reads best."""

    def unread(
        self, one: Gathered, family: Mapping[str, str], old: Container[tuple[str, str]]
    ) -> UnreadStory | None:
        """Return a story that the user has not read, or None.

        Args:
            one: the story.
            family: of each publication.
            old: publication and mark of items of the weeks before.
        """
        told = [item for item in one.told if item.telling.item_id not in self.leave_out]
        if not told:
            return None
        if len(told) > 1:
            told = self._best_first(told)
        shown = tuple(item.telling for item in told)
        families = {family.get(t.publication, t.publication) for t in shown}
        was_read = len(told) < len(one.told) or any(
            t.item_id in self.leave_out for t in one.elsewhen
        )
        return UnreadStory(
            Story(shown, len(families), _first(one)),
            told,
            _names(told),
            any(item.lead for item in told),
            was_read,
            all((t.publication, t.item_id.partition(".")[2]) in old for t in shown),
            any(t.item_id in self.watched for t in shown),
        )

    def _best_first(self, told: Sequence[Told]) -> list[Told]:
        by_id = {item.telling.item_id: item for item in told}
        ordered = best_first(self.language, (item.telling for item in told))
        return [by_id[telling.item_id] for telling in ordered]


def _first(one: Gathered) -> datetime.date:
    """Return when a story was first told."""
    days = [item.telling.date for item in one.told]
    return min([*days, *(telling.date for telling in one.elsewhen)])


def _names(told: Sequence[Told]) -> Sequence[str]:
    if len(told) == 1:
        return told[0].names
    own = [item for item in told if not item.telling.is_roundup] or told
    counts = Counter(name for item in own for name in item.names)
    often = (name for name, count in counts.items() if 2 * count >= len(own))
    return tuple(dict.fromkeys((*told[0].names, *often)))
