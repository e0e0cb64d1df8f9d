from __future__ import annotations

from typing import Any

from digests import (
    Block,
    Code,
    Item,
    Link,
    ListBlock,
    Look,
    Paragraph,
    Quote,
    Rule,
    Run,
    Subheading,
    Table,
)
from tui.cli.plain_text import item_lines

ONE, TWO = "https://one.example/", "https://two.example/"


def words(text: str, look: Look = Look.PLAIN) -> Paragraph:
    return Paragraph((Run(text, look),))


def lines(*body: Block, **facts: Any) -> list[str]:
    return list(item_lines(Item("a.1", "标题", (), body, **facts)))


def test_title_body_and_links_follow_each_other() -> None:
    body = Paragraph((Run("读"), Run("原文", url=ONE), Run("。")))
    assert lines(body, links=(Link(ONE, "原文"), Link(TWO))) == [
        "标题",
        "读原文 [1]。",
        f"[1] {ONE}",
        f"[2] {TWO}",
    ]


def test_a_title_that_repeats_the_text_is_not_read_twice() -> None:
    assert lines(words("标题和更多"), title_is_derived=True) == ["标题和更多"]


def test_both_titles_of_a_bilingual_digest_are_there() -> None:
    assert lines(alternative_title="Title") == ["标题", "Title"]


def test_a_link_with_bold_words_in_it_has_one_number() -> None:
    runs = (Run("a ", url=ONE), Run("b", Look.BOLD, ONE), Run(" c", url=TWO))
    assert lines(Paragraph(runs), links=(Link(ONE), Link(TWO)))[1] == "a b [1] c [2]"


def test_images_are_described() -> None:
    assert lines(words("a cat", look=Look.IMAGE))[1] == "[img: a cat]"


def test_lists_nest() -> None:
    inner = ListBlock(((words("x"),), (words("y"),)), start=9)
    outer = ListBlock(((words("one"), inner), (words("two"),)))
    assert lines(outer)[1:] == ["- one", "  9. x", "  10. y", "- two"]


def test_an_empty_entry_keeps_its_mark() -> None:
    assert lines(ListBlock(((), (words("two"),))))[1:] == ["- ", "- two"]


def test_quotes_code_and_rules_have_marks() -> None:
    body = (Quote((words("q\nr"), Quote((words("s"),)))), Code("a\n\n  b"), Rule())
    assert lines(*body)[1:] == ["> q", "> r", "> > s", "    a", "", "      b", "---"]


def test_a_row_of_a_table_names_its_columns() -> None:
    table = Table(
        header=((Run("Model"),), (Run("Size"),), ()),
        rows=(((Run("青鸟"),), (Run("3 B"),), (Run("open"),)),),
    )
    assert lines(table)[1:] == ["Model: 青鸟; Size: 3 B; open"]


def test_a_sub_heading_is_a_line() -> None:
    assert lines(Subheading((Run("Why"),)), words("Because"))[1:] == ["Why", "Because"]
