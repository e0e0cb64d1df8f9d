"""Moving marks and rejected stories along with edited items and moved issues, during a refresh.

This is done before the catalogue is written. If that fails, the next refresh finds the old
fingerprints there and does the same again, which is harmless. While marks cannot be written, the
transfers wait in the catalogue.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from digests.marks.queries import split
from digests.marks.transfer import (
    ItemMove,
    marked_items,
    successors,
    transfer_marks,
    unpack_fingerprints,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from digests.catalogue.catalogue import Catalogue
    from digests.catalogue.rows import CatalogueRow
    from digests.marks.store import MarksStore
    from digests.stories.rejections import Rejections

_WAITING = "waiting_moves"
"""The fact that lists transfers that were not possible yet."""

_SHARED_ITEMS = 0.5
"""The share of a gone issue's items that a new issue must have to be the same issue."""


class MarkTransfer:
    """The transfers of one refresh."""

    def __init__(
        self, catalogue: Catalogue, store: MarksStore, rejections: Rejections | None
    ) -> None:
        """Nothing is read until there is a new or changed issue."""
        self._catalogue = catalogue
        self._store = store
        self._rejections = rejections

    def transfer(self, rows: Sequence[CatalogueRow], known: Collection[str]) -> list[str]:
        """Transfer marks to the items of `rows`, which are about to be written.

        Args:
            rows: new and changed issues.
            known: ids of issues that the catalogue has in an earlier version.

        Returns:
            Ids of gone issues that turned out to be moved.
        """
        moves: list[ItemMove] = []
        new = [row for row in rows if row.summary.id not in known and row.item_hashes]
        back = {row.summary.id for row in new if row.summary.id in self._gone}
        self._match_edited([row for row in rows if row.summary.id in {*known, *back}], moves)
        new = [row for row in new if row.summary.id not in back]
        origins = self._match_moved(new, moves) if new and self._gone else []
        self._transfer(moves)
        return origins

    def transfer_waiting(self) -> None:
        """Do the transfers that had to wait, if marks can be written now."""
        if self._waiting and self._store.read_only is None:
            self._transfer([])

    def _transfer(self, moves: list[ItemMove]) -> None:
        moves = list(dict.fromkeys((*self._waiting, *moves)))
        if not moves:
            return
        if self._store.read_only is None:
            transfer_marks(self._store, moves)
            if self._rejections is not None:
                self._rejections.transfer({_id(*move[:2]): _id(*move[2:]) for move in moves})
            moves = []
        if moves != self._waiting:
            self._catalogue.write(facts=[(_WAITING, json.dumps(moves))])
            self._waiting = moves

    @cached_property
    def _waiting(self) -> list[ItemMove]:
        return [ItemMove(*move) for move in json.loads(self._catalogue.fact(_WAITING) or "[]")]

    def without_marks(self, issue_ids: Sequence[str]) -> list[str]:
        """Return those issues whose fingerprints need not be kept when they are gone."""
        marked = self._marked(issue_ids)
        return [issue_id for issue_id in issue_ids if issue_id not in marked]

    def _match_edited(self, rows: Sequence[CatalogueRow], moves: list[ItemMove]) -> None:
        marked = self._marked([row.summary.id for row in rows])
        edited = [row for row in rows if _lacks_marked(row, marked.get(row.summary.id, ()))]
        fingerprints = self._catalogue.item_fingerprints([row.summary.id for row in edited])
        for row in edited:
            issue = row.summary.id
            if issue in fingerprints:
                old = unpack_fingerprints(fingerprints[issue])
                new_hashes = successors(old, unpack_fingerprints(row.fingerprints))
                moves.extend(_moves(issue, issue, new_hashes, marked[issue]))

    def _match_moved(self, rows: Sequence[CatalogueRow], moves: list[ItemMove]) -> list[str]:
        origins = {row.summary.id: self._origin(row) for row in rows}
        marked = self._marked([origin for origin in origins.values() if origin])
        for row in rows:
            issue, origin = row.summary.id, origins[row.summary.id]
            if origin in marked:
                old = unpack_fingerprints(self._gone[origin])
                new = unpack_fingerprints(row.fingerprints)
                here = {item.hash for item in new}
                new_hashes = {item.hash: item.hash for item in old if item.hash in here}
                new_hashes |= successors(old, new)
                moves.extend(_moves(origin, issue, new_hashes, marked[origin]))
        return [origin for origin in origins.values() if origin]

    def _marked(self, issue_ids: Sequence[str]) -> dict[str, set[str]]:
        """Return the items that the user has marked or rejected as one story, by issue."""
        marked = marked_items(self._store, issue_ids)
        for move in self._waiting:
            if move.to_issue in issue_ids:
                marked.setdefault(move.to_issue, set()).add(move.to_item)
        pairs = self._rejections.pairs() if self._rejections is not None else ()
        for item_id in chain.from_iterable(pairs):
            issue, _, item = item_id.partition(".")
            if issue in issue_ids:
                marked.setdefault(issue, set()).add(item)
        return marked

    def _origin(self, row: CatalogueRow) -> str:
        """Return the id of the gone issue that this one was, or an empty string."""
        hashes = split(row.item_hashes)
        shared = Counter(issue for own in hashes for issue in self._holders.get(own, ()))
        for issue, count in shared.most_common(1):
            if count >= len(unpack_fingerprints(self._gone[issue])) * _SHARED_ITEMS:
                return issue
        return ""

    @cached_property
    def _gone(self) -> dict[str, bytes]:
        """Packed fingerprints of gone issues, including those that this refresh dropped."""
        return self._catalogue.fingerprints_of_gone_issues()

    @cached_property
    def _holders(self) -> Mapping[str, Sequence[str]]:
        """The gone issues that had an item, by the item's hash."""
        holders: dict[str, tuple[str, ...]] = {}
        for issue, fingerprints in self._gone.items():
            for item in unpack_fingerprints(fingerprints):
                holders[item.hash] = (*holders.get(item.hash, ()), issue)
        return holders


def _id(issue: str, item: str) -> str:
    return f"{issue}.{item}"


def _lacks_marked(row: CatalogueRow, marked: Collection[str]) -> bool:
    return bool(row.item_hashes) and not set(split(row.item_hashes)).issuperset(marked)


def _moves(
    issue: str, to_issue: str, new_hashes: Mapping[str, str], marked: Collection[str]
) -> Iterator[ItemMove]:
    for item, to_item in new_hashes.items():
        if item in marked:
            yield ItemMove(issue, item, to_issue, to_item)
