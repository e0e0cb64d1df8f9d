"""Which file a link in a file leads to: relative addresses, wiki links and anchors."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from digests.files.issue_file import PAGE_SUFFIXES, SUFFIXES, TEXT_SUFFIXES
from digests.model.addresses import is_wiki_link, with_scheme

if TYPE_CHECKING:
    from pathlib import PurePath

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_FOLDER_PAGES = ("index", "_index")


class LinkTarget(NamedTuple):
    """Where a link may lead on the disk."""

    paths: tuple[str, ...]
    """Absolute, the most likely first; for a wiki link the ends of paths, beginning with a slash.
    Empty for a place in the same file."""

    anchor: str
    """The part behind `#`, as written; empty without one."""


def link_target(path: PurePath, root: PurePath, url: str) -> LinkTarget | None:
    """Return where `url` in the file `path` leads; None for an address that leads elsewhere.

    `root`, the library folder, is where a path that begins with a slash starts.
    """
    if is_wiki_link(url):
        page, _, anchor = url.strip("[]").partition("#")
        return LinkTarget(_files("/" + page.strip().strip("/")) if page.strip() else (), anchor)
    if _SCHEME.match(with_scheme(url)) or "\0" in url:
        return None
    address, _, anchor = url.strip().partition("#")
    written = unquote(address.partition("?")[0])
    if not written:
        return LinkTarget((), anchor) if anchor else None
    base = root if written.startswith("/") else path.parent
    target = os.path.normpath(os.path.join(base, written.lstrip("/")))  # noqa: PTH118 - with ..
    return LinkTarget(_files(target), anchor)


def _files(target: str) -> tuple[str, ...]:
    """Return the files that may be meant by a path, which may lack its suffix or be a page's."""
    stem, suffix = os.path.splitext(target)  # noqa: PTH122 - a string, not a path
    is_page = suffix.lower() in PAGE_SUFFIXES
    if suffix.lower() in SUFFIXES and not is_page:
        return (target,)
    stems = [stem] if is_page else [target]
    if stem.endswith(tuple(f"/{name}" for name in _FOLDER_PAGES)) and suffix:
        stems.append(os.path.dirname(stem))  # noqa: PTH120
    stems += [f"{target}/{name}" for name in _FOLDER_PAGES]
    itself = (target,) if is_page else ()
    return itself + tuple(stem + suffix for stem in stems for suffix in TEXT_SUFFIXES)
