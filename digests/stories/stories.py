"""What the library tells of stories: one thing that happened, told in several items."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from digests.stories.already_read import seen
from digests.stories.comparison.twins import families
from digests.stories.editions import translation_of
from digests.stories.grouping import caught_up
from digests.stories.publications import compared
from digests.stories.rejections import Rejections
from digests.stories.tables import StoryTables
from digests.stories.tellings import tellings_of, why
from digests.stories.timeline import timeline

if TYPE_CHECKING:
    import datetime
    from collections.abc import Container, Mapping, Sequence
    from pathlib import Path

    from digests.stories.values import Comparison, Evidence, Story, Telling, Tellings, Timeline


class Stories:
    """Answers about stories. Every method may be called from any thread.

    Methods raise CacheError when the cache cannot be read, and RejectionsError when what the user
    said cannot be.
    """

    def __init__(self, cache: Path, rejections: Path | None = None) -> None:
        """Open the stories of a library.

        Args:
            cache: the file of what was found; it is made when it is missing.
            rejections: the file of what the user said is not the same story. None keeps it in
                memory.
        """
        self.tables = StoryTables(cache)
        """What `update_stories` fills."""
        self._rejections = Rejections(rejections)
        self._lock = threading.Lock()
        self._families: tuple[int, dict[str, str]] = (-1, {})

    def tellings(self, item_id: str, language: str = "") -> Tellings:
        """Return where else the story of an item is told; nothing for an unknown item.

        `language`, such as `zh`, is the one that the user reads best.
        """
        pairs = self._rejections.pairs()
        return tellings_of(self.tables, item_id, self.families(), pairs, language)

    def why(self, item_id: str, other_id: str) -> tuple[Evidence, ...]:
        """Return what two items have in common, as the first spells it; nothing for two stories."""
        return why(self.tables, item_id, other_id)

    def reject(self, item_id: str, other_id: str) -> None:
        """Keep that two items are not the same story, for good. Raises RejectionsError."""
        self._rejections.add(item_id, other_id)

    def take_back_rejection(self, item_id: str, other_id: str) -> None:
        """Undo `reject`. Raises RejectionsError."""
        self._rejections.take_back(item_id, other_id)

    def translation_of(self, item_id: str) -> Telling | None:
        """Return the same item in the digest's other language, None where links do not tell."""
        return translation_of(self.tables, item_id)

    def seen(self, item_ids: Sequence[str], read: Container[str]) -> frozenset[str]:
        """Return those of the items that tell nothing new to who has read the items in `read`.

        That is so when another telling is read that links to the same page, or an earlier or later
        one of the same publication, and the read ones have all its numbers and products.
        """
        return seen(self.tables, item_ids, read, self._rejections.pairs())

    def catch_up(
        self, since: datetime.date, *, leave_out: Container[str] = (), language: str = ""
    ) -> tuple[Story, ...]:
        """Return one row for each story told on `since` or later; nothing is dropped.

        Stories of several families come first, then those that stand high in an issue, then the
        latest.

        Args:
            since: the first day.
            leave_out: ids of items that are not shown, such as those that were read.
            language: that the user reads best.
        """
        pairs = self._rejections.pairs()
        return caught_up(self.tables, since, self.families(), pairs, leave_out, language)

    def timeline(self, term: str, *, language: str = "") -> Timeline:
        """Return when a name or word was mentioned, in titles and at the beginnings of items."""
        pairs = self._rejections.pairs()
        return timeline(self.tables, term, self.families(), pairs, language)

    def compare(self, publication: str, other: str, since: datetime.date) -> Comparison:
        """Compare two publications, by name, on the days from `since` on that both cover."""
        return compared(self.tables, publication, other, since, self._rejections.pairs())

    def families(self) -> Mapping[str, str]:
        """Return the family of each publication; those of one family tell nothing independently."""
        generation = self.tables.fact("generation")
        with self._lock:
            if self._families[0] != generation:
                self._families = generation, families(self.tables)
            return self._families[1]

    def known(self) -> dict[str, str]:
        """Return the fingerprint of each issue in the tables, by the issue's id."""
        return dict(self.tables.rows("SELECT id, fingerprint FROM issue"))

    def waiting(self) -> int:
        """Return how many issues are still to be compared with others."""
        ((count,),) = self.tables.rows("SELECT count(*) FROM issue WHERE is_joined = 0")
        return int(count)

    def generation(self) -> int:
        """Return a number that grows with each change of the tables by any process."""
        return self.tables.fact("generation")

    def close(self) -> None:
        """Let go of the files."""
        self.tables.file.close()
