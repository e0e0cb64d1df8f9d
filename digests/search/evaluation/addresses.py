"""Which items link to an address: the column of addresses is looked through.

A library with half a million items has some 40 MB of addresses. Few queries ask for one, so no list
is kept of them; looking through all takes as long as reading the bytes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from digests.model.addresses import with_scheme
from digests.model.comparable_addresses import comparable_address
from digests.search.index.arrays import np
from digests.search.index.item_sets import ItemSet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests.search.index.snapshot import Snapshot
    from digests.search.query.model import LinkTo
    from digests.search.segments.columns import Columns

_NOT_LITERAL = re.compile("(?:%[0-9a-f]{2})+|[?&]")
_AT_ONCE = 20_000
"""Items whose addresses are looked through at a time: some 1.5 MB."""


def items_linking_to(snapshot: Snapshot, wanted: LinkTo) -> ItemSet:
    """Return the items with a link that is `wanted`."""
    needle = _longest_literal(wanted.address).lower().encode("utf-8", "surrogatepass")
    numbers = [
        segment.first_item + number
        for segment in snapshot.segments
        for number in _items(segment.files.columns, needle, wanted)
    ]
    return ItemSet(snapshot.items, numbers=np.array(numbers, np.intp))


def _longest_literal(address: str) -> str:
    """Return what every spelling of the address holds: the longest piece that needs no escapes."""
    return max(_NOT_LITERAL.split(address), key=len)


def _items(columns: Columns, needle: bytes, wanted: LinkTo) -> Iterator[int]:
    for start in range(0, columns.items, _AT_ONCE):
        stop = min(start + _AT_ONCE, columns.items)
        packed = columns.addresses(start, stop)
        written = bytes(packed.content)
        ends = np.cumsum(packed.lengths)
        for index in _holding(written.lower(), needle, ends.tolist()):
            first = int(ends[index] - packed.lengths[index])
            own = written[first : ends[index]].decode("utf-8", "surrogatepass")
            if any(wanted.has(comparable_address(with_scheme(url))) for url in own.split("\n")):
                yield start + index


def _holding(lowered: bytes, needle: bytes, ends: list[int]) -> Iterator[int]:
    """Yield the indexes of the items whose addresses hold `needle`, ascending.

    Lower-casing ASCII letters alone keeps every offset.
    """
    place = lowered.find(needle)
    while place >= 0:
        index = bisect_right(ends, place)
        is_inside = place + len(needle) <= ends[index]
        if is_inside:
            yield index
        place = lowered.find(needle, ends[index] if is_inside else place + 1)
