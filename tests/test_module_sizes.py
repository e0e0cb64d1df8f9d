"""A newcomer finds any behaviour by folder and file name, and reads a file in one sitting."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.import_graph import REPOSITORY, import_graph, modules

if TYPE_CHECKING:
    from pathlib import Path

MODULES = sorted(path.relative_to(REPOSITORY) for path in modules().values())

MOST_LINES = 300
FEW_LINES = 40

SAYS_NOTHING = re.compile(
    r"(^|_)(utils?|helpers?|common|base|misc|types|manager|handlers?|stuff|tools?)(_|$)"
)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_is_read_in_one_sitting(module: Path) -> None:
    lines = (REPOSITORY / module).read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES


def test_a_few_lines_for_one_reader_stand_with_the_reader() -> None:
    importers = Counter(target for targets in import_graph().values() for target in targets)
    crumbs = [
        name
        for name, path in modules().items()
        if path.name != "__init__.py" and importers[name] == 1
        if path.read_text(encoding="utf-8").count("\n") < FEW_LINES
    ]
    assert crumbs == []


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_the_name_of_a_module_says_what_is_inside(module: Path) -> None:
    assert not any(SAYS_NOTHING.search(part) for part in (*module.parent.parts, module.stem))


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_says_what_it_is_for(module: Path) -> None:
    text = (REPOSITORY / module).read_text(encoding="utf-8")
    assert text.startswith(('"""', 'r"""')), "it has no docstring"
