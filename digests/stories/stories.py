"""Queries about stories: one thing that happened, told in several items."""

from __future__ import annotations

import datetime
import threading
from typing import TYPE_CHECKING

from digests.stories.already_read import seen
from digests.stories.catching_up.order import headlines
from digests.stories.catching_up.unread import User
from digests.stories.comparison.twins import families
from digests.stories.editions import translation_of
from digests.stories.graph import edges_among
from digests.stories.publications import compared
from digests.stories.rejections import Rejections
from digests.stories.tables import StoryTables
from digests.stories.tellings import tellings_of, why
from digests.stories.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from pathlib import Path

    from digests.stories.catching_up.headline import Headline
    from digests.stories.values import Comparison, Evidence, Telling, Tellings, Timeline


class Stories:
    """The stories of a library. Every method may be called from any thread.

    Methods raise CacheError when the cache cannot be read, and RejectionsError when the rejected
    pairs cannot be.
    """

    def __init__(self, cache: Path, rejections: Path | None = None) -> None:
        """Open the stories of a library.

        Args:
            cache: the file of the story tables; created when missing.
            rejections: the file of pairs that the user rejected. None keeps them in memory.
        """
        self.tables = StoryTables(cache)
        """Written by `update_stories`."""
        self._rejections = Rejections(rejections)
        self._lock = threading.Lock()
        self._families: tuple[int, dict[str, str]] = (-1, {})

    def tellings(self, item_id: str, language: str = "") -> Tellings:
        """Return where else the story of an item is told; empty for an unknown item.

        `language`, such as `zh`, is the one that the user reads best.
        """
        pairs = self._rejections.pairs()
        return tellings_of(self.tables, item_id, self.families(), pairs, language)

    def why(self, item_id: str, other_id: str) -> tuple[Evidence, ...]:
        """Return the evidence that two items tell one story, as the first spells it; else empty."""
        return why(self.tables, item_id, other_id)

    def reject(self, item_id: str, other_id: str) -> None:
        """Record for good that two items are not one story. Raises RejectionsError."""
        self._rejections.add(item_id, other_id)

    def take_back_rejection(self, item_id: str, other_id: str) -> None:
        """Undo `reject`. Raises RejectionsError."""
        self._rejections.take_back(item_id, other_id)

    def translation_of(self, item_id: str) -> Telling | None:
        """Return the same item in an edition in another language, None if links do not show it."""
        return translation_of(self.tables, item_id)

    def pairs_among(self, item_ids: Sequence[str]) -> list[tuple[str, str]]:
        """Return those pairs of the items, by id, that tell one story for sure."""
        rejected = self._rejections.pairs()
        pairs = edges_among(self.tables, item_ids)
        return [(a, b) for a, b in pairs if (min(a, b), max(a, b)) not in rejected]

    def seen(self, item_ids: Sequence[str], read: Container[str]) -> frozenset[str]:
        """Return those of the items that tell nothing new to somebody who has read `read`.

        Such an item links to the same page as one of `read`, or has nearly the same title, and has
        no product and no quantity that these lack.
        """
        return seen(self.tables, item_ids, read, self._rejections.pairs())

    def catch_up(
        self,
        since: datetime.date,
        *,
        until: datetime.date = datetime.date.max,
        leave_out: Container[str] = (),
        watched: Container[str] = (),
        language: str = "",
    ) -> tuple[Headline, ...]:
        """Return a row for each subject that was told of in some days, in the order to read.

        First what many independent voices tell and what issues put first, then what is new and
        told of more than in the four weeks before. Every story of the days is in one row.

        Args:
            since: the first day.
            until: the last day.
            leave_out: ids of items that are not shown, such as those that were read. Rows of which
                something was read sink.
            watched: ids of items that the user wants to see early.
            language: the one that the user reads best.
        """
        pairs = self._rejections.pairs()
        user = User(leave_out, watched, language)
        return headlines(self.tables, since, until, self.families(), pairs, user)

    def timeline(self, term: str, *, language: str = "") -> Timeline:
        """Return when a name or word was mentioned, in titles and at the beginning of items."""
        pairs = self._rejections.pairs()
        return timeline(self.tables, term, self.families(), pairs, language)

    def compare(self, publication: str, other: str, since: datetime.date) -> Comparison:
        """Compare two publications, by name, on the days from `since` on that both cover."""
        return compared(self.tables, publication, other, since, self._rejections.pairs())

    def families(self) -> Mapping[str, str]:
        """Return the family of each publication by name; a family counts as one source."""
        generation = self.tables.fact("generation")
        with self._lock:
            if self._families[0] != generation:
                self._families = generation, families(self.tables)
            return self._families[1]

    def known(self) -> dict[str, str]:
        """Return the fingerprint of each issue in the tables, by the issue's id."""
        return dict(self.tables.rows("SELECT id, fingerprint FROM issue"))

    def waiting(self) -> int:
        """Return how many issues have not been compared with others yet."""
        ((count,),) = self.tables.rows("SELECT count(*) FROM issue WHERE is_joined = 0")
        return int(count)

    def generation(self) -> int:
        """Return a number that grows with each change of the tables by any process."""
        return self.tables.fact("generation")

    def close(self) -> None:
        """Close the file. The stories cannot be used afterwards."""
        self.tables.file.close()
