"""Which addresses may be handed to a browser, and how their hosts are shown."""

from __future__ import annotations

import unicodedata
from urllib.parse import SplitResult, urlsplit

import digests
from tui.errors import LinkRefusedError

_LONGEST = 8192
_SCHEMES = ("http", "https")
_EAST_ASIAN = ("CJK UNIFIED", "HIRAGANA", "KATAKANA", "HANGUL")
"""Prefixes of the Unicode names of their letters."""


def checked_url(url: str) -> str:
    """Return `url` if it is a plain web address; raises LinkRefusedError otherwise.

    A checked address begins with `http`, so no program takes it for an option, and contains no
    white space, control characters or backslashes, which programs interpret differently.
    """
    if len(url) > _LONGEST:
        raise LinkRefusedError(url, f"the address is longer than {_LONGEST:,} characters")
    if "\\" in url or any(c.isspace() for c in url) or digests.safe_text(url) != url:
        raise LinkRefusedError(url, "the address holds characters that no address has")
    parts = _split(url)
    reason = _objection(parts)
    if reason:
        raise LinkRefusedError(url, reason)
    return url


def shown_host(url: str) -> str:
    """Return the host of a checked address as DNS sees it: `xn--…` for letters beyond ASCII."""
    return _looked_up(urlsplit(url).hostname or "")


def spelled_host(host: str) -> str:
    """Return a host as people read it, such as `名.example`, or `xn--… (…)` if it may deceive.

    Letters of one script can look like those of another, so a name is trusted only if each of its
    labels is ASCII, or Chinese, Japanese or Korean with digits. The result is safe to show.
    """
    name = _decoded(host)
    if all(_is_clear(label) for label in name.split(".")):
        return digests.safe_line(name)
    return digests.safe_line(f"{_looked_up(name)} ({name})")


def _decoded(host: str) -> str:
    """Return the host with `xn--` labels decoded, or unchanged if they cannot be."""
    if "xn--" not in host:
        return host
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def _is_clear(label: str) -> bool:
    beyond_ascii = [letter for letter in label if not letter.isascii()]
    if not beyond_ascii:
        return not label.startswith("xn--")
    has_latin = any(letter.isascii() and letter.isalpha() for letter in label)
    return not has_latin and all(map(_is_east_asian, beyond_ascii))


def _is_east_asian(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_EAST_ASIAN)


def _looked_up(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ascii(host).strip("'")


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for a port that is not a number
    except ValueError:
        raise LinkRefusedError(url, "this is not an address") from None
    return parts


def _objection(parts: SplitResult) -> str:
    """Return what is wrong, or an empty string."""
    if not parts.scheme:
        return "the link is relative, and the digest does not say to which site"
    if parts.scheme not in _SCHEMES:
        return f"only http and https are opened, not {parts.scheme}:"
    if not parts.hostname:
        return "the address has no host"
    if parts.username is not None or parts.password is not None:
        return f"the address carries a user name; its host is {parts.hostname}"
    return ""
