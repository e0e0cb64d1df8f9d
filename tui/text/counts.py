"""Counts with their nouns, and how long a text takes to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_OTHER_PLURALS = {"story": "stories", "search": "searches"}


def counted(number: int, name: str, *, of: int | None = None) -> str:
    """Return `1 item`, `2,506 items`, or with a total in `of`, `1 of 2 items`."""
    total = number if of is None else of
    noun = name if total == 1 else _OTHER_PLURALS.get(name, f"{name}s")
    return f"{number:,} {noun}" if of is None else f"{number:,} of {of:,} {noun}"


_CHARACTERS_A_MINUTE = 400
"""Chinese and Japanese: what a practised reader manages with news rather than novels."""

_WORDS_A_MINUTE = 230
"""Other scripts: silent reading of non-fiction is about 240 words (Brysbaert 2019)."""

_CHARACTERS_A_WORD = 6
"""The letters of an English word and the space after it, on average."""

_WITHOUT_SPACES = ("zh", "ja")

_CHARACTER = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_WORD = re.compile(r"[^\W_][\w'’.-]*")


def reading_minutes(text: str) -> int:
    """Return the reading time of `text` in whole minutes; 0 for less than half a minute."""
    characters = len(_CHARACTER.findall(text))
    words = len(_WORD.findall(_CHARACTER.sub(" ", text)))
    return round(characters / _CHARACTERS_A_MINUTE + words / _WORDS_A_MINUTE)


def minutes_of(characters: int, language: str) -> float:
    """Estimate the reading time in minutes from a text's length and its language (`zh`, `en`)."""
    if language in _WITHOUT_SPACES:
        return characters / _CHARACTERS_A_MINUTE
    return characters / (_WORDS_A_MINUTE * _CHARACTERS_A_WORD)


_MOST_KINDS = 8


def skipped_text(skipped: Mapping[str, int]) -> str:
    """Return `12 files .pdf skipped, ...`: the largest kinds first, and only so many of them."""
    kinds = sorted(skipped.items(), key=lambda kind: (-kind[1], kind[0]))
    shown = [f"{counted(n, 'file')} {suffix or 'of no kind'}" for suffix, n in kinds[:_MOST_KINDS]]
    if rest := sum(number for _, number in kinds[_MOST_KINDS:]):
        shown.append(f"{counted(rest, 'file')} of other kinds")
    return f"{', '.join(shown)} skipped"
