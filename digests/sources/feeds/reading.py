"""Parsing a feed in a child process.

Feeds come from strangers, and the parsers are not made for hostile input: a megabyte of `<a href='`
keeps Python's HTML parser busy for a quarter of an hour. So a child process parses the feed, with
limits that the system enforces, and no feed can hold up the others.

The child writes one JSON object: the feed, `{"reason": WHY}` if it is none, or `{"bug": WHAT}` if
parsing failed because of a bug. A signal ends a child that reaches a limit; a child that exits with
a code failed before parsing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from digests.errors import bug_description
from digests.files.content import LFS_POINTER, is_lfs_pointer
from digests.sources.errors import FeedNotReadError, NotAFeedError
from digests.sources.feeds.feed import Feed, FeedEntry
from digests.sources.feeds.json_feed import read_json_feed
from digests.sources.feeds.xml_feed import read_xml_feed

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHILD = (sys.executable, "-P", "-m", "digests.sources.feeds.reading")

_PROCESSOR_SECONDS = 30
_SECONDS = 120.0
"""Of wall-clock time, against a child that only waits; generous, because machines may be busy."""
_MEMORY = 2_000_000_000
_OTHER_TYPES = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")
_TOO_LARGE = "the feed cannot be read: it is too large or too tangled"
_NOT_A_FEED = "what came is no feed; RSS, Atom and JSON feeds are understood"


def read_feed(content: bytes, content_type: str, address: str) -> Feed:
    """Parse a feed of any format. Raises NotAFeedError.

    `content_type` is the server's header, which the content may contradict.
    """
    feed = read_json_feed(content, content_type, address)
    feed = feed or read_xml_feed(content, content_type, address)
    if feed is None:
        raise NotAFeedError(address, _NOT_A_FEED)
    return feed


def read_feed_in_child(
    content: bytes, content_type: str, address: str, *, child: Sequence[str] = _CHILD
) -> Feed:
    """Parse a feed as `read_feed` does, in a child process with limits on time and memory.

    Raises NotAFeedError, also for a feed that exceeds the limits, and FeedNotReadError.
    """
    if content_type.lower().startswith(_OTHER_TYPES):
        raise NotAFeedError(address, f"what came is no feed but {content_type}")
    if is_lfs_pointer(content):
        raise NotAFeedError(address, f"what came {LFS_POINTER}")
    head = json.dumps([content_type, address]).encode() + b"\n"
    try:
        done = subprocess.run(  # noqa: S603  # the program itself
            child, input=head + content, capture_output=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise NotAFeedError(address, "the feed took too long to read; not taken") from None
    if done.returncode < 0:
        raise NotAFeedError(address, _TOO_LARGE)
    if done.returncode > 0:
        raise FeedNotReadError(address, f"a bug in ainews ({_last_line(done.stderr)})")
    return _feed_from(json.loads(done.stdout), address)


def _last_line(stderr: bytes) -> str:
    """Return the last line of a traceback, which names the exception."""
    return stderr.decode(errors="replace").strip().rpartition("\n")[2] or "it said nothing"


def _feed_from(values: dict[str, Any], address: str) -> Feed:
    if "bug" in values:
        raise FeedNotReadError(address, values["bug"])
    if "reason" in values:
        raise NotAFeedError(address, values["reason"])
    entries = (FeedEntry(**{**entry, "tags": tuple(entry["tags"])}) for entry in values["entries"])
    lost = (tuple(values[name]) for name in ("unreadable_entries", "unreadable_values"))
    return Feed(values["title"], values["home"], tuple(entries), *lost)


def _limit_resources() -> None:
    import resource

    limits = {
        resource.RLIMIT_CPU: _PROCESSOR_SECONDS,
        resource.RLIMIT_AS: _MEMORY,
        resource.RLIMIT_CORE: 0,
    }
    for limit, value in limits.items():
        try:
            resource.setrlimit(limit, (value, value))
        except (OSError, ValueError):  # macOS refuses some of them
            continue


def _main() -> None:
    """Parse a feed from standard input, and write it to standard output as JSON."""
    _limit_resources()
    content_type, address = json.loads(sys.stdin.buffer.readline())
    sys.stdout.write(_answer(sys.stdin.buffer.read(), content_type, address))


def _answer(content: bytes, content_type: str, address: str) -> str:
    try:
        return json.dumps(asdict(read_feed(content, content_type, address)))
    except NotAFeedError:
        return json.dumps({"reason": _NOT_A_FEED})
    except (MemoryError, RecursionError):  # the parsers recurse into nested elements
        return json.dumps({"reason": _TOO_LARGE})
    except Exception as error:  # noqa: BLE001 - it is raised in the parent process
        return json.dumps({"bug": bug_description(error)})


if __name__ == "__main__":
    _main()
