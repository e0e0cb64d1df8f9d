"""Finding out what is at an address before it becomes a source."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from digests.sources.addresses import AddressKind, host_of, read_address, repository_name
from digests.sources.errors import (
    NotAFeedError,
    SeveralFeedsError,
    SourceAddressError,
    SourceError,
    SourceNameTakenError,
)
from digests.sources.feeds.discovery import feeds_of_page
from digests.sources.feeds.reading import read_feed_in_child
from digests.sources.git.sync import check_repository
from digests.sources.source import Source, SourceKind, name_from
from digests.sources.source_list import is_inner_folder
from digests.sources.web.network import is_named_as_private

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests.sources.web.client import Web
    from digests.sources.web.responses import Answer

_HOST_PREFIXES = ("www.", "feeds.", "blog.", "rss.")
_GIT_QUERY = "/info/refs?service=git-upload-pack"
_GIT_CONTENT_TYPE = "application/x-git-upload-pack-advertisement"


@dataclass(frozen=True, slots=True)
class NewSource:
    """The user's description of a new source."""

    address: str
    title: str = ""
    """The publication's name, from which the source's name is derived; empty to detect it."""
    home: str = ""
    folders: tuple[str, ...] = ()
    allow_private: bool = False


def discover_source(wanted: NewSource, web: Web) -> Source:
    """Return the source at an address, after asking the server what it is. Raises SourceError."""
    address = read_address(wanted.address)
    bad = next((folder for folder in wanted.folders if not is_inner_folder(folder)), "")
    if bad:
        raise SourceAddressError(bad, "a folder in the repository is wanted here: news/weekly")
    # A user who types a private IP address or `localhost` means it.
    allow = wanted.allow_private or is_named_as_private(host_of(address.text))
    wanted = replace(wanted, address=address.text, allow_private=allow)
    if address.kind is AddressKind.REPOSITORY:
        return _repository(wanted, web)
    if address.kind is AddressKind.WEB:
        return _feed_or_repository(wanted, web)
    raise SourceAddressError(wanted.address, "this is neither a repository nor a web address")


def with_free_name(source: Source, others: Sequence[Source]) -> Source:
    """Return `source` if its address and name are new.

    Raises SourceAddressError, SourceNameTakenError.
    """
    refuse_known_address(source.address, others)
    for other in others:
        if source.name == other.name:
            raise SourceNameTakenError(other.name, other.address)
    return source


def refuse_known_address(address: str, others: Sequence[Source]) -> None:
    """Raise SourceAddressError when one of `others` comes from this address."""
    for other in others:
        if address == other.address:
            raise SourceAddressError(address, f"was added before, as {other.name}")


def _repository(wanted: NewSource, web: Web) -> Source:
    wanted = replace(wanted, address=_repository_address(wanted, web) or wanted.address)
    label = wanted.title or repository_name(wanted.address) or host_of(wanted.address)
    source = _source(wanted, SourceKind.GIT, label)
    with tempfile.TemporaryDirectory() as scratch:
        check_repository(source, Path(scratch), web)
    return source


def _feed_or_repository(wanted: NewSource, web: Web) -> Source:
    answer = web.ask(wanted.address, allow_private=wanted.allow_private)
    try:
        return _feed(wanted, answer)
    except NotAFeedError:
        if wanted.folders or _repository_address(wanted, web):
            return _repository(wanted, web)
        feeds = feeds_of_page(answer.content, answer.address)
        if not feeds:
            reason = "there is no feed here, no page that names one, and no git repository"
            raise NotAFeedError(wanted.address, reason) from None
    if len(feeds) > 1:
        raise SeveralFeedsError(wanted.address, feeds)
    # The user has not named the host that the page names.
    allow = wanted.allow_private and host_of(feeds[0][0]) == host_of(wanted.address)
    chosen = replace(wanted, address=feeds[0][0], allow_private=allow)
    return _feed(chosen, web.ask(chosen.address, allow_private=allow))


def _feed(wanted: NewSource, answer: Answer) -> Source:
    feed = read_feed_in_child(answer.content, answer.charset, answer.address)
    host = host_of(wanted.address)
    for prefix in _HOST_PREFIXES:
        host = host.removeprefix(prefix)
    return _source(wanted, SourceKind.FEED, wanted.title or feed.title or host)


def _repository_address(wanted: NewSource, web: Web) -> str:
    """Return the address at which a server offers a repository; empty if it does not.

    The request is that of git, so that the web page of a repository is recognised. Redirects are
    followed here, because git itself may not follow any.
    """
    if not wanted.address.lower().startswith(("http://", "https://")):
        return ""
    page = wanted.address.partition("?")[0].partition("#")[0].rstrip("/")
    try:
        answer = web.ask(f"{page}{_GIT_QUERY}", allow_private=wanted.allow_private)
    except SourceError:
        return ""
    is_repository = answer.content_type == _GIT_CONTENT_TYPE and answer.address.endswith(_GIT_QUERY)
    return answer.address.removesuffix(_GIT_QUERY) if is_repository else ""


def _source(wanted: NewSource, kind: SourceKind, label: str) -> Source:
    return Source(
        name=name_from(label) or kind.value,
        kind=kind,
        address=wanted.address,
        title=wanted.title,
        home=wanted.home,
        folders=wanted.folders,
        allow_private=wanted.allow_private,
    )
