"""Syncing many feeds that have not changed, which is what most syncs do."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from benchmarks.setting import say
from benchmarks.subjects.command import home_of_reader, run
from benchmarks.tables import Table, bound, milliseconds, ratio
from benchmarks.timing import median_of_each
from digests import Source, SourceKind
from digests.sources.source_list import edited_sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.setting import Setting

_FEEDS = 100
_ENTRIES = 10
_SECONDS = 3.0
"""Of processor time."""

_SYNC = ("-c", "import sys; from tui.cli import run; sys.exit(run())", "sync")


def tables(setting: Setting) -> Iterator[Table]:
    """Yield the processor time of syncs that find nothing new."""
    environment = home_of_reader(setting, "syncing")
    lines = {
        "python -c pass": ("-c", "pass"),
        "ainews sync --no-index": (*_SYNC, "--no-index"),
        "ainews sync": _SYNC,
    }
    with _server() as port:
        _list_feeds(setting.scratch / "syncing" / "ainews" / "sources.toml", port)
        say(f"fetching {_FEEDS} feeds, and reading their {_FEEDS * _ENTRIES:,} issues")
        run(_SYNC, environment)
        actions = [partial(run, arguments, environment) for arguments in lines.values()]
        seconds = median_of_each(actions, setting.rounds, _children_seconds)
    nothing, *_, whole = seconds
    yield Table(
        f"Syncing {_FEEDS} unchanged feeds of one host",
        ("", "processor time", "of python's"),
        tuple(
            (name, milliseconds(time), ratio(time, nothing))
            for name, time in zip(lines, seconds, strict=True)
        ),
        (bound(f"ainews sync ≤ {_SECONDS:.0f} s", is_kept=whole <= _SECONDS),),
    )


def _children_seconds() -> float:
    """Return the processor time of all processes that were started and have ended."""
    times = os.times()
    return times.children_user + times.children_system


@contextmanager
def _server() -> Iterator[int]:
    """Serve feeds on a port of this machine, in a thread: its time counts for nobody's child."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Feeds)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


class _Feeds(BaseHTTPRequestHandler):
    """Any path is a feed, which never changes."""

    def do_GET(self) -> None:
        is_known = bool(self.headers.get("If-None-Match"))
        content = b"" if is_known else _feed(self.path).encode()
        self.send_response(304 if is_known else 200)
        self.send_header("ETag", '"1"')
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_unused: object) -> None:
        """Say nothing."""


def _feed(path: str) -> str:
    entries = "".join(
        f"<item><title>Kiln {number}</title><guid>{path}-{number}</guid>"
        f"<link>https://kiln.example{path}/{number}</link>"
        f"<description>&lt;p&gt;Heron {number} is out.&lt;/p&gt;</description></item>"
        for number in range(_ENTRIES)
    )
    return f"<rss version='2.0'><channel><title>Feed {path}</title>{entries}</channel></rss>"


def _list_feeds(path: Path, port: int) -> None:
    with edited_sources(path) as sources:
        for number in range(_FEEDS):
            address = f"http://127.0.0.1:{port}/{number}"
            name = f"feed-{number}"
            sources.append(Source(name, SourceKind.FEED, address, allow_private=True))
