from __future__ import annotations

import datetime
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from digests import (
    Block,
    Code,
    Image,
    Kind,
    ListBlock,
    Look,
    Paragraph,
    Quote,
    Rule,
    Run,
    Subheading,
    Table,
)
from tests.factories import issue, item
from tui.text.item import (
    item_content,
)

ISSUE = issue(title="灯笼日报", publication="灯笼", date="2026-08-03")
STORY = "https://example.org/story"


def paragraph(text: str, look: Look = Look.PLAIN, url: str = "") -> Paragraph:
    return Paragraph((Run(text, look, url),))


def body_lines(*blocks, width=40, links=()):
    """The lines of a body alone."""
    story = replace(item(links=links), body=blocks, title_is_derived=True)
    lines = [line.plain for line in item_content(ISSUE, story, width).lines]
    return lines[lines.index("") + 1 :]


def styles_of(content, words):
    """The style strings on `words`."""
    found = set()
    for line in content.lines:
        at = line.plain.find(words)
        if at >= 0:
            found |= {str(s.style) for s in line.spans if s.start <= at < s.end}
    return found


def test_an_item_says_where_it_stands_and_has_its_title_above_its_text():
    story = item("青鸟-3 开源了", "权重公布了。", section=("模型", "开源"), links=())
    lines = [line.plain for line in item_content(ISSUE, story, 60).lines]
    assert lines == ["模型 › 开源", "青鸟-3 开源了", "灯笼 · 2026-08-03", "", "权重公布了。"]


def test_a_near_date_is_told_by_its_distance_too():
    today = datetime.date(2026, 8, 5)
    lines = [line.plain for line in item_content(ISSUE, item(), 60, today=today).lines]
    assert "灯笼 · 2 days ago, 2026-08-03" in lines


def test_a_long_item_says_how_long_it_takes():
    story = item(text="推理" * 600, section=())
    assert "灯笼 · 2026-08-03 · 3 min" in item_content(ISSUE, story, 60).content.plain


def test_a_derived_title_is_not_shown_twice():
    story = replace(item("It counts to ten", "It counts to ten."), title_is_derived=True)
    assert item_content(ISSUE, story, 60).content.plain.count("It counts") == 1


def test_the_title_in_the_other_language_is_below_the_title():
    story = item("Qingniao opens", alternative_title="青鸟开源")
    lines = [line.plain for line in item_content(ISSUE, story, 60).lines]
    assert lines[:2] == ["Qingniao opens", "青鸟开源"]


def test_what_is_no_story_says_so():
    story = item(kind=Kind.BOILERPLATE)
    assert "boilerplate" in item_content(ISSUE, story, 60).lines[1].plain


def test_looks_are_styles():
    runs = (
        Run("bold", Look.BOLD),
        Run(" slanted", Look.ITALIC),
        Run(" gone", Look.STRUCK),
        Run(" code", Look.CODE),
    )
    text = item_content(ISSUE, replace(item(), body=(Paragraph(runs),)), 60)
    assert "bold" in styles_of(text, "bold")
    assert "italic" in styles_of(text, "slanted")
    assert "strike" in styles_of(text, "gone")
    assert any("$text-success" in style for style in styles_of(text, "code"))


def test_an_image_is_its_description():
    runs = (Run("Veo 的画面", Look.IMAGE), Run(" "), Run("", Look.IMAGE))
    assert body_lines(Paragraph(runs)) == ["[img: Veo 的画面] [img]"]


def test_lists_nest_with_hanging_indents():
    inner = ListBlock(((paragraph("inner one that is longer"),), (paragraph("two"),)))
    outer = ListBlock(((paragraph("first"), inner), (paragraph("second"),)), start=9)
    assert body_lines(outer, width=20) == [
        " 9. first",
        "    ◦ inner one that",
        "      is longer",
        "    ◦ two",
        "10. second",
    ]


def test_two_paragraphs_of_an_entry_are_apart():
    entry = (paragraph("one"), paragraph("two"))
    assert body_lines(ListBlock((entry,))) == ["• one", "", "  two"]


def test_an_empty_entry_is_a_bullet():
    assert body_lines(ListBlock(((), (paragraph("b"),)))) == ["• ", "• b"]


def test_quotes_have_a_bar_on_every_line():
    quote = Quote((paragraph("问得不多，但都问在点子上"), Quote((paragraph("in it"),))))
    assert body_lines(quote, width=16) == [
        "▎ 问得不多，但都",
        "▎ 问在点子上",
        "▎",
        "▎ ▎ in it",
    ]


def test_code_keeps_its_lines_and_shows_where_one_was_broken():
    lines = body_lines(Code("if a:\n\tgo(home, now)"), width=14)
    assert [line.rstrip() for line in lines] == [" if a:", "     go(home,", "↪ now)"]


def test_code_has_the_colours_of_its_language_where_that_is_named():
    def looks(language):
        story = replace(item(), body=(Code("def go():\n    return 1", language),))
        return styles_of(item_content(ISSUE, story, 60), "return")

    assert looks("python") - looks("")
    assert looks("no language") == looks("") == looks("python" * 9)


def test_code_in_colours_is_the_same_text():
    code = Code("a = '大模型'\n\n# so  \nb = 2\n", "python")
    assert body_lines(code, width=30) == body_lines(replace(code, language=""), width=30)


def test_a_table_has_aligned_columns():
    rows = (((Run("青鸟"),), (Run("9B"),)), ((Run("Heron"),), (Run("210B"),)))
    table = Table(((Run("模型"),), (Run("size"),)), rows)
    assert body_lines(table) == ["模型   size", "───────────", "青鸟   9B", "Heron  210B"]


def test_a_table_that_is_too_wide_has_cells_of_several_lines():
    rows = (
        ((Run("青鸟"),), (Run("权重公布了，推理便宜了一半"),)),
        ((Run("Heron"),), (Run("a log"),)),
    )
    table = Table(((Run("模型"),), (Run("news"),)), rows)
    assert body_lines(table, width=23) == [
        "模型   news",
        "───────────────────────",
        "青鸟   权重公布了，推理",
        "       便宜了一半",
        "",
        "Heron  a log",
    ]


def test_a_table_that_is_much_too_wide_becomes_labelled_lines():
    rows = (((Run("a" * 20),), (Run("b" * 20),)), ((Run("c"),), ()))
    table = Table(((Run("one"),), (Run("two"),)), rows)
    assert body_lines(table, width=20) == [
        "one:",
        "a" * 20,
        "two:",
        "b" * 20,
        "",
        "one: c",
    ]


def test_subheadings_and_rules_divide_a_body():
    lines = body_lines(Subheading((Run("Why"),)), Rule(), paragraph("so"), width=10)
    assert lines == ["Why", "", "─" * 10, "", "so"]


def test_deep_nesting_still_leaves_room_for_the_text():
    block: Block = paragraph("still readable")
    for _ in range(60):
        block = ListBlock(((Quote((block,)),),))
    text = " ".join(line.split("▎")[-1].strip() for line in body_lines(block, width=30))
    assert "still readable" in text


def test_words_of_the_query_are_marked_across_looks():
    runs = (Run("青", Look.BOLD), Run("鸟开源"))
    story = replace(item(links=()), body=(Paragraph(runs),))
    text = item_content(ISSUE, story, 60, marks=lambda t: [(0, 2)] if t == "青鸟开源" else [])
    assert any("warning" in style for style in styles_of(text, "青鸟"))


def test_text_that_looks_like_markup_stays_text():
    hostile = 'x[/nope] [@click=app.quit] [v2=3, "q]'
    story = item(hostile, hostile, links=())
    assert item_content(ISSUE, story, 80).content.plain.count(hostile) == 2


runs = st.lists(
    st.builds(
        Run,
        st.text("模型ab ，。\n[]1\u200d\U0001f468", max_size=30),
        st.sampled_from([Look.PLAIN, Look.BOLD, Look.CODE, Look.IMAGE]),
        st.sampled_from(["", STORY]),
    ),
    max_size=4,
).map(tuple)
blocks = st.recursive(
    st.builds(Paragraph, runs) | st.builds(Code, st.text(max_size=40)) | st.just(Rule()),
    lambda inner: (
        st.builds(Quote, st.lists(inner, max_size=2).map(tuple))
        | st.builds(
            ListBlock,
            st.lists(st.lists(inner, max_size=2).map(tuple), max_size=3).map(tuple),
            st.none() | st.integers(0, 200),
        )
        | st.builds(
            Table, st.tuples(runs, runs), st.lists(st.tuples(runs, runs), max_size=2).map(tuple)
        )
    ),
    max_leaves=6,
)


@given(st.lists(blocks, max_size=3).map(tuple), st.integers(4, 60))
def test_any_body_fits_any_width(body, width):
    story = replace(item(), body=body, images=(Image("https://example.org/i.png"),))
    lines = item_content(ISSUE, story, width).lines
    assert max(cell_len(line.plain) for line in lines) <= width
    assert not any("\n" in line.plain for line in lines)


@pytest.mark.parametrize("width", [40, 100])
def test_a_long_item_is_set_at_once(width):
    words = tuple(
        Paragraph(
            (Run(f"澄江实验室公布了第{n}版权重，"), Run("推理", Look.BOLD), Run("便宜。" * 20))
        )
        for n in range(600)
    )
    story = replace(item(), body=words)
    start = time.process_time()
    text = item_content(ISSUE, story, width)
    assert sum(len(line) for line in text.lines) > 45_000
    assert time.process_time() - start < 2
