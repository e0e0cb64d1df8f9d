"""Answers of servers: errors for their status, and bodies within limits.

A body must be complete, and must not be too large even after decompression.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from digests.sources.errors import GoneError, LoginNeededError, TooLargeError, UnreachableError
from digests.sources.web.retry import TransientError, retry_after_seconds

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from digests.sources.web.retry import Clock


_UNCHANGED = 304
_GONE = 410
_PERMANENT = {301, 308}
_REDIRECTS = {302, 303, 307} | _PERMANENT
_REASONS = {
    404: "there is no such page (404)",
    406: "the server has no feed for us (406)",
}
_LONGEST_HEADER = 1000


@dataclass(frozen=True, slots=True)
class Validators:
    """HTTP cache validators of an answer."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """Return the headers of a conditional request."""
        wanted = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in wanted.items() if value}


@dataclass(frozen=True, slots=True)
class Answer:
    """A successful answer, a redirect, or that the page is unchanged."""

    address: str
    """The URL after all redirects."""

    content: bytes = b""
    content_type: str = ""
    """In lower case, without parameters."""

    charset: str = ""
    """The whole `Content-Type` header, for decoding the content."""

    version: Validators = Validators()
    location: str = ""
    """The target of a redirect, or empty."""

    is_permanent: bool = False
    """Whether the redirect is said to hold for good."""

    moved_to: str = ""
    """The URL to ask from now on, if permanent redirects alone led to it; else empty."""

    is_unchanged: bool = False
    """Whether the page has not changed since the known validators; there is no content then."""

    def with_content(self, content: bytes) -> Answer:
        """Return the answer with its body."""
        return replace(self, content=content)


def checked_answer(response: httpx.Response, url: httpx.URL, clock: Clock) -> Answer:
    """Return the answer without its body, or raise the error for its status."""
    status, headers = response.status_code, response.headers
    if status in _REDIRECTS and headers.get("Location"):
        is_permanent = status in _PERMANENT
        return Answer(str(url), location=headers["Location"], is_permanent=is_permanent)
    if status == _UNCHANGED:
        return Answer(str(url), is_unchanged=True)
    if not response.is_success:
        raise _refusal(status, str(url), retry_after_seconds(headers.get("Retry-After", ""), clock))
    content_type = headers.get("Content-Type", "")
    return Answer(
        str(url),
        content_type=content_type.partition(";")[0].strip().lower(),
        charset=content_type,
        version=Validators(
            _short(headers.get("ETag", "")), _short(headers.get("Last-Modified", ""))
        ),
    )


def _refusal(status: int, address: str, wait: float | None) -> Exception:
    if status in {401, 407}:
        hint = "write it into the address: https://NAME:PASSWORD@…"
        return LoginNeededError(address, hint)
    if status == 403:
        return UnreachableError(address, "the server refuses to show this page (403)")
    if status == _GONE:
        return GoneError(address)
    if status in _REASONS:
        return UnreachableError(address, _REASONS[status])
    if status == 429:
        reason = "the server says that it was asked too often (429)"
        return TransientError(UnreachableError(address, reason), wait)
    if status >= 500:
        reason = f"the server has trouble (status {status}); try again later"
        return TransientError(UnreachableError(address, reason), wait)
    return UnreachableError(address, f"the server answers with status {status}")


def _short(value: str) -> str:
    """Drop a suspicious header value, because it would be stored and sent back."""
    return (
        value if len(value) <= _LONGEST_HEADER and value.isascii() and value.isprintable() else ""
    )


@cache
def user_agent() -> str:
    """Return the program's `User-Agent`: name and version."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"ainews/{version('ainews')}"
    except PackageNotFoundError:
        return "ainews"


_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_PACKED = {"gzip", "x-gzip", "deflate"}


async def read_body(chunks: AsyncIterator[bytes], packing: str, address: str, limit: int) -> bytes:
    """Return the decompressed body, never using more memory than `limit` twice.

    Args:
        chunks: as received.
        packing: the value of `Content-Encoding`.
        address: for errors.
        limit: in bytes, before and after decompression.

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
