"""Canonical URLs: one for each page, so that links of different digests can be compared.

A canonical URL can be opened. It has no fragment, no tracking parameters and no mobile or mirror
host. The path keeps its case, except on sites that ignore case.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from digests.model.comparable_addresses import is_tracking
from digests.stories.comparison.site_urls import identity

_HOST_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|old|new|np)\.(?=[^.]+\.)")
_PATH_ENDS: Final = ("/", "/amp", "/index.html", "/index.htm", "/index.php")
_MAX_STEPS: Final = 9
"""Of unwrapping, as for an archived copy of a redirect to a page; enough for any real URL."""

_SLASHES = re.compile("/+")
_UNWRITABLE = re.compile(r"[\s\\]")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif|ico|bmp)$", re.IGNORECASE)

_WRAPPERS: Final = {
    "google.com/url": ("q", "url"),
    "link.zhihu.com/": ("target",),
    "link.juejin.cn/": ("target",),
    "reddit.com/media": ("url",),
    "l.facebook.com/l.php": ("u",),
}
_INNER = re.compile(r"https?:/{1,2}.+")
_HOLDERS = frozenset(("web.archive.org", "r.jina.ai", "archive.is", "archive.ph", "archive.today"))

_NO_EVIDENCE = re.compile(
    r"(?:^|\.)(?:discord\.(?:com|gg)|discordapp\.(?:com|net)|twimg\.com|i\.redd\.it|"
    r"preview\.redd\.it|i\.imgur\.com|t\.me|localhost)$|^[\d.]+$"
)
_LOOKUPS = frozenset(("/search", "/login", "/signup", "/signin", "/register", "/s"))


def canonical_url(url: str) -> str:
    """Return the canonical URL of the page at `url`, or an empty string if it is no evidence.

    Home pages, profiles, pictures, search results and chats are no evidence that two items tell the
    same story. A canonical URL is its own canonical URL.
    """
    for _ in range(_MAX_STEPS):
        simpler = _simpler(_unwrapped(url))
        if simpler == url:
            break
        url = simpler
    return url


def _simpler(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
        host = _host(parts.hostname or "")
        parameters = dict(parse_qsl(parts.query, keep_blank_values=True))
    except ValueError:
        return ""
    if (
        parts.scheme.lower() not in ("http", "https")
        or "." not in host
        or _NO_EVIDENCE.search(host)
    ):
        return ""
    path = _UNWRITABLE.sub(_escaped, _SLASHES.sub("/", parts.path)).rstrip("/")
    by_site = identity(host, path, parameters)
    return _page(host, _without_end(path), parameters) if by_site is None else by_site


def _without_end(path: str) -> str:
    while (shorter := path.removesuffix(next(filter(path.endswith, _PATH_ENDS), ""))) != path:
        path = shorter
    return path


def _host(hostname: str) -> str:
    host = hostname.lower().rstrip(".")
    while (shorter := _HOST_PREFIX.sub("", host)) != host:
        host = shorter
    return host


def _unwrapped(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
        host = _host(parts.hostname or "")
        parameters = dict(parse_qsl(parts.query))
    except ValueError:
        return url
    names = _WRAPPERS.get(f"{host}{parts.path or '/'}", ())
    if host in _HOLDERS:
        inner = _INNER.search(url.partition(host)[2])
        return re.sub(r"^(https?:)/+", r"\1//", inner[0]) if inner else url
    return next((parameters[name] for name in names if "://" in parameters.get(name, "")), url)


def _page(host: str, path: str, parameters: dict[str, str]) -> str:
    """Return the canonical URL of a page on a site without special rules."""
    kept = sorted(
        (name, value) for name, value in parameters.items() if not is_tracking(host, name)
    )
    is_home = path in ("", "/home", "/en", "/zh", "/cn") and not kept
    if is_home or _PICTURE.search(path) or path.lower() in _LOOKUPS:
        return ""
    query = f"?{urlencode(kept)}" if kept else ""
    return f"https://{host}{_plain(path)}{query}"


def _plain(path: str) -> str:
    """Return `path` without unnecessary escapes, if that does not change its meaning."""
    plain = unquote(path, errors="replace") if path.isascii() else path
    if "\ufffd" in plain:  # escaped bytes that are not UTF-8
        return path
    is_safe = plain.isprintable() and not set(plain) & set(" ?#%\\")
    return plain if is_safe else path


def _escaped(match: re.Match[str]) -> str:
    return quote(match[0])
