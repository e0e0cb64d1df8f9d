"""The parser against digests whose right reading was written down by hand.

A pair in `tests/data/issues` is named after what is odd in it; only the fields that its JSON gives
are compared. The small decisions are in `tests/data/*.txt`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from digests import Publication, date_text
from digests.parsing import parse_issue
from digests.parsing.inline.source_words import without_addresses
from tests.blocks import DATA, TextBlock, blocks_of

if TYPE_CHECKING:
    from digests import Issue, Item

ODDITIES = sorted(path.stem for path in (DATA / "issues").glob("*.md"))

AROUND_PROSE = "---\ntitle: Letter\n---\n\n## One\n\n{}\n\n## Two\n\nOther words.\n"
AROUND_ENTRY = "---\ntitle: Letter\n---\n\n## One\n\n{}\n## Two\n\n- [Two](https://example.com/2)\n"
AROUND_SECTIONS = "---\ntitle: Letter\n---\n\n{}\n## End\n\n- [End](https://example.com/end)\n"


def parse(text: str, source: str = "letter.md") -> Issue:
    return parse_issue(text, source=source, publication=Publication("golden"), issue_id="0" * 10)


def sentences(file_name: str) -> list[Any]:
    return [pytest.param(block, id=block.name.replace(" ", "-")) for block in blocks_of(file_name)]


def words(text: str) -> str:
    return " ".join(text.split())


def compared_item(item: Item, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return what the golden item speaks about, as the parser read it."""
    found: dict[str, Any] = {
        "section": list(item.section),
        "title": item.title,
        "title_starts": item.title[: len(wanted.get("title_starts", ""))],
        "alternative_title": item.alternative_title,
        "links": [link.url for link in item.links],
        "n_images": len(item.images),
        "kind": item.kind.value,
    }
    return {field: found[field] for field in wanted}


def compared_issue(issue: Issue, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return what the golden issue speaks about, items apart."""
    found: dict[str, Any] = {
        "title": issue.title,
        "date": issue.date.isoformat() if issue.date else None,
        "date_precision": issue.date_precision.value,
        "summary": words(issue.summary),
        "summary_starts": words(issue.summary)[: len(wanted.get("summary_starts", ""))],
        "subjects": sorted(issue.subjects.all()),
        "problems": len(issue.problems),
        "is_stub": issue.is_stub,
        "sections": [list(section.path) for section in issue.sections],
    }
    return {field: found[field] for field in wanted if field in found}


def golden(oddity: str) -> tuple[Issue, dict[str, Any]]:
    """Return the issue as parsed and as it should be."""
    pair = DATA / "issues" / oddity
    wanted = json.loads(pair.with_suffix(".expected.json").read_text(encoding="utf-8"))
    source = wanted.get("source", f"{oddity}.md")
    return parse(pair.with_suffix(".md").read_text(encoding="utf-8"), source), wanted


@pytest.mark.parametrize("oddity", ODDITIES)
def test_the_issue_is_read_as_its_golden_pair_says(oddity):
    issue, wanted = golden(oddity)
    if "summary" in wanted:
        wanted["summary"] = words(wanted["summary"])
    if "subjects" in wanted:
        wanted["subjects"].sort()
    issue_wanted = {
        field: value for field, value in wanted.items() if field not in {"items", "source"}
    }
    assert compared_issue(issue, wanted) == issue_wanted


@pytest.mark.parametrize("oddity", ODDITIES)
def test_the_items_are_those_of_its_golden_pair(oddity):
    issue, wanted = golden(oddity)
    found = [
        compared_item(item, golden_item)
        for item, golden_item in zip(issue.items, wanted["items"], strict=False)
    ]
    assert found == wanted["items"]
    assert [item.title for item in issue.items[len(found) :]] == []


@pytest.mark.parametrize("oddity", ODDITIES)
def test_a_derived_title_is_what_the_text_says_first(oddity):
    issue, wanted = golden(oddity)
    explicit = {item["title"] for item in wanted["items"] if "title" in item}
    derived = [item for item in issue.items if item.title_is_derived]
    assert [item.title for item in derived if item.title in explicit] == []
    for item in derived:
        assert item.title.rstrip("…") in without_addresses(item.text)


@pytest.mark.parametrize("oddity", ODDITIES)
def test_no_two_items_have_one_id(oddity):
    ids = [item.id for item in golden(oddity)[0].items]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("mark", ["**", "__"])
def test_marks_of_emphasis_are_read_not_shown(mark):
    issue, _ = golden("bold-labels-closed-against-the-rules-of-markdown")
    assert [item.title for item in issue.items if mark in item.title + item.text] == []


@pytest.mark.parametrize("block", sentences("links.txt"))
def test_links(block: TextBlock):
    item = parse(AROUND_PROSE.format(block.text)).items[0]
    assert tuple(link.url for link in item.links) == block.expected


@pytest.mark.parametrize("block", sentences("titles.txt"))
def test_titles(block: TextBlock):
    item = parse(AROUND_ENTRY.format(block.text)).items[0]
    (expected,) = block.expected
    found = f"~ {item.title}" if item.title_is_derived else f"= {item.title}"
    assert (found[: len(expected)] if item.title_is_derived else found) == expected


@pytest.mark.parametrize("block", sentences("dates.txt"))
def test_dates(block: TextBlock):
    issue = parse(block.text, block.source)
    assert (date_text(issue.date, issue.date_precision) or "none",) == block.expected


@pytest.mark.parametrize("block", sentences("outlines.txt"))
def test_outlines(block: TextBlock):
    found = outline(parse(AROUND_SECTIONS.format(block.text)))
    cut_to = [len(line) if line.startswith("~") else None for line in block.expected]
    assert found[-2:] == ["# End", "- End"]
    assert len(found[:-2]) == len(block.expected)
    assert tuple(line[:end] for line, end in zip(found, cut_to, strict=False)) == block.expected


def outline(issue: Issue) -> list[str]:
    """Return `# SECTION / SECTION`, `- explicit title` and `~ derived title`, in reading order."""
    items_by_section: dict[tuple[str, ...], list[str]] = {(): []}
    items_by_section |= {section.path: [] for section in issue.sections}
    for item in issue.items:
        mark = "~" if item.title_is_derived else "-"
        items_by_section[item.section].append(f"{mark} {item.title}")
    return [
        line
        for path, titles in items_by_section.items()
        for line in ([f"# {' / '.join(path)}"] if path else []) + titles
    ]


def test_controls_of_a_digest_are_shown_not_obeyed():
    issue = parse(
        "---\ntitle: A \x1b]0;owned\x07\n---\n\n## B\x9b31m\n\n- [C\u202e](https://example.com/c)\n"
    )
    (section,), (item,) = issue.sections, issue.items
    assert issue.title == "A ^[]0;owned^G"
    assert (section.title, item.title) == ("B\ufffd31m", "C\ufffd")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_a_link_that_could_run_something_is_never_offered_as_a_source(url):
    item = parse(AROUND_PROSE.format(f"[run]({url}) and [read](https://example.com/a)")).items[0]
    assert "https://example.com/a" in [link.url for link in item.links]
    assert url not in [link.url for link in item.links]
