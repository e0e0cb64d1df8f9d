"""Labels that are typed to open a link.

A label has as many letters as its number has digits, so a label takes a number's place in a line
and nothing moves. No label begins with another one, so a link opens with the last letter.
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
"""The row on which the fingers rest first: its nine letters are for the links 1 to 9."""


@dataclass(frozen=True, slots=True)
class LinkHints:
    """The labels of a text, and what was typed of one."""

    labels: tuple[str, ...]
    """The label of link n is `labels[n - 1]`."""

    typed: str = ""

    def after(self, letter: str) -> LinkHints | None:
        """Return the hints after one more letter, or None when no label begins so."""
        typed = self.typed + letter.lower()
        if not any(label.startswith(typed) for label in self.labels):
            return None
        return replace(self, typed=typed)

    @property
    def chosen(self) -> int:
        """The number of the link whose label is typed, or 0."""
        return self.labels.index(self.typed) + 1 if self.typed in self.labels else 0

    def shown(self, line: Content) -> Content:
        """Return a line of the text with labels where the numbers were."""
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
    """Return labels for the links 1 to `number`, the label of link n at place n - 1."""
    labels = _labels()
    return tuple(next(labels) for _ in range(number))


def _labels() -> Iterator[str]:
    """Yield labels of one letter, then of two: each length has first letters of its own."""
    begun = 0
    for length in count(1):
        needed = 9 * 10 ** (length - 1)
        endings = len(_LETTERS) ** (length - 1)
        beginnings = -(-needed // endings)
        letters = _LETTERS[begun : begun + beginnings]
        begun += beginnings
        labels = product(letters, *[_LETTERS] * (length - 1))
        for _, label in zip(range(needed), labels, strict=False):
            yield "".join(label)
