"""Many programs use one library at once: no error, no wrong answer, no lost mark."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digests import IndexBusyError, Library, Source, SourceKind
from digests.sources.source_list import edited_sources
from digests.storage.cache_folder import writer_lock
from tests.faults.crowd import STABLE, open_library, write_issues
from tests.feeds import entry, rss
from tests.loopback_server import Loopback, page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http.server import BaseHTTPRequestHandler

REPOSITORY = Path(__file__).parents[2]

CROWD = ("read", "read", "index", "index", "sync", *("search",) * 10)

_HOLDS = """
import sys, time
from pathlib import Path
from digests.storage.cache_folder import writer_lock
with writer_lock(Path(sys.argv[1]), 0):
    print("held", flush=True)
    time.sleep(60)
"""


def start(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def feed(tmp_path: Path) -> Iterator[None]:
    """The crowd's source: a feed that is another one each time that it is asked for."""
    versions = count()

    def answer(request: BaseHTTPRequestHandler) -> None:
        html = f"<p>This is fetched{next(versions)}.</p>"
        page(rss(*(entry(f"Story {n}", number=n, html=html) for n in range(3))))(request)

    with Loopback({"/": answer}) as server:
        with edited_sources(tmp_path / "sources.toml") as sources:
            sources.append(Source("kiln", SourceKind.FEED, server.url(), allow_private=True))
        yield


@pytest.mark.usefixtures("feed")
def test_a_crowd_gets_right_answers(
    folder: Path, tmp_path: Path, rounds: Callable[[int, int], int]
) -> None:
    write_issues(tmp_path)
    with open_library(tmp_path) as library:
        library.refresh()
    seconds = rounds(4, 60)
    crowd = [
        start("-m", "tests.faults.crowd", role, tmp_path, seconds, number)
        for number, role in enumerate(CROWD)
    ]
    done = {}
    for number, process in enumerate(crowd):
        printed, error = process.communicate(timeout=seconds + 120)
        assert process.returncode == 0, f"{CROWD[number]}: {error[-2000:]}"
        done[number] = int(printed)
    with open_library(tmp_path) as library:
        library.refresh()
        assert library.search("heron").total == STABLE
        starred = library.marks.marked("starred")
        assert library.search(f"fetched{done[CROWD.index('sync')] - 1}").total == 3
    for number in (0, 1):
        assert {f"{number:010x}.{n:08x}" for n in range(done[number])} <= starred
    assert all(count > 0 for count in done.values()), done


def test_the_second_indexer_waits_and_then_says_who_holds_the_lock(
    library: Library, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digests.library.library.LOCK_TIMEOUT", 0.2)
    holder = start("-c", _HOLDS, cache / "lock")
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(IndexBusyError, match=rf"process {holder.pid} since \d\d:\d\d"):
        library.refresh()
    assert library.search("青鸟").total == 1
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    assert library.refresh().unchanged == 3


def test_a_lock_file_that_was_left_behind_means_nothing(cache: Path) -> None:
    cache.mkdir(mode=0o700)
    (cache / "lock").write_text("process 1 since 00:00")
    with writer_lock(cache / "lock", 0):
        assert f"process {os.getpid()}" in (cache / "lock").read_text()


def test_several_programs_that_find_the_catalogue_damaged_agree_on_one(
    library: Library, three_issues: Path, cache: Path
) -> None:
    other = Library.open([three_issues], cache)
    for _ in range(3):
        (cache / "catalogue.sqlite3").write_bytes(b"no database" * 1000)
        for suffix in ("-wal", "-shm"):
            (cache / f"catalogue.sqlite3{suffix}").unlink(missing_ok=True)
        with Library.open([three_issues], cache) as third:
            third.refresh()
            assert len(other.issues()) == len(library.issues()) == len(third.issues()) == 3
            assert other.generation() == library.generation() == third.generation()
    other.close()
