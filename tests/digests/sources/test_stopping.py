from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from digests import NewSource, Source, SourceKind
from digests.sources.errors import SyncStoppedError
from digests.sources.git.command import Git
from digests.sources.source_list import edited_sources
from digests.sources.web.client import Web
from tests.feeds import entry, rss
from tests.loopback_server import page, refuse


def test_a_stopped_sync_ends_at_once_and_remembers_no_failure(sources, server):
    def answer_after_ctrl_c(request):
        sources.web.stop.set()
        request.ends.wait()

    server.routes["/feed"] = page(rss(entry()))
    source = sources.add(NewSource(server.url("/feed")))
    server.routes["/feed"] = answer_after_ctrl_c
    (report,) = sources.sync()
    assert report.failure == "stopped"
    assert sources.state(source).failure == ""


def test_when_the_caller_stops_so_do_all(sources, server):
    server.routes["/quick"] = page(rss(entry()))
    server.routes["/slow"] = lambda request: request.ends.wait()
    hosts = {"quick": "127.0.0.1", "slow": "localhost"}
    with edited_sources(sources.list_file) as listed:
        for name, host in hosts.items():
            address = server.url(f"/{name}", host=host)
            listed.append(Source(name, SourceKind.FEED, address, allow_private=True))

    def interrupt(_report):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sources.sync(on_report=interrupt)
    assert sources.web.stop.is_set()


def test_waiting_before_another_try_is_stopped_too(server):
    web = Web()

    def refuse_and_stop(request):
        threading.Timer(0.05, web.stop.set).start()
        refuse(503, Retry_After="19")(request)

    server.routes["/"] = refuse_and_stop
    with pytest.raises(SyncStoppedError):
        web.ask(server.url(), allow_private=True)


def test_git_is_ended_with_all_that_it_started(tmp_path, monkeypatch):
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > '{tmp_path}/child'\nwait\n")
    fake.chmod(0o700)
    monkeypatch.setenv("PATH", f"{fake.parent}:{os.environ['PATH']}")
    monkeypatch.setattr("digests.sources.git.command._POLL_INTERVAL", 0.01)
    stop = threading.Event()
    git = Git(tmp_path, "file:///x", stop=stop)
    ending = threading.Thread(target=_stop_when_there, args=(tmp_path / "child", stop))
    ending.start()
    with pytest.raises(SyncStoppedError):
        git.run("fetch")
    ending.join()
    child = int((tmp_path / "child").read_text())
    # The system takes a moment to end it; otherwise it would be there for ten minutes.
    pause = threading.Event()
    assert any(_is_gone(child) or pause.wait(0.01) for _ in range(500))


def _stop_when_there(path, stop):
    while not (path.exists() and path.read_text().strip()):
        stop.wait(0.01)
    stop.set()


def _is_gone(process):
    """Whether a process has ended; its parent's parent may not have taken note yet."""
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0]
    except (ProcessLookupError, FileNotFoundError):
        return True
    return state == "Z"
