"""Write what documents take from the program: `python -m docs.tables` in a clone.

The tables of docs/keys.md, docs/commands.md and docs/settings.md, all of docs/json.md and
docs/ainews.1. Tests compare each with the program.
"""

from __future__ import annotations

import re
from pathlib import Path

from docs.document_tables import commands_table, keys_table, settings_table
from docs.json_document import json_document
from docs.manual import manual

_DOCUMENTS = Path(__file__).parent

_TABLES = {"keys": keys_table, "commands": commands_table, "settings": settings_table}
"""By the name of the document and of the marks in it."""


def with_table(text: str, name: str, table: str) -> str:
    """Return `text` with another table between the marks of this name."""
    marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    return marks.sub(lambda found: f"{found[1]}{table}\n{found[2]}", text)


def main() -> None:
    """Write all of them."""
    for name, table in _TABLES.items():
        document = _DOCUMENTS / f"{name}.md"
        text = with_table(document.read_text(encoding="utf-8"), name, table())
        document.write_text(text, encoding="utf-8")
    (_DOCUMENTS / "json.md").write_text(json_document(), encoding="utf-8")
    (_DOCUMENTS / "ainews.1").write_text(manual(), encoding="utf-8")


if __name__ == "__main__":
    main()
