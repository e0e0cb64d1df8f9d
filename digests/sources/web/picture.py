"""Fetching an image that a digest shows, when the user asks for it."""

from __future__ import annotations

from urllib.parse import urlsplit

from digests.sources.errors import PrivateAddressError, UnreachableError
from digests.sources.web.client import Limits, Web
from digests.sources.web.network import is_named_as_private

_LIMITS = Limits(connect=5.0, silence=10.0, total=20.0, content=10_000_000)
"""Short, because the user is waiting."""


def fetch_picture(address: str, web: Web | None = None) -> bytes:
    """Return the bytes at `address`, whatever they are.

    Digests are untrusted, so hosts in private networks are never asked. Blocks; the thread must not
    run an event loop.

    Args:
        address: http or https.
        web: the client; by default one with short limits.

    Raises UnreachableError, RetryLaterError, LoginNeededError, TooLargeError.
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        raise UnreachableError(address, "this is no web address") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise UnreachableError(address, "only http and https are fetched")
    if is_named_as_private(host):
        raise UnreachableError(address, "images are fetched from hosts with public names only")
    try:
        return (web or Web(_LIMITS)).ask(address, allow_private=False).content
    except PrivateAddressError as error:
        raise UnreachableError(address, "its host is in a private network") from error
