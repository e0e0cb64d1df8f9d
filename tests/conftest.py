from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from digests import Library
from tests.factories import digest, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# How long an example takes says more of the machine than of the code.
settings.register_profile("ainews", deadline=None)
settings.load_profile("ainews")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make soak` gives this option."""
    parser.addoption("--soak", action="store_true", help="let tests of faults go on for long")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two workers a core: a test that presses keys waits half of its time for the screen."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_finish() -> None:
    """Pass over what was imported when garbage is collected: that took a quarter of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture
def rounds(pytestconfig: pytest.Config) -> Callable[[int, int], int]:
    """Of two numbers, the first for every day and the second for `make soak`."""
    is_soak = pytestconfig.getoption("--soak")
    return lambda daily, long: long if is_soak else daily


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A publication's folder, still empty."""
    path = tmp_path / "lantern-daily"
    path.mkdir()
    return path


@pytest.fixture
def three_issues(folder: Path) -> Path:
    """The folder with three issues, in Chinese and English."""
    write(
        folder / "2026-08-01.md",
        digest(
            "Heron 4.2 keeps a log of its work",
            "Quillon 推出 GPT-5.6 的开源复现",
            title="Lantern Daily 2026-08-01",
        ),
    )
    write(
        folder / "2026-08-02.md",
        digest("青鸟大模型学会了查字典", "石桥发布新芯片", title="灯笼日报 2026-08-02"),
    )
    write(
        folder / "2026-08-03.md",
        digest("Open-source readers compared", title="Lantern Daily 2026-08-03"),
    )
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Where a cache folder may be made."""
    return tmp_path / "cache"


@pytest.fixture
def library(three_issues: Path, cache: Path) -> Iterator[Library]:
    """The three issues, catalogued and indexed."""
    with Library.open([three_issues], cache) as opened:
        opened.refresh()
        yield opened
