"""Text made to keep a parser busy costs in proportion to its length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digests import Publication, parse_issue
from tests.doubling import MOST, growth

if TYPE_CHECKING:
    from collections.abc import Callable

LENGTH = 8 * 1024


def again(piece: str) -> Callable[[int], str]:
    return lambda length: piece * (length // len(piece))


def numbered(form: str) -> Callable[[int], str]:
    return lambda length: "".join(form.format(n) for n in range(length // len(form)))


SHAPES: dict[str, Callable[[int], str]] = {
    "image openers": again("!["),
    "link openers": again("["),
    "link beginnings": again("[a]("),
    "link ends": again("]("),
    "nested brackets": again("[[]"),
    "quotes, then lazy lines": lambda n: ">" * 99 + " a\n" + again("lazy line\n")(n),
    "list entries": again("- a\n"),
    "entries in entries": lambda n: "".join(f"{' ' * (2 * (i % 40))}- a\n" for i in range(n // 44)),
    "declarations": again("<!A"),
    "comments": again("<!--"),
    "instructions": again("<?"),
    "open tags": again("<a "),
    "open attributes": again('<a href="'),
    "unknown tags": again("<foo>"),
    "unclosed bold tags": again("<b>"),
    "a heading that may end": lambda n: "# a " + "#" * n + " b",
    "entities": again("&amp;"),
    "numeric entities": again("&#x1b;"),
    "ampersands": again("&"),
    "backticks": again("`"),
    "backticks of all lengths": lambda n: "".join(
        "a" + "`" * i for i in range(int((2 * n) ** 0.5))
    ),
    "emphasis that never ends": again("*a "),
    "emphasis in words": again("a**b"),
    "underscores": again("_a "),
    "mixed emphasis": again("*a_ "),
    "stars in Chinese, one too many": lambda n: "中**" * (n // 6 * 2 + 1),
    "addresses with brackets": again("http://a.b/("),
    "addresses": again("http://a.b "),
    "schemes": again("https:"),
    "schemes without names": again("://"),
    "hosts with a known ending": again("a.com/b "),
    "a host of many labels": lambda n: again("a.")(n) + "com/b",
    "a host that never ends": lambda n: again("a-")(n) + "/ a.com/",
    "beginnings of wiki links": again("[[a"),
    "a wiki link that never ends": lambda n: "[[" + "a" * n,
    "wiki links in rows": lambda n: "|a|\n|-|\n" + again("| [[a|b]] |")(n),
    "bars behind a wiki link": lambda n: "| [[a|b]] " + "|" * n,
    "named tags": lambda n: "<a " + again("id ")(n) + "=x>",
    "a wide table": lambda n: "|" + "a|" * 99 + "\n|" + "-|" * 99 + "\n" + again("|a|\n")(n),
    "rows of links": lambda n: "|a|b|\n|-|-|\n" + again("|[x](https://a.b)|y|\n")(n),
    "reference definitions": numbered("[a{}]: /u\n"),
    "references": lambda n: "[a]: /u\n\n" + again("[a] ")(n),
    "footnotes": lambda n: "[^1]: x\n\n" + again("a[^1]")(n),
    "footnote definitions": numbered("[^{}]: x https://a.b/\n"),
    "bold lines": again("**a**\n\nb [c](https://d.e)\n\n"),
    "numbered paragraphs": again("1、[a](https://b.c)\n\nd\n\n"),
    "headings": again("## a\n\n- [b](https://c.d)\n\n"),
    "headings with nothing under them": again("## a\n\n"),
    "headings of all levels": lambda n: "".join(
        "#" * (1 + i % 6) + " a\n\n" for i in range(n // 6)
    ),
    "pasted headings": again("text\n# a\n"),
    "field lists": again("### a\n\n- k: v\n- l: w\n\n"),
    "rules": again("---\n\n"),
    "parentheses behind a title": lambda n: "- **a** " + "(" * n,
    "closed parentheses behind a title": lambda n: "- **a** " + again("()")(n),
    "template remains": again("{% "),
    "template fields": again("{{ "),
    "backslashes": again("\\"),
    "link halves": again("[a\n\nb\n\n"),
    "fences": again("```\n"),
    "fences that only open": again("```a\n\n## b\n\n"),
    "fences that open ever deeper": lambda n: "".join(
        f"```a\n\n{'#' * (1 + i % 6)} b\n\n" for i in range(n // 12)
    ),
    "fences with links": again("```a\n\n[b](https://c.d)\n\n"),
    "fences of all lengths": lambda n: "".join(
        f"{'`' * (40 - i % 37)}a\n\n## b\n\n" for i in range(n // 35)
    ),
    "fences that close each other": again("```\n\n## b\n\n```\n\n```a\n\n"),
    "comments that never end": again("<!-- a\n\n"),
    "comments that never end in entries": lambda n: again("- <!-- a\n\n  <!-- b\n\n")(n) + "-->",
    "comments in one entry": lambda n: "- a\n" + again("\n  <!-- b\n")(n) + "\n-->\n",
    "instructions that never end": again("<?a\n\n"),
    "scripts that never end": again("<script>\n\n## a\n\n"),
    "styles that never end": again("<style>\n\n"),
    "anchors": again("## a\n\n- [x](#y)\n\n"),
    "a preamble that never ends": lambda n: "export const a = (\n" + again("(\n")(n),
    "a header that never ends": lambda n: "---\n" + again("a: b\n")(n),
    "rows of an HTML table": again('<tr><td><a href="/u">a</a></td></tr>\n'),
    "HTML tables": again('<table><tr><td><a href="/u">a</a></td></tr></table>\n\n'),
    "HTML cells that never end": again("<td>"),
    "HTML lists in lists": again("<ul><li>a"),
    "HTML lists, closed": lambda n: "<ul>" + again('<li><a href="/u">a</a></li>\n')(n) + "</ul>",
    "HTML headings that never end": again("<h2>a\n\n"),
    "details with Markdown": again("<details>\n<summary>a</summary>\n\nb\n\n</details>\n\n"),
    "details that never end": again("<details><summary>a\n\n"),
    "definitions of terms": again("<dl><dt>a</dt><dd>b</dd></dl>\n"),
    "closing tags without openings": again("</div>"),
    "unknown attributes": lambda n: "<a " + again("b=c ")(n),
    "quotes in a tag": lambda n: "<a " + again("\"'")(n),
    "scripts": again("<script>\n\n"),
    "comments below headings": again("## a\n\n<!-- b\n\n"),
    "fences below headings": again("## a\n\n```\nb\n\n"),
    "nested fields": again("- a\n  - k: v\n  - l: [b](https://c.d)\n"),
    "labels": again("k: v\n"),
    "labels in a line": again("k: "),
    "entries that are sources": again("- https://a.b\n"),
    "words for sources": again("- [Paper](https://a.b)\n"),
    "link rows": again("[a](https://b.c) | "),
    "dates": again("2026-11-20 "),
    "dates in Chinese": again("2026 年 11 月 20 日"),
    "headings with dates": again("## 2026-11-20\n\n- [a](https://b.c)\n\n"),
    "years in a title": lambda n: "# " + again("2026-")(n),
    "digits in a title": lambda n: "# " + "1" * n,
    "numbers that are wide": again("１、[a](https://b.c)\n\n"),
    "numbers without a space": again("1.将 [a](https://b.c)\n\n"),
    "wiki links": again("[[a|b]] "),
    "kinds of links": again(f"- [{'原文链接' * 19}猫](https://b.c)\n"),
    "wiki links that never end": again("[[a|"),
    "hosts without a scheme": again("a.example/b "),
    "points": again("a."),
    "a title of commas": lambda n: "- " + again("a, ")(n) + "[b](https://c.d)",
    "a title of bars": lambda n: "- " + again("a | ")(n) + "[b](https://c.d)",
    "a title of prepositions": lambda n: "- " + again("by ")(n) + "[b](https://c.d)",
    "headings of a summary": again("## Summary\n\n### a\n\nb\n\n"),
    "struck words": again("~~a。~~b"),
    "open quotes in a header": lambda n: "---\n" + again('a: "b\n')(n) + "---\n",
    "blank lines in a header": lambda n: "---\na: b\n" + again("\nc\n")(n) + "---\n",
    "cells without a table": again("<td>"),
    "cells of words": again("<td>a"),
    "rows without cells": lambda n: "<table>" + again("<tr>")(n),
    "rows of all widths": lambda n: (
        "<table>" + "".join("<tr>" + "<td>a" * (i % 60) for i in range(n // 200))
    ),
    "one wide row and many narrow ones": lambda n: (
        "<table><tr>" + again("<td>a")(n // 2) + again("<tr><td>a")(n // 2)
    ),
    "lists in lists": again("<ul><li>"),
    "lists in lists, with words": again("<ul><li>a"),
    "closed lists in lists": lambda n: again("<ul><li>a")(n // 2) + again("</ul>")(n // 2),
    "lists between headings": again("<ul><li>a\n\n## b\n\n"),
    "lists of paragraphs": lambda n: "<ul>\n" + again("<li>\n\na\n\n")(n) + "</ul>",
    "tables in tables": again("<table><tr><td>a"),
    "quotes in quotes": again("<blockquote>a"),
    "descriptions": again("<dt>a<dd>b"),
    "details": again("<details><summary>a</summary>b\n\n"),
    "HTML headings": again("<h2>a</h2><p>b</p>\n\n"),
    "closing tags of nothing": again("</ul></td>"),
    "links around blocks": again("<a href=x><p>a"),
    "bold around blocks": again("<p><b>a"),
    "open attributes of blocks": again('<p "'),
    "quotes of two kinds": again("<p \"'<td"),
    "buttons": lambda n: "<p>" + again("<button>a")(n),
    "code in HTML": again("<p><pre>a</pre>"),
    "code that never ends": lambda n: "<p>" + again("<pre>a")(n),
    "digits": again("1"),
    "soft breaks": again("a\n"),
    "hard breaks": again("a  \n"),
}


def parse(text: str) -> None:
    parse_issue(text, source="a.md", publication=Publication("p"), issue_id="0")


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_takes_twice_the_time(shape):
    short, long = SHAPES[shape](LENGTH), SHAPES[shape](2 * LENGTH)
    assert growth(parse, short, long) <= MOST
