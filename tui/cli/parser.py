"""argparse with our sentences: one line for what is wrong, and where to read on.

Running one verb of the command line: its help, its arguments, its module.
"""

from __future__ import annotations

import sys
from argparse import SUPPRESS, Action, ArgumentParser, RawDescriptionHelpFormatter
from importlib import import_module
from textwrap import fill
from typing import TYPE_CHECKING, NoReturn, Protocol, cast

from tui.cli.terminal import terminal_width
from tui.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from tui.cli.terminal import Terminal
    from tui.cli.verbs import Verb


class _Help(RawDescriptionHelpFormatter):
    """The usual help, as wide as the terminal but for the usual margin.

    argparse makes one for each argument that is declared, and would load `shutil` for the width.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=terminal_width() - 2)


class SentenceParser(ArgumentParser):
    """Raises UsageError instead of printing a usage and ending the program."""

    def __init__(self, prog: str, usage: str, description: str, epilog: str) -> None:
        """Line breaks in `description` and `epilog` stay. Options may not be abbreviated."""
        super().__init__(
            prog=prog,
            usage=usage,
            description=description,
            epilog=epilog,
            formatter_class=_Help,
            allow_abbrev=False,
        )

    def long_options(self) -> tuple[str, ...]:
        """Return the names of all options that begin with two hyphens."""
        return tuple(name for name in self._option_string_actions if name.startswith("--"))

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(message, f"{self.prog} --help")


class PrintVersion(Action):
    """`--version`: looks the version up only when it is asked for, which takes a while."""

    def __init__(self, option_strings: list[str], dest: str) -> None:
        """Take no argument."""
        super().__init__(
            option_strings, dest, nargs=0, default=SUPPRESS, help="print the version and end"
        )

    def __call__(self, parser: ArgumentParser, *_unused: object) -> None:
        """Print it and end the program."""
        from importlib.metadata import PackageNotFoundError, version

        try:
            words = f"ainews {version('ainews')}"
        except PackageNotFoundError:
            words = "ainews, not installed"
        sys.stdout.write(f"{words}\n")
        parser.exit()


def examples(lines: Iterable[str]) -> str:
    """Return command lines as the last part of a help text."""
    return "\n".join(("examples:", *(f"  {line}" for line in lines)))


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
