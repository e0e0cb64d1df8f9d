"""A damaged catalogue is made anew; what it says is never an error of SQLite or Python."""

from __future__ import annotations

import os
import random
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from digests import DigestError, Library
from tests.faults.state import everything_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def damage(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    kind = chance.randrange(6)
    if kind < 4:
        for _ in range(chance.choice((1, 1, 8, 300))):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
    elif kind == 4:
        os.truncate(path, chance.randrange(len(content)))
    else:
        start = chance.randrange(len(content))
        content[start : start + 5000] = bytes(min(5000, len(content) - start))
        path.write_bytes(content)


def test_a_damaged_catalogue_is_an_error_of_ours_or_none(
    library: Library, three_issues: Path, cache: Path, rounds: Callable[[int, int], int]
) -> None:
    library._catalogue.write(facts=[("folder_problems", '[["a folder", "is odd"]]')])
    right = everything_in(library)
    library.close()
    good = cache / "catalogue.sqlite3"
    content = good.read_bytes()
    chance = random.Random(11)
    for _ in range(rounds(60, 3000)):
        for path in cache.glob("catalogue.*"):
            path.unlink()
        good.write_bytes(content)
        damage(good, chance)
        with suppress(DigestError), Library.open([three_issues], cache) as opened:
            everything_in(opened)
            opened.refresh()
        with Library.open([three_issues], cache) as opened:
            opened.refresh(rebuild=True)
            assert everything_in(opened)[:3] == right[:3]
    shutil.rmtree(cache)
