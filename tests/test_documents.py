"""The documents point at things that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))

_TARGET = re.compile(r"\]\(([^)\s]+)\)")
_TAG = re.compile(r"<[^>]+>")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_to_files_lead_to_files(document: Path):
    targets = _TARGET.findall(document.read_text(encoding="utf-8"))
    files = [target for target in targets if "://" not in target]
    assert [target for target in files if not is_there(document, target)] == []


def is_there(document: Path, target: str) -> bool:
    """Say whether there is the file, and the heading behind `#`, that a link leads to."""
    name, _, anchor = target.partition("#")
    file = document.parent / name if name else document
    return file.is_file() and (not anchor or anchor in anchors(file))


def anchors(document: Path) -> set[str]:
    headings = _HEADING.findall(document.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_a_link_to_a_missing_file_or_heading_is_noticed():
    keys = ROOT / "docs" / "keys.md"
    assert is_there(keys, "settings.md")
    assert is_there(keys, "#all-keys")
    assert not is_there(keys, "seetings.md")
    assert not is_there(keys, "settings.md#all-keys")


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_the_first_pages_fit_on_two_screens(document):
    assert (ROOT / document).read_text(encoding="utf-8").count("\n") <= 120


@pytest.mark.parametrize("name", ["reader.svg", "search.svg"])
def test_the_pictures_show_chinese_digests(name):
    picture = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    assert "模型与开源" in _TAG.sub("", picture)


def test_the_pictures_load_nothing_from_the_network():
    for picture in (ROOT / "docs").glob("*.svg"):
        assert "url(http" not in picture.read_text(encoding="utf-8").replace('"', "")


def test_the_readme_names_the_two_commands_that_are_enough():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("make run", "make test"):
        assert command in readme
