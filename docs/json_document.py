"""docs/json.md: what `--json` and `--jsonl` print, made from the tables that the tests hold.

`python -m docs.json_document` prints it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tui.export.json_objects import FACTS, RETELLING, WHOLE_ISSUE
from tui.export.json_schema import RECORDS, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HEAD = f"""# What `--json` prints

`--json` prints one object on one line: `"schema": "{SCHEMA}"`, facts about the whole such as
`total`, and one list of records. `--jsonl` prints the records alone, one a line. Both are UTF-8,
with letters as themselves.

New fields and new verbs may come at any time. When a field goes away or means something else, the
number in `schema` grows.

`ainews show --json` prints an object for each issue or item, an item with its other `tellings`
and the reasons for each; `ainews parse --json` prints one issue a line, and
`ainews index --progress json` lines with `progress`, then `report` or `error`, then `comparing` and
`compared`.
"""


def json_document() -> str:
    """Return the whole document in Markdown."""
    return "\n".join((_HEAD, *_sections()))


def _sections() -> Iterator[str]:
    for name, (verbs, fields) in RECORDS.items():
        yield f"## `{name}`\n\nPrinted by {verbs}.\n"
        yield from _table(fields)
        yield ""
    yield "## An issue by `show` and `parse`\n\n`ainews parse` begins it with `file`, its name.\n"
    yield from _table(WHOLE_ISSUE)
    yield "\n## `tellings` of an item by `show`\n"
    yield from _table(RETELLING)
    yield "\n## Facts about the whole\n"
    yield "| Verb | Field | What it holds |"
    yield "| --- | --- | --- |"
    for verb, fields in FACTS.items():
        for name, meaning in fields.items():
            yield f"| `{verb}` | `{name}` | {meaning} |"
    yield ""


def _table(fields: Mapping[str, str]) -> Iterator[str]:
    yield "| Field | What it holds |"
    yield "| --- | --- |"
    for name, meaning in fields.items():
        yield f"| `{name}` | {meaning} |"


if __name__ == "__main__":
    sys.stdout.write(json_document())
