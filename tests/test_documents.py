"""README and documents point at things that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))

_TARGET = re.compile(r"\]\(([^)\s]+)\)")
_TAG = re.compile(r"<[^>]+>")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_to_files_lead_to_files(document: Path):
    targets = _TARGET.findall(document.read_text(encoding="utf-8"))
    files = [target for target in targets if "://" not in target]
    assert [name for name in files if not (document.parent / name).is_file()] == []


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
