"""Running one verb of the command line: its help, its arguments, its module."""

from __future__ import annotations

from importlib import import_module
from textwrap import fill
from typing import TYPE_CHECKING, Protocol, cast

from tui.cli.parser import SentenceParser, examples

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from tui.cli.terminal import Terminal
    from tui.cli.verbs import Verb


class VerbModule(Protocol):
    """What a module in `tui.cli.verbs` has."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may stand behind the verb."""

    def run(self, arguments: Namespace, terminal: Terminal) -> int:
        """Do it and return the exit code."""


def run_verb(verb: Verb, arguments: Sequence[str], terminal: Terminal) -> int:
    """Read the arguments behind a verb, do it, and return the exit code."""
    module = _module(verb)
    parser = _parser(verb)
    module.add_arguments(parser)
    # Intermixed: options may stand between the words of a query.
    return module.run(parser.parse_intermixed_args(arguments), terminal)


def options_of(verb: Verb) -> tuple[str, ...]:
    """Return the long options of a verb, such as `--json`."""
    parser = _parser(verb)
    _module(verb).add_arguments(parser)
    return parser.long_options()


def _module(verb: Verb) -> VerbModule:
    return cast("VerbModule", import_module(f"tui.cli.verbs.{verb.name}"))


def _parser(verb: Verb) -> SentenceParser:
    return SentenceParser(
        prog=f"ainews {verb.name}",
        usage=f"ainews {verb.name} {verb.usage}",
        description=f"{verb.summary}.\n{fill(verb.details, 80)}".strip(),
        epilog=examples(verb.examples),
    )
