"""Parsing a typed address: a folder, a repository, a web page or a list of feeds.

Nothing here uses the network. An address for git begins with a scheme or with `user@host:`, so that
git never takes it for an option or for a program to run (`ext::`).
"""

from __future__ import annotations

import codecs
import os
import re
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from digests.safe_text import safe_text
from digests.sources.errors import SourceAddressError

_LONGEST = 4096
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?=//|:)", re.IGNORECASE)
_SSH_SHORT = re.compile(r"(?:[\w.-]+@)?[A-Za-z0-9][\w.-]*:(?!/?/?-)(?!//)[^\s:][^\s]*")
_HOST = re.compile(
    r"(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|(?:[^\W_][\w-]{0,62}\.)+[^\W\d_][\w-]{1,62})"
    r"(?::\d{1,5})?(?:[/?#]\S*)?"
)
"""A host, with a port and a path or without; a host in one word is a folder."""
_FILE_ENDINGS = (
    *(".md", ".markdown", ".mdown", ".txt", ".text", ".html", ".htm", ".eml", ".mbox"),
    *(".opml", ".json", ".toml", ".yaml", ".yml", ".csv", ".pdf", ".zip", ".gz"),
)
"""What a missing file is called rather than a host."""
_OUTLINES = {".opml", ".xml"}
_HEAD = 4096
_URLS = "urls"
"""The name of newsboat's list of feeds."""
_MAYBE_URLS = {"", ".txt", ".urls", ".list"}
_FEED_LINE = re.compile(rb"\"?(?:https?://|query:|exec:|filter:)", re.IGNORECASE)
_SCHEMES = "https, http, ssh and file addresses are understood"


class AddressKind(Enum):
    """What is at an address, judging by its form."""

    FOLDER = auto()
    OUTLINE = auto()
    """A file that lists feeds: OPML, or newsboat's `urls`."""
    REPOSITORY = auto()
    WEB = auto()
    """A feed, a page that leads to feeds, or a repository."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address that is safe to use."""

    kind: AddressKind
    text: str
    """A path for folders and files, else the URL for git or for the web.

    The user may have left out the scheme of a web address; see `web_addresses`.
    """


def read_address(typed: str) -> Address:
    """Parse what the user typed. Raises SourceAddressError."""
    if not typed.strip() or len(typed) > _LONGEST:
        raise SourceAddressError(typed.strip() or "''", "an address is wanted here")
    if typed.startswith("-"):
        raise SourceAddressError(typed, "no address begins with a minus; a folder is ./-name")
    if (path := _existing(typed)) is not None:
        return _local(path)
    if safe_text(typed) != typed or any(letter.isspace() for letter in typed):
        return Address(AddressKind.FOLDER, typed)  # the name of a missing folder
    scheme = match[1].lower() if (match := _SCHEME.match(typed)) else ""
    if scheme:
        return _with_scheme(scheme, typed)
    if _HOST.fullmatch(typed) and ("/" in typed or not typed.lower().endswith(_FILE_ENDINGS)):
        return Address(AddressKind.WEB, typed)
    if _SSH_SHORT.fullmatch(typed) and "/" not in typed.partition(":")[0]:
        return Address(AddressKind.REPOSITORY, typed)
    return Address(AddressKind.FOLDER, typed)


def web_addresses(typed: str) -> tuple[str, ...]:
    """Return the addresses to be tried for a web address, which may have no scheme."""
    return (typed,) if "://" in typed.partition("?")[0] else (f"https://{typed}", f"http://{typed}")


def is_urls_file(path: Path) -> bool:
    """Return whether a file is newsboat's list of feeds, by its name or its first line."""
    suffix = path.suffix.lower()
    if path.name == _URLS or suffix not in _MAYBE_URLS or not path.is_file():
        return path.name == _URLS
    try:
        with path.open("rb") as file:
            lines = file.read(_HEAD).removeprefix(codecs.BOM_UTF8).splitlines()
    except OSError:
        return False
    first = next((line.strip() for line in lines if line.strip()[:1] not in (b"", b"#")), b"")
    return _FEED_LINE.match(first) is not None


def repository_name(address: str) -> str:
    """Return the last part of a repository's address, without `.git`; it may be empty."""
    path = urlsplit(address).path if "://" in address else address.partition(":")[2]
    return unquote(path.rstrip("/").rpartition("/")[2]).removesuffix(".git")


def host_of(address: str) -> str:
    """Return the host of an address; empty for a file or an address without one."""
    if "://" not in address:
        return address.partition(":")[0].rpartition("@")[2]
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _existing(typed: str) -> Path | None:
    try:
        path = Path(typed).expanduser()
        return path.absolute() if path.exists() else None
    except (OSError, RuntimeError, ValueError):
        return None


def _local(path: Path) -> Address:
    if path.is_file() and (path.suffix.lower() in _OUTLINES or is_urls_file(path)):
        return Address(AddressKind.OUTLINE, str(path))
    if _is_bare_repository(path):
        return Address(AddressKind.REPOSITORY, f"file://{quote(os.fsencode(path.resolve()))}")
    return Address(AddressKind.FOLDER, str(path))


def _is_bare_repository(path: Path) -> bool:
    return (path / "HEAD").is_file() and (path / "objects").is_dir() and (path / "refs").is_dir()


def _with_scheme(scheme: str, typed: str) -> Address:
    if scheme not in {"http", "https", "ssh", "file"} or "://" not in typed:
        raise SourceAddressError(typed, f"{scheme}: is not supported; {_SCHEMES}")
    try:
        parts = urlsplit(typed)
        has_host = bool(parts.hostname) or scheme == "file"
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        raise SourceAddressError(typed, "this is not an address") from None
    if not has_host or (parts.hostname or "").startswith("-"):
        raise SourceAddressError(typed, "the address has no host")
    if scheme in {"ssh", "file"} or parts.path.rstrip("/").endswith(".git"):
        return Address(AddressKind.REPOSITORY, typed)
    return Address(AddressKind.WEB, typed)
