"""Syncing again and again: what changed, what failed, what stays."""

from __future__ import annotations

import json

import pytest

from digests import NewSource, SourceNotFoundError
from digests.sources.errors import (
    SourceBusyError,
)
from digests.sources.storage import source_lock
from tests.feeds import entry, rss
from tests.git_repository import Repository, needs_git
from tests.loopback_server import in_turn, page, refuse


@pytest.fixture
def feed(server):
    server.routes["/feed"] = page(rss(entry(), entry("Two", number=2)), ETag='"1"')
    return server.url("/feed")


def files(folder):
    return sorted(path.name for path in folder.glob("*.md"))


def test_a_sync_of_what_is_unchanged_writes_nothing(sources, server, feed):
    source = sources.add(NewSource(feed))
    sources.sync()
    before = {path: path.stat().st_mtime_ns for path in sources.folder(source).glob("[!.]*")}
    (report,) = sources.sync()
    assert str(report) == "2 unchanged"
    assert server.asked[-1].headers["If-None-Match"] == '"1"'
    assert {path: path.stat().st_mtime_ns for path in before} == before


@needs_git
def test_files_of_a_repository_that_were_deleted_come_back(sources, tmp_path):
    repository = Repository.make(tmp_path)
    repository.write("2026-08-01.md")
    repository.write("2026-08-02.md")
    repository.commit()
    source = sources.add(NewSource(repository.url))
    sources.sync()
    (sources.folder(source) / "kiln" / "2026-08-01.md").unlink()
    assert str(sources.sync()[0]) == "1 new, 1 unchanged"
    assert str(sources.sync()[0]) == "2 unchanged"


def test_files_that_were_deleted_come_back(sources, feed):
    source = sources.add(NewSource(feed))
    sources.sync()
    for path in sources.folder(source).glob("*.md"):
        path.unlink()
    assert sources.sync()[0].files.new == 2


def test_an_address_that_was_edited_is_asked_anew(sources, server, feed):
    sources.add(NewSource(feed))
    sources.sync()
    server.routes["/moved"] = page(rss(entry("Three", number=3)), ETag='"1"')
    listed = sources.list_file
    listed.write_text(listed.read_text().replace("/feed", "/moved"))
    assert sources.sync()[0].files.new == 1


def test_a_changed_entry_changes_its_file_alone(sources, server, feed):
    sources.add(NewSource(feed))
    sources.sync()
    server.routes["/feed"] = page(rss(entry(html="<p>New</p>"), entry("Two", number=2)))
    assert str(sources.sync()[0]) == "1 changed, 1 unchanged"


def test_a_source_that_fails_keeps_its_files_and_stops_no_other(sources, server, feed):
    one = sources.add(NewSource(feed, title="One"))
    server.routes["/two"] = page(rss(entry(number=7)))
    sources.add(NewSource(server.url("/two"), title="Two"))
    sources.sync()
    before = files(sources.folder(one))
    server.routes["/feed"] = refuse(404)
    server.routes["/two"] = page(rss(entry(number=8)))
    reports = {report.name: report for report in sources.sync()}
    assert "no such page" in reports["one"].failure
    assert reports["two"].files.new == 1
    assert files(sources.folder(one)) == before
    assert "no such page" in sources.state(one).failure
    server.routes["/feed"] = page(rss(entry()))
    sources.sync(["one"])
    assert sources.state(one).failure == ""


def test_what_is_no_feed_any_more_leaves_the_old_files(sources, server, feed):
    source = sources.add(NewSource(feed))
    sources.sync()
    server.routes["/feed"] = page("<html>We have moved!</html>", "text/html")
    assert "is no feed" in sources.sync()[0].failure
    assert len(files(sources.folder(source))) == 2


def test_a_server_that_wants_its_peace_is_not_asked_before(sources, server, clock, feed):
    sources.add(NewSource(feed))
    server.routes["/feed"] = in_turn(refuse(429, Retry_After="3600"), page(rss(entry())))
    assert "not to be asked again" in sources.sync()[0].failure
    asked = len(server.asked)
    assert "not to be asked again" in sources.sync()[0].failure
    assert len(server.asked) == asked
    clock.moment += 3601
    assert sources.sync()[0].files.new == 1


def test_two_syncs_of_one_source_do_not_meet(sources, feed):
    source = sources.add(NewSource(feed))
    sources.sync()
    with source_lock(sources.folder(source) / ".lock", "x"):
        assert "another ainews is at work on it" in sources.sync()[0].failure
        with pytest.raises(SourceBusyError):
            sources.remove(source.name, delete_files=True)
    assert sources.all() == (source,)


@pytest.mark.parametrize("state", ["", "[]", "{}", '{"address": 1}', "[" * 9999, "\0"])
def test_a_damaged_memory_costs_one_full_fetch(sources, feed, state):
    source = sources.add(NewSource(feed))
    sources.sync()
    (sources.folder(source) / ".sync.json").write_text(state)
    assert str(sources.sync()[0]) == "2 unchanged"
    assert json.loads((sources.folder(source) / ".sync.json").read_text())["etag"] == '"1"'


def test_only_the_named_sources_are_synced(sources, server, feed):
    sources.add(NewSource(feed, title="One"))
    server.routes["/two"] = page(rss(entry(number=7)))
    sources.add(NewSource(server.url("/two"), title="Two Letters"))
    assert [report.name for report in sources.sync(["two letters", "two-letters"])] == [
        "two-letters"
    ]
    with pytest.raises(SourceNotFoundError, match="no source is named 'three'"):
        sources.sync(["one", "three"])


def test_what_the_server_says_is_gone_is_asked_for_again_a_week_later(sources, server, clock, feed):
    source = sources.add(NewSource(feed))
    server.routes["/feed"] = refuse(410)
    asked = len(server.asked) + 1
    for _ in range(3):
        assert "gone for good (410); `ainews remove` forgets" in sources.sync()[0].failure
        clock.moment += 2 * 24 * 3600
    assert len(server.asked) == asked
    clock.moment += 2 * 24 * 3600
    server.routes["/feed"] = page(rss(entry()))
    assert sources.sync()[0].files.new == 1
    assert not sources.state(source).gone


def test_the_state_that_an_older_program_wrote_is_understood(sources, server, feed):
    source = sources.add(NewSource(feed))
    sources.sync()
    path = sources.folder(source) / ".sync.json"
    state = json.loads(path.read_text())
    del state["gone"]
    path.write_text(json.dumps(state))
    sources.sync()
    assert server.asked[-1].headers["If-None-Match"] == '"1"'
