"""Digests that hypothesis puts together from shapes, every word of which can be told from others.

In a shape `@` stands for a word that a reader sees and `%` for an address. Words and addresses are
numbered in reading order, so a word that is found twice, or nowhere, can be named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count, product
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD = re.compile("q[a-p]{3}")

HEADINGS = (
    "# @ @",
    "## @",
    "## [@](%)",
    "### @ @",
    "### 1. @",
    "#### @",
    "# @ 2026-11-20",
    "## 2026-11-20",
    "## 第 12 期 @",
    "## 🎉",
    "@\n===",
    "@ @\n---",
    "## **@**",
    "### 模型@",
)
PROSE = (
    "@ @ @",
    "@ [@](%) @",
    "[@](%)",
    "[@](%) @\n@",
    "%",
    "<%>",
    "@%",
    "*@ @* @",
    "~~@~~ @",
    "`@` @",
    "@  \n@",
    "@&nbsp;@ &lt;@&gt;",
    "**@",
    "@：@",
    "@: %",
    "![hidden](%)",
    "![](%) @",
    "[![hidden](%)](%) @",
    "[@][ref] @\n\n[ref]: %",
    "[@\n\n（@）](%)",
    "@\\_@",
    "#@ #@",
    "@\n# @: 0",
)
BOLD_LINES = (
    "**@ @**",
    "**@**: @",
    "**@** @",
    "**@**\n@ [@](%)",
    "**1. @**\n\n@ [@](%)",
    "__@ @__",
    "**[@](%)** @",
    "**[@]** [@](%)",
    "**@**: @\n**@**: [@](%)",
)
LISTS = (
    "- @\n- @",
    "- [@](%)\n- [@](%)",
    "* [@](%): @\n* [@](%). @",
    "- **@**: @ [@](%)\n- **@**: @",
    "- @ [@](%)\n\n  @\n- @ [@](%)",
    "1. **@**\n   @ [@](%)\n2. **@**\n   @",
    "1. @\n2. [@](%)",
    "- @\n  - [@](%)\n  - [@](%)",
    "- @\n  - @: @\n  - @: [@](%)\n- @\n  - @: @",
    "- @\n  - @\n    - [@](%) @\n  - @",
    "- @:\n\n  ```\n  @\n  ```",
    "- > @\n- | @ |\n  |---|\n  | @ |",
    "- [ ] @\n- [x] [@](%)",
    "- ## @\n  @",
    "- ****:\n- @",
    "- @\n@",
)
FIELDS_AND_SOURCES = (
    "- @: @\n- @: [@](%)",
    "- @：%\n- @：%",
    "- %\n- %",
    "- [Paper](%)\n- [Code](%)",
    "- [原文](%)",
    "- @ [Source](%)\n- [via](%)",
    "[Paper](%) | [Code](%)",
    "原文：%",
)
NUMBERED = (
    "1、@ [@](%)\n\n@ @\n\n2、**@**\n\n@",
    "1、\n\n@",
    "１、@ [@](%)",
    "（1）@ [@](%)",
    "1.@ [@](%)\n\n2.@ [@](%)",
    "__4、@__\n\n@",
)
QUOTES = (
    "> @ @",
    "> @\n>\n> -- [@](%)",
    "> - @ [@](%)\n> - @",
    "> ## @\n> @",
    "> @\n@",
)
TABLES = (
    "| @ | @ |\n|---|---|\n| [@](%) | @ |\n| [@](%) | @ |",
    "| @ | @ |\n|---|---|\n| @ |\n| @ | @ |",
    "|  |  |\n|--|--|\n| 1) [@](%) | @ |",
    "| # | @ |\n|---|---|\n| 1 | @ [@](%) |\n| 2 | [@](%) @ |",
    "| @ |\n|---|",
)
HTML = (
    "<h2>@</h2>",
    '<h3><a href="%">@</a></h3>\n<p>@</p>',
    "<p>@\n\n@</p>",
    '<p>@ <a href="%">@</a></p>',
    '<table><tr><th>@</th></tr><tr><td><a href="%">@</a></td><td>@</td></tr></table>',
    "<table>\n<tr>\n<td>\n\n@\n\n</td>\n</tr>\n</table>",
    '<ul><li>@</li><li><a href="%">@</a> @</li></ul>',
    "<ul>\n<li>@</li>\n\n<li>@</li>\n</ul>",
    "<ol><li>@<ul><li>@</li></ul></li></ol>",
    "<details>\n<summary>@</summary>\n\n@ @\n\n- [@](%)\n\n</details>",
    '<details><summary>@</summary><p>@ <a href="%">@</a></p></details>',
    '<dl><dt>@</dt><dd>@ <a href="%">@</a></dd></dl>',
    "<div>@</div>\n@",
    "<b>@</b><br>@",
    '<img src="%"></img> @',
    "@ <!-- hidden --> @",
    "<!-- hidden\n\nhidden -->\n\n@",
    "<script>hidden</script>\n\n@",
    "<blockquote>@</blockquote>",
    "<hr>\n@",
    '<div align="center">\n\n# @\n\n</div>',
)
CODE = ("```\n@\n```", "~~~text\n@ @\n\n@\n~~~", "    @", "```\n# @\n- [@](%)\n```")
NEVER_CLOSED = (
    "```\n@",
    "~~~\n@\n\n## @",
    "<details>\n<summary>@</summary>",
    "<div>@",
    "<table><tr><td>@",
    "<ul>\n<li>@",
    '<a href="%">@',
    "<b>@",
)
NOTES = ("@[^1] @", "[^1]: @ %", "@[^2].", "[^2]: @ @\n    @")
RULES = ("---", "***")
SUMMARIES = (
    "## Summary\n\n@ @",
    "## 摘要\n\n- @\n- @ [@](%)\n\n---\n\n@",
    "## Highlights\n\n### @\n\n- [@](%)\n- [@](%)\n\n### @\n\n@",
    "## 今日要点\n\n```\n@\n```\n\n@",
    "## TL;DR\n\n> @\n\n| @ |\n|---|\n| [@](%) |",
)
NAVIGATION = (
    "## @\n\n- [@](#a)\n- [@](#b)",
    "[TOC]",
    "[@](#a) | [@](#b)",
    "[← @](%) · [@ →](%)",
    "（完）",
)
HEADERS = (
    "",
    "---\ntitle: Letter\n---",
    "---\ntitle: @ @\ndescription: hidden **hidden**\n---",
    "---\ntitle: Letter\ntags: [hidden, hidden]\ncompanies:\n  - hidden\n---",
    '---\ntitle: Letter\ndescription: "hidden “hidden" hidden"\n---',
    "+++\ntitle = 'Letter'\ndate = 2026-11-20\n+++",
    "Title: Letter\nDate: 2026-11-20",
    "---",
    "# @ @",
)

SHAPES = (
    *HEADINGS,
    *PROSE,
    *BOLD_LINES,
    *LISTS,
    *FIELDS_AND_SOURCES,
    *NUMBERED,
    *QUOTES,
    *TABLES,
    *HTML,
    *CODE,
    *NEVER_CLOSED,
    *NOTES,
    *RULES,
    *SUMMARIES,
    *NAVIGATION,
)


@dataclass(frozen=True)
class Digest:
    """A text, and the words that a reader of it sees."""

    text: str
    words: tuple[str, ...]


def written(header: str, shapes: Sequence[str]) -> Digest:
    """Write `shapes` one below the other, with a word or an address in each place for one."""
    numbered = ("q" + "".join(letters) for letters in product("abcdefghijklmnop", repeat=3))
    words: list[str] = []
    addresses = count(1)

    def fill(match: re.Match[str]) -> str:
        if match[0] == "%":
            return f"https://example.com/{next(addresses)}"
        words.append(next(numbered))
        return words[-1]

    text = "\n\n".join(filter(None, (header, *shapes)))
    return Digest(re.sub("[@%]", fill, text) + "\n", tuple(words))


def digests(shapes: Sequence[str] = SHAPES) -> st.SearchStrategy[Digest]:
    """Return digests made of `shapes`, below a header of any form; no footnote is defined twice."""
    lists = st.lists(st.sampled_from(shapes), max_size=9, unique_by=_once_if_defined)
    return st.builds(written, st.sampled_from(HEADERS), lists)


def _once_if_defined(shape: str) -> object:
    return shape if shape.startswith("[^") else object()
