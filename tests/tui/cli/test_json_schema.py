from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from docs.json_document import json_document
from docs.manual import manual
from tui.export.json_objects import FACTS, RETELLING, WHOLE_ISSUE
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
        assert_is_of_the_table(record, table_of(name, arguments))


@pytest.mark.parametrize("arguments", VERBS)
def test_json_lines_are_the_records_alone(run: Run, news: Path, arguments: str) -> None:
    printed = records(run, news, arguments, "--jsonl")
    assert printed
    for record in printed:
        assert_is_of_the_table(record, table_of(VERBS[arguments][0], arguments))


def table_of(name: str, arguments: str) -> str:
    """Return the table of a list, which is not always called as the list is."""
    return "headlines" if arguments.startswith("catchup") else name if name in RECORDS else "counts"


WHOLE = {
    **VERBS,
    "stats": ("publications", "months", "companies", "models", "topics", "people", "sites"),
    "stats --term heron": ("terms",),
    "doctor": ("checks",),
    "keys": ("keys",),
    "config show": ("settings",),
    "config check": ("mistakes",),
    "compare kiln oak": ("shared",),
}
"""Every verb that prints one object, with the lists in it."""


@pytest.fixture
def two_publications(news: Path) -> Path:
    other = news.parent / "oak"
    other.mkdir()
    (other / "2026-03-03.md").write_text((news / "2026-03-02.md").read_text("utf-8"), "utf-8")
    return news.parent


@pytest.mark.parametrize("arguments", WHOLE)
def test_every_field_of_every_object_is_documented(
    run: Run, two_publications: Path, arguments: str
) -> None:
    folder = [] if arguments.startswith(("keys", "config")) else ["-f", two_publications]
    hit = json.loads(run("search", "heron", "--json", *folder[:2])[1] or "{}") if folder else {}
    if arguments == "tags":
        run("mark", hit["hits"][0]["id"], "--tag", "later", *folder)
    words = [hit["hits"][0]["id"] if word == "ID" else word for word in arguments.split()]
    printed = json.loads(run(*words, "--json", *folder)[1])
    facts = {} if "--term" in words else FACTS.get(words[0], {})
    assert set(printed) == {"schema", *WHOLE[arguments], *facts}
    for field, meaning in facts.items():
        assert isinstance(printed[field], kind_of(meaning)), field
    for name in WHOLE[arguments]:
        _, table = RECORDS[table_of(name, arguments)]
        for record in printed[name]:
            assert list(record) == list(table)
            for field, meaning in table.items():
                if name != "settings" or field not in {"value", "default"}:
                    assert isinstance(record[field], kind_of(meaning)), field


def kind_of(meaning: str) -> type | tuple[type, ...]:
    kind = KINDS[meaning.split(maxsplit=1)[0].strip(";:,")]
    nothing = (type(None),) if "null" in meaning else ()
    return (*(kind if isinstance(kind, tuple) else (kind,)), *nothing)


def test_a_whole_issue_and_an_item_with_its_tellings_have_the_documented_fields(
    run: Run, two_publications: Path
) -> None:
    folder = ["-f", two_publications]
    run("catchup", "--since", "2026-01", *folder)
    item_id = json.loads(run("search", "heron", "--json", *folder)[1])["hits"][0]["id"]
    issue = json.loads(run("show", item_id.partition(".")[0], "--json", *folder)[1])
    assert list(issue) == ["schema", *WHOLE_ISSUE]
    parsed = json.loads(run("parse", "--json", two_publications / "oak" / "2026-03-03.md")[1])
    assert list(parsed) == ["file", *WHOLE_ISSUE]
    item = json.loads(run("show", item_id, "--json", *folder)[1])
    assert list(item) == ["schema", *RECORDS["items"][1], "tellings"]
    assert item["tellings"]
    for telling in item["tellings"]:
        assert list(telling) == list(RETELLING)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The heron waits for the kiln and it is warm.", "en"),
        ("窑火已经点燃，白鹭在等待。", "zh"),
        ("これはかまの火についての手紙です。", "ja"),
        ("Der Ofen brennt seit gestern Abend.", "other"),
    ],
)
def test_the_codes_of_languages_are_those_of_the_document(
    run: Run, tmp_path: Path, text: str, code: str
) -> None:
    folder = tmp_path / "maple"
    folder.mkdir()
    (folder / "2026-03-02.md").write_text(f"## {text}\n\n{text}\n", encoding="utf-8")
    (issue,) = json.loads(run("list", "--json", "-f", folder)[1])["issues"]
    assert issue["language"] == code
    assert f"`{code}`" in RECORDS["issues"][1]["language"]


def assert_is_of_the_table(record: dict[str, Any], name: str) -> None:
    _, fields = RECORDS[name]
    assert list(record) == list(fields)
    for field, meaning in fields.items():
        assert isinstance(record[field], KINDS[meaning.split()[0].strip(";:,")]), field


def test_the_document_of_json_is_what_the_tables_say() -> None:
    assert (DOCUMENTS / "json.md").read_text(encoding="utf-8") == json_document()


def test_the_manual_page_is_what_the_tables_say() -> None:
    assert (DOCUMENTS / "ainews.1").read_text(encoding="utf-8") == manual()
