"""The tokens of a query: words, phrases, addresses, field names, parentheses, operators."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from digests.search.query.model import DateField, ExactField, TextField

# Chinese input methods type these; each is one character, so positions stay the same.
_HALF_WIDTH = str.maketrans("“”„＂（）＊－　", '""""()*- ')

FIELDS = (*(f.value for f in TextField if f), *ExactField, *DateField, "link", "last", "sort")


class TokenKind(Enum):
    """The kinds of tokens; `next_token` returns `END` at the end of a query."""

    WORD = auto()
    PHRASE = auto()
    ADDRESS = auto()
    """With a scheme, or a known host with a path."""
    FIELD = auto()
    MINUS = auto()
    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
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


OPERATORS = (TokenKind.OR, TokenKind.AND, TokenKind.NOT)

_URL = r"""[^\s<>|，。；：！？、【】《》「」『』"()]"""
_WORD = rf"""(?:
    (?!(?<=[^\s\x21-\x3b\x3d-\x7e])https?://{_URL})[^\s"()]
    | (?<=\d)"(?=[\s),.;:!?]|$)
)+"""
"""Ends before an address that follows Chinese text or a bracket without a space. May end in the
sign for inches."""

# The order matters: a minus needs something after it, and a field name the colon before its value.
# An address may have pairs of parentheses, and ends before punctuation that a URL never has.
_TOKENS = rf"""\s*(?:-{{2,}}(?=[^\s)]))?(?:
      (?P<FACE>[:;]-?[()](?=\s|$))
    | (?P<FIELD>(?i:{"|".join(FIELDS)})):(?!//|:)
    | (?P<KNOWN>{"|".join(FIELDS)})：
    | (?P<ADDRESS>(?i:https?://|[a-z0-9.-]+\.[a-z]+(?::\d+)?/)(?:{_URL}|\({_URL}*\))+)
    | "(?P<PHRASE>[^"]*)"
    | (?P<UNCLOSED>")
    | (?P<OPEN>\()
    | (?P<CLOSE>\))
    | (?P<MINUS>-)(?=[^\s)])
    | (?P<OPERATOR>OR|AND|NOT)(?=[\s()"]|$)
    | (?P<WORD>{_WORD})
    | (?P<END>$)
    )"""
_KINDS = {"FACE": TokenKind.WORD, "KNOWN": TokenKind.FIELD}


def half_width(text: str) -> str:
    """Return `text` with the punctuation of Chinese input methods replaced by ASCII.

    Its length stays the same.
    """
    return text.translate(_HALF_WIDTH)


def next_token(text: str, start: int) -> QueryToken:
    """Return the first token of `text`, which went through `half_width`, from `start` on."""
    match = _compiled(_TOKENS).match(text, start)
    if match is None or match.lastgroup is None:  # pragma: no cover - anything else is a word
        raise ValueError(text)
    group, value, end = match.lastgroup, match[match.lastgroup], match.end()
    if group == "ADDRESS" and not _is_address(value):
        group = "WORD"
        word = _compiled(_WORD).match(text, match.start("ADDRESS"))
        value, end = (word[0], word.end()) if word else (value, end)
    name = value if group == "OPERATOR" else group
    return QueryToken(_KINDS.get(name) or TokenKind[name], value, match.start(match.lastgroup), end)


def tokens(text: str) -> list[QueryToken]:
    """Return the tokens of `text`, which went through `half_width`; the last is END."""
    found = [next_token(text, 0)]
    while found[-1].token is not TokenKind.END:
        found.append(next_token(text, found[-1].end))
    return found


def _is_address(text: str) -> bool:
    from digests.model.addresses import is_address  # knows all top-level domains

    return is_address(text)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE)
