"""The tokens of a query: words, phrases, field names, parentheses, OR, a minus."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

from digests.search.query.model import DateField, ExactField, TextField

# Chinese input methods type these; each is one character, so positions stay the same.
_HALF_WIDTH = str.maketrans("“”„＂（）＊－　", '""""()*- ')

FIELDS = (*(f.value for f in TextField if f), *ExactField, *DateField, "last", "sort")


class TokenKind(Enum):
    """The kinds of tokens; `next_token` returns `END` at the end of a query."""

    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    MINUS = auto()
    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    END = auto()
    UNCLOSED = auto()
    """A quotation mark without a closing one."""


class QueryToken(NamedTuple):
    """A token and its position in the query."""

    token: TokenKind
    value: str
    start: int
    """Of `value`, which does not include quotation marks and colons."""
    end: int
    """Where the next token may begin."""


# The order matters: a minus needs something after it, and a field name the colon before its value.
_TOKENS = re.compile(
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
    """Return `text` with the punctuation of Chinese input methods replaced by ASCII.

    Its length stays the same.
    """
    return text.translate(_HALF_WIDTH)


def next_token(text: str, start: int) -> QueryToken:
    """Return the first token of `text`, which went through `half_width`, from `start` on."""
    match = _TOKENS.match(text, start)
    if match is None or match.lastgroup is None:  # pragma: no cover - anything else is a word
        raise ValueError(text)
    group = match.lastgroup
    token = TokenKind["FIELD" if group == "KNOWN" else group]
    return QueryToken(token, match[group], match.start(group), match.end())
