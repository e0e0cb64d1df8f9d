"""Numbers with units, the same in every language: `$500M`, `5 亿美元` and `500 million` are one."""

from __future__ import annotations

import re
from typing import Final

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
"""What a quantity begins with, so that no word is taken for one."""

_LETTERS: Final = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"))


def quantities(folded: str) -> set[str]:
    """Return the quantities in a text that is in NFKC and lower case: `=5e+08`, `=80%`, `=8x`.

    Currencies do not count, because digests convert and drop them. Three digits do.
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
