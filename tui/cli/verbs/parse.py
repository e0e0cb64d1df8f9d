"""`ainews parse FILE...`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digests import DigestError, Item, date_text, named_files, read_issue_file
from tui.cli.terminal import bold, dim
from tui.export.json import issue_json
from tui.text.counts import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from digests import Issue, IssueFile, Section
    from tui.cli.terminal import Styled, Terminal

_UNREADABLE = 2


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the files and the form of the output."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a digest or a mailbox")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--outline", action="store_true", help="print a tree (the default)")
    form.add_argument("--json", action="store_true", help="print one JSON object a file")
    parser.add_argument("-v", "--verbose", action="store_true", help="name the rules that decided")


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print each file; 2 if one could not be read, which does not stop the others."""
    code = 0
    for name in arguments.files:
        try:
            files = named_files(Path(name))
        except DigestError as error:
            terminal.notify(error)
            code = _UNREADABLE
            continue
        for file in files:
            if not _print_issue(name, file, arguments, terminal):
                code = _UNREADABLE
    return code


def _print_issue(name: str, file: IssueFile, arguments: Namespace, terminal: Terminal) -> bool:
    """Print a file, or a message of the mailbox `name`; return False if it could not be read."""
    try:
        issue = read_issue_file(file)
    except DigestError as error:
        terminal.notify(error)
        return False
    terminal.notify_all(issue.problems)
    if arguments.json:
        terminal.print_json({"file": name} | issue_json(issue))
    else:
        _print_outline(issue, terminal, with_rules=arguments.verbose)
    return True


def _print_outline(issue: Issue, terminal: Terminal, *, with_rules: bool) -> None:
    facts = (
        date_text(issue.date, issue.date_precision),
        issue.publication.name,
        issue.language,
        "stub" if issue.is_stub else counted(len(issue.items), "item"),
    )
    terminal.print(bold(issue.title), dim("  " + " · ".join(fact for fact in facts if fact)))
    for line in _outline(issue.children, "  ", with_rules=with_rules):
        terminal.print(*line)
    terminal.print()


def _outline(
    children: tuple[Item | Section, ...], indent: str, *, with_rules: bool
) -> Iterator[tuple[str | Styled, ...]]:
    for child in children:
        rule = dim(f"  {child.line}: {child.rule}") if with_rules else ""
        if isinstance(child, Item):
            yield f"{indent}- {child.title}", dim(_sites(child)), rule
        else:
            yield indent, bold(child.title), rule
            yield from _outline(child.children, indent + "  ", with_rules=with_rules)


def _sites(item: Item) -> str:
    sites = dict.fromkeys(link.site for link in item.links if link.site)
    return "  " + ", ".join(sites) if sites else ""
