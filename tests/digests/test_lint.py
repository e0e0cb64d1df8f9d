"""What the linter names, and what it leaves alone."""

from __future__ import annotations

import datetime

import pytest

from digests import Publication, lint_issue, parse_issue

TODAY = datetime.date(2026, 11, 20)


def findings(text, source="letter-2026-11-20.md"):
    issue = parse_issue(text, source=source, publication=Publication("p"), issue_id="0")
    return [str(finding) for finding in lint_issue(issue, TODAY)]


def test_a_sound_issue_has_no_findings():
    assert findings("# Letter\n\n## Models\n\n- [One](https://example.com/1): is out\n") == []


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
            "# A\n\n## B\n\n- **1](https://example.com)\n",
            "letter-2026-11-20.md:5: an unparsed link in the title “**1](https://example.com)”",
        ),
        (
            "# A\n\n## B\n\n- [One](https://example.com/1)\n- [One](https://example.com/1)\n",
            "letter-2026-11-20.md:5: “One” occurs more than once",
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


def test_findings_stand_in_the_order_of_the_lines():
    text = "# A\n\n## B\n\n- [One](/1)\n- [Two](https://example.com/2)\n- [Three](/3)\n"
    assert [line.split(":")[1] for line in findings(text)] == ["5", "7"]
