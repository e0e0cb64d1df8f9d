"""The options `--json` and `--jsonl`, and printing records for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.export.json_schema import SCHEMA

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Mapping

    from tui.cli.terminal import Terminal


def add_json_options(parser: ArgumentParser, **others: str) -> None:
    """Declare `--json`, `--jsonl` and `others`, names with their help, as mutually exclusive."""
    form = parser.add_mutually_exclusive_group()
    for name, help_text in others.items():
        form.add_argument(f"--{name}", action="store_true", help=help_text)
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--jsonl", action="store_true", help="print a JSON object a line")


def wants_json(arguments: Namespace) -> bool:
    """Return whether `--json` or `--jsonl` was given."""
    return bool(arguments.json or arguments.jsonl)


def print_records(
    arguments: Namespace,
    terminal: Terminal,
    name: str,
    records: Iterable[Mapping[str, Any]],
    **facts: object,
) -> None:
    """Print records as one object with `facts`, or for `--jsonl` each on a line of its own.

    `name` is that of a list in `tui.export.json_schema.RECORDS`.
    """
    if arguments.jsonl:
        for record in records:
            terminal.print_json(record)
    else:
        terminal.print_json({"schema": SCHEMA, **facts, name: list(records)})
