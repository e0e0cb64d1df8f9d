"""One subject under many spellings: `hugging-face`, `huggingface`; `gpt-4-turbo`, `gpt4 Turbo`."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_JOINERS = re.compile(r"[\s_/'’‐–-]+|(?<!\d)\.|\.(?!\d)")


def subject_key(name: str) -> str:
    """Return what all spellings of a subject have in common.

    Case, width, spaces and hyphens do not count; the point inside a number does, because 4.5 is
    not 45.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    joined = _JOINERS.sub("", folded) or folded
    return unicodedata.normalize("NFC", joined)  # accents may have come together


def one_of_each(names: Iterable[str]) -> tuple[str, ...]:
    """Return `names` without other spellings of the same; the first spelling stays."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(subject_key(name), name)
    return tuple(found.values())
