"""Where an anchor leads: to the section or item that holds its heading or its tag."""

from __future__ import annotations

import pytest

from digests import Issue, Publication, part_at
from digests.parsing import parse_issue
from digests.parsing.anchors import anchors_in, heading_anchor

ISSUE = """---
title: Maple 2026-10-02
---

# Maple 2026-10-02

[New models](#-new-models) [目录](#新模型) [Data](#data)

## 🍁 New models

- [Heron](https://heron.example.com/1) learns to count.
- [Oak](https://oak.example.com/2) opens its leaves.

## 新模型：一览

- [苍鹭](https://heron.example.com/3) 学会了数船。

## Notes

- [Elm](https://elm.example.com/4) waits.

## Notes

- [Ash](https://ash.example.com/5) waits too.

<a id="data"></a>

## Half a million leaves

- <a name="yew"></a>[Yew](https://yew.example.com/6) has more.

```
## No heading
```
"""


@pytest.fixture(scope="module")
def issue() -> Issue:
    return parse_issue(ISSUE, source="x.md", publication=Publication("maple"), issue_id="0" * 10)


@pytest.mark.parametrize(
    ("anchor", "title"),
    [
        ("-new-models", "🍁 New models"),
        ("new-models", "🍁 New models"),
        ("New_Models", "🍁 New models"),
        ("新模型一览", "新模型：一览"),
        ("%E6%96%B0%E6%A8%A1%E5%9E%8B%EF%BC%9A%E4%B8%80%E8%A7%88", "新模型：一览"),
        ("data", "Half a million leaves"),
        ("half-a-million-leaves", "Half a million leaves"),
        ("yew", "Yew"),
    ],
)
def test_an_anchor_leads_to_a_part(issue: Issue, anchor: str, title: str) -> None:
    part = part_at(issue, anchor)
    assert part is not None
    assert part.title.startswith(title)


def test_of_two_headings_with_one_name_the_second_has_a_number(issue: Issue) -> None:
    found = [part_at(issue, anchor) for anchor in ("notes", "notes-1")]
    assert found == [section for section in issue.sections if section.title == "Notes"]


@pytest.mark.parametrize("anchor", ["maple-2026-10-02", "nowhere", "no-heading", "", "-", "%"])
def test_other_anchors_lead_to_the_beginning(issue: Issue, anchor: str) -> None:
    assert part_at(issue, anchor) is None


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("1. **Heron** `v2`, at last!", "1-heron-v2-at-last"),
        ("[Oak & Elm](https://oak.example.com)", "oak--elm"),
        ("一、模型（新）", "一模型新"),
        ("snake_case and-more", "snake_case-and-more"),
    ],
)
def test_a_heading_is_named_as_github_does(heading: str, name: str) -> None:
    assert heading_anchor(heading) == name


def test_names_are_found_in_html_headings_and_tags() -> None:
    body = "<h2 id=\"a\">Oak</h2>\n\n<div id=b>\n\n<a name='c'></a>\ntext\n"
    found = [(place.name, place.line) for place in anchors_in(body, 10)]
    assert found == [("oak", 11), ("a", 11), ("b", 16), ("c", 16)]
