from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.stories.comparison.canonical_urls import canonical_url

SAME = {
    "a post": (
        "https://x.com/i/status/1940",
        "https://twitter.com/someone/status/1940?s=20",
        "https://mobile.twitter.com/someone/status/1940/photo/1",
        "https://xcancel.com/someone/status/1940#m",
        "https://nitter.net/i/web/status/1940",
    ),
    "a paper": (
        "https://arxiv.org/abs/2506.21734",
        "http://arxiv.org/pdf/2506.21734v2.pdf",
        "https://www.alphaxiv.org/abs/2506.21734",
        "https://huggingface.co/papers/2506.21734",
    ),
    "a repository": (
        "https://github.com/tessel/heron",
        "https://GitHub.com/Tessel/Heron.git",
        "https://github.com/tessel/heron/tree/main?tab=readme-ov-file#install",
    ),
    "a model": (
        "https://huggingface.co/tessel/heron",
        "https://hf.co/Tessel/Heron/tree/main",
    ),
    "a video": (
        "https://www.youtube.com/watch?v=abcDEF123-_",
        "https://youtu.be/abcDEF123-_?si=xyz",
        "https://m.youtube.com/watch?t=12&v=abcDEF123-_",
        "https://www.youtube.com/shorts/abcDEF123-_",
    ),
    "a thread": (
        "https://www.reddit.com/comments/1l9lddr",
        "https://old.reddit.com/r/herons/comments/1l9lddr/a_title/?share_id=x",
        "https://redd.it/1l9lddr",
    ),
    "a page": (
        "https://tessel.example/Blog/heron?page=2",
        "http://www.tessel.example/Blog/heron/?utm_source=x&page=2&fbclid=y#top",
        "https://web.archive.org/web/20260801/https://tessel.example/Blog/heron?page=2",
        "https://www.google.com/url?q=https%3A%2F%2Ftessel.example%2FBlog%2Fheron%3Fpage%3D2&sa=D",
        "https://amp.tessel.example/Blog/heron/amp?page=2",
    ),
}


@pytest.mark.parametrize("addresses", SAME.values(), ids=SAME)
def test_addresses_of_one_page_are_one(addresses):
    assert {canonical_url(address) for address in addresses} == {addresses[0]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://github.com/tessel/heron", "https://github.com/tessel/heron/issues/3"),
        ("https://github.com/tessel/heron/issues/3", "https://github.com/tessel/heron/pull/4"),
        ("https://tessel.example/Blog", "https://tessel.example/blog"),
        ("https://forum.example/?t=1", "https://forum.example/?t=2"),
        ("https://news.ycombinator.com/item?id=1", "https://news.ycombinator.com/item?id=2"),
        ("https://huggingface.co/tessel/heron", "https://huggingface.co/datasets/tessel/heron"),
    ],
)
def test_addresses_of_two_pages_are_two(one, other):
    assert canonical_url(one) != canonical_url(other) != ""


@pytest.mark.parametrize(
    "url",
    [
        "",
        "docs/page.md",
        "mailto:someone@tessel.example",
        "https://tessel.example/",
        "https://x.com/someone",
        "https://github.com/tessel",
        "https://www.reddit.com/r/herons",
        "https://www.youtube.com/@tessel",
        "https://discord.com/channels/1/2",
        "https://tessel.example/picture.PNG",
        "https://www.bing.com/search?q=heron",
        "https://[broken/",
        "http://127.0.0.1/page",
    ],
)
def test_some_addresses_are_no_evidence(url):
    assert canonical_url(url) == ""


HOSTS = (
    "x.com github.com arxiv.org youtu.be www.youtube.com reddit.com huggingface.co doi.org "
    "mp.weixin.qq.com web.archive.org medium.com tessel.example www.m.tessel.example"
).split()


@given(
    st.sampled_from(HOSTS),
    st.lists(st.text("abAB019-_.%~ /开", max_size=12), max_size=4).map("/".join),
    st.text("abv=&?%#+019utm_", max_size=20),
)
def test_the_canonical_form_of_a_canonical_form_is_the_same(host, path, query):
    once = canonical_url(f"https://{host}/{path}?{query}")
    assert canonical_url(once) == once


@given(st.text())
def test_nothing_that_a_digest_writes_raises(url):
    once = canonical_url(url)
    assert canonical_url(f"https://{url}") is not None
    assert canonical_url(once) == once
