from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from docs.json_document import json_document
from docs.manual import manual
from tui.export.json_schema import RECORDS, SCHEMA

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Run

DOCUMENTS = Path(__file__).parents[3] / "docs"

VERBS: dict[str, tuple[str, ...]] = {
    "list": ("issues",),
    "unread": ("issues",),
    "search heron": ("hits",),
    "watch heron --all": ("hits",),
    "links ID": ("links",),
    "mark ID --tag later": ("changes",),
    "tags": ("tags",),
    "catchup --since 2026-01": ("stories",),
    "timeline heron": ("stories",),
}

KINDS: dict[str, type | tuple[type, ...]] = {
    "text": str,
    "number": (int, float),
    "true": bool,
    "list": list,
    "object": dict,
    "date": (str, type(None)),
}


def records(run: Run, news: Path, arguments: str, form: str) -> list[dict[str, Any]]:
    heron = json.loads(run("search", "heron", "--json", "-f", news)[1])["hits"][0]
    if arguments == "tags":
        run("mark", heron["id"], "--tag", "later", "-f", news)
    words = (heron["id"] if word == "ID" else word for word in arguments.split())
    code, out, _ = run(*words, form, "-f", news)
    assert code == 0
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("arguments", VERBS)
def test_a_json_object_has_the_schema_and_the_records_of_the_table(
    run: Run, news: Path, arguments: str
) -> None:
    (printed,) = records(run, news, arguments, "--json")
    (name,) = VERBS[arguments]
    assert printed["schema"] == SCHEMA
    assert printed[name]
    for record in printed[name]:
        assert_is_of_the_table(record, name)


@pytest.mark.parametrize("arguments", VERBS)
def test_json_lines_are_the_records_alone(run: Run, news: Path, arguments: str) -> None:
    printed = records(run, news, arguments, "--jsonl")
    assert printed
    for record in printed:
        assert_is_of_the_table(record, VERBS[arguments][0])


def assert_is_of_the_table(record: dict[str, Any], name: str) -> None:
    _, fields = RECORDS[name]
    assert list(record) == list(fields)
    for field, meaning in fields.items():
        assert isinstance(record[field], KINDS[meaning.split()[0].strip(";:,")]), field


def test_the_document_of_json_is_what_the_tables_say() -> None:
    assert (DOCUMENTS / "json.md").read_text(encoding="utf-8") == json_document()


def test_the_manual_page_is_what_the_tables_say() -> None:
    assert (DOCUMENTS / "ainews.1").read_text(encoding="utf-8") == manual()
