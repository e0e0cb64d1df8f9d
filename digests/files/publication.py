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
    "texts md markdown files public static assets archive archives articles editions edition "
    "latest tmp home users documents downloads desktop "
    # languages
    "en zh cn tw hk ja jp ko fr de es en-us en-gb zh-cn zh-tw zh-hk zh-hans zh-hant en_us zh_cn "
    "zh_tw english chinese 中文 英文 "
    # months, and Chinese words for the same things
    "jan feb mar apr may jun jul aug sep oct nov dec january february march april june july "
    "august september october november december 归档 往期".split()
)
_VAGUE = frozenset(
    "daily weekly monthly yearly news newsletter newsletters digest digests blog blogs "
    "日报 周刊 周报 月刊 晨报".split()
)
"""Names that say what kind of thing it is; they serve where nothing better is near."""
_PERIOD = re.compile(r"[qwv]?\d{1,4}([-_.]?[qwm]?\d{1,2}){0,2}|\d{1,4}[年月日期]")

_NAMELESS = "digests"
"""For files that lie in nothing but generic folders."""


@lru_cache(maxsize=4096)
def publication_depth(
    folders: tuple[str, ...], outside: int = 0, last_resort: int | None = None
) -> int:
    """Return how many leading names of `folders` lead to the publication's folder.

    `folders` are the names from the file system's root to the file's folder; the first `outside`
    of them, such as those of the user's home, name no publication. When all others are generic
    the answer is `last_resort`: without it the last one counts, and without any folder it is 0.
    """
    depths = range(len(folders), outside, -1)
    telling = [depth for depth in depths if not _is_generic(folders[depth - 1])]
    own = [depth for depth in telling if folders[depth - 1].casefold() not in _VAGUE]
    return (own or telling or [len(folders) if last_resort is None else last_resort])[0]


def publication_name(
    folders: tuple[str, ...], outside: int = 0, last_resort: int | None = None
) -> str:
    """Return the name of the publication whose issues lie in the last of `folders`."""
    depth = publication_depth(folders, outside, last_resort)
    return folders[depth - 1] if depth else _NAMELESS


def _is_generic(name: str) -> bool:
    plain = name.casefold()
    return plain in _GENERIC or _PERIOD.fullmatch(plain) is not None
