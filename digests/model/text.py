"""What a text reveals by its characters: its language, and whether two spellings are one subject.

Such spellings are `hugging-face` and `huggingface`, or `gpt-4-turbo` and `gpt4 Turbo`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


_KANA = re.compile("[\u3041-\u309f\u30a1-\u30fa]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_ENGLISH = frozenset("the of to and in is for with on that a as are by from this it be has".split())

_SAMPLE = 20_000
"""Characters that are counted: more do not change the answer."""


def language_of(text: str) -> str:
    """Return `zh`, `ja`, `en` or `other`.

    A Han character counts as much as a Latin word. Japanese is recognised by kana, English by its
    most frequent words.
    """
    sample = text[:_SAMPLE]
    kana, han = len(_KANA.findall(sample)), len(_HAN.findall(sample))
    words = _LATIN_WORD.findall(sample.casefold())
    if kana * 5 > kana + han and kana > 3:
        return "ja"
    english = sum(word in _ENGLISH for word in words)
    # A Chinese headline may consist mostly of Latin names, but has no English words between them.
    if han and (han >= len(words) or (not english and han * 4 >= len(words))):
        return "zh"
    return "en" if english * 12 >= len(words) > 0 else "other"


_JOINERS = re.compile(r"[\s_/'’‐–-]+|(?<!\d)\.|\.(?!\d)")


def subject_key(name: str) -> str:
    """Return a key that is the same for all spellings of a subject.

    Case, width, spaces and hyphens do not count; the point inside a number does, because 4.5 is
    not 45.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    joined = _JOINERS.sub("", folded) or folded
    return unicodedata.normalize("NFC", joined)  # accents may have become neighbours


def one_of_each(names: Iterable[str]) -> tuple[str, ...]:
    """Return `names` with only the first spelling of each subject, in order."""
    spellings: dict[str, str] = {}
    for name in names:
        spellings.setdefault(subject_key(name), name)
    return tuple(spellings.values())
