"""What the documents show can be typed: queries, command lines, settings."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digests import HitKind, Library, MarkChange
from tests.factories import write
from tui.cli.parser import options_of
from tui.cli.verbs import VERBS
from tui.keys.mistakes import all_mistakes
from tui.settings import read_settings
from tui.system.paths import samples_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
DOCUMENTS = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))

_CODE = re.compile(r"^```sh\n(.*?)^```|`([^`]+)`", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"\bainews ([a-z]+)\b([^|&#\n]*)")
_OPTION = re.compile(r"--[a-z-]+")
_SETTINGS = re.compile(r"^```toml\n(.*?)^```", re.DOTALL | re.MULTILINE)


def read(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def documented_queries() -> list[str]:
    table = read(ROOT / "README.md").partition("| Write | To find |\n")[2].partition("\n\n")[0]
    cells = [re.split(r"(?<!\\)\|", row)[1:3] for row in table.splitlines()[1:]]
    return [
        query
        for written, meaning in cells
        for query in re.findall(r"`([^`]+)`", written) + also(written, meaning)
    ]


def also(written: str, meaning: str) -> list[str]:
    """The values that a row gives beside its first: `also 2w` stands for `last:2w`."""
    field = written.strip(" `").partition(":")[0]
    return [f"{field}:{value}" for value in re.findall(r"`([^`]+)`", meaning)]


def documented_commands() -> set[tuple[str, str]]:
    """Each verb, and what stands behind it."""
    texts = (read(document).replace("\\|", "or") for document in DOCUMENTS)
    code = (found for text in texts for found in _CODE.findall(text))
    return {command for block, span in code for command in _COMMAND.findall(block or span)}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The samples and an issue of today in Japanese, with marks of every kind on some items."""
    folder = tmp_path_factory.mktemp("documents")
    today = datetime.datetime.now().astimezone().date()
    write(
        folder / "notes" / f"{today}.md",
        f"# ノート {today}\n\n## モデル\n\n- [ことばのモデルについて](https://arxiv.org/abs/1)\n",
    )
    with Library.open([samples_folder(), folder / "notes"], folder / "cache") as library:
        library.refresh()
        hits = library.search("heron").hits
        some = [hit.item_id for hit in hits if hit.kind is HitKind.ITEM]
        library.marks.change(some, MarkChange(read=True, starred=True, add_tags=("later",)))
        yield library


@pytest.mark.parametrize("query", documented_queries())
def test_a_documented_query_finds_something(samples: Library, query: str) -> None:
    assert samples.search(query).total > 0


def test_the_documents_show_queries_and_commands_of_many_kinds() -> None:
    assert len(documented_queries()) > 25
    assert len({verb for verb, _ in documented_commands()}) > 15


@pytest.mark.parametrize(("name", "behind"), sorted(documented_commands()))
def test_a_documented_command_line_has_a_verb_and_options_that_exist(
    name: str, behind: str
) -> None:
    verb = next(verb for verb in VERBS if verb.name == name)
    assert set(_OPTION.findall(behind)) <= set(options_of(verb))


@pytest.mark.parametrize("name", ["keys", "settings"])
def test_documented_settings_have_no_mistakes(name: str, tmp_path: Path) -> None:
    found = _SETTINGS.search(read(ROOT / "docs" / f"{name}.md"))
    assert found
    assert all_mistakes(read_settings(write(tmp_path / "settings.toml", found[1]))) == ()
