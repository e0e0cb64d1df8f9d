"""Which characters make words, as patterns for folded text."""

from __future__ import annotations

import re
from functools import cache

CJK = (
    "\u3005-\u3007\u3031-\u3035\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u31f0-\u31ff\u1100-\u11ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\U00020000-\U000323af"
)
"""For use inside a character class: Han, kana, bopomofo, Hangul."""
FIRST_CJK = "\u1100"
FIRST_HAN, LAST_HAN = "\u4e00", "\u9fff"
"""Most Chinese characters are between these, and no other characters are."""

NONE = "\ue000"
"""For use inside a character class instead of `CJK` if a text has none: a private-use character."""

LETTER = rf"[^\W\d_{CJK}]"
ALPHANUMERIC = rf"[^\W_{CJK}]"
JOINERS = "._/&+'’‐–-"
"""Punctuation that joins the parts of one name."""

_SIGNS = (
    "\u231a\u231b\u23e9-\u23fa\u2600-\u2775\u2794-\u27bf\u2b1b\u2b1c\u2b50\u2b55"
    "\U0001f000-\U0001f0ff\U0001f249-\U0001faff"
)
_FLAGS = "\U0001f1e6-\U0001f1ff"
EMOJI = f"[{_SIGNS}]|[{_FLAGS}]+"
"""One emoji or a sign like it, or flags, which are cut like Chinese as two letters make one."""

_NUMBER = r"\d+(?:,\d{3}(?!\d)|\.\d+)*"
PART = rf"{_NUMBER}{LETTER}*|{LETTER}+(?:(?:\+\+|\#)(?!{ALPHANUMERIC}))?"
_JOIN = rf"[{JOINERS}](?={ALPHANUMERIC})|(?<=[^\d+#])[ ](?=\d)|(?<=\d)[ ](?={_NUMBER}{LETTER})|"
"""Between parts; an empty one in `gpt5`, a space in `gpt 5` and `llama 3.1 8b`."""

WORD = rf"[{CJK}]+|{EMOJI}|(?:(?:{PART})(?:{_JOIN}))+"

GAP = r"[\W_]{0,3}"
"""What may be between neighbouring words: `open source`, `open-source`, `“open” source`."""

_BETWEEN = rf"(?:[^\w{CJK}{_SIGNS}{_FLAGS}]|_)"
WORD_OR_WIDE_GAP = rf"{WORD}|{_BETWEEN}{{4,}}|\n{_BETWEEN}*"
"""A word, or what parts words: more than `GAP`, or the end of a line."""


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern on first use: large character classes take time."""
    return re.compile(pattern)


@cache
def without_cjk(pattern: str) -> re.Pattern[str]:
    """Compile a pattern for ASCII text, which has no Chinese: that takes little time."""
    return re.compile(pattern.replace(CJK, NONE))


def pattern_for(text: str, pattern: str) -> re.Pattern[str]:
    """Compile `pattern` for `text` on first use."""
    return without_cjk(pattern) if text.isascii() else compiled(pattern)
