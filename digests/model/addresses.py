"""Addresses as digests write them: with a scheme, without one, relative, or as wiki links.

Some lead to a place in the library: to a heading, or to another digest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOP_LEVEL = (
    "com org net edu gov mil int info biz dev app ai io co tech blog news cloud xyz page site "
    "online store shop live life world wiki design art today social chat link pub press space "
    "science academy systems tools studio agency media network digital email team works zone codes "
    "software fyi moe ninja club top icu vip pro asia me tv gg to ly fm im is it li "
    "cn hk tw jp kr sg in id vn th my ph au nz us ca uk eu de fr nl be ch at lu ie es pt se no fi "
    "dk ee lv lt cz sk hu ro bg gr ua ru kz tr il ae za br ar cl mx pe uy st re ws vc gl ms"
).replace(" ", "|")
"""Of the hosts that digests name. Not here: `md`, `py`, `rs`, `cc` and others that end files."""

_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
HOST = rf"(?:{_LABEL}\.)+(?:{_TOP_LEVEL})(?![\w.-])"
"""A pattern: a host in small letters."""

_SCHEME = re.compile("https?://", re.IGNORECASE)
_WITHOUT_SCHEME = re.compile(rf"{HOST}(?::\d{{1,5}})?(?:[/?#]|\Z)", re.IGNORECASE)


def is_wiki_link(url: str) -> bool:
    """Return whether `url` is the target of a wiki link, such as `[[page#heading]]`."""
    return url.startswith("[[")


def with_scheme(url: str) -> str:
    """Return `url` as a browser takes it.

    `//example.com/x` and `example.com/x` begin with `https:`, spaces are `%20`. A relative address,
    such as `notes.md` or `/posts/1`, stays relative.
    """
    written = url.strip().replace(" ", "%20")
    if written.startswith("//"):
        return f"https:{written}"
    return f"https://{written}" if _WITHOUT_SCHEME.match(written) else written


def is_address(text: str) -> bool:
    """Return whether `text` has a scheme for pages, or begins with the name of a host."""
    return bool(_SCHEME.match(text)) or _WITHOUT_SCHEME.match(text) is not None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a file that the part of an address behind `#` may name."""

    name: str
    """As GitHub derives it from a heading, or as HTML gives it."""

    line: int
    """1-based, counted in the file, header included."""


@dataclass(frozen=True, slots=True)
class InsideLink:
    """Where a link leads in the library."""

    url: str
    """As written, such as `#models`, `../2026/10-01.md#models` or `[[10-01]]`."""

    issue_id: str

    anchor: str = ""
    """For `part_at`; empty for the issue's beginning."""
