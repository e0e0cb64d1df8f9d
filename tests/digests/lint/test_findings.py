"""What the linter names, and what it leaves alone."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from digests import Item, Publication, Section, lint_issue, parse_issue

TODAY = datetime.date(2026, 11, 20)


STORY = "- [One](https://example.com/1): is out\n"
PROSE = "Heron counts the words of every letter that it gets and tells nobody about them. "


def findings(text, source="letter-2026-11-20.md"):
    issue = parse_issue(text, source=source, publication=Publication("p"), issue_id="0")
    return [str(finding) for finding in lint_issue(issue, TODAY, text)]


def reasons(text):
    return [line.partition(": ")[2] for line in findings(text)]


def test_a_sound_issue_has_no_findings():
    assert findings(f"# Letter\n\n## Models\n\n{STORY}") == []


def test_the_end_of_the_week_is_no_doubtful_date():
    assert findings("# Letter, 2026-11-27\n\n- [One](https://example.com/1)\n") == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("# Letter\n\nJust words.\n", "letter-2026-11-20.md: no items found"),
        (
            "# Letter 2027-01-01\n\n- [One](https://example.com/1)\n",
            "letter-2026-11-20.md: doubtful date: 2027-01-01 is more than a week in the future",
        ),
        (
            "---\ndate: 1970-01-01\n---\n\n- [One](https://example.com/1)\n",
            "letter-2026-11-20.md: doubtful date: 1970-01-01 is very long ago",
        ),
        (
            "# 日报\n\n> 本次共收到 64 篇，精选展示 49 篇。\n\n- [甲](https://example.com/1)\n",
            "letter-2026-11-20.md: the text claims 64 and 49 items, 1 found",
        ),
        (
            "# A\n\n## B\n\n- [One](/news/1)\n",
            "letter-2026-11-20.md:5: “/news/1” is relative, and no home page is known",
        ),
        (
            "# A\n\n## B\n\n- [One](https://nowhere/1)\n",
            "letter-2026-11-20.md:5: “https://nowhere/1” has no host",
        ),
        (
            "# A\n\n## B\n\n- [One](vscode://open)\n",
            "letter-2026-11-20.md:5: “vscode://open” is neither http nor https",
        ),
        (
            "# A\n\n## B\n\n- **One](https://example.com): is out\n",
            ("letter-2026-11-20.md:5: an unparsed link in the title “**One]( is out”"),
        ),
        (
            "---\ntitle: a: b\n---\n\n- [One](https://example.com/1)\n",
            (
                "letter-2026-11-20.md:2: header not understood: "
                "mapping values are not allowed here; read line by line"
            ),
        ),
    ],
)
def test_what_looks_wrong_is_named_with_file_and_line(text, finding):
    assert finding in findings(text)


def test_an_issue_without_any_date_is_named():
    assert "letter.md: no date in header, title or file name" in findings("# A\n", "letter.md")


def test_a_claim_that_fits_is_not_named():
    text = "# 日报\n\n> 共收到 9 篇，精选 1 篇。\n\n## 甲\n\n- [乙](https://example.com/1)\n"
    assert [line for line in findings(text) if "claims" in line] == []


def test_a_stub_is_not_blamed_for_having_no_items():
    text = "Archived full issue body is served from static HTML at /frozen/1.html.\n"
    assert findings(text) == []


def test_a_number_of_something_else_is_no_claim():
    for opening in (
        "共 7476 条消息，来自 21 个服务器。",
        "We read 356 papers and 21 feeds for you.",
    ):
        text = f"# A\n\n> {opening}\n\n## B\n\n{STORY}"
        assert [line for line in findings(text) if "claims" in line] == []


def test_links_without_a_story_are_counted():
    text = "# A\n\nIn the [one](https://example.com/1) and the [other](https://example.com/2).\n"
    assert "no items found, although there are 2 links" in reasons(text)


def test_relative_links_of_an_unknown_page_are_one_finding():
    text = "# A\n\n## B\n\n- [One](/1)\n- [Two](/2)\n- [Three](/3)\n"
    assert findings(text) == [
        ("letter-2026-11-20.md:5: “/1” and 2 more links are relative, and no home page is known")
    ]


@pytest.mark.parametrize(
    "url", ["irc://irc.example.org/oak", "http://localhost:8000/", "issue-2.md", "../2.md#a"]
)
def test_a_link_that_leads_somewhere_is_no_finding(url):
    assert findings(f"# A\n\n## B\n\n- [One]({url})\n") == []


def test_findings_stand_in_the_order_of_the_lines():
    text = "# A\n\n## B\n\n- [One](http://a/1)\n- [Two](https://example.com/2)\n- [Three](http://a/3)\n"
    assert [line.split(":")[1] for line in findings(text)] == ["5", "7"]


def test_words_that_no_part_of_the_issue_has_are_named_with_their_line():
    text = f"# Letter\n\n{STORY}\nOak leaves fall\n"
    issue = parse_issue(text, source="a-2026-11-20.md", publication=Publication("p"), issue_id="0")
    lossy = replace(issue, lead=(), footer=(), summary_blocks=(), children=issue.children[:1])
    (finding,) = lint_issue(lossy, TODAY, text)
    assert finding.line == 5
    assert finding.reason == (
        "words with 13 letters are in no part of the issue, such as “Oak leaves fall”"
    )


def test_a_story_that_holds_most_of_an_issue_is_named():
    links = " ".join(f"[{n}](https://example.com/{n})" for n in "abcde")
    text = f"# Letter\n\n## Heron counts\n\n{PROSE * 40}{links}\n\n## Oak\n\n{PROSE}\n"
    assert "97% of the text is in one story, “Heron counts”" in reasons(text)


def test_an_essay_may_be_all_there_is():
    assert findings(f"# Letter\n\n## Heron counts\n\n{PROSE * 40}\n") == []


def test_code_that_holds_most_of_an_issue_is_named():
    text = f"# Letter\n\n## Heron\n\n{PROSE}\n\n```\n{PROSE * 40}\n"
    assert any("of the text is in one code block" in line for line in reasons(text))


def test_code_that_holds_headings_and_links_of_a_digest_is_named():
    digest = "## Heron\n\n[a](https://a.example)\n\n## Oak\n\n[b](https://b.example)\n"
    text = f"# Letter\n\n## Maple\n\nwords\n\n````\n{digest}````\n\n## Elm\n\nwords\n"
    assert "2 headings and 2 links are in one code block" in reasons(text)


def test_a_section_of_addresses_is_named():
    text = (
        f"# Letter\n\n## Models\n\n{STORY}\n## Papers\n\n"
        "- https://example.com/2\n- https://example.com/3\n"
    )
    issue = parse_issue(text, source="a-2026-11-20.md", publication=Publication("p"), issue_id="0")
    addresses = tuple(
        Item(str(n), f"https://example.com/{n}", ("Papers",), title_is_derived=True) for n in "23"
    )
    section = Section("Papers", ("Papers",), addresses, line=7)
    found = lint_issue(replace(issue, children=(*issue.children[:1], section)), TODAY)
    assert ("the section “Papers” holds only addresses", 7) in [(f.reason, f.line) for f in found]
