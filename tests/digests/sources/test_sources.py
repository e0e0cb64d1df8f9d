"""The facade: adding, syncing, removing, with a real server and a real repository."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from digests import Library, NewSource, SourceKind
from digests.sources.errors import (
    NotAFeedError,
    PrivateAddressError,
    SeveralFeedsError,
    SourceAddressError,
    SourceNameTakenError,
    UnreachableError,
)
from tests.feeds import entry, rss
from tests.git_repository import Repository, answer_with_git, needs_git
from tests.loopback_server import page, redirect, refuse

HEAD = '<html><head><link rel="Alternate" type="application/rss+xml" href="{}" title="{}"></head>'


@pytest.fixture
def feed(server):
    server.routes["/feed"] = page(rss(entry(), entry("Two", number=2)), ETag='"1"')
    return server.url("/feed")


def files(folder):
    return sorted(path.name for path in folder.glob("*.md"))


def test_a_feed_is_added_by_its_title_and_fetched_by_a_sync(sources, feed):
    source = sources.add(NewSource(feed))
    assert (source.name, source.kind) == ("the-kiln-letter", SourceKind.FEED)
    assert sources.all() == (source,)
    assert not sources.folder(source).exists()
    (report,) = sources.sync()
    assert (report.failure, report.files.new) == ("", 2)
    assert len(files(sources.folder(source))) == 2


def test_a_page_leads_to_its_feed(sources, server, feed):
    server.routes["/"] = redirect("/home/")
    server.routes["/home/"] = page(HEAD.format("../feed", "All"), "text/html")
    assert sources.add(NewSource(server.url())).address == feed


def test_a_page_with_several_feeds_names_them(sources, server):
    links = HEAD.format("/a", "All") + HEAD.format("/b", "B") + HEAD.format("/comments/feed", "C")
    server.routes["/"] = page(links, "text/html")
    with pytest.raises(SeveralFeedsError, match=r"/a \(All\); .*/b \(B\)$") as caught:
        sources.add(NewSource(server.url()))
    assert len(caught.value.feeds) == 2
    assert sources.all() == ()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (page("<html></html>", "text/html"), "there is no feed here"),
        (page(b"\x89PNG", "image/png"), "there is no feed here"),
        (page(HEAD.format("javascript:1", "x"), "text/html"), "there is no feed here"),
        (page("", "text/html"), "there is no feed here"),
    ],
)
def test_a_page_without_a_feed_is_told(sources, server, answer, words):
    server.routes["/"] = answer
    with pytest.raises(NotAFeedError, match=words):
        sources.add(NewSource(server.url()))
    assert sources.all() == ()


@needs_git
def test_a_page_about_a_repository_is_the_repository(sources, server, tmp_path):
    repository = Repository.make(tmp_path)
    repository.write("2026-08-01.md")
    repository.commit()
    server.routes["/kiln.git"] = refuse(404)
    server.routes["/kiln"] = page("<html>A forge</html>", "text/html")

    def as_a_forge(request):
        request.path = request.path.replace("/kiln/", "/kiln.git/")
        answer_with_git(repository, request)

    server.routes["*"] = as_a_forge
    source = sources.add(NewSource(server.url("/kiln")))
    assert (source.kind, source.name) == (SourceKind.GIT, "kiln")
    assert sources.sync()[0].files.new == 1


@needs_git
def test_a_repository_that_has_moved_is_remembered_where_it_is(sources, server, tmp_path):
    repository = Repository.make(tmp_path)
    repository.write("2026-08-01.md")
    repository.commit()
    server.routes["*"] = partial(answer_with_git, repository)
    question = "/info/refs?service=git-upload-pack"
    server.routes[f"/old.git{question}"] = redirect(f"/kiln.git{question}", 301)
    source = sources.add(NewSource(server.url("/old.git")))
    assert (source.name, source.address) == ("kiln", server.url("/kiln.git"))
    assert sources.sync()[0].files.new == 1


def test_the_users_name_and_home_go_before_the_feeds(sources, feed):
    source = sources.add(NewSource(feed, title="窑火周报", home="https://mine.example/"))
    assert source.name == "窑火周报"
    sources.sync()
    declared = (sources.folder(source) / "publication.toml").read_text(encoding="utf-8")
    assert declared == 'name = "窑火周报"\nhome = "https://mine.example/"\n'


def test_the_same_address_or_name_is_not_added_twice(sources, server, feed):
    sources.add(NewSource(feed))
    with pytest.raises(SourceAddressError, match="was added before, as the-kiln-letter"):
        sources.add(NewSource(feed))
    server.routes["/other"] = page(rss())
    with pytest.raises(SourceNameTakenError, match="`--name` gives this one another name"):
        sources.add(NewSource(server.url("/other")))
    assert sources.add(NewSource(server.url("/other"), title="Other")).name == "other"


def test_removing_keeps_the_files_unless_asked(sources, feed):
    source = sources.add(NewSource(feed))
    sources.sync()
    sources.remove(source.name, delete_files=False)
    assert sources.all() == ()
    assert len(files(sources.folder(source))) == 2
    sources.add(NewSource(feed))
    assert sources.sync()[0].files.unchanged == 2
    sources.remove(source.name, delete_files=True)
    assert not sources.folder(source).exists()


def test_a_list_of_feeds_is_added_unasked_and_written_again(sources, server, tmp_path):
    path = tmp_path / "feeds.opml"
    path.write_text(
        '<opml><outline title="Kiln" xmlUrl="https://me:secret@kiln.example/f"/></opml>'
    )
    added = sources.add_outline(path)
    (new,) = added.new
    assert (new.name, new.title, added.known) == ("kiln", "Kiln", 0)
    again = sources.add_outline(path)
    assert (again.new, again.known) == ((), 1)
    assert server.asked == []
    assert 'xmlUrl="https://kiln.example/f"' in sources.outline()


def test_what_a_page_or_a_list_names_was_not_named_by_the_user(sources, server, feed, tmp_path):
    private = feed.replace("127.0.0.1", "127.0.0.2")
    server.routes["/"] = page(HEAD.format(private, "All"), "text/html")
    with pytest.raises(PrivateAddressError):
        sources.add(NewSource(server.url()))
    path = tmp_path / "feeds.opml"
    path.write_text(f'<opml><outline title="Kiln" xmlUrl="{feed}"/></opml>')
    sources.add_outline(path)
    (report,) = sources.sync()
    assert "private = true in sources.toml" in report.failure
    assert server.paths() == ["/", "/info/refs?service=git-upload-pack"]


@pytest.mark.parametrize(
    "place", ["/blog/feed", "/blog/atom.xml", "/index.xml", "/rss.xml", "/blog/rss/", "/feed.xml"]
)
@pytest.mark.parametrize("page_at", ["/blog", "/blog/", "/blog/index.html"])
def test_a_page_that_names_no_feed_is_asked_where_feeds_usually_are(
    sources, server, place, page_at
):
    server.routes[page_at] = page("<html>No link</html>", "text/html")
    server.routes[place] = page(rss(entry()))
    assert sources.add(NewSource(server.url(page_at))).address == server.url(place)


def test_no_more_places_are_asked_after_a_feed_was_found(sources, server, feed):
    server.routes["/"] = page("<html>No link</html>", "text/html")
    assert sources.add(NewSource(server.url())).address == feed
    assert set(server.paths()[2:]) == {"/feed", "/rss.xml"}


def test_a_server_that_answers_anything_with_a_page_has_no_feed(sources, server):
    server.routes["*"] = page("<html>Home</html>", "text/html")
    with pytest.raises(NotAFeedError, match="there is no feed here"):
        sources.add(NewSource(server.url()))
    assert len(server.paths()) == 8


def test_no_more_than_two_places_are_asked_at_a_time(sources, server):
    running, most = set(), []
    answer = page("<html></html>", "text/html")

    def counted(request):
        running.add(request.path)
        most.append(len(running))
        answer(request)
        running.discard(request.path)

    server.routes["*"] = counted
    with pytest.raises(NotAFeedError):
        sources.add(NewSource(server.url("/blog/")))
    assert max(most) <= 2


def test_an_address_without_a_scheme_is_that_which_answers(sources, server, feed):
    assert sources.add(NewSource(feed.removeprefix("http://"))).address == feed
    with pytest.raises(SourceAddressError, match="was added before"):
        sources.add(NewSource(feed.removeprefix("http://")))


def test_an_address_without_a_scheme_that_nobody_answers_is_told(sources, server):
    typed = server.url("/gone").removeprefix("http://")
    with pytest.raises(UnreachableError, match=r"/gone: there is no such folder, and no answer: "):
        sources.add(NewSource(typed))
    assert sources.all() == ()


def test_a_git_lfs_pointer_is_named(sources, server):
    server.routes["/feed"] = page("version https://git-lfs.github.com/spec/v1\noid sha256:0\n")
    server.routes["/"] = page(HEAD.format("/feed", "All"), "text/html")
    with pytest.raises(NotAFeedError, match="Git LFS pointer"):
        sources.add(NewSource(server.url()))


def test_tags_group_sources_in_any_case(sources, feed, tmp_path):
    source = sources.add(NewSource(feed, tags=("Slow Reading", "slow reading", " ", "a,b")))
    assert source.tags == ("Slow Reading", "a b")
    assert sources.all() == (source,)
    assert sources.tagged("slow reading") == (source,)
    assert sources.tagged("x") == ()
    assert "Slow Reading" in sources.outline("a b")


def test_issues_of_a_source_are_read_like_any_other(sources, feed, cache):
    sources.add(NewSource(feed))
    sources.sync()
    with Library.open(sources.ensure_folders(), cache) as library:
        library.refresh()
        assert {issue.publication for issue in library.issues()} == {"The Kiln Letter"}
        assert library.search("title:heron").total == 1


def test_a_folder_that_is_gone_drops_no_issues(sources, feed, cache):
    source = sources.add(NewSource(feed))
    sources.sync()
    with Library.open(sources.ensure_folders(), cache) as library:
        library.refresh()
    sources.folder(source).rename(sources.data / "elsewhere")
    with Library.open(sources.ensure_folders(), cache) as library:
        assert library.refresh().removed == 0
        assert len(library.issues()) == 2


@needs_git
def test_a_repository_gives_issues_the_ids_they_have_in_a_clone(sources, server, tmp_path, cache):
    repository = Repository.make(tmp_path)
    repository.write("weekly/2026-08-01.md", "# A day\n\n- [One](https://a.example/) is out\n")
    repository.commit()
    server.routes["*"] = partial(answer_with_git, repository)
    sources.add(NewSource(server.url("/kiln.git"), title="My Kiln"))
    sources.sync()
    ids: list[list[str]] = []
    for folders in (sources.ensure_folders(), (repository.tree,)):
        with Library.open(folders, cache / str(len(ids))) as library:
            library.refresh()
            ids.append([issue.id for issue in library.issues()])
    assert ids[0] == ids[1]
    assert len(ids[0]) == 1


def test_a_name_that_may_be_private_is_remembered(sources, server, feed):
    private = replace(sources, web=replace(sources.web, look_up=lambda _host: ("127.0.0.1",)))
    address = server.url("/feed", host="kiln.example")
    private.add(NewSource(address, allow_private=True))
    assert private.all()[0].allow_private
    assert private.sync()[0].failure == ""
