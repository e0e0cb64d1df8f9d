"""What the inflected forms of an English word have in common."""

from __future__ import annotations

import sys
from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec
from typing import Protocol


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a folded English word: `releas` for `release`, `released`, `releasing`.

    A stem need not be a word. What holds anything but the letters a to z has no forms and is
    returned as it is: `gpt-5`, `80b`, `模型`.
    """
    if not (word.isascii() and word.isalpha()):
        return word
    return _stemmer().stemWord(word)


@cache
def _stemmer() -> _Stemmer:
    """Load the English stemmer alone: its package loads those of all languages, in 70 ms."""
    package = "snowballstemmer"
    spec = find_spec(package)
    if package in sys.modules or spec is None:
        return _english_stemmer()
    sys.modules[package] = module_from_spec(spec)  # knows where its modules are, and runs none
    try:
        return _english_stemmer()
    finally:
        del sys.modules[package]


def _english_stemmer() -> _Stemmer:
    from snowballstemmer.english_stemmer import EnglishStemmer

    stemmer: _Stemmer = EnglishStemmer()
    return stemmer
