from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digests import Library
from tests.factories import write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digests import InsideLink

FIRST = """# Maple 2026-10-02

[Models](#models) [nowhere](#nowhere) [mail](mailto:heron@example.com)

## Models

- [Heron](https://heron.example.com/1), as told [yesterday](10-01.md#models), in [[Oak|a note]].
- [Elm](../gone.md) and [[Nobody]], [the web](https://elm.example.com/2).
"""
NOTE = "# Oak\n\n## Leaves\n\n- [Oak](https://oak.example.com/1) opens its leaves.\n"


@pytest.fixture
def library(tmp_path: Path, cache: Path) -> Iterator[Library]:
    root = tmp_path / "maple"
    write(root / "2026" / "10-01.md", FIRST.replace("10-02", "10-01"))
    write(root / "2026" / "10-02.md", FIRST)
    write(root / "notes" / "far" / "Oak.md", NOTE)
    write(root / "notes" / "Oak.md", NOTE)
    with Library.open([root], cache) as library:
        library.refresh()
        yield library


def ids(library: Library) -> dict[str, str]:
    return {summary.source.partition("/")[2]: summary.id for summary in library.issues()}


def inside(library: Library, name: str) -> dict[str, InsideLink]:
    return {link.url: link for link in library.issue(ids(library)[name]).inside_links}


def test_links_lead_to_headings_digests_and_notes(library: Library) -> None:
    known, found = ids(library), inside(library, "2026/10-02.md")
    assert {url: (link.issue_id, link.anchor) for url, link in found.items()} == {
        "#models": (known["2026/10-02.md"], "models"),
        "10-01.md#models": (known["2026/10-01.md"], "models"),
        "[[Oak]]": (known["notes/Oak.md"], ""),
    }


def test_sources_are_what_they_are_without_a_library(library: Library) -> None:
    issue = library.issue(ids(library)["2026/10-02.md"])
    assert [[link.url for link in item.links] for item in issue.items] == [
        ["https://heron.example.com/1", "10-01.md#models"],
        ["../gone.md", "https://elm.example.com/2"],
    ]


def test_a_file_outside_of_the_library_is_not_looked_for(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "gone.md", NOTE)
    library.refresh()
    assert "../gone.md" not in inside(library, "2026/10-02.md")
