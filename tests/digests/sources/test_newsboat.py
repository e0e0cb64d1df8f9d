from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.sources.addresses import is_urls_file
from digests.sources.errors import OutlineError
from digests.sources.newsboat import read_urls
from digests.sources.outline import OutlinedFeed

URLS = r"""# my feeds

https://kiln.example/feed weekly "slow \"reading\"" "~The Kiln Letter" # a comment
  http://oak.example/#top	!hidden "! "
"query:Unread:unread = \"yes\"" news
exec:~/bin/letters.sh
"filter:~/bin/x.awk:https://heron.example/f" a
file:///home/anna/feed.xml
heron.example/feed
https://kiln.example/feed 深处
"https://maple.example/feed
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "urls"


def test_feeds_have_their_titles_and_tags_and_the_other_lines_are_told(path):
    path.write_text(URLS, encoding="utf-8")
    outline = read_urls(path)
    assert outline.feeds == (
        OutlinedFeed(
            "https://kiln.example/feed",
            "The Kiln Letter",
            tags=("weekly", 'slow "reading"', "深处"),
        ),
        OutlinedFeed("http://oak.example/#top", tags=("hidden",)),
        OutlinedFeed("https://maple.example/feed"),
    )
    assert [one.line for one in outline.left_out] == [5, 6, 7, 8, 9]
    words = ("a query of newsboat", "a command", "a command", "a file of", "no address of the web")
    for one, beginning in zip(outline.left_out, words, strict=True):
        assert one.reason.startswith(beginning)


def test_a_list_may_have_a_mark_and_ends_of_lines_of_windows(path):
    path.write_bytes(b"\xef\xbb\xbfhttps://kiln.example/ a\r\nhttps://oak.example/ b\r\n")
    assert [feed.tags for feed in read_urls(path).feeds] == [("a",), ("b",)]


def test_what_is_no_text_is_told(path):
    path.write_bytes(b"\0\1")
    with pytest.raises(OutlineError, match="is no list of feeds"):
        read_urls(path)


@given(st.text())
def test_any_text_is_read(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("list") / "urls"
    path.write_text(text.replace("\0", ""), encoding="utf-8", errors="replace")
    for feed in read_urls(path).feeds:
        assert feed.address.startswith(("http://", "https://"))


def test_blanks_and_quotation_marks_without_end_cost_nothing(path):
    for text in (" " * 200_000, "\n" * 200_000, '"\\' * 100_000, "#" * 200_000):
        path.write_text(text)
        assert read_urls(path).feeds == ()
        other = path.with_suffix(".txt")
        other.write_text(text)
        assert not is_urls_file(other)
