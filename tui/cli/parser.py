"""Parsing a verb's arguments and running its module.

argparse is made to raise errors as one line, which names the help to read.
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
    """The standard help, as wide as the terminal.

    argparse creates a formatter for every argument, and would load `shutil` for the width.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=terminal_width() - 2)


class SentenceParser(ArgumentParser):
    """Raises UsageError instead of printing the usage and exiting."""

    def __init__(self, prog: str, usage: str, description: str, epilog: str) -> None:
        """Keep line breaks in `description` and `epilog`; allow no abbreviated options."""
        super().__init__(
            prog=prog,
            usage=usage,
            description=description,
            epilog=epilog,
            formatter_class=_Help,
            allow_abbrev=False,
        )

    def long_options(self) -> tuple[str, ...]:
        """Return the options that begin with two hyphens, `--help` among them."""
        return tuple(name for name in self._option_string_actions if name.startswith("--"))

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with argparse's message and the command for help."""
        raise UsageError(message, f"{self.prog} --help")


class PrintVersion(Action):
    """The option `--version`, which looks the version up only on use, because that is slow."""

    def __init__(self, option_strings: list[str], dest: str) -> None:
        """Declare an option without an argument."""
        super().__init__(
            option_strings, dest, nargs=0, default=SUPPRESS, help="print the version and end"
        )

    def __call__(self, parser: ArgumentParser, *_unused: object) -> None:
        """Print the version and exit."""
        from importlib.metadata import PackageNotFoundError, version

        try:
            line = f"ainews {version('ainews')}"
        except PackageNotFoundError:
            line = "ainews, not installed"
        sys.stdout.write(f"{line}\n")
        parser.exit()


def examples(lines: Iterable[str]) -> str:
    """Return command lines as the end of a help text."""
    return "\n".join(("examples:", *(f"  {line}" for line in lines)))


class VerbModule(Protocol):
    """The functions of a module in `tui.cli.verbs`."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the verb's arguments."""

    def run(self, arguments: Namespace, terminal: Terminal) -> int:
        """Run the verb and return the exit code; raises ReaderError and DigestError."""


def run_verb(verb: Verb, arguments: Sequence[str], terminal: Terminal) -> int:
    """Parse a verb's arguments, run it, and return the exit code.

    Raises SystemExit after `--help`, ReaderError and DigestError.
    """
    module = _module(verb)
    parser = _parser(verb)
    module.add_arguments(parser)
    # Intermixed, so that options may stand between the words of a query.
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
