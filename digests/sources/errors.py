"""Errors of sources; their messages are for the user.

    SourceError
    ├── SourceListError        sources.toml cannot be read or written
    ├── SourceNotFoundError    no source has this name
    ├── SourceNameTakenError   another source has this name
    ├── SourceAddressError     the address cannot be that of a source
    ├── UnreachableError       no answer, or an unsuccessful one
    │   ├── RetryLaterError    the server must not be asked for a while
    │   └── GoneError          the server says that the page never comes back
    ├── PrivateAddressError    the host is in a private network
    ├── LoginNeededError       the server requires a login
    ├── TooLargeError          the answer or repository exceeds the limit
    ├── NotAFeedError          the answer is no feed
    │   └── SeveralFeedsError  a page names several feeds
    ├── FeedNotReadError       a bug prevents reading a feed
    ├── RepositoryError        git fails
    ├── SourceBusyError        another process holds the lock
    ├── SyncStoppedError       the user has stopped the sync
    ├── SourceStorageError     the disk is full or not writable
    └── OutlineError           a list of feeds cannot be read

Messages are safe to show and end without a full stop. An address in them has no password.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.errors import DigestError
from digests.safe_text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence


class SourceError(DigestError):
    """The base class of all errors that sources raise on purpose."""


class SourceListError(SourceError):
    """sources.toml cannot be read or written."""

    def __init__(self, path: str, reason: str) -> None:
        """`reason` follows the file's name, so it begins in lower case."""
        self.reason = reason
        super().__init__(f"{safe_line(path)}: {safe_line(reason)}")


class SourceNotFoundError(SourceError):
    """No source has this name."""

    def __init__(self, name: str) -> None:
        """`name` is what the user gave."""
        self.name = name
        super().__init__(f"no source is named {safe_line(name)!r}; `ainews sources` lists them")


class SourceNameTakenError(SourceError):
    """Another source has this name."""

    def __init__(self, name: str, address: str) -> None:
        """`address` is that of the other source."""
        self.name = name
        super().__init__(
            f"there is a source named {safe_line(name)} already, from {shown_address(address)}; "
            "`--name` gives this one another name"
        )


class SourceAddressError(SourceError):
    """The address cannot be that of a source."""

    def __init__(self, address: str, reason: str) -> None:
        """`reason` follows the address, so it begins in lower case."""
        self.address = address
        super().__init__(f"{shown_address(address)}: {safe_line(reason)}")


class UnreachableError(SourceError):
    """There is no answer, or an unsuccessful one."""

    def __init__(self, address: str, reason: str) -> None:
        """`reason` follows the address, so it begins in lower case."""
        self.address = address
        self.reason = reason
        super().__init__(f"{shown_address(address)}: {safe_line(reason)}")


class RetryLaterError(UnreachableError):
    """The server must not be asked for a while."""

    def __init__(self, address: str, until: float, clock_time: str) -> None:
        """`until` is in seconds since the epoch; `clock_time` is the same time for the user."""
        self.until = until
        super().__init__(address, f"the server asks not to be asked again before {clock_time}")


class GoneError(UnreachableError):
    """The server says that the page never comes back (410)."""

    def __init__(self, address: str) -> None:
        """`address` is what was asked for."""
        reason = "the page is gone for good (410); `ainews remove` forgets the source"
        super().__init__(address, reason)


class PrivateAddressError(SourceError):
    """The host is in a private network, and the user did not name it."""

    def __init__(self, host: str, number: str) -> None:
        """`number` is the IP address that the host's name resolves to."""
        self.host = host
        super().__init__(
            f"{safe_line(host)}: leads to {safe_line(number)}, which is in a private network; "
            "private = true in sources.toml, as by `ainews add --private`, allows it"
        )


class LoginNeededError(SourceError):
    """The server requires a login."""

    def __init__(self, address: str, hint: str) -> None:
        """`hint` says how to give it one."""
        self.address = address
        super().__init__(f"{shown_address(address)}: the server asks for a login; {hint}")


class TooLargeError(SourceError):
    """The answer or repository exceeds the limit."""

    def __init__(self, address: str, limit: int) -> None:
        """`limit` is in bytes."""
        self.limit = limit
        super().__init__(
            f"{shown_address(address)}: more than {limit // 1_000_000:,} MB came; not taken"
        )


class NotAFeedError(SourceError):
    """The answer is no feed."""

    def __init__(self, address: str, reason: str) -> None:
        """`reason` follows the address, so it begins in lower case."""
        self.address = address
        super().__init__(f"{shown_address(address)}: {safe_line(reason)}")


class SeveralFeedsError(NotAFeedError):
    """A page names several feeds, and the user has to choose."""

    def __init__(self, address: str, feeds: Sequence[tuple[str, str]]) -> None:
        """`feeds` are pairs of address and title, in the order of the page."""
        self.feeds = tuple(feeds)
        listed = "; ".join(
            f"{shown_address(feed)} ({safe_line(title)})" if title else shown_address(feed)
            for feed, title in feeds
        )
        super().__init__(address, f"this page names several feeds; add one of them: {listed}")


class FeedNotReadError(SourceError):
    """A bug prevents reading a feed, which itself may be valid."""

    def __init__(self, address: str, bug: str) -> None:
        """`bug` is from `bug_description`."""
        self.address = address
        super().__init__(f"{shown_address(address)}: not read because of {safe_line(bug)}")


class RepositoryError(SourceError):
    """git fails."""

    def __init__(self, address: str, reason: str) -> None:
        """`reason` follows the address, so it begins in lower case."""
        self.address = address
        super().__init__(f"{shown_address(address)}: {safe_line(reason)}")


class SourceBusyError(SourceError):
    """Another process holds the lock."""

    def __init__(self, name: str) -> None:
        """`name` is that of the source, or of the file of sources."""
        self.name = name
        super().__init__(f"{safe_line(name)}: another ainews is at work on it; try again later")


class SyncStoppedError(SourceError):
    """The user has stopped the sync."""

    def __init__(self) -> None:
        """Takes no details."""
        super().__init__("stopped")


class SourceStorageError(SourceError):
    """The disk is full or not writable."""

    def __init__(self, path: str, reason: str) -> None:
        """`reason` is the system's error message."""
        self.reason = reason
        super().__init__(f"{safe_line(path)}: cannot be written: {safe_line(reason).lower()}")


class OutlineError(SourceError):
    """A list of feeds cannot be read."""

    def __init__(self, path: str, reason: str) -> None:
        """`reason` follows the file's name, so it begins in lower case."""
        super().__init__(f"{safe_line(path)}: {safe_line(reason)}")


_LOGIN = re.compile(r"(?<=://)[^/?#\s]*@")
_LONGEST = 500


def shown_address(address: str) -> str:
    """Return `address` without its login, and cut after 500 characters."""
    line = safe_line(_LOGIN.sub("", address))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def without_logins(text: str) -> str:
    """Return `text` without the logins of the addresses in it."""
    return _LOGIN.sub("", text)
