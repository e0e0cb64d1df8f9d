"""Requests that any widget may post and that the app or the reader handles.

Messages of a single widget are nested in its class instead.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class OpenLink(Message):
    """The user wants to open a link in the browser."""

    url: str
    """As in the digest, unchecked: `tui.system.browser` decides whether it may be opened."""


@dataclass
class FollowLink(Message):
    """The user wants to follow a link to a place in the library."""

    issue_id: str

    anchor: str
    """As in the link; empty for the issue's beginning."""


@dataclass
class CopyText(Message):
    """The user wants to copy a text to the clipboard."""

    text: str

    what: str
    """What the text is, for the notice, such as `address` or `title`."""


@dataclass
class OpenSearch(Message):
    """The user wants to open the search screen with a query."""

    query: str
    """As typed or saved; it may be invalid."""


class SearchesChanged(Message):
    """The saved searches or their mute settings have changed."""


@dataclass
class GoToItem(Message):
    """The user wants to read an item in its issue."""

    issue_id: str

    item_id: str
    """Empty for the issue's beginning."""
