"""Which files of a repository are wanted: patterns for git's sparse checkout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.files.declared_publication import FILE_NAME
from digests.files.discovery import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPECIAL = re.compile(r"([\\*?\[\]!# ])")

NO_ATTRIBUTES = "* -filter -ident -text -working-tree-encoding\n"
"""For `info/attributes`, which goes before a repository's own: no filter of the user's runs on a
stranger's files, and files arrive byte by byte as they are."""


def sparse_patterns(folders: Sequence[str]) -> str:
    """Return the lines of git's `info/sparse-checkout`.

    Args:
        folders: relative, `/` between names; empty for the whole repository.
    """
    names = (*(f"*{_any_case(suffix)}" for suffix in SUFFIXES), FILE_NAME)
    if not folders:
        return "".join(f"{name}\n" for name in names)
    places = [_SPECIAL.sub(r"\\\1", folder.strip("/")) for folder in folders]
    # A publication.toml above a folder holds for it too.
    lines = [f"/{place}/**/{name}\n" for place in places for name in names]
    return "".join((*lines, f"{FILE_NAME}\n"))


def _any_case(suffix: str) -> str:
    return "".join(
        f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in suffix
    )
