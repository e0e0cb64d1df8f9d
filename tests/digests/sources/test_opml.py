from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import Source, SourceKind
from digests.sources.errors import OutlineError
from digests.sources.opml import outline_of, outline_text, read_outline
from digests.sources.outline import Outline, OutlinedFeed, new_sources

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
    outline = read_outline(path)
    assert outline.feeds == (
        OutlinedFeed(
            "https://kiln.example/feed",
            "The Kiln & Co",
            "https://kiln.example/",
            ("Letters", "深处"),
        ),
        OutlinedFeed("http://two.example/?a=1&b=2"),
    )
    assert [str(one) for one in outline.left_out] == [
        "line 9: no address of the web: |touch /tmp/x",
        "line 10: no address of the web: exec:touch /tmp/x",
        "line 11: no address of the web: file:///etc/passwd",
    ]


def test_outlines_that_name_no_feed_are_counted(path):
    path.write_text(
        '<opml><body>\n<outline text="Kiln" type="rss"/>\n<outline text="Empty">\n</outline>'
        '<outline text="Full"><outline xmlUrl="https://kiln.example/"/></outline></body></opml>'
    )
    outline = read_outline(path)
    assert len(outline.feeds) == 1
    assert [str(one) for one in outline.left_out] == [
        "line 2: an outline without a feed: Kiln",
        "line 4: an outline without a feed: Empty",
    ]


def test_a_feed_in_two_folders_or_with_categories_has_all_their_names(path):
    path.write_text(
        '<opml><outline text="A, B"><outline xmlUrl="https://kiln.example/" category="/x, Y"/>'
        '</outline><outline text="c"><outline xmlUrl="https://kiln.example/"/></outline></opml>'
    )
    assert read_outline(path).feeds[0].tags == ("A B", "x", "Y", "c")


FEED = '<outline text="{}" xmlUrl="https://kiln.example/?a=1{}b=2"/>'


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (f"<opml>{FEED.format('Bread & Salt', '&')}</opml>", "Bread & Salt"),
        (f"<opml>{FEED.format('a &amp; b &copy; c&nbsp;d', '&amp;')}</opml>", "a & b © c d"),
        (
            f"<opml>{FEED.format('&laquo;Kiln&raquo; &unheard;', '&#38;')}</opml>",
            "«Kiln» &unheard;",
        ),
        (f"\ufeff\n  <?xml version='1.0'?><opml>{FEED.format('x', '&amp;')}</opml>", "x"),
        (f"junk <opml>{FEED.format('5 < 6', '&amp;')}</opml>", "5 < 6"),
        (f"<opml>{FEED.format('a' + chr(8) + 'b', '&amp;')}</opml>", "ab"),
    ],
)
def test_what_is_written_carelessly_is_repaired(path, content, title):
    path.write_text(content, encoding="utf-8")
    (feed,) = read_outline(path).feeds
    assert (feed.address, feed.title) == ("https://kiln.example/?a=1&b=2", title)


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "utf-16", "utf-8-sig", "big5"])
def test_a_list_is_read_in_the_encoding_that_it_declares(path, encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?><opml>{FEED.format("楓葉", "&amp;")}</opml>'
    path.write_bytes(text.encode(encoding))
    assert read_outline(path).feeds[0].title == "楓葉"


def test_a_repaired_list_keeps_its_line_numbers(path):
    path.write_text('\n\n<opml>\n<outline text="a & b" xmlUrl="x"/>\n</opml>')
    assert [one.line for one in read_outline(path).left_out] == [4]
    path.write_text('\n\n<opml>\n<outline text="a & b">\n</opml>')
    with pytest.raises(OutlineError, match="is no OPML, line 5"):
        read_outline(path)


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
    monkeypatch.setattr("digests.sources.outline.MAX_BYTES", 1_000_000)
    path.write_text("<opml>" + " " * 1_000_000)
    with pytest.raises(OutlineError, match="larger than 1 MB"):
        read_outline(path)


def test_a_file_that_is_not_there_is_told(path):
    with pytest.raises(OutlineError, match="cannot be read: no such file"):
        read_outline(path)


def test_depth_costs_nothing(path):
    depth = 50_000
    path.write_text(f"<opml>{'<outline>' * depth}{'</outline>' * depth}</opml>")
    assert read_outline(path).feeds == ()


@pytest.mark.parametrize("text", ["<?xml", '="', "&", "&a", '<a ="', "&#"])
def test_what_cannot_be_repaired_costs_nothing(path, text):
    path.write_text(f"<opml>{text * 200_000}")
    with pytest.raises(OutlineError, match="no OPML"):
        read_outline(path)


PRINTED = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@given(st.lists(PRINTED, unique=True))
def test_what_is_written_is_read_again(tmp_path_factory, titles):
    path = tmp_path_factory.mktemp("list") / "feeds.opml"
    feeds = tuple(
        OutlinedFeed(f"https://kiln.example/{number}", title, "https://kiln.example/")
        for number, title in enumerate(titles)
    )
    path.write_text(outline_text(feeds), encoding="utf-8")
    assert read_outline(path) == Outline(feeds)


def test_tags_are_written_as_a_folder_and_categories_and_read_again(path):
    sources = [
        Source("oak", SourceKind.FEED, "https://oak.example/", "Oak"),
        Source("kiln", SourceKind.FEED, "https://kiln.example/", "Kiln", tags=("a & b", "晨", "x")),
        Source("heron", SourceKind.FEED, "https://heron.example/", "Heron", tags=("a & b",)),
    ]
    path.write_text(outline_of(sources), encoding="utf-8")
    feeds = read_outline(path).feeds
    assert [(feed.title, feed.tags) for feed in feeds] == [
        (source.title, source.tags) for source in sources
    ]


def test_each_new_feed_gets_a_name_of_its_own():
    feeds = [OutlinedFeed(f"https://{word}.example/", "Kiln") for word in ("a", "b", "c")]
    feeds.append(OutlinedFeed("https://d.example/", "…"))
    known = [Source("kiln", SourceKind.FEED, "https://a.example/")]
    new = new_sources(feeds, known)
    assert [source.name for source in new] == ["kiln-2", "kiln-3", "d-example"]
    assert [source.title for source in new] == ["Kiln", "Kiln", "…"]
