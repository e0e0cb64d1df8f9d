"""Whether a query was typed as one, or is a title or a sentence that was pasted.

The query itself tells: nobody types commas, colons and dashes between the words of a query. Only
its tokens are looked at, so that a query that is spelled out is judged like the original.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from digests.search.query import remarks
from digests.search.query.lexer import OPERATORS, TokenKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests.search.query.lexer import QueryToken

_STOP = re.compile(r"""[,;:.!?…]['’\])*]*$|[，。；：！？、…—》】]|^[-–|·•/▷→]+$|\*\*""")
_SCHEME = re.compile("https?://", re.IGNORECASE)
_FUNCTION_WORDS = frozenset(
    "a an the of to in for with on from at by is are was as it its be how why what your into than "
    "that this you we i".split()
)
_CHINESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CHARACTERS_OF_A_WORD = 3

_FEWEST_WORDS = 4
_FEWEST_CAPITALISED = 3

_STRICT = (TokenKind.MINUS, TokenKind.NOT, TokenKind.FIELD)


class Manner:
    """How a query is written."""

    def __init__(self, tokens: Sequence[QueryToken]) -> None:
        """Judge nothing yet."""
        self._tokens = tokens

    @cached_property
    def is_sentence(self) -> bool:
        """Whether punctuation shows that it is no query: NOT and a minus are text."""
        return self._size >= _FEWEST_WORDS and any(map(_STOP.search, self._texts))

    @cached_property
    def is_title(self) -> bool:
        """Whether a query with a mistake in it is a title, so that the mistake is none."""
        if self.is_sentence or any("…" in text or "**" in text for text in self._texts):
            return True
        if any(token.token in (*OPERATORS, TokenKind.MINUS) for token in self._tokens):
            return False
        return (self._begins_like_one and self._size >= _FEWEST_CAPITALISED) or (
            self._size >= _FEWEST_WORDS and not _FUNCTION_WORDS.isdisjoint(self._texts)
        )

    def is_link(self, token: QueryToken) -> bool:
        """Return whether an address is what is asked for: without a scheme only on its own."""
        return _SCHEME.match(token.value) is not None or not self._has_words

    def remark_on_negation(self, at: int) -> str:
        """Return why the minus or NOT at an index is text; empty when it is none."""
        token, after = self._tokens[at : at + 2]
        if token.token is TokenKind.MINUS:
            is_word = after.token is TokenKind.WORD and self._size >= _FEWEST_WORDS
            is_option = is_word and len(after.value) == 1 and "A" <= after.value <= "Z"
            is_text = is_option or (self.is_sentence and at + 1 < self._last_wanted)
            return remarks.in_sentence(f"-{after.value}") if is_text else ""
        return remarks.in_sentence("NOT") if self.is_sentence or self._is_in_capitals else ""

    @property
    def _begins_like_one(self) -> bool:
        first = "".join(self._texts[:1]).lstrip("*'‘#")[:1]
        return first.isupper() or first == "["

    @cached_property
    def _texts(self) -> list[str]:
        """The words of the query, without the values of fields."""
        befores = [None, *(token.token for token in self._tokens)]
        return [
            token.value
            for token, before in zip(self._tokens, befores, strict=False)
            if token.token in (TokenKind.WORD, *OPERATORS) and before is not TokenKind.FIELD
        ]

    @cached_property
    def _size(self) -> int:
        """How many words there are; three characters of Chinese are about as long as one."""
        chinese = (len(_CHINESE.findall(text)) for text in self._texts)
        return sum(1 + count // _CHARACTERS_OF_A_WORD for count in chinese)

    @cached_property
    def _has_words(self) -> bool:
        """Whether words or phrases are asked for, besides addresses and fields."""
        befores = [None, *(token.token for token in self._tokens)]
        return any(
            token.token in (TokenKind.WORD, TokenKind.PHRASE)
            and before is not TokenKind.FIELD
            and any(map(str.isalnum, token.value))
            for token, before in zip(self._tokens, befores, strict=False)
        )

    @cached_property
    def _is_in_capitals(self) -> bool:
        """Whether capitals tell nothing, so that NOT is a word like others."""
        return self._size >= _FEWEST_WORDS and "".join(self._texts).isupper()

    @cached_property
    def _last_wanted(self) -> int:
        """The index of the last word behind neither a field nor a minus, or -1."""
        befores = [None, *(token.token for token in self._tokens)]
        return max(
            (
                index
                for index, (token, before) in enumerate(zip(self._tokens, befores, strict=False))
                if token.token is TokenKind.WORD and before not in _STRICT
            ),
            default=-1,
        )
