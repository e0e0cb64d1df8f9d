"""What structures a page structures its Markdown, and what only lays it out is gone."""

from html import escape

import pytest

from digests.html.markdown import markdown_from_html
from digests.lint.lost_words import issue_texts
from digests.model.issue import Publication
from digests.parsing import parse_issue

BASE = "https://maple.example/letters/7"


def markdown(html):
    return markdown_from_html(html, BASE)


def test_tables_that_lay_out_a_page_are_read_from_top_to_bottom():
    card = "<table><tr><td width=120><img src=/1.png alt=chart></td><td>{}</td></tr></table>"
    html = f"<table width=600><tr><td>{card.format('One')}</td></tr><tr><td>Two</td></tr></table>"
    assert markdown(html) == "![chart](https://maple.example/1.png)\n\nOne\n\nTwo"


def test_tables_of_data_keep_all_cells():
    html = (
        "<table><tr><th>Model<th>Score</tr><tr><td>Heron<td>61 | 62</tr>"
        "<tr><td>Oak<br>small<td><a href='/oak'>58</a></tr></table>"
    )
    assert markdown(html) == (
        "| Model | Score |\n| --- | --- |\n| Heron | 61 \\| 62 |\n"
        "| Oak<br>small | [58](https://maple.example/oak) |"
    )


def test_a_table_without_a_header_holds_data_if_it_only_has_short_cells():
    rows = "".join(f"<tr><td>Model {n}</td><td>{n} points</td></tr>" for n in range(3))
    assert markdown(f"<table>{rows}</table>").count("|") == 12
    assert "|" not in markdown(f"<table role=presentation>{rows}</table>")


def test_a_link_around_a_card_stays_on_its_heading():
    html = (
        "<a href='/heron'><div><img src='/h.png' alt=''><h3>Heron ships 4.2</h3>"
        "<p>It costs half.</p></div></a><a href='/oak'><table><tr><td><b>Oak waits</b></td></tr>"
        "<tr><td>Until May.</td></tr></table></a>"
    )
    assert "### [Heron ships 4.2](https://maple.example/heron)\n\nIt costs half." in markdown(html)
    assert "[**Oak waits**](https://maple.example/oak)\n\nUntil May." in markdown(html)


def test_bold_around_paragraphs_is_bold_inside_them():
    assert markdown("<b><p>One</p><p>Two</p></b>") == "**One**\n\n**Two**"


def test_large_lines_are_headings_in_the_order_of_their_size():
    items = "".join(
        f"<div style='font-size:18px'>Heron ships {n}</div><div>{'It costs half. ' * 5}</div>"
        for n in range(3)
    )
    html = f"<div style='font-size:2em'>Models</div>{items}<span style='font-size:2em'>Tools</span>"
    found = markdown(html)
    assert found.count("\n## Heron ships") == 3
    assert found.startswith("# Models\n")
    assert found.endswith("# Tools")


def test_sizes_in_a_style_sheet_count():
    html = (
        "<style>.t{font-size:22px} @media x{.p{font-size:40px}}</style>"
        + "<p class=t>Heron ships</p><p class=p>It costs half of what it did.</p>" * 2
    )
    assert markdown(html).count("# Heron ships\n\nIt costs half") == 2


def test_large_prose_is_no_heading():
    html = (
        f"<p style='font-size:24px'>{'Heron ships a model that costs half. ' * 4}</p><p>Text.</p>"
    )
    assert "#" not in markdown(html)


def test_two_line_breaks_end_a_paragraph_and_one_a_line():
    assert markdown("One<br>two<br><br>three<br>&nbsp;<br>four") == "One  \ntwo\n\nthree\n\nfour"


@pytest.mark.parametrize(
    "lines",
    ["• {}", "{n}. {}", "{n}、{}", "({n}) {}", "{n}\ufe0f\u20e3 {}", "【{}】 is out", "👉 {}"],
)
def test_lines_with_markers_are_a_list(lines):
    titles = ["Heron ships", "Oak waits", "Maple answers"]
    html = "<br>".join(lines.replace("{n}", str(n)).format(t) for n, t in enumerate(titles, 1))
    found = markdown(f"<p>Today:<br>{html}</p>")
    assert found.startswith("Today:\n\n")
    entries = found.split("\n\n")[1].split("\n")
    assert len(entries) == 3
    assert all(entry.startswith(("- ", "1. ", "2. ", "3. ")) for entry in entries)


def test_what_is_between_two_numbered_lines_belongs_to_the_first():
    html = "".join(
        f"<p>{n}、枫叶发布第{n}版</p><p>价格减半。</p><p>https://maple.example/{n}</p>"
        for n in (1, 2, 3)
    )
    found = markdown(f"{html}<p>今天就到这里吧。</p>")
    assert "2. 枫叶发布第2版\n\n   价格减半。\n\n   <https://maple.example/2>" in found
    assert found.endswith("\n\n今天就到这里吧。")


def test_chinese_numbers_above_numbered_lines_are_headings():
    html = "一、模型<br>1. 青鸟开源<br>2. 枫叶降价<br><br>二、工具<br>1. 苍鹭更新<br>2. 橡树等待"
    assert markdown(html) == (
        "## 一、模型\n\n1. 青鸟开源\n2. 枫叶降价\n\n## 二、工具\n\n1. 苍鹭更新\n2. 橡树等待"
    )


def test_numbers_in_a_text_make_no_list():
    html = "<p>In 2026. Then more.</p><p>3 ducks came.</p><p>4 ducks left.</p>"
    assert markdown(html) == "In 2026. Then more.\n\n3 ducks came.\n\n4 ducks left."


def test_a_marker_in_a_cell_of_its_own_belongs_to_the_next_cell():
    row = "<tr><td>•</td><td>Heron ships {}</td></tr>"
    html = f"<table>{''.join(row.format(n) for n in 'abc')}</table>"
    assert markdown(html) == "- Heron ships a\n- Heron ships b\n- Heron ships c"


def test_lists_of_terms_details_figures_and_numbers_are_kept():
    html = (
        "<dl><dt>Heron</dt><dd>ships</dd><dt>Oak</dt></dl><details><summary>Why</summary>Because."
        "</details><figure><img src=/a.png alt=a><figcaption>A chart</figcaption></figure>"
        "<ol start=4><li>Four<ul><li>half</li></ul></li><li>Five</li></ol>"
    )
    assert markdown(html) == (
        "- **Heron**: ships\n- **Oak**\n\n**Why**\n\nBecause.\n\n"
        "![a](https://maple.example/a.png)\n\nA chart\n\n4. Four\n   - half\n5. Five"
    )


def test_code_keeps_its_lines():
    assert markdown("<pre>a = *b*\n\n  c</pre>") == "```\na = *b*\n\n  c\n```"


def test_line_ends_of_the_source_are_no_spaces_between_chinese_characters():
    assert markdown("<p>开源\n<b>模型</b>\nHeron\n4.2</p>") == "开源**模型** Heron 4.2"


@pytest.mark.parametrize(
    "text",
    [
        *("1. one", "# two", "- three", "*four*", "[five]: x", "&copy;", "`six`", "a|b", "\\_"),
        *("5 < 6 & 7 > 3", "{{ name }}", "{% if x %}", "~~x~~", "import prices", "---", "> x"),
        "<b>x</b>",
    ],
)
def test_text_that_looks_like_markup_stays_text(text):
    found = markdown(f"<p>{escape(text)}</p>")
    issue = parse_issue(found, source="a.md", publication=Publication("a"), issue_id="0" * 10)
    assert list(issue_texts(issue))[-1] == text


def test_the_linked_title_of_an_entry_has_a_line_of_its_own():
    prose = "The price is half of what it was in May."
    html = f"<ul><li><a href=/1>Heron ships the model</a> {prose}</li></ul>"
    assert markdown(html) == f"- [Heron ships the model](https://maple.example/1)  \n  {prose}"


def test_a_page_in_a_quote_is_no_quote():
    html = f"<div>Begin forwarded message</div><blockquote><h2>Models</h2>{'<p>Heron.' * 40}"
    assert ">" not in markdown(html)
    assert markdown(
        "<p>Oak said, at length, on Tuesday</p><blockquote>We wait.</blockquote>"
    ).endswith("> We wait.")
