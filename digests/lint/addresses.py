"""Links of items that lead nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digests.model.issue import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests.model.issue import Issue

_HOST = re.compile(r"[\w-]+(\.[\w-]+)+\.?|localhost")
_OTHER_SCHEMES = frozenset(
    "ftp ftps git gopher irc ircs magnet matrix sftp sms ssh tel xmpp".split()
)
"""Of links that other programs open."""

_DIGEST = re.compile(r"[^?#]*\.(?:md|markdown)(?:#.*)?\Z", re.IGNORECASE)


def about_addresses(issue: Issue) -> Iterator[Problem]:
    """Report links without a host or with an unknown scheme, and once that some are relative."""
    relative: dict[str, int] = {}
    for item in issue.items:
        for link in item.links:
            url = issue.publication.resolve(link.url)
            if _is_relative(url):
                relative.setdefault(url, item.line)
            elif reason := _unresolvable(url):
                yield Problem(issue.source, reason, item.line)
    if relative:
        url, line = next(iter(relative.items()))
        others = len(relative) - 1
        which = f"“{url}” and {others} more links are" if others else f"“{url}” is"
        yield Problem(issue.source, f"{which} relative, and no home page is known", line)


def _is_relative(url: str) -> bool:
    """Whether an address is below an unknown page; one of a digest beside this one is known."""
    try:
        return not urlsplit(url).scheme and _DIGEST.match(url) is None
    except ValueError:
        return False


def _unresolvable(url: str) -> str:
    """Return why an absolute link cannot be opened, or an empty string."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return f"“{url}” is no address"
    if parts.scheme in {"http", "https"}:
        is_host = _HOST.fullmatch(host) is not None or ":" in host
        return "" if is_host else f"“{url}” has no host"
    is_known = not parts.scheme or parts.scheme in _OTHER_SCHEMES
    return "" if is_known else f"“{url}” is neither http nor https"
