"""Write what documents take from the program: `python -m docs.tables` in a clone.

The tables of README.md, docs/json.md and docs/ainews.1. Tests compare each with the program.
"""

from __future__ import annotations

import re
from pathlib import Path

from docs.json_document import json_document
from docs.manual import manual
from docs.readme_tables import commands_table, keys_table, settings_table

_ROOT = Path(__file__).parent.parent


def with_table(text: str, name: str, table: str) -> str:
    """Return `text` with another table between the marks of this name."""
    marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    return marks.sub(lambda found: f"{found[1]}{table}\n{found[2]}", text)


def main() -> None:
    """Write all of them."""
    readme = _ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    for name, table in (
        ("keys", keys_table()),
        ("commands", commands_table()),
        ("settings", settings_table()),
    ):
        text = with_table(text, name, table)
    readme.write_text(text, encoding="utf-8")
    (_ROOT / "docs" / "json.md").write_text(json_document(), encoding="utf-8")
    (_ROOT / "docs" / "ainews.1").write_text(manual(), encoding="utf-8")


if __name__ == "__main__":
    main()
