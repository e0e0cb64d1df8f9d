"""Requests that cross the tree: any widget may post them, the app answers.

What only one widget reports is nested in that widget's class instead.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class OpenLink(Message):
    """The user wants to see the page behind a link."""

    url: str
    """As the digest wrote it, unchecked: `tui.system.browser` decides whether it may be opened."""


@dataclass
class CopyText(Message):
    """The user wants a text in the clipboard."""

    text: str

    what: str
    """What the text is, for the notice: `address`, `title`."""


@dataclass
class OpenSearch(Message):
    """The user wants to see what a query finds."""

    query: str
    """As typed or saved; it may be misspelt."""


class SearchesChanged(Message):
    """The saved searches are others than before, or mute something else."""


@dataclass
class GoToItem(Message):
    """The user wants to read an item inside its issue."""

    issue_id: str

    item_id: str
    """Empty for the issue's beginning."""
