"""`ainews sources`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from digests import OutlineError, safe_line, shown_address
from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.library import chosen_sources
from tui.cli.terminal import dim
from tui.settings import load_settings
from tui.system.paths import settings_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digests import FolderName, Source, Sources
    from tui.cli.terminal import Terminal

_NOTHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--export", metavar="FILE", help="write the feeds as OPML; - prints them")
    parser.add_argument(
        "--tag", default="", metavar="NAME", help="only feeds and repositories with this tag"
    )
    add_json_options(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print the folders and the sources; 1 if there are none."""
    sources = chosen_sources()
    if arguments.export is not None:
        return _export(sources.outline(arguments.tag), arguments.export, terminal)
    folders = () if arguments.tag else load_settings(settings_file()).folders
    names = sources.folder_names()
    records = [_folder_json(folder, names.get(folder)) for folder in folders]
    records += [_source_json(source, sources) for source in sources.tagged(arguments.tag)]
    if wants_json(arguments):
        print_records(arguments, terminal, "sources", records)
    else:
        for record in records:
            _print(record, terminal)
    if not records and arguments.tag:
        terminal.notify(f"no source has the tag {arguments.tag}")
    elif not records:
        terminal.notify("there are no sources; `ainews add` adds folders, feeds and repositories")
    return 0 if records else _NOTHING_FOUND


def _print(record: dict[str, Any], terminal: Terminal) -> None:
    if record["kind"] == "folder":
        terminal.print(
            f"{record['kind']:<6}  {record['name']}", dim(f"  {record['title']}".rstrip())
        )
        return
    state = f"synced {record['synced']}" if record["synced"] else "not synced yet"
    tags = "".join(f"  #{tag}" for tag in record["tags"])
    terminal.print(
        f"{record['kind']:<6}  {record['name']}  {record['address']}  ", dim(f"{state}{tags}")
    )
    if record["failure"]:
        terminal.print(f"        failed: {record['failure']}")


def _folder_json(folder: Path, name: FolderName | None) -> dict[str, Any]:
    path = safe_line(str(folder))
    paths = dict.fromkeys(("name", "address", "folder"), path)
    return {
        "kind": "folder",
        **paths,
        "title": name.title if name else "",
        "synced": "",
        "failure": "",
        "tags": [],
    }


def _source_json(source: Source, sources: Sources) -> dict[str, Any]:
    state = sources.state(source)
    return {
        "name": source.name,
        "kind": source.kind.value,
        "address": shown_address(source.address),
        "title": source.title,
        "folder": str(sources.folder(source)),
        "synced": state.synced,
        "failure": state.failure,
        "tags": list(source.tags),
    }


def _export(outline: str, file: str, terminal: Terminal) -> int:
    if file == "-":
        terminal.print(outline.rstrip("\n"))
        return 0
    try:
        Path(file).expanduser().write_text(outline, encoding="utf-8")
    except (OSError, RuntimeError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise OutlineError(file, f"cannot be written: {reason}") from error
    terminal.print(f"{file}: {outline.count(' xmlUrl='):,} feeds written")
    return 0
