from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digests import Library
from tests.factories import write
from tests.tui.telling_user import MORE_OF_HERON, entry, told_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MONDAY = """# 灯笼日报 2026-08-03

## 模型

1. **青鸟-3 开源了**
   澄江实验室公布了权重，**推理**便宜了一半。[原文](https://example.org/qingniao)
2. **Heron 4.2 keeps a log**
   It writes down what it tried, and why. [Report](https://example.net/heron)
   ![a page of the log](https://example.net/log.png)

## 芯片

1. **石桥供货**
   一块卡只要 210 瓦。[原文](https://example.com/sq)
"""

SUNDAY = """# Lantern Daily 2026-08-02

## Models

- [Quillon learns to ask](https://example.org/quillon) before it answers.
- [Tarn Video in one file](https://example.org/tarn) for every shot.

## Odd titles

- [[v2=3, "q] out](https://example.org/brackets) is a title.
- [x[/nope] y](https://example.org/markup) is another.
- [clip \x1b]52;c;x\x07 board](https://example.org/escape) is the last.
"""


@pytest.fixture
def two_days(tmp_path: Path) -> Iterator[Library]:
    """Two issues, one in Chinese and one in English with titles that mean harm."""
    folder = tmp_path / "lantern-daily"
    write(folder / "2026-08-03.md", MONDAY)
    write(folder / "2026-08-02.md", SUNDAY)
    with Library.open([folder], tmp_path / "two-days") as library:
        library.refresh()
        yield library


@pytest.fixture
def three_digests(tmp_path: Path) -> Iterator[Library]:
    """Three digests that tell the same stories, compared."""
    with told_library(tmp_path / "digests", tmp_path / "three-digests") as library:
        yield library


@pytest.fixture
def one_subject(three_digests: Library) -> Library:
    """The three digests, two of which have further stories of what all of them tell."""
    for name, story in MORE_OF_HERON.items():
        write(three_digests.folders[0].parent / name, f"# News\n\n## Models\n\n{entry(*story)}")
    three_digests.refresh()
    three_digests.update_stories()
    return three_digests
