"""Collecting runs while looks and links open and close."""

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
    """Collects the runs of one paragraph; HTML tags open and close looks and links."""

    def __init__(self, source: str) -> None:
        """`source` is the whole paragraph, which shows the tags that are closed later."""
        self._source = source
        self._looks: list[Look] = []
        """In force, the innermost last."""
        self._counts = dict.fromkeys(Look, 0)
        """How often each look is in force."""
        self.urls: list[str] = []
        """Links in force, the innermost last; only that one counts, and it may be empty."""
        self.collected: list[Run] = []
        self.link_is_empty = False
        """Whether nothing was added since a link was opened."""
        self._open_tags: list[str] = []

    def write(self, text: str, look: Look = Look.PLAIN, image: str = "") -> None:
        """Add unsafe text, made safe, in the look and with the link that are in force.

        With `image`, an image's address, the text describes the image.
        """
        if text or image:
            clean = safe_text(text.replace(HARD_BREAK, "\n"))
            self.append(clean.replace("\n", HARD_BREAK), look, image)

    def append(self, text: str, look: Look = Look.PLAIN, image: str = "") -> None:
        """Add text that is safe already, or a line break, as `write` does."""
        self.link_is_empty = False
        if self._looks:
            for outer, count in self._counts.items():
                look = look | outer if count else look
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

    def begin_look(self, look: Look) -> None:
        """Put a look in force."""
        self._looks.append(look)
        if look is not Look.PLAIN:
            self._counts[look] += 1

    def end_look(self, look: Look) -> None:
        """Close the innermost look that equals `look`, if one is open."""
        if self._counts[look]:
            self._counts[look] -= 1
            del self._looks[len(self._looks) - 1 - self._looks[::-1].index(look)]

    def _end_innermost_look(self) -> None:
        look = self._looks.pop()
        if look is not Look.PLAIN:
            self._counts[look] -= 1

    def take_tag(self, source: str) -> None:
        """Apply one HTML tag; an unknown one that is never closed is text.

        A component that closes itself, `<Subscribe />`, shows nothing.
        """
        tag = read_tag(source)
        if tag is None or (tag.is_component and tag.closes_itself and not tag.is_known):
            return
        if not tag.is_known and not tag.attributes and tag.name not in self._closed_tags:
            self.write(source)
        elif tag.breaks_line:
            self.append(HARD_BREAK)
        elif tag.name == "img" and not tag.closes:
            self.write(one_line(tag.attributes.get("alt", "")), Look.IMAGE, tag.source or "#")
        elif tag.closes:
            self._close_tag(tag.name)
        elif not tag.is_empty:
            self._open_tag(tag)

    @cached_property
    def _closed_tags(self) -> frozenset[str]:
        """The names of all closing tags in the paragraph."""
        return frozenset(name.lower() for name in _CLOSING_TAG.findall(self._source))

    def _open_tag(self, tag: Tag) -> None:
        self._open_tags.append(tag.name)
        self.begin_look(tag.look)
        self.urls.append(tag.attributes.get("href") or (self.urls[-1] if self.urls else ""))

    def _close_tag(self, name: str) -> None:
        if name in self._open_tags:
            while self._open_tags.pop() != name:
                self._end_innermost_look()
                self.urls.pop()
            self._end_innermost_look()
            self.urls.pop()

    def runs(self) -> Runs:
        """Return what was collected, without white space at either end."""
        return trimmed(tuple(self.collected))


def one_line(text: str) -> str:
    """Return `text` with runs of white space collapsed, and none at the ends."""
    return " ".join(text.split())
