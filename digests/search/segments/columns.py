"""What a segment stores of its issues and items, apart from their terms.

The items of an issue are neighbours, so everything that is the same for all of them is stored once,
for the issue, and `issue_starts` tells which items belong to which issue.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from digests.search.index.arrays import np
from digests.search.index.stored import StoredIssue, unpacked_item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from digests.search.index.stored import StoredItem
    from digests.search.segments.array_file import ArrayFile, ArrayFileWriter

NAMES = ("publications", "languages", "subjects", "sites", "sections")
"""Lists of names that many issues or items share; columns have indexes in these lists."""


class _Names(dict[str, int]):
    """Numbers names in the order in which they are first looked up."""

    def __missing__(self, name: str) -> int:
        self[name] = index = len(self)
        return index


class Packed(NamedTuple):
    """Bytes of several items, concatenated."""

    content: bytes | memoryview
    lengths: NDArray[np.int64]
    """Of each item."""


def packed(parts: Sequence[bytes]) -> Packed:
    """Concatenate the bytes of items."""
    return Packed(b"".join(parts), np.fromiter(map(len, parts), np.int64, len(parts)))


class ColumnWriter:
    """Writes issues one after another, each with its items."""

    def __init__(self, file: ArrayFileWriter) -> None:
        """`close` and `discard` close `file`."""
        self._file = file
        self._names = {kind: _Names() for kind in NAMES}
        self.is_closed = False
        self._subjects = self._packed = self._packed_issues = self._addresses = 0
        self.issues = 0
        self.items = 0
        file.append("issue_starts", np.zeros(1, np.uint32))
        file.append("subject_ends", np.zeros(1, np.uint32))
        file.append("item_ends", np.zeros(1, np.uint64))
        file.append("address_ends", np.zeros(1, np.uint32))
        file.append("issue_ends", np.zeros(1, np.uint64))

    def add_issue(self, issue: StoredIssue, items: int, passages: int) -> None:
        """Add an issue; `add_items` adds its `items`, of which the last are `passages`."""
        self.items += items
        self.issues += 1
        names = self._names
        subjects = [names["subjects"][subject] for subject in issue.subjects]
        self._subjects += len(subjects)
        packed = json.dumps(issue, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )
        self._packed_issues += len(packed)
        self._put("days", issue.day, np.int32)
        self._put("passages", passages, np.uint32)
        self._put("publication", names["publications"][issue.publication], np.uint32)
        self._put("language", names["languages"][issue.language], np.uint32)
        self._file.append("subject", np.array(subjects, np.uint32))
        self._put("subject_ends", self._subjects, np.uint32)
        self._file.append("issues", np.frombuffer(packed, np.uint8))
        self._put("issue_ends", self._packed_issues, np.uint64)
        self._put("issue_starts", self.items, np.uint32)

    def add_items(
        self,
        packed: Packed,
        addresses: Packed,
        keys: NDArray[np.uint64],
        parts: NDArray[np.uint16],
        sites: Sequence[str],
        sections: Sequence[str],
    ) -> None:
        """Add items of the issues added so far.

        Args:
            packed: the stored values of each.
            addresses: the links of each, one per line.
            keys: of each, as `item_keys` makes them.
            parts: of each, the positions where its titles end and its sections after them.
            sites: the host of each one's first link, or an empty string.
            sections: the titles of the sections around each one, one per line.
        """
        ends = np.cumsum(packed.lengths) + self._packed
        self._packed += len(packed.content)
        self._file.append("items", np.frombuffer(packed.content, np.uint8))
        self._file.append("item_ends", ends.astype(np.uint64))
        ends = np.cumsum(addresses.lengths) + self._addresses
        self._addresses += len(addresses.content)
        self._file.append("addresses", np.frombuffer(addresses.content, np.uint8))
        self._file.append("address_ends", ends.astype(np.uint32))
        self._file.append("keys", keys)
        self._file.append("parts", parts.ravel())
        for name, values in (("site", sites), ("section", sections)):
            indexes = map(self._names[f"{name}s"].__getitem__, values)
            self._file.append(name, np.fromiter(indexes, np.uint32, len(values)))

    def close(self) -> None:
        """Write the names and close the file."""
        for kind, names in self._names.items():
            self._file.append(f"names of {kind}", np.frombuffer(_packed(list(names)), np.uint8))
        self._file.close()
        self.is_closed = True

    def discard(self) -> None:
        """Close the file incomplete."""
        self._file.discard()
        self.is_closed = True

    def _put(self, name: str, value: int, dtype: type[np.generic]) -> None:
        self._file.append(name, np.array([value], dtype))


class Columns:
    """Reads the issues and items of a segment; numbers count from 0 within it."""

    def __init__(self, file: ArrayFile) -> None:
        """Read nothing yet but the arrays that are always needed."""
        self._file = file
        self.issue_starts: NDArray[np.uint32] = file.array("issue_starts")
        self._items = file.array("items").data
        self._item_ends = file.array("item_ends")
        self._addresses = file.array("addresses").data
        self._address_ends = file.array("address_ends")
        self._issue_ends = file.array("issue_ends")

    @property
    def items(self) -> int:
        """The number of items, removed ones included."""
        return len(self._item_ends) - 1

    @property
    def issues(self) -> int:
        """The number of issues, removed ones included."""
        return len(self.issue_starts) - 1

    def column(self, name: str) -> NDArray[Any]:
        """Return a column of issues or of items.

        Of issues there are `days`, `publication`, `language`, and `passages`, which says how many
        of the last items of each are passages of the issue; of items, `keys`, `site`, `section`.
        All but `days`, `passages` and `keys` are indexes in `names`.
        """
        return self._file.array(name)

    def parts(self) -> NDArray[np.uint16]:
        """Return for each item the positions where its titles end, and its sections after them."""
        return self._file.array("parts").reshape(-1, 2)

    def names(self, kind: str) -> list[str]:
        """Return a list of names by its name in `NAMES`."""
        packed = self._file.array(f"names of {kind}")
        return list(json.loads(packed.tobytes().decode("utf-8", "surrogatepass")))

    def subjects(self) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """Return the number of subjects of each issue, and the indexes of all, issue by issue."""
        ends = self._file.array("subject_ends").astype(np.int64)
        return ends[1:] - ends[:-1], self._file.array("subject")

    def issue(self, number: int) -> StoredIssue:
        """Return the stored values of issue `number`, counted in this segment."""
        start, end = int(self._issue_ends[number]), int(self._issue_ends[number + 1])
        packed = self._file.array("issues")[start:end].tobytes()
        *values, subjects = json.loads(packed.decode("utf-8", "surrogatepass"))
        return StoredIssue._make((*values, tuple(subjects)))

    def packed(self, start: int, stop: int) -> Packed:
        """Return the stored bytes of items from `start` to before `stop`."""
        return _slice(self._items, self._item_ends, start, stop)

    def addresses(self, start: int, stop: int) -> Packed:
        """Return the links of items from `start` to before `stop`, as they were written."""
        return _slice(self._addresses, self._address_ends, start, stop)

    def item(self, number: int, issue_id: str) -> StoredItem:
        """Return the stored values of item `number`, which is in the issue `issue_id`."""
        start, end = int(self._item_ends[number]), int(self._item_ends[number + 1])
        first, last = int(self._address_ends[number]), int(self._address_ends[number + 1])
        return unpacked_item(
            bytes(self._items[start:end]), bytes(self._addresses[first:last]), issue_id
        )


def _slice(content: memoryview, ends: NDArray[Any], start: int, stop: int) -> Packed:
    own = ends[start : stop + 1].astype(np.int64)
    return Packed(content[own[0] : own[-1]], np.diff(own))


def _packed(names: list[str]) -> bytes:
    return json.dumps(names, ensure_ascii=False).encode("utf-8", "surrogatepass")
