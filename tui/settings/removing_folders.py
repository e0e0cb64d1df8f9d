"""Taking a folder out of the list of folders, and changing nothing else in the file."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from tui.errors import SettingsError
from tui.settings.file import settings_text, settings_values
from tui.settings.folders import write_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRING = r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'"
_CUTS = (
    re.compile(rf"^[ \t]*(?:{_STRING})[ \t]*,?[ \t]*\n", re.MULTILINE),
    re.compile(rf"(?:{_STRING})[ \t]*,[ \t]*"),
    re.compile(rf",[ \t]*(?:{_STRING})"),
    re.compile(_STRING),
)
"""From a whole line to the text alone: the first cut that leaves a list in order is made."""


def remove_folder(path: Path, folder: Path) -> None:
    """Take `folder`, absolute, out of the settings file, however it is written there.

    Raises SettingsError when the file cannot be read or written, or is too unusual.
    """
    text = settings_text(path)
    wanted = settings_values(path, text)
    listed = wanted.get("folders", [])
    wanted["folders"] = [name for name in listed if _folder(name) != folder]
    for changed in _changed_texts(text):
        try:
            if tomllib.loads(changed) == wanted:
                write_settings(path, changed)
                return
        except tomllib.TOMLDecodeError:
            continue
    raise SettingsError(str(path), f"please take out of its folders: {folder}")


def _changed_texts(text: str) -> Iterator[str]:
    for cut in _CUTS:
        for match in cut.finditer(text):
            yield text[: match.start()] + text[match.end() :]


def _folder(name: object) -> Path | None:
    return Path(name).expanduser().absolute() if isinstance(name, str) else None
