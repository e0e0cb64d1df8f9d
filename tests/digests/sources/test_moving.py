"""Feeds whose servers say that they have another address for good."""

from __future__ import annotations

import pytest

from digests import NewSource, Source, SourceKind
from digests.sources.source_list import edited_sources
from tests.feeds import entry, rss
from tests.loopback_server import page, redirect, refuse


@pytest.fixture
def source(sources, server):
    server.routes["/feed"] = page(rss(entry()))
    server.routes["/new"] = page(rss(entry()), ETag='"1"')
    return sources.add(NewSource(server.url("/feed"), title="Kiln Daily"))


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_redirect_changes_the_address_and_is_told_once(sources, server, source, status):
    server.routes["/feed"] = redirect("/new", status)
    (report,) = sources.sync()
    assert (report.moved_to, report.failure) == (server.url("/new"), "")
    assert sources.all()[0].address == server.url("/new")
    asked = len(server.asked)
    (report,) = sources.sync()
    assert (report.moved_to, report.files.unchanged) == ("", 1)
    assert server.paths()[asked:] == ["/new"]
    assert server.asked[-1].headers["If-None-Match"] == '"1"'


def test_comments_and_the_form_of_the_list_stay(sources, server, source):
    listed = sources.list_file
    text = listed.read_text()
    text = text.replace("[[source]]", "# mine\n[[source]] # this one").replace(
        f'address = "{source.address}"', f"address='{source.address}' # by hand"
    )
    listed.write_text(text)
    server.routes["/feed"] = redirect("/new", 301)
    assert sources.sync()[0].moved_to
    new = server.url("/new")
    assert listed.read_text() == text.replace(f"'{source.address}'", f'"{new}"')


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_temporary_redirect_changes_nothing(sources, server, source, status):
    server.routes["/feed"] = redirect("/new", status)
    assert sources.sync()[0].moved_to == ""
    assert sources.all() == (source,)


@pytest.mark.parametrize("statuses", [(301, 302), (302, 301)])
def test_every_redirect_on_the_way_must_be_permanent(sources, server, source, statuses):
    server.routes["/feed"] = redirect("/middle", statuses[0])
    server.routes["/middle"] = redirect("/new", statuses[1])
    assert sources.sync()[0].moved_to == ""
    assert sources.all() == (source,)


@pytest.mark.parametrize(
    "answer", [refuse(404), refuse(500), page("<html>For sale</html>", "text/html")]
)
def test_what_is_no_feed_there_changes_nothing(sources, server, source, answer):
    server.routes["/feed"] = redirect("/sold", 301)
    server.routes["/sold"] = answer
    (report,) = sources.sync()
    assert report.failure
    assert report.moved_to == ""
    assert sources.all() == (source,)


def test_a_private_host_is_not_moved_to(sources, server, source):
    server.routes["/feed"] = redirect(server.url("/new", host="localhost"), 301)
    assert "private network" in sources.sync()[0].failure
    assert sources.all() == (source,)


def test_a_login_is_neither_lost_nor_taken(sources, server, source):
    server.routes["/feed"] = redirect(server.url("/new", host="anna:secret@127.0.0.1"), 301)
    assert sources.sync()[0].moved_to == ""
    assert sources.all() == (source,)


def test_two_sources_do_not_become_one(sources, server, source):
    with edited_sources(sources.list_file) as listed:
        listed.append(Source("other", SourceKind.FEED, server.url("/new"), allow_private=True))
    before = sources.all()
    server.routes["/feed"] = redirect("/new", 301)
    assert [report.moved_to for report in sources.sync()] == ["", ""]
    assert sources.all() == before


def test_an_address_that_was_edited_meanwhile_stays(sources, server, source):
    def edit_and_move(request):
        with edited_sources(sources.list_file) as listed:
            listed[0] = Source(source.name, SourceKind.FEED, server.url("/mine"))
        redirect("/new", 301)(request)

    server.routes["/feed"] = edit_and_move
    assert sources.sync()[0].moved_to == ""
    assert sources.all()[0].address == server.url("/mine")
