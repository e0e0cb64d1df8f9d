"""Which items link to an address: the column of addresses is looked through.

A library with half a million items has some 40 MB of addresses. Few queries ask for one, so no list
is kept of them; looking through all takes as long as reading the bytes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.model.addresses import with_scheme
from digests.model.comparable_addresses import comparable_address
from digests.search.index.arrays import np
from digests.search.index.item_sets import ItemSet
from digests.search.query.model import LinkPart

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digests.search.index.snapshot import Snapshot
    from digests.search.query.model import LinkTo
    from digests.search.segments.columns import Packed

_NOT_LITERAL = re.compile("(?:%[0-9a-f]{2})+|[?&]")
_AT_ONCE = 20_000
"""Items whose addresses are looked through at a time: some 1.5 MB."""


def items_linking_to(snapshot: Snapshot, wanted: LinkTo) -> ItemSet:
    """Return the items with a link that is `wanted`."""
    flags = np.zeros(snapshot.items, bool)
    for segment in snapshot.segments:
        columns = segment.files.columns
        own = flags[segment.first_item : segment.first_item + columns.items]
        for start in range(0, columns.items, _AT_ONCE):
            stop = min(start + _AT_ONCE, columns.items)
            own[start:stop][_linking(columns.addresses(start, stop), wanted)] = True
        segment.files.drop_pages()
    return ItemSet(snapshot.items, flags=flags)


def _linking(addresses: Packed, wanted: LinkTo) -> NDArray[np.intp] | list[int]:
    """Return the indexes of the items among whose addresses is one that is wanted."""
    literal = _longest_literal(wanted.address)
    written = bytes(addresses.content)
    ends = np.cumsum(addresses.lengths)
    holding = _holding(written.lower(), literal.encode("utf-8", "surrogatepass"), ends)
    if wanted.part is LinkPart.ANY and literal == wanted.address:
        return holding
    starts = ends - addresses.lengths
    return [
        number
        for number in holding.tolist()
        if _is_wanted(written[starts[number] : ends[number]], wanted)
    ]


def _is_wanted(addresses: bytes, wanted: LinkTo) -> bool:
    urls = addresses.decode("utf-8", "surrogatepass").split("\n")
    return any(wanted.has(comparable_address(with_scheme(url))) for url in urls)


def _longest_literal(address: str) -> str:
    """Return what every spelling of the address has: the longest piece that needs no escapes."""
    return max(_NOT_LITERAL.split(address), key=len)


def _holding(lowered: bytes, needle: bytes, ends: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return the indexes of the items whose addresses hold `needle`, ascending.

    `ends` are where the addresses of each item end. Lower-casing ASCII letters keeps every offset.
    """
    # A look ahead, so that what spans two items does not hide what begins in the second.
    pattern = re.compile(b"(?=" + re.escape(needle) + b")")
    places = np.array([match.start() for match in pattern.finditer(lowered)], np.int64)
    items = np.searchsorted(ends, places, side="right")
    return np.unique(items[places + len(needle) <= ends[items]])
