"""An issue file as text for the parser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Document(NamedTuple):
    """An issue file as text for the parser."""

    text: str
    """Markdown, with a header."""

    notes: tuple[str, ...] = ()
    """What may be wrong with it, as phrases that follow the file's name."""

    losses: tuple[str, ...] = ()
    """What could not be read of it, as phrases that follow the file's name."""


def header_lines(fields: Mapping[str, str]) -> str:
    """Return a header with those of `fields` that are not empty, whatever is in them."""
    # JSON is YAML: quoted like this, a value is always a string.
    lines = [f"{key}: {json.dumps(value)}" for key, value in fields.items() if value]
    return "\n".join(("---", *lines, "---", "", ""))
