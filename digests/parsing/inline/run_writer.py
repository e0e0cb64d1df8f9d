"""Collecting runs while the look and the link in force change."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from digests.model.blocks import Look, Run
from digests.parsing.inline.html_tags import read_tag
from digests.parsing.inline.line_breaks import HARD_BREAK, trimmed
from digests.safe_text import safe_text

if TYPE_CHECKING:
    from digests.model.blocks import Runs
    from digests.parsing.inline.html_tags import Tag

_CLOSING_TAG = re.compile(r"</([A-Za-z][\w.:-]*)")


class RunWriter:
    """Begins without looks and links; HTML tags open and close both."""

    def __init__(self, source: str) -> None:
        """`source` is the paragraph to be written."""
        self._source = source
        self.looks: list[Look] = []
        """In force, the innermost last."""
        self.urls: list[str] = []
        """Links in force; the innermost counts, and where it is empty there is none."""
        self.collected: list[Run] = []
        self.link_is_empty = False
        """Whether nothing was added since a link was opened."""
        self._open_tags: list[str] = []

    def write(self, text: str, look: Look = Look.PLAIN, image: str = "") -> None:
        """Add text in the look and with the link that are in force; an image's text names it."""
        if text or image:
            clean = safe_text(text.replace(HARD_BREAK, "\n"))
            self.append(clean.replace("\n", HARD_BREAK), look, image)

    def append(self, text: str, look: Look = Look.PLAIN, image: str = "") -> None:
        """Add text that is safe, or a line break."""
        self.link_is_empty = False
        for part in self.looks:
            look = part if look is Look.PLAIN else look | part
        url = self.urls[-1] if self.urls else ""
        last = self.collected[-1] if self.collected else None
        if (
            last
            and last.look == look
            and last.url == url
            and last.text
            and not (image or last.image)
        ):
            self.collected[-1] = Run(last.text + text, look, url)
        else:
            self.collected.append(Run(text, look, url, image))

    def end_look(self, look: Look) -> None:
        """End the innermost look of a kind."""
        if look in self.looks:
            del self.looks[len(self.looks) - 1 - self.looks[::-1].index(look)]

    def take_tag(self, source: str) -> None:
        """Add what one HTML tag says."""
        tag = read_tag(source)
        if tag is None:
            return
        if not tag.is_known and not tag.attributes and tag.name not in self._closed_tags:
            self.write(source)
        elif tag.breaks_line:
            self.append(HARD_BREAK)
        elif tag.name == "img":
            self.write(one_line(tag.attributes.get("alt", "")), Look.IMAGE, tag.source or "#")
        elif tag.closes:
            self._close_tag(tag.name)
        elif not tag.is_empty:
            self._open_tag(tag)

    @cached_property
    def _closed_tags(self) -> frozenset[str]:
        """The names that are closed somewhere in the paragraph."""
        return frozenset(name.lower() for name in _CLOSING_TAG.findall(self._source))

    def _open_tag(self, tag: Tag) -> None:
        self._open_tags.append(tag.name)
        self.looks.append(tag.look)
        self.urls.append(tag.attributes.get("href") or (self.urls[-1] if self.urls else ""))

    def _close_tag(self, name: str) -> None:
        if name in self._open_tags:
            while self._open_tags.pop() != name:
                self.looks.pop()
                self.urls.pop()
            self.looks.pop()
            self.urls.pop()

    def runs(self) -> Runs:
        """Return what was collected, without white space at the ends."""
        return trimmed(tuple(self.collected))


def one_line(text: str) -> str:
    """Return the words of `text` with single spaces."""
    return " ".join(text.split())
