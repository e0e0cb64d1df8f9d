"""The digests that a fresh installation opens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import digests
from digests import Publication
from digests.parsing import parse_issue

if TYPE_CHECKING:
    from digests import Issue

SAMPLES = Path(digests.__file__).parent / "samples"
FILES = sorted(SAMPLES.glob("*/*.md"))

INVENTED_HOSTS = ("example.com", "example.org", "example.net", ".example")
"""The ends of host names that are reserved for documents and never lead anywhere."""

IDS = [path.parent.name for path in FILES]


def read(path: Path) -> Issue:
    text = path.read_text(encoding="utf-8")
    publication = Publication(path.parent.name)
    return parse_issue(text, source=path.name, publication=publication, issue_id="0" * 10)


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_sample_has_all_that_the_reader_shows(path: Path):
    issue = read(path)
    assert issue.date is not None
    assert issue.title != path.stem
    assert issue.language in {"zh", "en"}
    assert 10 <= len(issue.items) <= 20
    assert [item.title for item in issue.items if not item.body] == []


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_addresses_in_samples_are_invented(path: Path):
    sites = {link.site for item in read(path).items for link in item.links}
    assert {site for site in sites if not site.endswith(INVENTED_HOSTS)} == set()


def test_samples_come_in_both_languages():
    languages = [read(path).language for path in FILES]
    assert languages.count("zh") >= 4
    assert languages.count("en") >= 2


def test_a_damaged_header_costs_a_sample_nothing():
    issue = read(SAMPLES / "kiln-daily" / "2026-11-21.md")
    assert [problem.line for problem in issue.problems] != []
    assert issue.title == "AI窑火日报 2026/11/21"
    assert issue.subjects.tags == ("AI", "智能体", "开源", "AI daily")


def test_footnotes_of_a_sample_lead_to_their_sources():
    issue = read(SAMPLES / "step-notes" / "2026-11-13-L12.md")
    links = {item.title: [link.url for link in item.links] for item in issue.items}
    assert links["小模型的合唱"] == [
        "https://choir.example.org/demo",
        "https://github.example/choir/choir",
    ]
    (address,) = links["Heron 4 开放工具调用接口"]
    assert address.endswith("&timestamp=1794300297&ver=6052&signature=LQz9*rT0aW-kE7&new=1")
