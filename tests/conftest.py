from __future__ import annotations

import gc
import os
import time
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

_KEPT = (
    "PATH",
    "TMPDIR",
    "CI",
    "PYTHON",
    "PYTEST_",
    "TEXTUAL_SNAPSHOT_",
    "HYPOTHESIS_",
    "COV",
    "LD_",
    "DYLD_",
    "AINEWS_MONKEY_",
)
"""How the variables begin that say how the tests are run; no other reaches a test."""

_USUAL = {"LANG": "C.UTF-8", "TERM": "xterm-256color", "TZ": "UTC"}


@pytest.fixture(scope="session", autouse=True)
def environment_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give all tests, and the programs they start, the same user: new, and with an empty home.

    What a test module, a fixture or a test sets goes on top of it.
    """
    kept = {name: value for name, value in os.environ.items() if name.startswith(_KEPT)}
    home = {"HOME": str(tmp_path_factory.mktemp("home"))}
    mask = os.umask(0o022)
    with pytest.MonkeyPatch.context() as environment:
        for name in os.environ.keys() - kept.keys():
            environment.delenv(name)
        for name, value in (_USUAL | home).items():
            environment.setenv(name, value)
        time.tzset()
        yield
    time.tzset()
    os.umask(mask)


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
