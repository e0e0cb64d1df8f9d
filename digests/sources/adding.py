"""Finding out what is at an address before it becomes a source."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from digests.sources.addresses import (
    AddressKind,
    host_of,
    read_address,
    repository_name,
    web_addresses,
)
from digests.sources.errors import (
    NotAFeedError,
    RetryLaterError,
    SeveralFeedsError,
    SourceAddressError,
    SourceError,
    SourceNameTakenError,
    SyncStoppedError,
    UnreachableError,
)
from digests.sources.feeds.discovery import feeds_of_page, may_be_feed, usual_feeds
from digests.sources.feeds.reading import read_feed_in_child
from digests.sources.git.sync import check_repository
from digests.sources.source import Source, SourceKind, name_from, tags_from
from digests.sources.source_list import is_inner_folder
from digests.sources.web.network import is_named_as_private

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests.sources.web.client import Web
    from digests.sources.web.responses import Answer

_HOST_PREFIXES = ("www.", "feeds.", "blog.", "rss.")
_AT_ONCE = 2
"""Requests to one host at the same time."""
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
    tags: tuple[str, ...] = ()


def discover_source(wanted: NewSource, web: Web) -> Source:
    """Return the source at an address, after asking the server what it is. Raises SourceError."""
    address = read_address(wanted.address)
    bad = next((folder for folder in wanted.folders if not is_inner_folder(folder)), "")
    if bad:
        raise SourceAddressError(bad, "a folder in the repository is wanted here: news/weekly")
    if address.kind is AddressKind.REPOSITORY:
        return _repository(_at(address.text, wanted), web)
    if address.kind is AddressKind.WEB:
        return _first_that_answers(wanted, web_addresses(address.text), web)
    raise SourceAddressError(wanted.address, "this is neither a repository nor a web address")


def _at(address: str, wanted: NewSource) -> NewSource:
    # A user who types a private IP address or `localhost` means it.
    allow = wanted.allow_private or is_named_as_private(host_of(address))
    return replace(wanted, address=address, allow_private=allow)


def _first_that_answers(wanted: NewSource, addresses: Sequence[str], web: Web) -> Source:
    """Return the source at the first of `addresses` at which a server answers."""
    *before, last = addresses
    refused = ""
    for address in before:
        try:
            return _feed_or_repository(_at(address, wanted), _without_waiting(web))
        except UnreachableError as error:
            refused = error.reason
    try:
        return _feed_or_repository(_at(last, wanted), web)
    except UnreachableError as error:
        if not refused or isinstance(error, RetryLaterError):
            raise
        reason = f"there is no such folder, and no answer: https: {refused}; http: {error.reason}"
        raise UnreachableError(wanted.address, reason) from error


def _without_waiting(web: Web) -> Web:
    """Return a client that does not wait for a server that may have another scheme."""
    return replace(web, clock=replace(web.clock, sleep=lambda _seconds: None))


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
            if (source := _usual_feed(wanted, answer.address, web)) is not None:
                return source
            reason = "there is no feed here, no page that names one, and no git repository"
            raise NotAFeedError(wanted.address, reason) from None
    if len(feeds) > 1:
        raise SeveralFeedsError(wanted.address, feeds)
    # The user has not named the host that the page names.
    allow = wanted.allow_private and host_of(feeds[0][0]) == host_of(wanted.address)
    chosen = replace(wanted, address=feeds[0][0], allow_private=allow)
    return _feed(chosen, web.ask(chosen.address, allow_private=allow))


def _usual_feed(wanted: NewSource, page: str, web: Web) -> Source | None:
    """Return the feed beside a page, or at the root of its host; two places are asked at a time."""
    allow = wanted.allow_private and host_of(page) == host_of(wanted.address)
    places = usual_feeds(page)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for first in range(0, len(places), _AT_ONCE):
            pair = [
                replace(wanted, address=place, allow_private=allow)
                for place in places[first : first + _AT_ONCE]
            ]
            for found in tuple(pool.map(partial(_feed_if_any, web=web), pair)):
                if found is not None:
                    return found
    return None


def _feed_if_any(wanted: NewSource, web: Web) -> Source | None:
    try:
        answer = web.ask(wanted.address, allow_private=wanted.allow_private)
        return _feed(wanted, answer) if may_be_feed(answer.content) else None
    except (RetryLaterError, SyncStoppedError):
        raise
    except SourceError:
        return None


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
        tags=tags_from(wanted.tags),
    )
