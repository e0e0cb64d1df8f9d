"""Laws of the parser, for texts that nobody wrote by hand."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.model.issue import Publication
from digests.parsing import parse_issue
from digests.parsing.inline.fast_reader import read_simple, read_tagged
from digests.parsing.inline.plain_text import plain_text
from digests.parsing.inline.reader import InlineReader
from digests.parsing.markdown import markdown_parser
from digests.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests.model.issue import Issue

WORD = re.compile(r"[^\W\d_]+")

words = st.sampled_from(
    "model 模型 发布 GPT-5.6 agent 智能体 c++ 开源, 推理。 （英文） “引用” ok: 🎉 3.5%".split()
)
texts = st.lists(words, min_size=1, max_size=6).map(" ".join)
urls = st.integers(1, 99).map(lambda n: f"https://example.com/story/{n}?a=1&timestamp={n}")
links = st.builds("[{}]({})".format, texts, urls)
spans = st.one_of(
    texts, links, urls, *(texts.map(form.format) for form in ("**{}**", "*{}*", "`{}`", "**{}*"))
)
lines = st.lists(spans, min_size=1, max_size=4).map(" ".join)
entries = st.builds("{} {}".format, st.sampled_from(["-", "1.", "*"]), lines)
blocks = st.one_of(
    st.builds("{} {}".format, st.sampled_from(["#", "##", "###", "####"]), texts),
    lines,
    lines.map("**{}**".format),
    lines.map("> {}".format),
    st.lists(entries, min_size=1, max_size=4).map("\n".join),
    st.builds("{}、{}".format, st.integers(1, 9), lines),
    st.builds("| {} | {} |\n|---|---|\n| {} | {} |".format, texts, texts, spans, spans),
    st.just("---"),
    texts.map("```\n{}\n```".format),
    st.builds("[^{}]: {} {}".format, st.integers(1, 3), texts, urls),
    st.builds("{} [^{}]".format, texts, st.integers(1, 3)),
)
digests = st.lists(blocks, max_size=14).map("\n\n".join)
hostile = st.text(
    alphabet=st.sampled_from("[]()*_`~<>!#|-+:&;\\\"'\n\t 1a中、。\x1b\u202e\ud800\x00")
)


def parse(text: str) -> Issue:
    return parse_issue(
        text, source="letter.md", publication=Publication("laws"), issue_id="0123456789"
    )


def visible_words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


def words_of(issue: Issue) -> Iterator[str]:
    """Yield the texts of every place in which a word of the body can be."""
    yield issue.summary_heading
    yield plain_text((*issue.summary_blocks, *issue.lead, *issue.footer))
    for section in issue.sections:
        yield section.title
        yield plain_text((*section.intro, *section.outro))
    for item in issue.items:
        yield "" if item.title_is_derived else item.title
        yield item.alternative_title
        yield plain_text(item.body)


def rendered_words(text: str) -> Counter[str]:
    """The words that a browser would show, by markdown-it's own account of the text."""
    shown = re.sub(r"https?://\S+|\[\^\d\]:?|[*`#>|~-]|\]\(\S*\)", " ", text)
    return visible_words(shown)


@given(digests)
def test_every_visible_word_is_in_exactly_one_place(text):
    issue = parse(f"---\ntitle: Letter\n---\n\n{text}\n")
    kept = visible_words(" ".join(re.sub(r"https?://\S+", " ", t) for t in words_of(issue)))
    assert kept == rendered_words(text)


names = st.sampled_from(
    "h1 h2 h3 ul ol li dl dt dd table thead tbody tr td th caption blockquote details summary div p"
    " nav pre a b".split()
)
markup = st.one_of(
    names.map("<{}>".format), names.map("</{}>".format), st.sampled_from(["<br>", "<hr>", "\n\n"])
)
html_lines = st.lists(st.one_of(markup, texts, blocks.filter(lambda b: "`" not in b)), max_size=20)


@given(html_lines.map("\n".join))
def test_every_word_among_tags_is_in_exactly_one_place_however_they_are_nested(text):
    issue = parse(f"---\ntitle: Letter\n---\n\n{text}\n")
    kept = visible_words(" ".join(re.sub(r"https?://\S+", " ", t) for t in words_of(issue)))
    assert kept == rendered_words(re.sub(r"</?\w+>", " ", text))


@given(st.one_of(hostile, st.text(), digests, html_lines.map("".join)))
def test_any_text_is_an_issue(text):
    issue = parse(text)
    assert issue.title == safe_text(issue.title)
    assert all(item.title for item in issue.items)


@given(digests)
def test_no_two_items_of_an_issue_have_one_id(text):
    ids = [item.id for item in parse(text).items]
    assert len(set(ids)) == len(ids)


@given(digests)
def test_reading_a_text_again_gives_the_same_issue(text):
    assert parse(text) == parse(text)


starred = st.text(alphabet=st.sampled_from("**** aé中，.`"), max_size=20)


@given(st.one_of(hostile, starred, lines, st.lists(lines, max_size=3).map("  \n".join)))
def test_the_short_way_through_a_paragraph_reads_what_markdown_reads(text):
    source = safe_text(text).strip()
    simple = read_simple(source)
    if simple is not None:
        assert simple == by_markdown(source)


tags = st.sampled_from(
    "<li> </li> <b> </b> <br> <br/> <p>\n <a\nhref='x'> </a> <img\tsrc=y> <T> </T> <> < >".split(
        " "
    )
)


@given(
    st.lists(
        st.one_of(
            tags,
            lines,
            st.sampled_from(
                [
                    "  \n",
                    " ",
                    "&lt;",
                    "&#8212;",
                    "&#0;",
                    "&nope;",
                    ">",
                    "x_y",
                    "https://a.example/b",
                    "(http://a.example/b_c?d=1&e=2).",
                    "https://",
                    "x",
                    *"*_[]~`^",
                    "**",
                    "__",
                    "~~",
                ]
            ),
        )
    ).map("".join)
)
def test_the_short_way_through_tags_reads_what_markdown_reads(text):
    source = safe_text(text).strip()
    tagged = read_tagged(source)
    if tagged is not None:
        assert tagged == by_markdown(source)


@pytest.mark.parametrize(
    "source",
    [
        "<li>see https://a.example/b</li>",
        "<a href='https://a.example'>https://a.example</a>",
        "<li>*so* it **is**</li>",
        "<b>2 * 3</b> [1] ~4 <@5>",
        "<i>_name.py</i> `code`",
    ],
)
def test_little_markdown_among_tags_is_read_the_short_way(source):
    assert read_tagged(source) == by_markdown(source)


def test_words_in_brackets_among_tags_may_be_references():
    (item,) = parse("- <b>news</b> of [pipes]\n\n[pipes]: https://a.example/b").items
    assert [link.url for link in item.links] == ["https://a.example/b"]


def by_markdown(source):
    return InlineReader(markdown_parser(), {"footnotes": {}}).full_markdown(source)
