"""docs/architecture.md names what is there, and every room that is there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
TEXT = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
PATHS = sorted(set(re.findall(r"`((?:digests|tui|tests|docs|benchmarks)/[\w./-]*)`", TEXT)))
MOST_MODULES = 30
ROOMS = sorted(
    f"{folder.relative_to(REPOSITORY)}/"
    for package in ("digests", "tui")
    for folder in (REPOSITORY / package).rglob("*")
    if folder.is_dir() and any(folder.glob("*.*"))
    if not re.search(r"__pycache__|samples/", str(folder.relative_to(REPOSITORY)))
)


@pytest.mark.parametrize("path", PATHS)
def test_a_path_of_the_architecture_exists(path: str) -> None:
    assert (REPOSITORY / path).exists()


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_its_line(room: str) -> None:
    assert f"`{room}`" in TEXT


def test_no_folder_holds_more_than_a_glance_takes_in() -> None:
    modules = Counter(
        module.parent
        for package in ("digests", "tui", "tests")
        for module in (REPOSITORY / package).rglob("*.py")
    )
    assert [folder for folder, count in modules.items() if count > MOST_MODULES] == []
