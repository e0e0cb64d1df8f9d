"""Values as TOML; the file that a new user gets."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from tui.settings.settings import Declared, declared_settings

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def toml_value(value: object) -> str:
    """Return a value of a setting as it is written in the file; a table stands on one line."""
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return f"{value:g}"
        case None:
            return '""'
        case tuple() | list():
            return f"[{', '.join(map(toml_value, value))}]"
        case Mapping():
            pairs = (f"{_key(name)} = {toml_value(inner)}" for name, inner in value.items())
            return f"{{ {', '.join(pairs)} }}" if value else "{}"
        case Path():
            return _text(str(value))
        case _:
            return _text(str(value))


def setting_value(setting: Declared, value: object) -> str:
    """Return the value of a setting as it is written in the file."""
    if setting.name == "browser" and isinstance(value, tuple):
        import shlex

        return _text(shlex.join(value).replace("'{url}'", "{url}"))
    return toml_value(value)


def commented_file() -> str:
    """Return a settings file in which every setting is explained and none is set."""
    settings = declared_settings()
    plain = (_explained(s) for s in settings if not isinstance(s.default, Mapping))
    # What follows the heading of a table belongs to it.
    tables = (_explained_table(s) for s in settings if isinstance(s.default, Mapping))
    return "\n".join((_HEAD, *plain, *tables))


_HEAD = """\
# Settings of ainews. Take away the # before a line to set it.
# `ainews config check` names mistakes, `ainews config show` what is in force.
"""

_EXAMPLES = {
    "keys": '# "reader.search" = ["/", "ctrl+f"]\n# "marks.undo" = "u"\n',
    "macros": '# ",n" = ["marks.toggle-read", "going.next-item"]\n',
}


def _explained(setting: Declared) -> str:
    value = setting_value(setting, setting.default)
    return f"# {setting.sentence} ({setting.kind.words})\n# {setting.name} = {value}\n"


def _explained_table(setting: Declared) -> str:
    example = _EXAMPLES[setting.name]
    return f"# {setting.sentence}\n# [{setting.name}]\n{example}"


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    # JSON's escapes are TOML's too; only DEL may not stand for itself.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
