"""Feeds that are not well-formed, or in another encoding than they say, are read as browsers do."""

from __future__ import annotations

import pytest

from digests.sources.feeds.reading import read_feed
from tests.feeds import entry, rss

FEED = "https://kiln.example/feed.xml"
ZH = rss(entry("青鸟大模型的权重放出，今天可以下载", html="<p>灯笼日报说，这是很长的一段。</p>"))
ZH = ZH.partition("?>")[2]


def read(text, content_type="", codec="utf-8"):
    return read_feed(text if isinstance(text, bytes) else text.encode(codec), content_type, FEED)


def item(inside):
    head = '<rss version="2.0"><channel><title>Kiln</title><link>https://kiln.example/</link>'
    return f"{head}<item>{inside}</item><item><title>Quillon</title></item></channel></rss>"


@pytest.mark.parametrize(
    ("inside", "title", "markdown"),
    [
        ("<title>Oak & Maple &foo; &eacute;</title>", "Oak & Maple &foo; é", ""),
        ("<title>a &#xD800; &#0; &#x110000; &#150; b</title>", "a � � � – b", ""),
        ("<title>a\x1bb</title>", "a^[b", ""),
        ("<title>a</title><description>b <b>c<br>d</description>", "a", None),
        ("<title>a</title><description>b <a href=/x>c</a> d<pubDate>x</pubDate>", "a", None),
        ("<title>a</title><foo:bar>x</foo:bar><dc:date>2026-01-05</dc:date>", "a", ""),
        ("<title>a</title><description><![CDATA[b & <i>c</i>]]> & d</description>", "a", None),
    ],
)
def test_what_is_not_well_formed_costs_nothing(inside, title, markdown):
    feed = read(item(inside))
    assert [found.title for found in feed.entries] == [title, "Quillon"]
    assert markdown is None or feed.entries[0].markdown == markdown


def test_an_item_that_is_never_closed_ends_where_the_next_begins():
    feed = read(item("<title>Oak</title><description>Words<item><title>Maple</title>"))
    assert [found.title for found in feed.entries] == ["Oak", "Maple", "Quillon"]


def test_words_around_the_document_are_passed_over():
    text = item("<title>Oak</title>")
    feed = read(f'<b>Warning</b>: line 3\n<?xml version="1.0"?>{text}\n<script>x</script>')
    assert [found.title for found in feed.entries] == ["Oak", "Quillon"]


@pytest.mark.parametrize(
    ("prologue", "content_type", "codec"),
    [
        ("", "", "gbk"),
        ("", "text/xml; charset=utf-8", "gbk"),
        ('<?xml version="1.0" encoding="gb2312"?>', "text/xml", "gb18030"),
        ('<?xml version="1.0" encoding="utf-8"?>', "text/xml; charset=gbk", "gbk"),
        ('<?xml version="1.0" encoding="gbk"?>', "", "utf-8"),
        ('<?xml version="1.0" encoding="gbk"?>', "text/xml; charset=gbk", "utf-8-sig"),
        ('<?xml version="1.0" encoding="utf-16"?>', "", "utf-16"),
        ('<?xml version="1.0" encoding="utf-16"?>', "", "utf-16-le"),
        ('<?xml version="1.0" encoding="utf-16"?>', "", "utf-8"),
    ],
)
def test_the_encoding_is_that_of_the_mark_the_header_the_prologue_or_the_bytes(
    prologue, content_type, codec
):
    (found,) = read(prologue + ZH, content_type, codec).entries
    assert found.title == "青鸟大模型的权重放出，今天可以下载"
    assert found.markdown == "灯笼日报说，这是很长的一段。"


SIGNS = "5 < 6 & 7 > 3"
ESCAPED = "5 &lt; 6 &amp; 7 &gt; 3"
TWICE = ESCAPED.replace("&", "&amp;")


@pytest.mark.parametrize("written", [SIGNS, ESCAPED, TWICE, f"<![CDATA[{SIGNS}]]>"])
def test_signs_of_html_survive_in_a_title_of_rss(written):
    assert read(item(f"<title>{written}</title>")).entries[0].title == SIGNS


@pytest.mark.parametrize(
    ("kind", "written", "title"),
    [
        ("", ESCAPED, SIGNS),
        ("text", "&lt;b&gt;x&lt;/b&gt; &amp;amp;", "<b>x</b> &amp;"),
        ("html", TWICE, SIGNS),
        ("html", ESCAPED, SIGNS),
        ("html", "&lt;b&gt;x&lt;/b&gt;&lt;br&gt;Q&amp;amp;A", "x Q&A"),
        ("xhtml", f'<div xmlns="http://www.w3.org/1999/xhtml">{ESCAPED} <b>x</b></div>', None),
    ],
)
def test_a_title_of_atom_is_what_its_type_says(kind, written, title):
    attribute = f' type="{kind}"' if kind else ""
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Kiln</title><entry>'
        f"<title{attribute}>{written}</title></entry></feed>"
    )
    assert read(text).entries[0].title == (f"{SIGNS} x" if title is None else title)
