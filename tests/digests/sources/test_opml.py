from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import Source, SourceKind
from digests.sources.errors import OutlineError
from digests.sources.opml import OutlinedFeed, new_sources, outline_text, read_outline

LIST = """<?xml version="1.0"?>
<opml version="1.0"><head><title>Mine</title></head><body>
<outline text="Letters">
  <outline text="深处"><outline type="rss" text="Kiln" title="The Kiln &amp; Co"
    xmlUrl="https://kiln.example/feed" htmlUrl="https://kiln.example/"/></outline>
  <outline type="rss" text="Again" xmlUrl="https://kiln.example/feed"/>
</outline>
<outline type="rss" xmlurl="http://two.example/?a=1&amp;b=2"/>
<outline type="rss" text="Bad" xmlUrl="|touch /tmp/x"/>
<outline type="rss" text="Bad" xmlUrl="exec:touch /tmp/x"/>
<outline type="rss" text="Bad" xmlUrl="file:///etc/passwd"/>
</body></opml>
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "feeds.opml"


def test_feeds_are_found_however_deep_each_once_and_only_in_the_web(path):
    path.write_text(LIST)
    assert read_outline(path) == (
        OutlinedFeed("https://kiln.example/feed", "The Kiln & Co", "https://kiln.example/"),
        OutlinedFeed("http://two.example/?a=1&b=2"),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<!DOCTYPE o [<!ENTITY a "b">]><opml>&a;</opml>', "document type"),
        ('<!DOCTYPE o SYSTEM "http://a.example/x.dtd"><opml/>', "document type"),
        ("<opml>\n<body>", "no OPML, line 2"),
        ("<html/>", "no OPML"),
        ("", "no OPML"),
        ("<opml>\x00</opml>", "no OPML"),
    ],
)
def test_what_is_no_list_is_told(path, text, words):
    path.write_text(text)
    with pytest.raises(OutlineError, match=words):
        read_outline(path)


def test_a_huge_list_is_not_read(path, monkeypatch):
    monkeypatch.setattr("digests.sources.opml.MAX_BYTES", 1_000_000)
    path.write_text("<opml>" + " " * 1_000_000)
    with pytest.raises(OutlineError, match="larger than 1 MB"):
        read_outline(path)


def test_a_file_that_is_not_there_is_told(path):
    with pytest.raises(OutlineError, match="cannot be read: no such file"):
        read_outline(path)


def test_depth_costs_nothing(path):
    depth = 50_000
    path.write_text(f"<opml>{'<outline>' * depth}{'</outline>' * depth}</opml>")
    assert read_outline(path) == ()


PRINTED = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@given(st.lists(PRINTED, unique=True))
def test_what_is_written_is_read_again(tmp_path_factory, titles):
    path = tmp_path_factory.mktemp("list") / "feeds.opml"
    feeds = tuple(
        OutlinedFeed(f"https://kiln.example/{number}", title, "https://kiln.example/")
        for number, title in enumerate(titles)
    )
    path.write_text(outline_text(feeds), encoding="utf-8")
    assert read_outline(path) == feeds


def test_each_new_feed_gets_a_name_of_its_own():
    feeds = [OutlinedFeed(f"https://{word}.example/", "Kiln") for word in ("a", "b", "c")]
    feeds.append(OutlinedFeed("https://d.example/", "…"))
    known = [Source("kiln", SourceKind.FEED, "https://a.example/")]
    new = new_sources(feeds, known)
    assert [source.name for source in new] == ["kiln-2", "kiln-3", "d-example"]
    assert [source.title for source in new] == ["Kiln", "Kiln", "…"]
