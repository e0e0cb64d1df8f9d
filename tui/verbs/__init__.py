"""The verbs of `ainews`, one module each.

A verb's module has `add_arguments(parser)` and `run(arguments, terminal) -> int`, and imports no
more than it needs: nothing here loads Textual. The table is apart from the modules so that
`ainews --help` loads none of them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """What the help says about a verb."""

    name: str
    """Also the name of its module."""

    usage: str
    """The arguments that matter, as shown behind the name."""

    summary: str
    """What it does, as an order, without a full stop."""

    examples: tuple[str, ...]
    """Whole command lines."""

    details: str = ""
    """What one has to know besides, in a few sentences."""


VERBS: tuple[Verb, ...] = (
    Verb(
        "add",
        "FOLDER...",
        "Add folders to the library",
        ("ainews add ~/news", "ainews add ~/news/weekly ~/news/daily"),
        "The folders are remembered in the settings file. Digests are read where they are and "
        "never changed.",
    ),
    Verb(
        "search",
        "QUERY [--limit N] [--json]",
        "Search all issues",
        ("ainews search 开源 模型", 'ainews search "gpt-5.6 in:weekly after:2026-01" --json'),
        'All words must occur; OR, -word, "a phrase", word* and fields such as in:, title:, '
        "site: and after: work as in the reader. Put -- before a query that begins with a minus.",
    ),
    Verb(
        "list",
        "[--json]",
        "List all issues, newest first",
        ("ainews list", "ainews list --json | head"),
    ),
    Verb(
        "show",
        "ID [--plain | --json]",
        "Print an issue or an item",
        ("ainews show 5f0c2a9b1e", "ainews show 5f0c2a9b1e.8d21 --plain | less"),
        "`ainews list` and `ainews search` print ids; the beginning of one is enough.",
    ),
    Verb(
        "index",
        "[--rebuild]",
        "Read new and changed files now",
        ("ainews index", "ainews index --rebuild"),
        "The reader does this by itself. Files that could not be read are named.",
    ),
    Verb(
        "parse",
        "FILE... [--outline | --json] [-v]",
        "Print what is understood of digest files",
        ("ainews parse 2026-08-21.md", "ainews parse -v 2026-08-21.md", "ainews parse --json *.md"),
        "Nothing is stored. With --json there is one JSON object a line and file. With -v each "
        "section and item is followed by the line it begins on and the rule that read it so; add "
        "that to a report of a misread digest.",
    ),
    Verb(
        "lint",
        "FOLDER...",
        "Name what looks wrong in digests",
        ("ainews lint ~/news", "ainews lint 2026-08-21.md"),
        "One line for each finding, with file and line: an issue without items, a claimed count "
        "that differs, links that lead nowhere, dates in the future. The exit code is 1 when "
        "something was found.",
    ),
)


def find_verb(name: str) -> Verb | None:
    """Return the verb with this name, or None."""
    return next((verb for verb in VERBS if verb.name == name), None)
