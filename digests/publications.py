"""Which publication a file belongs to, told from the names of the folders around it.

An archive keeps its issues in folders such as `the-digest/content/issues/2026/`. The nearest
folder whose name means something of its own names the publication.
"""

from __future__ import annotations

import re
from functools import lru_cache

_GENERIC = frozenset(
    # where sites and archives keep their texts
    "issues issue content contents posts _posts post docs doc src source sources pages page text "
    "texts md markdown files public static assets news newsletter newsletters digest digests "
    "archive archives blog blogs articles editions edition daily weekly monthly yearly latest "
    # languages
    "en zh cn tw hk ja jp ko fr de es en-us en-gb zh-cn zh-tw zh-hk zh-hans zh-hant en_us zh_cn "
    "zh_tw english chinese 中文 英文 "
    # months, and Chinese words for the same things
    "jan feb mar apr may jun jul aug sep oct nov dec january february march april june july "
    "august september october november december 日报 周刊 周报 月刊 归档 往期".split()
)
_PERIOD = re.compile(r"[qwv]?\d{1,4}([-_.]?[qwm]?\d{1,2}){0,2}|\d{1,4}[年月日期]")

_NAMELESS = "digests"
"""For files that lie in nothing but generic folders."""


@lru_cache(maxsize=4096)
def publication_depth(folders: tuple[str, ...]) -> int:
    """Return how many leading names of `folders` lead to the publication's folder.

    `folders` are the names from the file system's root to the file's folder. When all of them are
    generic the last one counts, and without any folder the answer is 0.
    """
    for depth in range(len(folders), 0, -1):
        if not _is_generic(folders[depth - 1]):
            return depth
    return len(folders)


def publication_name(folders: tuple[str, ...]) -> str:
    """Return the name of the publication whose issues lie in the last of `folders`."""
    depth = publication_depth(folders)
    return folders[depth - 1] if depth else _NAMELESS


def _is_generic(name: str) -> bool:
    plain = name.casefold()
    return plain in _GENERIC or _PERIOD.fullmatch(plain) is not None
