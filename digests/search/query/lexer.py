"""The signs that a query is made of: words, phrases, fields, parentheses, OR, a minus."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

from digests.search.query.model import DateField, ExactField, TextField

# Chinese input methods type these; each is one character, so positions stay right.
_HALF_WIDTH = str.maketrans("“”„＂（）＊－　", '""""()*- ')

FIELDS = (*(f.value for f in TextField if f), *ExactField, *DateField, "last", "sort")


class Sign(Enum):
    """What stands at one place of a query."""

    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    MINUS = auto()
    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    END = auto()
    UNCLOSED = auto()
    """A quotation mark that nothing closes."""


class Found(NamedTuple):
    """A sign and where it stands."""

    sign: Sign
    value: str
    start: int
    """Of `value`, which leaves out quotation marks and colons."""
    end: int
    """Where the next sign may begin."""


# The order matters: a minus binds only before something, a field only before its value.
_SIGNS = re.compile(
    r"""\s*(?:
      (?P<FIELD>[A-Za-z]+):(?!//)
    | (?P<KNOWN>FIELDS)：
    | "(?P<PHRASE>[^"]*)"
    | (?P<UNCLOSED>")
    | (?P<OPEN>\()
    | (?P<CLOSE>\))
    | (?P<MINUS>-)(?=[^\s)])
    | (?P<OR>OR)(?=[\s()"]|$)
    | (?P<WORD>[^\s"()]+)
    | (?P<END>$)
    )""".replace("FIELDS", "|".join(FIELDS)),
    re.VERBOSE,
)


def half_width(text: str) -> str:
    """Return `text` with the signs that Chinese input methods type as the usual ones."""
    return text.translate(_HALF_WIDTH)


def next_sign(text: str, start: int) -> Found:
    """Return the sign that comes next in `text` from `start` on; at its end that is END."""
    match = _SIGNS.match(text, start)
    if match is None or match.lastgroup is None:  # pragma: no cover - anything else is a word
        raise ValueError(text)
    kind = match.lastgroup
    sign = Sign["FIELD" if kind == "KNOWN" else kind]
    return Found(sign, match[kind], match.start(kind), match.end())
