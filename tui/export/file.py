"""Writing items to a Markdown or JSON file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import digests
from tui.errors import ExportError
from tui.export.json import item_in_issue_json
from tui.export.json_schema import SCHEMA
from tui.export.markdown import items_markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.export.markdown import ChosenItem

_LONGEST_NAME = 60
"""Characters of a proposed name, without its extension."""

_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


def proposed_name(title: str) -> str:
    """Return a file name for `title`: its letters and digits, hyphens between them, and `.md`."""
    stem = _NOT_IN_NAMES.sub("-", title).strip("-.")[:_LONGEST_NAME].strip("-.")
    return f"{stem or 'items'}.md"


def exported(chosen: Sequence[ChosenItem], title: str, name: str) -> str:
    """Return the content of an export file called `name`: JSON for `.json`, else Markdown."""
    if Path(name).suffix.lower() != ".json":
        return items_markdown(chosen, title)
    items = [item_in_issue_json(issue, item) for issue, item in chosen]
    values = {"schema": SCHEMA, "items": items}
    return digests.safe_text(json.dumps(values, ensure_ascii=False, indent=2)) + "\n"


def write_export(
    chosen: Sequence[ChosenItem], title: str, name: str, extension: str | None = None
) -> Path:
    """Write items to a new file and return its absolute path.

    Args:
        chosen: Each item with its issue, in the order of the file.
        title: What the items have in common, such as a query.
        name: As the user typed it, `~` for the home folder; its extension decides the format.
        extension: Decides the format instead: `md` or `json`.

    Raises ExportError; an existing file is never overwritten.
    """
    path = _path(name)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(exported(chosen, title, f"items.{extension}" if extension else name))
    except FileExistsError:
        raise ExportError(str(path), "there is such a file already; choose another name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ExportError(str(path), f"it cannot be written: {reason}") from error
    return path.absolute()


def _path(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError:
        raise ExportError(name, "there is no home folder of this name") from None
