"""`ainews sync`: what it prints where, and what the reader's child says."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import threading
from typing import TYPE_CHECKING

import pytest

from tests.feeds import entry, rss
from tests.loopback_server import Loopback, page, redirect, refuse
from tui.cli.sync_line import SyncLine, Waiting
from tui.cli.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.tui.cli.conftest import Program, Run


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server(run: Run) -> Iterator[Loopback]:
    with Loopback() as running:
        running.routes["/oak"] = page(rss(entry(), title="Oak"), ETag='"1"')
        running.routes["/kiln"] = page(rss(entry(number=2), title="Kiln"), ETag='"1"')
        for name in ("oak", "kiln"):
            run("add", running.url(f"/{name}"))
        yield running


def test_quiet_prints_failures_alone(run: Run, server: Loopback) -> None:
    assert run("sync", "--quiet") == (0, "", "")
    server.routes["/oak"] = refuse(404)
    code, out, err = run("sync", "--quiet")
    assert (code, out) == (1, "")
    assert err.startswith("ainews: oak: failed: http://")
    assert err.count("\n") == 1
    assert json.loads(run("list", "--json")[1])["issues"]


def test_wrong_use_is_told_apart_from_a_source_that_fails(run: Run, server: Loopback) -> None:
    server.routes["/oak"] = refuse(404)
    assert run("sync", "oak", "--no-index", "--json")[0] == 1
    assert run("sync", "maple")[0] == 2
    assert run("sync", "--quiet", "--json")[0] == 2


def test_a_new_address_is_told_once(run: Run, server: Loopback) -> None:
    server.routes["/oak"] = redirect("/maple", 301)
    server.routes["/maple"] = page(rss(entry()))
    new = server.url("/maple")
    out = run("sync", "oak", "--no-index")[1]
    assert out == f"oak: 1 new, 0 unchanged\noak: has moved to {new}\n"
    assert run("sync", "oak", "--no-index")[1] == "oak: 1 unchanged\n"
    assert new in run("sources")[1]


def test_a_terminal_sees_what_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    err = io.StringIO()
    err.isatty = lambda: True  # type: ignore[method-assign]
    waiting = Waiting(["oak", "kiln-daily", "maple-weekly-with-a-long-name"])
    with SyncLine(Terminal(io.StringIO(), err), waiting, is_shown=True) as line:
        line.show()
        waiting.remove("kiln-daily")
        line.show()
        waiting.remove("oak")
        line.show()
    shown = err.getvalue().split("\r\x1b[K")
    assert shown == [
        "", "fetching 0/3 · oak", "fetching 1/3 · oak", "fetching 2/3 · maple-weekly-", ""
    ]  # fmt: skip


@pytest.mark.parametrize(("is_terminal", "is_shown"), [(False, True), (True, False)])
def test_a_pipe_and_who_wants_quiet_see_no_line(is_terminal: bool, is_shown: bool) -> None:
    err = io.StringIO()
    err.isatty = lambda: is_terminal  # type: ignore[method-assign]
    with SyncLine(Terminal(io.StringIO(), err), Waiting(["oak"]), is_shown=is_shown) as line:
        line.show()
    assert err.getvalue() == ""


def from_child(program: Program, *arguments: str) -> list[dict[str, object]]:
    command, environment = program
    child = (*command, "sync", "--progress", "json", *arguments)
    done = subprocess.run(child, env=environment, stdout=subprocess.PIPE, check=False)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_child_says_what_it_waits_for_and_what_came(
    program: Program, run: Run, server: Loopback
) -> None:
    server.routes["/oak"] = refuse(410)
    *steps, end = from_child(program)
    assert steps[0] == {"fetching": {"done": 0, "total": 2, "name": "oak"}}
    assert steps[-1] == {"fetching": {"done": 2, "total": 2, "name": ""}}
    fetched = end["fetched"]
    assert isinstance(fetched, dict)
    assert (fetched["sources"], fetched["new"], fetched["moved"]) == (2, 1, {})
    assert "gone for good (410)" in fetched["failures"]["oak"]


def test_the_child_says_what_is_wrong_with_the_list(
    program: Program, run: Run, server: Loopback
) -> None:
    (line,) = from_child(program, "maple")
    assert "no source is named 'maple'" in str(line["error"])


def test_the_child_ends_when_it_is_asked_to(program: Program, run: Run, server: Loopback) -> None:
    is_asked = threading.Event()

    def never_answer(request: object) -> None:
        is_asked.set()
        server.has_ended.wait()

    server.routes["/oak"] = never_answer
    command, environment = program
    child = subprocess.Popen(
        (*command, "sync", "--progress", "json"), env=environment, stdout=subprocess.DEVNULL
    )
    assert is_asked.wait(90)
    child.send_signal(signal.SIGTERM)
    assert child.wait(90) == 130
