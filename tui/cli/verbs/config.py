"""`ainews config show|path|check|edit`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.terminal import dim
from tui.keys.mistakes import all_mistakes
from tui.settings import read_settings
from tui.settings.folders import write_settings
from tui.settings.settings import Declared, declared_settings
from tui.settings.toml import commented_file, setting_value
from tui.system.paths import settings_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tui.cli.terminal import Terminal
    from tui.settings import Mistake, SettingsFile

_MISTAKES_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the action."""
    parser.add_argument(
        "what",
        choices=("show", "path", "check", "edit"),
        metavar="show|path|check|edit",
        help="see above",
    )
    add_json_options(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Perform the action; 1 if `check`, also after `edit`, finds mistakes."""
    match arguments.what:
        case "path":
            terminal.print(str(settings_file()))
            return 0
        case "show":
            return _show(arguments, terminal)
        case "check":
            return _check(arguments, terminal)
        case _:
            return _edit(arguments, terminal)


def _show(arguments: Namespace, terminal: Terminal) -> int:
    file = read_settings(settings_file())
    if wants_json(arguments):
        records = (_setting_record(setting, file) for setting in declared_settings())
        print_records(arguments, terminal, "settings", records, path=str(settings_file()))
        return 0
    for setting in declared_settings():
        value = setting_value(setting, getattr(file.settings, setting.name))
        line = file.line_of((setting.name,))
        terminal.print(f"{setting.name} = {value}", dim(f"  # {_origin(setting, file, line)}"))
    return 0


def _origin(setting: Declared, file: SettingsFile, line: int) -> str:
    if not line:
        return "default"
    is_default = getattr(file.settings, setting.name) == setting.default
    is_refused = any(mistake.line == line for mistake in file.mistakes) and is_default
    return f"line {line}, default because of a mistake" if is_refused else f"line {line}"


def _check(arguments: Namespace, terminal: Terminal) -> int:
    path = settings_file()
    mistakes = all_mistakes(read_settings(path))
    if wants_json(arguments):
        records = map(_mistake_record, mistakes)
        print_records(arguments, terminal, "mistakes", records, path=str(path))
    elif mistakes:
        for mistake in mistakes:
            terminal.print(f"{path}:{mistake.line}: {mistake.message}")
    else:
        result = "no mistakes" if path.exists() else "there is no such file, and none is needed"
        terminal.print(f"{path}: {result}")
    return _MISTAKES_FOUND if mistakes else 0


def _edit(arguments: Namespace, terminal: Terminal) -> int:
    from tui.system.editor import edit, editor_command

    editor_command(os.environ)  # raises without an editor, before a file is created
    path = settings_file()
    if not path.exists():
        write_settings(path, commented_file())
    edit(path, os.environ)
    return _check(arguments, terminal)


def _setting_record(setting: Declared, file: SettingsFile) -> dict[str, Any]:
    return {
        "name": setting.name,
        "value": _plain(getattr(file.settings, setting.name)),
        "default": _plain(setting.default),
        "line": file.line_of((setting.name,)) or None,
    }


def _plain(value: object) -> object:
    """Return a value in the types of JSON."""
    match value:
        case bool() | int() | float() | str():
            return value
        case None:
            return ""
        case dict():
            return {name: _plain(inner) for name, inner in value.items()}
        case tuple():
            return [_plain(inner) for inner in value]
        case _:
            return str(value)


def _mistake_record(mistake: Mistake) -> dict[str, Any]:
    return {"line": mistake.line or None, "words": mistake.message, "setting": mistake.setting}
