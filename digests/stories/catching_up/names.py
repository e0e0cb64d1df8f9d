"""What a title names: products, companies, people and whatever else is written large, and events.

Whether a name is news is not asked here: that shows in how rare it is, and in who else names it
(`burst`).
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from typing import TYPE_CHECKING, Final

from digests.stories.comparison.background import ITEMS, background
from digests.stories.comparison.events import RELEASE, actors, events
from digests.stories.comparison.features import folded, is_product, is_word, terms

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Sequence

    from digests.model.issue import Item

EVENT: Final = "@"
"""The first character of an event, which no name has: `@release`."""

_CHARACTERS: Final = 200
"""How much of a title is used; a title taken from the text can be as long as the text."""

_CHARACTERS_OF_TEXT: Final = 400

_MOST_PAIRED: Final = 7
"""Of what a title names."""

_SHORTEST: Final = 3
"""Letters of a name without a number."""

_SMALL = re.compile(r"(?<![\w/.@#-])[a-z]{3,}(?![\w/])")
_LARGE_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][A-Za-z]{2,}(?![\w/])")
"""A word within a sentence, for the first one is written large anyhow."""

_WRITTEN_LARGE = re.compile(r"[^\W\d_]*[A-Z][^\W\d_]*")
_LETTERS = re.compile(r"[^\W\d_]+")
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_FEW_CHINESE: Final = 4
"""Characters: with more, every Latin word is a name, however it is written."""


def names_of(items: Sequence[Item]) -> list[tuple[str, ...]]:
    """Return what the titles of each item of an issue name, as terms in the order of the title.

    Companies come under one name in all languages. Events follow the names: `heron4.2`, `heron`,
    `@release`.
    """
    ordinary = _ordinary_words(items)
    return [
        tuple(
            dict.fromkeys(
                name
                for title in (item.title, item.alternative_title)
                for name in _named(title[:_CHARACTERS], ordinary)
            )
        )
        for item in items
    ]


def pair(one: str, other: str) -> str:
    """Return the name of two names that stand together, in whatever order."""
    return f"{one} {other}" if one < other else f"{other} {one}"


def pairs_of(names: Sequence[str]) -> Iterator[str]:
    """Yield the pairs of what a title names: of names, and of a name and an event."""
    own = [name for name in names[:_MOST_PAIRED] if name[0] != EVENT]
    for at, one in enumerate(own):
        for other in own[at + 1 :]:
            yield pair(one, other)
    for event in names[len(own) :]:
        if event[0] == EVENT:
            for one in own:
                yield pair(one, event)


def shares(names: Collection[str]) -> dict[str, float]:
    """Return what share of news about AI has each name, in the language that has it most."""
    counts = background().counts(names)
    return {name: max(counts.get(name, (0, 0))) / ITEMS for name in names}


def packed_counts(names: Iterable[Sequence[str]]) -> bytes:
    """Return how many items of an issue name what, and which pairs, as compressed lines."""
    counts: Counter[str] = Counter()
    for own in names:
        counts.update(own)
        counts.update(pairs_of(own))
    names_text = "\n".join(counts)
    numbers = " ".join(map(str, counts.values()))
    return zlib.compress(f"{names_text}\n\n{numbers}".encode(), 6)


def unpacked_counts(packed: bytes) -> dict[str, int]:
    """Return how many items have each name and each pair that `packed_counts` packed."""
    names, _, counts = zlib.decompress(packed).decode().partition("\n\n")
    return dict(zip(names.split("\n"), map(int, counts.split()), strict=False))


def packed_names(names: Iterable[Iterable[str]]) -> bytes:
    """Return the names of an issue's items as compressed lines."""
    return zlib.compress("\n".join(map(" ".join, names)).encode(), 6)


def unpacked_names(packed: bytes) -> list[list[str]]:
    """Return the names of each item that `packed_names` packed."""
    return [line.split() for line in zlib.decompress(packed).decode().split("\n")]


def _ordinary_words(items: Sequence[Item]) -> frozenset[str]:
    """Return the words that the texts of an issue have in small letters as often as in large.

    So a word of a title in title case is no name because it is written large there.
    """
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for item in items:
        text = item.text[:_CHARACTERS_OF_TEXT]
        small.update(_SMALL.findall(text))
        large.update(word.lower() for word in _LARGE_INSIDE.findall(text))
    return frozenset(word for word, count in small.items() if count >= large[word])


def _named(title: str, ordinary: Container[str]) -> list[str]:
    text = folded(title)
    found = terms(text)
    if len(_CHINESE.findall(title)) > _FEW_CHINESE:
        large = found
    else:
        plain = unicodedata.normalize("NFKC", title)
        large = frozenset(word.lower() for word in _WRITTEN_LARGE.findall(plain))
    names = {term for term in found if is_product(term) or _is_name(term, large, ordinary)}

    def place(name: str) -> tuple[int, str]:
        letters = _LETTERS.search(name)
        return text.find(letters[0]) if letters else 0, name

    own = sorted(names | actors(found), key=place)
    return [*own, *(f"{EVENT}{event}" for event in sorted(events(found)))]


def _is_name(term: str, large: Container[str], ordinary: Container[str]) -> bool:
    is_large = is_word(term) and len(term) >= _SHORTEST and term in large
    return is_large and term not in ordinary and RELEASE not in events([term])
