"""Links and images of an item, numbered in its text and listed below it."""

from __future__ import annotations

from dataclasses import replace

from digests import Image, Look, Paragraph, Publication, Run
from tests.factories import issue, item, link
from tui.text.item import item_content

ISSUE = issue(publication="灯笼", date="2026-08-03")
STORY = "https://example.org/story"


def test_link_text_carries_its_number_for_the_mouse():
    story = replace(item(), body=(Paragraph((Run("the report", url=STORY),)),))
    text = item_content(ISSUE, story, 60)
    line = next(line for line in text.lines if "the report" in line.plain)
    metas = [span.style.meta for span in line.spans if not isinstance(span.style, str)]
    assert {"link": 1} in metas


def test_a_link_without_words_shows_its_address():
    story = replace(item(), links=(link("https://www.example.org/a?b=1", ""), link("/rel", "so")))
    lines = [line.plain for line in item_content(ISSUE, story, 60).lines]
    assert lines[-2:] == ["1 example.org/a?b=1", "2 /rel · so"]


def test_a_link_is_followed_by_its_number_and_listed_at_the_end():
    runs = (Run("See "), Run("the ", url=STORY), Run("report", Look.BOLD, STORY), Run("."))
    story = replace(item(links=(STORY, "https://www.example.net/x")), body=(Paragraph(runs),))
    lines = [line.plain for line in item_content(ISSUE, story, 60).lines]
    assert "See the report[1]." in lines
    assert lines[-2:] == ["1 example.org · source", "2 example.net · source"]


def test_images_are_numbered_behind_the_links():
    photo, plan = "https://img.example.net/photo.png", "https://img.example.net/plan.png"
    runs = (
        Run("照片", Look.IMAGE, image=photo),
        Run(" of "),
        Run("it", url=STORY),
        Run("", Look.IMAGE, STORY, plan),
    )
    story = replace(item(), body=(Paragraph(runs),), images=(Image(photo, "照片"), Image(plan)))
    text = item_content(ISSUE, story, 60)
    lines = [line.plain for line in text.lines]
    assert "[img: 照片][2] of it[img][1][3]" in lines
    assert lines[-3:] == [
        "1 example.org · source",
        "2 img.example.net · image · 照片",
        "3 img.example.net/plan.png · image",
    ]
    assert text.images == (2, 3)


def test_an_image_that_is_a_link_too_has_one_number():
    story = replace(item(), images=(Image(STORY, "seen"), Image("https://example.org/b.png")))
    text = item_content(ISSUE, story, 60)
    assert (len(text.links), text.images) == (2, (1, 2))


def test_the_list_of_links_says_what_is_a_paper_or_code():
    story = item(links=("https://arxiv.org/abs/2608.00001", "https://github.com/lantern/oil"))
    lines = [line.plain for line in item_content(ISSUE, story, 60).lines]
    assert lines[-2:] == ["1 arxiv.org · paper · source", "2 github.com · code · source"]


def test_a_relative_link_leads_to_the_site_of_its_publication():
    story = item(links=("/posts/7",))
    story = replace(story, body=(Paragraph((Run("so", url="/posts/7"),)),))
    lantern = replace(issue(story), publication=Publication("lantern", "https://lantern.example/"))
    text = item_content(lantern, story, 60)
    assert [found.url for found in text.links] == ["https://lantern.example/posts/7"]
    assert [line.plain for line in text.lines][-1] == "1 lantern.example · source"
    assert "so[1]" in text.content.plain
    assert item_content(ISSUE, story, 60).links[0].url == "/posts/7"


def test_the_source_is_the_primary_link_and_never_an_image():
    story = replace(
        item(links=("https://x.com/a/1", "https://github.com/lantern/oil")),
        images=(Image("https://arxiv.org/plot.png"),),
    )
    assert item_content(ISSUE, story, 60).primary == 2
    assert item_content(ISSUE, item(links=()), 60).primary == 0


def test_an_image_alone_is_the_source():
    story = replace(item(links=()), images=(Image("https://example.org/a.png"),))
    assert item_content(ISSUE, story, 60).primary == 1
