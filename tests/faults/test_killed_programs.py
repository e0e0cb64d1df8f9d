"""`ainews index` and `ainews sync` are killed at any moment, again and again."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digests import Library, MarkChange
from digests.sources.source import Source, SourceKind
from digests.sources.source_list import edited_sources
from tests.factories import digest, write
from tests.faults.state import everything_in
from tests.feeds import entry, rss
from tests.loopback_server import Loopback, page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REPOSITORY = Path(__file__).parents[2]

_START = 0.12
"""Seconds that Python and its imports take at least; a kill before that tells nothing."""

_LONGEST = 0.9
"""Seconds after which a program is left to finish, about."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(REPOSITORY)}


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        yield running


def run_and_kill(
    arguments: list[object], environment: dict[str, str], after: float | None = None
) -> bool:
    """Run `ainews`, kill it and its children after so many seconds; say whether it was killed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", *map(str, arguments)],
        cwd=REPOSITORY,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        _, error = process.communicate(timeout=60 if after is None else after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return True
    assert process.returncode == 0, error[-2000:]
    return False


def versions(folder: Path, number: int) -> None:
    """Change half of fifty issues, so that worker processes read them."""
    for issue in range(50):
        version = number if issue % 2 else 0
        text = digest(f"Egret {issue} stays", f"Heron {issue} in version{version}")
        path = folder / f"{issue:02}.md"
        if not path.exists() or path.read_text() != text:
            write(path, text)


def test_an_index_that_is_killed_at_any_moment_is_made_up_for(
    folder: Path,
    cache: Path,
    tmp_path: Path,
    environment: dict[str, str],
    rounds: Callable[[int, int], int],
) -> None:
    chance = random.Random(3)
    marks = tmp_path / ".local/share/ainews/marks.sqlite3"
    versions(folder, 0)
    assert not run_and_kill(["index", "--folder", folder], environment)
    (index_cache,) = (tmp_path / ".cache/ainews").glob("folders-*")
    with Library.open([folder], index_cache, marks=marks) as library:
        ids = [f"{issue.id}.{n:08x}" for n, issue in enumerate(library.issues())]
        library.marks.change(ids, MarkChange(starred=True))
    killed = number = 0
    while killed < rounds(7, 200):
        number += 1
        versions(folder, number)
        after = chance.uniform(_START, _LONGEST)
        killed += run_and_kill(["index", "--folder", folder], environment, after)
        with Library.open([folder], index_cache, marks=marks) as library:
            assert library.search("egret", limit=100).total == 50
            assert library.marks.marked("starred") == set(ids)
    assert not run_and_kill(["index", "--folder", folder], environment)
    with (
        Library.open([folder], index_cache, marks=marks) as library,
        Library.open([folder], cache, marks=marks) as clean,
    ):
        clean.refresh()
        assert everything_in(library) == everything_in(clean)
        assert library.search(f"version{number}", limit=100).total == 25
    # A process that is killed leaves little behind, and it is cleared away.
    assert len(list(index_cache.glob("index-*/*"))) < 40


def feed(number: int) -> str:
    entries = (
        entry(f"Story {n}", number=n, html=f"<p>Version {number if n % 2 else 0} of it.</p>")
        for n in range(20)
    )
    return rss(*entries)


def test_a_sync_that_is_killed_at_any_moment_leaves_whole_files(
    tmp_path: Path,
    environment: dict[str, str],
    server: Loopback,
    rounds: Callable[[int, int], int],
) -> None:
    chance = random.Random(5)
    server.routes["/"] = page(feed(0), ETag='"0"')
    with edited_sources(tmp_path / ".config/ainews/sources.toml") as sources:
        sources.append(Source("kiln", SourceKind.FEED, server.url(), allow_private=True))
    assert not run_and_kill(["sync"], environment)
    issues = tmp_path / ".local/share/ainews/sources/kiln"
    names = {path.name for path in issues.glob("*.md")}
    assert len(names) == 20
    killed = number = 0
    while killed < rounds(3, 100):
        number += 1
        server.routes["/"] = page(feed(number), ETag=f'"{number}"')
        killed += run_and_kill(["sync"], environment, chance.uniform(3 * _START, 1.5 * _LONGEST))
        texts = [path.read_text() for path in issues.glob("*.md")]
        assert len(texts) == 20
        for text in texts:
            assert text.startswith("---\n")
            assert re.search(r"Version \d+ of it\.\n\Z", text)
    started = time.monotonic()
    assert not run_and_kill(["sync"], environment)
    assert time.monotonic() - started < 30
    assert {path.name for path in issues.iterdir() if path.suffix == ".md"} == names
    assert sum(f"Version {number} of it." in path.read_text() for path in issues.glob("*.md")) == 10
    assert not list(issues.glob("*.md.*"))
