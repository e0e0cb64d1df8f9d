"""Extracting what can be compared of an item, in any language.

A term is a string whose form shows its kind:

    `claude`      a Latin word
    `opus4.7`     a product: a name and the number after it, whatever is between them
    `1300`        a number of at least two digits, but no year
    `=5e+08`      a quantity: a number with a unit
    `nano_banana` a name of two words
    `%court`      a concept: a word of either language
    `开源`        two neighbouring Chinese characters

Quantities are the same in every language: `$500M`, `5 亿美元` and `500 million` are equal.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digests.stories.comparison.concepts import concepts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests.model.issue import Item


_CHARACTERS: Final = 400
"""How much of a title and of a text is used: news begins with what is new."""

_LOOKED_AT: Final = 3 * _CHARACTERS
"""How much of a text may be addresses, which are no words of it."""

_FEW_CHINESE: Final = 3
"""Pairs of characters: fewer are a Chinese name quoted in an English item."""

FIRST_HAN: Final = "\u3400"
"""Pairs of Chinese characters sort from here on, behind all other terms."""

_HAN: Final = "\u3400-\u9fff\uf900-\ufaff"
_LATIN: Final = "a-z\u00df-\u00f6\u00f8-\u024f"
_JOIN: Final = r"[ \-\u2010-\u2013_]"

_WORDS = re.compile(rf"[{_HAN}]{{2,}}|[{_LATIN}]{{2,}}(?:[+#]+(?![a-z0-9]))?")
_NUMBERS = re.compile(r"(?<![a-z\d.,])\d+(?:,\d{3}(?!\d))*(?:\.\d+)*(?!\d)")
_PRODUCTS = re.compile(
    rf"(?<![{_LATIN}\d])((?:[{_LATIN}]{{2,}}{_JOIN}){{0,2}})"
    rf"([{_LATIN}]{{2,}}|(?:[a-uw-z]|(?<![a-z][ \-_])v)(?=\d)){_JOIN}?"
    rf"(v?\d+(?:\.\d+)*[{_LATIN}]{{0,2}})(?![{_LATIN}\d%]|[.,]\d)"
    rf"((?:{_JOIN}[{_LATIN}]{{2,}}){{0,2}})"
)
"""Up to two words, the name, its number, up to two words: `gpt image 1.5`, `nano banana 2 lite`."""

_NAMES = re.compile(
    rf"(?<![A-Z\u00c0-\u00de{_LATIN}\d])([A-Z][A-Za-z]+)"
    rf"(?=[ -]([A-Z][A-Za-z]+)(?![\u00c0-\u00de{_LATIN}\d]))"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGIT = re.compile("[0-9]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\u3000-\u9fff]+")

_NO_NAMES: Final = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "the of to and in for is are was were on with at by from as its or an into than over under "
    "about around nearly almost between before after since until per every all any only just "
    "top more most least up vs score scores comments comment activity issue day days week weeks "
    "year years month months season step phase section level number no page pages part vol "
    "volume chapter episode version model models hours hour minutes first last next these those "
    "this that us rmb cny eur gbp usd hk aud".split()
)
"""Words that form no product with the number after them: `july 4`, `top 10`, `score 664`."""


@dataclass(frozen=True, slots=True)
class Features:
    """The terms of an item that are compared."""

    title: frozenset[str]
    """Terms of the title, in both languages of a bilingual digest."""

    terms: frozenset[str]
    """Terms of the title and the beginning of the text."""

    beside_products: frozenset[str]
    """Terms in or next to the name of a product, which add nothing to it."""

    @property
    def is_english(self) -> bool:
        """Whether it has hardly any Chinese characters."""
        return sum(map(is_chinese, self.terms)) < _FEW_CHINESE


def features_of(item: Item) -> Features:
    """Return the terms of `item`, from its titles and the beginning of its text."""
    title = f"{item.title[:_CHARACTERS]}\n{item.alternative_title[:_CHARACTERS]}"
    text = _ADDRESS.sub(" ", item.text[:_LOOKED_AT])[:_CHARACTERS]
    in_title, beside_title = _terms_and_beside(folded(title))
    in_text, beside_text = _terms_and_beside(folded(text))
    in_title |= _names(title)
    return Features(
        frozenset(in_title),
        frozenset(in_title | in_text | _names(text)),
        frozenset(beside_title | beside_text),
    )


def folded(text: str) -> str:
    """Return `text` in NFKC and lower case, without invisible characters between letters."""
    return unicodedata.normalize("NFKC", text).lower().replace("\u200b", "").replace("\u00ad", "")


def terms(text: str) -> frozenset[str]:
    """Return the terms of a text from `folded`."""
    return frozenset(_terms_and_beside(text)[0])


def _terms_and_beside(text: str) -> tuple[set[str], set[str]]:
    """Return the terms of a text, and those in or next to the name of a product."""
    result: set[str] = set()
    beside: set[str] = set()
    for word in _WORDS.findall(text):
        if word[0] >= FIRST_HAN:
            result.update(map(str.__add__, word, word[1:]))
        else:
            result.add(word)
    if _DIGIT.search(text):
        result |= quantities(text)
        numbers = (number.replace(",", "") for number in _NUMBERS.findall(text))
        result.update(n for n in numbers if len(n) > 1 and not _YEAR.fullmatch(n))
        for before, name, number, after in _products(text):
            result.add(_product(name, number))
            beside.update(_WORDS.findall(f"{before} {name} {after}"))
            beside.update(quantities(number))
    return result | concepts(result), beside


def _names(text: str) -> set[str]:
    """Return the names of two words in a text as written: neighbours that have a capital letter."""
    return {folded(f"{one}_{other}") for one, other in _NAMES.findall(text)}


def is_chinese(term: str) -> bool:
    """Return whether a term is a pair of Chinese characters."""
    return term[0] >= FIRST_HAN


def is_quantity(term: str) -> bool:
    """Return whether a term is a number with a unit."""
    return term[0] == MARK


def is_word(term: str) -> bool:
    """Return whether a term is a word or name in Latin letters."""
    return "a" <= term[0] < FIRST_HAN and (term.isalpha() or not _DIGIT.search(term))


def is_product(term: str) -> bool:
    """Return whether a term is a name with a number."""
    return not term.isalpha() and "a" <= term[0] < FIRST_HAN and bool(_DIGIT.search(term))


def _products(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield the words before, the name, the number and the words after of each product."""
    for before, name, number, after in _PRODUCTS.findall(text):
        if name not in _NO_NAMES and not _YEAR.fullmatch(number):
            yield before, name, number, after


def _product(name: str, number: str) -> str:
    """Return the term of a product: `heron v4` and `heron-4` are `heron4`; `v4` alone is kept."""
    return f"{name}{number.removeprefix('v')}"


_TIMES: Final = {
    "k": 1e3, "thousand": 1e3, "千": 1e3,
    "万": 1e4,
    "m": 1e6, "mn": 1e6, "million": 1e6, "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "十亿": 1e9,
    "百亿": 1e10,
    "千亿": 1e11,
    "t": 1e12, "tn": 1e12, "trillion": 1e12, "万亿": 1e12,
}  # fmt: skip
_SHARES: Final = {"%": "%", "percent": "%", "个百分点": "%", "x": "x", "倍": "x"}

_UNITS: Final = {**dict.fromkeys(_TIMES), **dict.fromkeys(_SHARES)}
_SPELLED = sorted(filter(str.isascii, _UNITS), key=len, reverse=True)
_CHINESE = sorted((unit for unit in _UNITS if not unit.isascii()), key=len, reverse=True)
_QUANTITY = re.compile(
    r"(?<![a-z\d.])(\d+(?:,\d{3}(?!\d))*(?:\.\d+)?)[ -]?"
    rf"({'|'.join(_CHINESE)}|(?:{'|'.join(_SPELLED)})(?![a-z0-9]))"
)

MARK: Final = "="
"""The first character of a quantity, which no word has."""

_LETTERS: Final = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"))


def quantities(folded: str) -> set[str]:
    """Return the quantities in a text from `folded`: `=5e+08`, `=80%`, `=8x`.

    Currencies are ignored, because digests convert and omit them. Numbers are rounded to three
    digits.
    """
    return {_quantity(float(n.replace(",", "")), unit) for n, unit in _QUANTITY.findall(folded)}


def spelled(quantity: str) -> str:
    """Return a quantity as people write it: `500M`, `80%`."""
    text = quantity.removeprefix(MARK)
    if text[-1] in "%x":
        return text
    value = float(text)
    for size, letter in _LETTERS:
        if value >= size:
            return f"{value / size:.12g}{letter}"
    return f"{value:.12g}"


def _quantity(number: float, unit: str) -> str:
    if unit in _SHARES:
        return f"{MARK}{number:g}{_SHARES[unit]}"
    return f"{MARK}{number * _TIMES[unit]:.3g}"
