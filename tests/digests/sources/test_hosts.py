"""Several sources of one host: how many are asked at once, and for how long it is left alone."""

from __future__ import annotations

import threading

import pytest

from digests import Source, SourceKind
from digests.sources.source_list import edited_sources
from tests.feeds import entry, rss
from tests.loopback_server import in_turn, page, refuse


@pytest.fixture
def listed(sources, server):
    """Add feeds by the paths of their addresses."""

    def add(*paths, host="127.0.0.1"):
        with edited_sources(sources.list_file) as known:
            for path in paths:
                address = server.url(f"/{path}", host=host)
                known.append(Source(path, SourceKind.FEED, address, allow_private=True))
                server.routes.setdefault(f"/{path}", page(rss(entry(number=len(known)))))

    return add


def together(number):
    """Answer when so many are asked for at once, and not before."""
    gate = threading.Barrier(number, timeout=10)

    def answer(request):
        gate.wait()
        page(rss(entry()))(request)

    return answer


def test_two_feeds_of_a_host_are_asked_for_at_a_time(sources, server, listed):
    server.routes |= dict.fromkeys(("/one", "/two"), together(2))
    listed("one", "two")
    assert not any(report.failure for report in sources.sync())


def test_a_third_feed_of_a_host_waits(sources, server, listed):
    running, most, first_two = set(), [], threading.Barrier(2, timeout=10)
    waits = iter((True, True, False, False, False))

    def answer(request):
        running.add(request.path)
        most.append(len(running))
        if next(waits):
            first_two.wait()
        running.discard(request.path)
        page(rss(entry()))(request)

    names = ("one", "two", "three", "four", "five")
    server.routes |= {f"/{name}": answer for name in names}
    listed(*names)
    assert {report.name for report in sources.sync()} == set(names)
    assert max(most) == 2


def test_a_source_is_reported_before_the_others_of_its_host(sources, server, listed):
    is_told = threading.Event()

    def answer_when_told(request):
        assert is_told.wait(10)
        page(rss(entry()))(request)

    listed("quick")
    server.routes["/slow"] = answer_when_told
    listed("slow")
    names = []

    def note(report):
        names.append(report.name)
        is_told.set()

    sources.sync(on_report=note)
    assert names == ["quick", "slow"]


def test_a_host_that_asks_for_a_pause_is_asked_for_no_other_feed(sources, server, clock, listed):
    names = ("one", "two", "three", "four")
    server.routes |= {f"/{name}": refuse(503, Retry_After="3600") for name in names}
    listed(*names)
    assert all("not to be asked again" in report.failure for report in sources.sync())
    assert len(server.asked) <= 2
    asked = len(server.asked)
    sources.sync(["four"])
    listed("five")
    assert "not to be asked again" in sources.sync(["five"])[0].failure
    assert len(server.asked) == asked
    clock.moment += 3601
    server.routes |= {f"/{name}": page(rss(entry())) for name in names}
    assert not any(report.failure for report in sources.sync())


def test_a_pause_holds_for_one_host_alone(sources, server, listed):
    server.routes["/one"] = refuse(429, Retry_After="3600")
    listed("one")
    listed("two", host="localhost")
    failures = {report.name: report.failure for report in sources.sync()}
    assert "not to be asked again" in failures["one"]
    assert failures["two"] == ""


def test_a_short_pause_is_waited_for(sources, server, clock, listed):
    server.routes["/one"] = in_turn(refuse(429, Retry_After="5"), page(rss(entry())))
    listed("one", "two", "three")
    assert not any(report.failure for report in sources.sync())
    assert clock.waits
    assert max(clock.waits) <= 5
