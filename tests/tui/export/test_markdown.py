"""An item as Markdown: what is read again from it says the same and leads to the same places."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import (
    Block,
    Code,
    ListBlock,
    Look,
    Paragraph,
    Quote,
    Rule,
    Run,
    Subheading,
    Table,
    runs_in,
)
from digests.parsing.markdown import read_parts
from tui.export.markdown import blocks_markdown

STORY = "https://example.org/story"


def written(*blocks: Block) -> str:
    return blocks_markdown(blocks, str)


def read(markdown: str) -> tuple[Block, ...]:
    return tuple(part.block for part in read_parts(markdown, {}))


@pytest.mark.parametrize(
    ("runs", "markdown"),
    [
        ((Run("plain snake_case, 3 < 4 & so"),), "plain snake_case, 3 < 4 & so"),
        ((Run("very", Look.BOLD), Run(" much")), "**very** much"),
        ((Run("摘要：", Look.BOLD), Run("文")), "**摘要**：文"),
        ((Run("Report", Look.BOLD, STORY),), f"[**Report**]({STORY})"),
        ((Run("a`b", Look.CODE),), "``a`b``"),
        ((Run("[x] *y*"),), r"\[x\] \*y\*"),
        ((Run("one\ntwo"),), "one  \ntwo"),
        ((Run("1. May"),), r"1\. May"),
        ((Run("# no heading"),), r"\# no heading"),
        ((Run("plan", Look.IMAGE, image="https://a.example/p(1).png"),),
         "![plan](<https://a.example/p(1).png>)"),
        ((Run("so"), Run("", url=STORY)), f"so[↗]({STORY})"),
    ],
)  # fmt: skip
def test_runs_are_written_as_people_write_them(runs, markdown):
    assert written(Paragraph(runs)) == markdown


def test_blocks_are_written_as_people_write_them():
    inner = ListBlock(((Paragraph((Run("inner"),)),),), start=9)
    row = ((Run("a|b"),), (Run("2"),))
    blocks = (
        Subheading((Run("Why"),)),
        ListBlock(((Paragraph((Run("one"),)), inner), (Paragraph((Run("two"),)),))),
        Quote((Paragraph((Run("said"),)), Code("x = 1", "python"))),
        Table(((Run("name"),), (Run("size"),)), (row,)),
        Rule(),
    )
    assert written(*blocks).split("\n") == [
        "### Why", "",
        "- one", "", "  9. inner", "- two", "",
        "> said", ">", "> ```python", "> x = 1", "> ```", "",
        "| name | size |", "| --- | --- |", r"| a\|b | 2 |", "",
        "***",
    ]  # fmt: skip


texts = st.text("模型ab ，。：\n[]()1.*_#`~<>!&;-+=|\\:/", max_size=16)
addresses = st.sampled_from(
    ["", STORY, "https://example.org/a_(b)?x=1&copy=2", "/relative", "https://e.org/a*b_c d"]
)
runs = st.lists(
    st.builds(
        Run,
        texts,
        st.sampled_from([Look.PLAIN, Look.BOLD, Look.ITALIC | Look.BOLD, Look.STRUCK, Look.CODE]),
        addresses,
    )
    | st.builds(Run, texts, st.just(Look.IMAGE), addresses, st.just("https://example.org/i.png")),
    min_size=1,
    max_size=4,
).map(tuple)
blocks = st.recursive(
    st.builds(Paragraph, runs)
    | st.builds(Subheading, runs)
    | st.builds(Code, texts)
    | st.just(Rule())
    | st.builds(Table, st.tuples(runs, runs), st.lists(st.tuples(runs, runs), max_size=2)),
    lambda inner: (
        st.builds(Quote, st.lists(inner, min_size=1, max_size=2).map(tuple))
        | st.builds(
            ListBlock,
            st.lists(st.lists(inner, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3),
            st.none() | st.integers(0, 200),
        )
    ),
    max_leaves=5,
)


@given(st.lists(blocks, max_size=4))
def test_what_is_read_again_has_the_same_words_and_links(body):
    again = read(blocks_markdown(body, str))
    assert words_of(again) == words_of(body)
    assert links_of(again) == links_of(body)


def words_of(body):
    """The letters and digits of a body, in order."""
    parts = [re.sub(r"[\W_]", "", text) for text in texts_of(body)]
    return "".join(parts)


def texts_of(body):
    for block in body:
        match block:
            case Code(text):
                yield text
            case Quote(inner):
                yield from texts_of(inner)
            case ListBlock(entries):
                for entry in entries:
                    yield from texts_of(entry)
            case _:
                yield from (run.text for run in runs_in([block]))


def links_of(body):
    """The addresses of a body, as they are looked up, in order."""
    urls = [run.url.replace(" ", "%20") for run in runs_in(body) if run.url]
    return [url for index, url in enumerate(urls) if urls[index - 1 : index] != [url]]
