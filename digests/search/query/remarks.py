"""What is said about a query that was read otherwise than it is written, or than was expected.

Each is a sentence without a stop. There is none where nobody would be surprised, as by the colon in
`GPT-5: a review`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.search.query.lexer import TokenKind

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from digests.search.query.lexer import QueryToken
    from digests.search.query.model import Recent

_NO_FIELD = re.compile(r"([A-Za-z]{2,}):(?=[^\W\d_]|$)")
_STAR_INSIDE = re.compile(r"\w\*+\w")
_LOWER = {"or": "OR in capitals means either", "not": "NOT in capitals, or a minus, excludes"}


def cut(length: int) -> str:
    """Return the remark on a query of which only the first characters were read."""
    return f"Only the first {length:,} characters were searched for"


def unpaired(kind: TokenKind) -> str:
    """Return the remark on a quotation mark or a parenthesis that stands alone."""
    if kind is TokenKind.UNCLOSED:
        return "A quotation mark without a second one was ignored"
    return "A parenthesis without its other one was ignored"


def in_sentence(written: str) -> str:
    """Return the remark on an operator in a sentence."""
    return f'"{written}" was searched as text, because this reads like a sentence'


def bad_value(name: str, value: str, expected: str) -> str:
    """Return the remark on a field with a value that it cannot have."""
    return f'"{name}:{value}" was searched as text: {expected}'


def counted_from_newest(recent: Recent, newest: datetime.date) -> str:
    """Return the remark on days that would begin after the newest issue."""
    return f'The newest issue is of {newest}, so "{recent}" ends there'


def about_words(tokens: Sequence[QueryToken]) -> Iterator[str]:
    """Yield the remarks on words of a query, which is no title, that look like something else."""
    befores = [None, *tokens]
    for before, token, after in zip(befores, tokens, tokens[1:], strict=False):
        if token.token is not TokenKind.WORD or (before and before.token is TokenKind.FIELD):
            continue
        yield from _about_word(token, after)
        is_between = before is not None and after.token is not TokenKind.END
        if is_between and (meant := _LOWER.get(token.value)):
            yield f'"{token.value}" was searched as a word: {meant}'


def _about_word(token: QueryToken, after: QueryToken) -> Iterator[str]:
    if token.end > token.start + len(token.value):  # the colon of a field
        yield f'"{token.value}:" needs its value right behind it, so it was searched as text'
    field = _NO_FIELD.match(token.value)
    glued = after.token in (TokenKind.PHRASE, TokenKind.OPEN) and after.start <= token.end + 1
    if field and (field.end() < len(token.value) or glued):
        yield f'"{field[0]}" is no field, so it was searched as text'
    if _STAR_INSIDE.search(token.value):
        yield f'The star in "{token.value}" was ignored: it stands only at the end of a word'
