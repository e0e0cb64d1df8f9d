"""The names that a title has: of products, companies, people and whatever else is written large.

Whether a name is news is not asked here. A title in title case has many words written large; which
of them are names shows in how rare they are, and in who else writes them (`burst`).
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from typing import TYPE_CHECKING, Final

from digests.stories.comparison.features import folded, is_product, is_word, terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.model.issue import Item

_CHARACTERS: Final = 200
"""How much of a title is used; a title taken from the text can be as long as the text."""

_SHORTEST: Final = 3
"""Letters of a name without a number."""

_WRITTEN_LARGE = re.compile(r"(?:[^\W\d_]*[A-Z][^\W\d_]*)")
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_FEW_CHINESE: Final = 4
"""Characters: with more, every Latin word is a name, however it is written."""


def names_of(item: Item) -> frozenset[str]:
    """Return the names in the titles of `item`, as terms: `heron4.2`, `heron`."""
    return names_in(item.title[:_CHARACTERS]) | names_in(item.alternative_title[:_CHARACTERS])


def names_in(text: str) -> frozenset[str]:
    """Return the names in a title or sentence, as terms."""
    found = {term for term in terms(folded(text)) if is_product(term) or is_word(term)}
    if len(_CHINESE.findall(text)) > _FEW_CHINESE:
        large = found
    else:
        plain = unicodedata.normalize("NFKC", text)
        large = {word.lower() for word in _WRITTEN_LARGE.findall(plain)}
    return frozenset(
        term for term in found if is_product(term) or (len(term) >= _SHORTEST and term in large)
    )


def packed_names(names: Iterable[Iterable[str]]) -> bytes:
    """Return the names of an issue's items as compressed lines."""
    return zlib.compress("\n".join(" ".join(sorted(own)) for own in names).encode(), 6)


def unpacked_names(packed: bytes) -> list[list[str]]:
    """Return the names of each item that `packed_names` packed."""
    return [line.split() for line in zlib.decompress(packed).decode().split("\n")]
