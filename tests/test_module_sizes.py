"""A newcomer finds any behaviour by folder and file name, and reads a file in one sitting."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
MODULES = sorted(
    path.relative_to(REPOSITORY)
    for package in ("digests", "tui")
    for path in (REPOSITORY / package).rglob("*.py")
)

MOST_LINES = 300

# The words of the models' values come to more than that, and no cut would make them clearer.
MAY_BE_LONGER: dict[Path, int] = {}

SAYS_NOTHING = re.compile(
    r"(^|_)(utils?|helpers?|common|base|misc|types|manager|handlers?|stuff|tools?)(_|$)"
)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_is_read_in_one_sitting(module: Path) -> None:
    lines = (REPOSITORY / module).read_text(encoding="utf-8").count("\n")
    assert lines <= MAY_BE_LONGER.get(module, MOST_LINES)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_the_name_of_a_module_says_what_is_inside(module: Path) -> None:
    assert not any(SAYS_NOTHING.search(part) for part in (*module.parent.parts, module.stem))


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_says_what_it_is_for(module: Path) -> None:
    text = (REPOSITORY / module).read_text(encoding="utf-8")
    assert text.startswith(('"""', 'r"""')), "it has no docstring"
