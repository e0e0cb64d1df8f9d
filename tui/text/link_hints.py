"""Letter labels that are typed to open a link.

A label has as many letters as the link's number has digits, so that it can replace the number
without moving anything. No label is the prefix of another, so typing its last letter opens it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count, product
from typing import TYPE_CHECKING

from textual.content import Content, Span
from textual.style import Style

from tui.text import styles

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The home row first: its nine letters are for the links 1 to 9."""


@dataclass(frozen=True, slots=True)
class LinkHints:
    """The labels of a text, and the letters typed so far."""

    labels: tuple[str, ...]
    """The label of link n is `labels[n - 1]`."""

    typed: str = ""

    def after(self, letter: str) -> LinkHints | None:
        """Return the hints after one more letter, or None when no label starts with all of them."""
        typed = self.typed + letter.lower()
        if not any(label.startswith(typed) for label in self.labels):
            return None
        return replace(self, typed=typed)

    @property
    def chosen(self) -> int:
        """The number of the link whose label is typed, or 0."""
        return self.labels.index(self.typed) + 1 if self.typed in self.labels else 0

    def shown(self, line: Content) -> Content:
        """Return a line of the text with labels instead of link numbers."""
        characters = list(line.plain)
        hints: list[Span] = []
        for start, end, style in line.spans:
            number = _number_of(style)
            label = self.labels[number - 1] if number else ""
            if label.startswith(self.typed) and label and len(label) == end - start:
                characters[start:end] = label
                hints.append(Span(start + len(self.typed), end, styles.HINT))
        return Content("".join(characters), [*line.spans, *hints])


def _number_of(style: object) -> int:
    """Return the number of the link whose digits have this style, or 0."""
    meta = style.meta if isinstance(style, Style) else {}
    return int(meta["link"]) if "digits" in meta else 0


def hint_labels(number: int) -> tuple[str, ...]:
    """Return labels for the links 1 to `number`, that of link n at index n - 1."""
    labels = _labels()
    return tuple(next(labels) for _ in range(number))


def _labels() -> Iterator[str]:
    """Yield labels of one letter, then of two; each length has first letters of its own."""
    used = 0
    for length in count(1):
        needed = 9 * 10 ** (length - 1)
        endings = len(_LETTERS) ** (length - 1)
        first_letters = -(-needed // endings)
        letters = _LETTERS[used : used + first_letters]
        used += first_letters
        labels = product(letters, *[_LETTERS] * (length - 1))
        for _, label in zip(range(needed), labels, strict=False):
            yield "".join(label)
