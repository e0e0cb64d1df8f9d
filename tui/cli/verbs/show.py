"""`ainews show ID`: an issue, or an item with the other tellings of its story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import Section, date_text
from tui.cli.ids import add_ids, is_item_id, read_ids
from tui.cli.options import add_library_option, open_indexed_library
from tui.cli.plain_text import blocks_lines, item_lines
from tui.cli.story_options import users_language
from tui.cli.terminal import Terminal, bold, dim
from tui.export.json import issue_json, item_in_issue_json, tellings_json
from tui.export.json_schema import SCHEMA
from tui.text.stories.templates import reason
from tui.text.stories.words import words_for

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable

    from digests import Block, Issue, Item, Library, Retelling, Tellings
    from tui.text.stories.templates import StoryWords


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the id and the form of the output."""
    add_ids(parser, "issues or items")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help="without bold, also on a terminal")
    form.add_argument(
        "--json", action="store_true", help="print a JSON object for each ID, one a line"
    )
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print issues with all their items, or single items, in the order of their ids."""
    if arguments.plain:
        terminal = Terminal(terminal.out, terminal.err)
    with open_indexed_library(arguments, terminal) as library:
        for number, wanted in enumerate(read_ids(arguments)):
            if number and not arguments.json:
                terminal.print()
            _show(wanted, library, terminal, as_json=arguments.json)
    return 0


def _show(wanted: str, library: Library, terminal: Terminal, *, as_json: bool) -> None:
    if is_item_id(wanted):
        issue, item = library.item(wanted)
        _show_item(issue, item, library, terminal, as_json=as_json)
    else:
        _show_issue(library.issue(wanted), terminal, as_json=as_json)


def _show_item(
    issue: Issue, item: Item, library: Library, terminal: Terminal, *, as_json: bool
) -> None:
    # New items are not compared first, which could take minutes: `ainews index` does that.
    language = users_language()
    tellings = library.stories.tellings(item.id, language)
    if as_json:
        record = item_in_issue_json(issue, item) | {"tellings": tellings_json(tellings)}
        terminal.print_json({"schema": SCHEMA} | record)
        return
    terminal.print(dim(" › ".join((_heading(issue), *item.section))))
    _print_item(item, terminal)
    _print_tellings(tellings, words_for(language), terminal)


def _show_issue(issue: Issue, terminal: Terminal, *, as_json: bool) -> None:
    if as_json:
        terminal.print_json({"schema": SCHEMA} | issue_json(issue))
        return
    terminal.print(bold(issue.title))
    terminal.print(dim(_heading(issue)))
    summary = _text(issue.summary_blocks) or issue.summary
    for text in (issue.summary_heading, summary, _text(issue.lead)):
        if text:
            terminal.print("\n", text)
    _print_children(issue.children, terminal)
    _print_blocks(issue.footer, terminal)


def _print_children(children: Iterable[Item | Section], terminal: Terminal) -> None:
    for child in children:
        if isinstance(child, Section):
            terminal.print("\n# ", bold(" › ".join(child.path)))
            _print_blocks(child.intro, terminal)
            _print_children(child.children, terminal)
            _print_blocks(child.outro, terminal)
        else:
            terminal.print()
            _print_item(child, terminal)


def _print_blocks(blocks: tuple[Block, ...], terminal: Terminal) -> None:
    if blocks:
        terminal.print("\n", _text(blocks))


def _print_item(item: Item, terminal: Terminal) -> None:
    lines = item_lines(item)
    first = next(lines, "")
    terminal.print(first if item.title_is_derived else bold(first))
    for line in lines:
        terminal.print(line)


def _text(blocks: tuple[Block, ...]) -> str:
    return "\n".join(blocks_lines(blocks, {}))


def _heading(issue: Issue) -> str:
    return " · ".join(
        fact
        for fact in (issue.publication.name, date_text(issue.date, issue.date_precision))
        if fact
    )


def _print_tellings(tellings: Tellings, words: StoryWords, terminal: Terminal) -> None:
    """Print each telling with its id and evidence; the doubtful ones are only counted."""
    elsewhere = [one for family in tellings.elsewhere for one in family]
    groups = {
        "here": tellings.repeats,
        "editions": tellings.editions,
        "elsewhere": [one for one in elsewhere if one.is_by_link],
        "probably": [one for one in elsewhere if not one.is_by_link],
    }
    for name, group in groups.items():
        if group:
            terminal.print("\n", bold(words.headings[name]))
            _print_group(group, words, terminal)
    if tellings.maybe:
        terminal.print("\n", dim(words.maybe(len(tellings.maybe))))


def _print_group(group: Iterable[Retelling], words: StoryWords, terminal: Terminal) -> None:
    for one in group:
        telling = one.telling
        origin = dim(f"{telling.date}  {telling.publication}  ")
        terminal.print(telling.item_id, "  ", origin, telling.title)
        terminal.print("  ", dim(reason(one.evidence, words)))
