"""No word that a browser would show is lost, and nothing appears that it would not show."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.html.flow import block_text
from digests.html.markdown import markdown_from_html
from digests.html.tree import parse_tree
from digests.html.walk import blocks_of
from digests.lint.lost_words import issue_texts
from digests.model.issue import Publication
from digests.parsing import parse_issue

_WORD = re.compile(r"w\d{4}|[\u4e00-\u9fff]\d{4}")

_AROUND = (
    "<p>{}</p>", "<div>{}</div>", "<b>{}</b>", "<a href='https://a.example/'>{}</a>", "<i>{}",
    "<h2>{}</h2>", "<h3>{}</h3>", "<ul><li>{}</ul>", "<ol start=3><li>{}</ol>", "<li>{}</li>",
    "<blockquote>{}</blockquote>", "<pre>{}</pre>", "<code>{}</code>", "<table><tr><td>{}</table>",
    "<table><tr><th>x<th>y<tr><td>{}<td>z</table>", "<tr><td>{}", "<dl><dt>{}<dd>v</dl>",
    "<dl><dd>{}</dl>", "<details><summary>{}</summary>u</details>", "<center>{}</center>",
    "<figure><figcaption>{}</figcaption></figure>", "<section style='font-size:30px'>{}</section>",
    "<span style='display:block'>{}</span>", "<font size=6>{}</font>", "<footer>{}</footer>",
    "<nav>{}</nav>",
    "<button>{}</button>", "<p>• {}<br>• {}", "1. {}<br>2. {}<br>",
    "一、{}<br>二、{}",
    "<a href='https://b.example/'><h3>{}</h3><p>{}</p></a>", "{}<hr>{}", "{} {}", "<td>{}</td>{}",
    "<p>{}<p>{}", "<b><p>{}</p>{}</b>", "【{}】{}<br>", "<p>{}</p>unsubscribe {}", "Share {}",
    "<s>{}</s>",
)  # fmt: skip
_HIDDEN = (
    "<script>{}</script>", "<style>{}</style>", "<div style='display:none'><p>{}</p></div>",
    "<span hidden>{}</span>", "<template>{}</template>", "<select><option>{}</select>",
    "<!-- {} -->", "<div style='max-height:0;overflow:hidden'>{}</div>",
    "<svg><title>{}</title></svg>",
)  # fmt: skip


@st.composite
def pages(draw):
    """A page, and how often it shows each of its words."""
    shown: Counter[str] = Counter()

    def text(is_shown):
        word = f"w{len(seen):04}"
        seen.append(word)
        shown[word] += is_shown
        return word

    seen: list[str] = []

    def part(depth, is_shown):
        if not depth or draw(st.integers(0, 3)) == 0:
            return text(is_shown)
        if draw(st.integers(0, 9)) == 0:
            return draw(st.sampled_from(_HIDDEN)).format(text(False))
        shape = draw(st.sampled_from(_AROUND))
        return shape.format(*[part(depth - 1, is_shown) for _ in range(shape.count("{}"))])

    html = " ".join(part(draw(st.integers(0, 5)), True) for _ in range(draw(st.integers(1, 5))))
    return html, +shown


def words(text):
    return Counter(_WORD.findall(text))


def parsed(markdown):
    issue = parse_issue(markdown, source="a.md", publication=Publication("a"), issue_id="0" * 10)
    header = () if issue.summary_blocks else (issue.summary,)
    return "\n".join((*issue_texts(issue), *header))


@given(pages())
def test_the_blocks_the_markdown_and_the_issue_say_what_the_page_shows(page):
    html, shown = page
    blocks = blocks_of(parse_tree(html), "")
    assert words("\n".join(map(block_text, blocks))) == shown
    markdown = markdown_from_html(html, "")
    assert words(markdown) == shown
    assert words(parsed(markdown)) == shown


@given(st.text())
def test_any_text_is_a_page(text):
    assert isinstance(markdown_from_html(text, "https://a.example/"), str)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000 + "Heron" + "</div>" * 50_000,
        "<b>" * 20_000 + "Heron",
        "<ul><li>" * 3_000 + "Heron",
        "<blockquote>" * 3_000 + "Heron",
        "<table><tr><td>" * 3_000 + "Heron",
        "<p>Heron" + "<a href='" * 100_000,
        f"<p title='{'x' * 1_000_000}'>Heron</p>",
        f"<img src='data:image/png;base64,{'A' * 1_000_000}'>Heron",
        "Heron" + "&amp;" * 100_000,
        "Heron" + "• x<br>" * 20_000,
        "Heron <p style='" + "a:b;" * 100_000 + "'>x",
    ],
    ids=range(11),
)
def test_hostile_pages_keep_their_words(html):
    assert "Heron" in markdown_from_html(html, "")


@pytest.mark.parametrize(
    "html",
    [
        "<img src=https://a.example/p.gif width=1 height=1>",
        "<img src=https://a.example/p.gif style='display:none'>",
        "<div style='display:none;max-height:0'>Preview &zwnj;&nbsp;&zwnj;</div>",
        "<p>&nbsp;&zwnj;&#847;</p>",
    ],
)
def test_what_tracks_or_fills_is_not_there(html):
    assert markdown_from_html(html, "") == ""
