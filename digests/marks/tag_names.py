"""What can be a tag: one word, as it can be typed after `tag:` in a query."""

from __future__ import annotations

import unicodedata

from digests.errors import TagNameError
from digests.safe_text import safe_line

TAG_PREFIX = "tag:"
"""Before the tag in the name of its mark."""

LONGEST = 50
"""Characters."""

_SIGNS = frozenset(',;:"()*“”（），；：')
"""What separates tags in a list, or words in a query."""


def tag_name(typed: str) -> str:
    """Return the tag that was typed: without a leading `#`, wide letters narrow, in lower case.

    So `AI`, `#ai` and `ＡＩ` are one tag. Raises TagNameError.
    """
    tag = folded(typed).strip().removeprefix("#")
    if not tag:
        raise TagNameError(typed, "it is empty")
    if len(tag) > LONGEST:
        raise TagNameError(typed, f"it has more than {LONGEST} characters")
    if safe_line(tag) != tag or any(sign.isspace() or sign in _SIGNS for sign in tag):
        raise TagNameError(typed, "a tag is one word without commas, colons, quotes and brackets")
    if tag.startswith("-"):
        raise TagNameError(typed, "it begins with a minus, which takes a tag away")
    return tag


def folded(name: str) -> str:
    """Return `name` with wide letters narrow and in lower case, as the names of marks are kept."""
    narrow = unicodedata.normalize("NFKC", name).casefold()
    return unicodedata.normalize("NFKC", narrow)  # of which folding may leave something to do
