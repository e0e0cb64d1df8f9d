"""Taking the body of an answer: not too large, also when it was packed, and not cut short."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from digests.sources.errors import TooLargeError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_PACKED = {"gzip", "x-gzip", "deflate"}


async def take_body(chunks: AsyncIterator[bytes], packing: str, address: str, limit: int) -> bytes:
    """Return the unpacked body; a bomb never gets larger in memory than `limit` bytes.

    Args:
        chunks: as they come from the network.
        packing: the value of `Content-Encoding`.
        address: what the errors name.
        limit: in bytes, before and after unpacking.

    Raises TooLargeError, and UnreachableError when the body is broken.
    """
    name = packing.strip().lower()
    if name in {"", "identity"}:
        return await _take(chunks, address, limit)
    if name not in _PACKED:
        raise UnreachableError(address, f"the answer is packed as {name}, which was not asked for")
    return _unpacked(await _take(chunks, address, limit), address, limit)


async def _take(chunks: AsyncIterator[bytes], address: str, limit: int) -> bytes:
    taken = bytearray()
    async for chunk in chunks:
        taken += chunk
        if len(taken) > limit:
            raise TooLargeError(address, limit)
    return bytes(taken)


def _unpacked(packed: bytes, address: str, limit: int) -> bytes:
    unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
    try:
        content = unpacker.decompress(packed, limit + 1)
    except zlib.error:
        raise UnreachableError(address, "the answer is packed in a way that is broken") from None
    if len(content) > limit:
        raise TooLargeError(address, limit)
    if not unpacker.eof:
        raise UnreachableError(address, "the answer was cut short")
    return content
