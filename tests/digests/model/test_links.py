from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import LinkKind, Publication, link_kind, primary_first, source_address
from tests.factories import issue, item, link


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://arxiv.org/abs/2608.00001", "paper"),
        ("https://huggingface.co/papers/2608.00001", "paper"),
        ("https://lab.example/report.PDF", "paper"),
        ("https://github.com/lantern/oil", "code"),
        ("https://huggingface.co/lantern/oil-7b", "code"),
        ("https://huggingface.co/blog/oil", "page"),
        ("https://www.youtube.com/watch?v=1", "video"),
        ("http://mobile.twitter.com/lantern/status/1", "post"),
        ("https://x.com/lantern/status/1", "post"),
        ("https://netflix.com/", "page"),
        ("https://lantern.example/x.com", "page"),
        ("/posts/7", "page"),
        ("http://[", "page"),
        ("", "page"),
    ],
)
def test_an_address_says_what_it_leads_to(url, kind):
    assert link_kind(url) == kind


def test_sources_go_before_those_who_speak_of_them():
    urls = [
        "https://lantern.substack.com/p/1",
        "https://x.com/lantern/status/1",
        "https://lantern.example/news",
        "https://github.com/lantern/oil",
        "https://arxiv.org/abs/2608.00001",
        "https://youtu.be/1",
    ]
    assert [found.url for found in primary_first([link(url) for url in urls])] == [
        "https://github.com/lantern/oil",
        "https://arxiv.org/abs/2608.00001",
        "https://lantern.example/news",
        "https://youtu.be/1",
        "https://x.com/lantern/status/1",
        "https://lantern.substack.com/p/1",
    ]


def test_the_source_of_an_item_has_a_whole_address():
    story = item(links=("https://x.com/lantern/status/1", "/posts/7"))
    home = issue(story)
    assert source_address(home, story) == "/posts/7"
    named = replace(home, publication=Publication("l", "https://l.example/"))
    assert source_address(named, story) == "https://l.example/posts/7"
    assert source_address(home, item(links=())) == ""


@given(st.lists(st.text("htps:/.xcom[]@\\ a", max_size=12), max_size=6))
def test_no_address_is_too_broken_and_no_link_is_lost(urls):
    links = [link(url) for url in urls]
    assert sorted(primary_first(links), key=str) == sorted(links, key=str)
    assert all(isinstance(link_kind(url), LinkKind) for url in urls)


@pytest.mark.parametrize(
    ("written", "opened"),
    [
        ("birds.example.com/heron", "https://birds.example.com/heron"),
        ("Oak.com", "https://Oak.com"),
        ("maple.com:8080?x=1", "https://maple.com:8080?x=1"),
        ("//oak.com/x", "https://oak.com/x"),
        ("https://oak.com/a b", "https://oak.com/a%20b"),
        ("HTTPS://oak.com/", "HTTPS://oak.com/"),
        ("notes.md", "notes.md"),
        ("main.py", "main.py"),
        ("2026.10/letter.html", "2026.10/letter.html"),
        ("../oak.com/x", "../oak.com/x"),
        ("posts/oak.com", "posts/oak.com"),
        ("oak.com.html", "oak.com.html"),
        ("", ""),
    ],
)
def test_what_names_a_host_is_opened_there(written, opened):
    assert Publication("p").resolve(written) == opened


def test_a_host_without_a_scheme_is_the_site_of_its_link():
    assert link("www.birds.example.com/heron").site == "birds.example.com"
    assert link("notes.md").site == ""
    assert link_kind("github.com/heron/maple") is LinkKind.CODE
