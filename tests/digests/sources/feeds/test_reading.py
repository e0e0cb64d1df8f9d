"""What is understood of a feed, whatever its format."""

from __future__ import annotations

import json
import sys
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import safe_text
from digests.sources.errors import FeedNotReadError, NotAFeedError
from digests.sources.feeds.dates import date_from
from digests.sources.feeds.reading import read_feed, read_feed_in_child
from tests.feeds import atom, atom_entry, entry, rss

ADDRESS = "https://kiln.example/feed.xml"


def read(text, content_type="application/xml", address=ADDRESS):
    content = text if isinstance(text, bytes) else text.encode()
    return read_feed(content, content_type, address)


def test_rss_is_read():
    feed = read(rss(entry()))
    assert (feed.title, feed.home) == ("The Kiln Letter", "https://kiln.example/")
    (only,) = feed.entries
    assert only.title == "Heron learns to wait"
    assert only.link == only.id == "https://kiln.example/1"
    assert only.markdown == "Heron 4.2 waits for an answer. [The log](https://kiln.example/log)"
    assert not only.is_teaser


def test_the_day_is_the_publishers_and_not_that_of_greenwich():
    assert read(rss(entry())).entries[0].date == "2026-08-01T00:30:00+08:00"


def test_atom_is_read():
    feed = read(atom(atom_entry(inner='<category term="ai"/>')))
    assert (feed.title, feed.home) == ("灯笼日报", "https://kiln.example/home")
    (only,) = feed.entries
    assert (only.title, only.link) == ("青鸟-3 开源", "https://kiln.example/p/1")
    assert (only.date, only.tags) == ("2026-08-01T00:30:00+08:00", ("ai",))


def test_links_are_relative_to_what_the_entry_says():
    based = atom_entry(html="").replace(
        "<content ", '<content xml:base="https://other.example/a/" '
    )
    text = based.replace("></content>", ">&lt;a href='b'&gt;c&lt;/a&gt;</content>")
    assert read(atom(text)).entries[0].markdown == "[c](https://other.example/a/b)"


def test_json_feed_is_read():
    values = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Kiln",
        "home_page_url": "https://kiln.example/",
        "items": [
            {
                "id": 7,
                "url": "/7",
                "title": "Heron",
                "content_html": "<p>It <b>waits</b></p>",
                "date_published": "2026-08-01T10:00:00+08:00",
                "tags": ["ai", "ai", 3],
            },
            {"id": "8", "content_text": "1 < 2 & *so on*\n\nNext"},
            "nonsense",
        ],
    }
    feed = read(json.dumps(values), "application/feed+json")
    first, second = feed.entries
    assert (feed.title, feed.home) == ("Kiln", "https://kiln.example/")
    assert (first.id, first.link, first.tags) == ("7", "https://kiln.example/7", ("ai", "3"))
    assert first.markdown == "It **waits**"
    assert second.markdown == r"1 \< 2 & \*so on\*" + "\n\nNext"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "<html><body>hello</body></html>",
        "{}",
        '{"version": 1}',
        "[" * 100_000,
        '{"items": []}',
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_what_is_no_feed_is_told(text):
    with pytest.raises(NotAFeedError, match="is no feed"):
        read(text)


def test_a_feed_that_breaks_off_gives_what_is_whole():
    text = rss(entry(), entry("Second", number=2))
    titles = [found.title for found in read(text[: text.rindex("<title>")]).entries]
    assert titles[0] == "Heron learns to wait"


def test_entities_do_not_multiply_and_read_no_files():
    bomb = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    text = rss(entry("&j;x")).replace(
        "<rss", f'<!DOCTYPE r [<!ENTITY a "aa">{bomb}<!ENTITY f SYSTEM "file:///etc/passwd">]><rss'
    )
    found = read(text.replace("&amp;j;", "&j;&f;"))
    assert "root:" not in str(found)
    assert len(str(found)) < 5000


def test_scripts_and_styles_are_no_text():
    html = (
        "<style>p{}</style><script>alert(1)</script><p onclick='x()'>Words"
        "<iframe src='https://a.example'>frame</iframe><form><input value=1></form></p>"
        "<!-- remark --><object>thing</object>"
    )
    assert read(rss(entry(html=html))).entries[0].markdown == "Words"


def test_links_that_lead_nowhere_in_the_web_keep_their_words():
    html = (
        "<a href='javascript:alert(1)'>one</a> <a href='data:text/html,x'>two</a> "
        "<a href='#note'>three</a> <a href='file:///etc/passwd'>four</a> <a>five</a>"
        "<img src='data:image/png;base64,x' alt='six'>"
    )
    assert read(rss(entry(html=html))).entries[0].markdown == "one two three four five six"


def test_images_keep_their_description():
    html = "<p><img src='/a.png' alt='A chart' width=400></p>"
    assert read(rss(entry(html=html))).entries[0].markdown == (
        "![A chart](https://kiln.example/a.png)"
    )


def test_what_drives_a_terminal_is_gone():
    html = "<p>a\x9b31m \u202eb</p>"
    found = read(rss(entry("t\u202e", html=html), title="n\u202e"))
    for text in (found.title, found.entries[0].title, found.entries[0].markdown):
        assert safe_text(text) == text
        assert "\ufffd" in text


def test_a_paragraph_that_is_never_closed_is_still_read():
    html = "".join(f"<p>Words number {number}" for number in range(3000))
    markdown = read(rss(entry(html=html))).entries[0].markdown
    assert markdown.count("\n\n") == 2999
    assert markdown.startswith("Words number 0\n\nWords number 1\n\n")


@pytest.mark.parametrize(
    ("made", "is_teaser"),
    [
        ({"summary": "Heron waits."}, True),
        ({"summary": "word " * 300}, False),
        ({"summary": "word " * 300 + "[…]"}, True),
        ({"html": "<p>Short but whole.</p>"}, False),
        ({"html": "<p>Heron waits… <a href='/1'>Read more »</a></p>"}, True),
        ({"html": "<p>" + "word " * 300 + "...</p>"}, True),
        ({"html": "<p>青鸟开源 <a href='/1'>阅读全文</a></p>"}, True),
        ({"html": "<p>We read the full log and liked it.</p>" + "word " * 100}, False),
    ],
)
def test_a_text_that_goes_on_elsewhere_is_a_teaser(made, is_teaser):
    assert read(rss(entry(**made))).entries[0].is_teaser is is_teaser


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-08-01T00:30:00Z", "2026-08-01T00:30:00+00:00"),
        ("Sat, 01 Aug 2026 23:30:00 -0700", "2026-08-01T23:30:00-07:00"),
        ("2026-08-01", "2026-08-01T00:00:00"),
        ("1970-01-01T00:00:00Z", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_are_taken_as_they_are_written(written, date):
    assert date_from(written) == date


def test_a_title_in_html_is_text():
    assert read(rss(entry("A &amp; <b>B</b>"))).entries[0].title == "A & B"


def test_a_child_process_reads_the_same():
    content = rss(entry(), entry("青鸟", number=2)).encode()
    assert read_feed_in_child(content, "", ADDRESS) == read_feed(content, "", ADDRESS)
    with pytest.raises(NotAFeedError, match="is no feed"):
        read_feed_in_child(b"hello", "text/html", ADDRESS)


def test_an_image_is_no_feed_and_is_not_read():
    with pytest.raises(NotAFeedError, match="no feed but image/png"):
        read_feed_in_child(b"", "image/png", ADDRESS, child=("/nowhere",))


CHILD = """
import resource
from digests.sources.feeds import reading
{}
reading._main()
"""


def read_by(*lines: str) -> None:
    """Let a child read a feed that does what is in `lines` first."""
    child = (sys.executable, "-c", CHILD.format("\n".join(lines)))
    read_feed_in_child(b"x", "", ADDRESS, child=child)


@pytest.mark.parametrize(
    "lines",
    [
        ["import os, signal", "os.kill(os.getpid(), signal.SIGKILL)"],
        ["resource.setrlimit(resource.RLIMIT_CPU, (1, 1))", "while True: pass"],
        ["def reads(*_): raise MemoryError", "reading.read_xml_feed = reads"],
        ["def reads(*_): return reads()", "reading.read_xml_feed = reads"],
    ],
    ids=["killed", "processor time", "memory", "depth"],
)
def test_a_feed_that_reaches_a_limit_is_too_large_or_too_tangled(lines):
    with pytest.raises(NotAFeedError, match="too large or too tangled"):
        read_by(*lines)


def test_a_bug_that_a_feed_meets_is_told_with_its_place():
    words = r"not read because of a bug in ainews \(AttributeError in digests\..*, line \d+\)"
    with pytest.raises(FeedNotReadError, match=words):
        read_by("def reads(*_): raise AttributeError", "reading.read_xml_feed = reads")


def test_a_child_that_cannot_begin_says_why():
    words = r"not read because of a bug in ainews \(ModuleNotFoundError: .*'nowhere'\)"
    with pytest.raises(FeedNotReadError, match=words):
        read_by("import nowhere")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_a_sentence(content):
    with suppress(NotAFeedError):  # a few, such as `<feed`, are mended to a feed without entries
        assert not read_feed(content, "", ADDRESS).entries
