"""Parsing a verb's arguments and running its module.

argparse is made to raise errors as one line, which names the help to read.
"""

from __future__ import annotations

import re
import sys
from argparse import (
    REMAINDER,
    SUPPRESS,
    Action,
    ArgumentParser,
    RawDescriptionHelpFormatter,
)
from importlib import import_module
from itertools import islice
from textwrap import fill
from typing import TYPE_CHECKING, NoReturn, Protocol, cast

from tui.cli.terminal import terminal_width
from tui.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from tui.cli.terminal import Terminal
    from tui.cli.verbs import Verb


_NEGATIVE_NUMBER = re.compile(r"-\d+|-\d*\.\d+")


def help_width() -> int:
    """Return the cells in a line of help; never so few that a column has no room."""
    return max(terminal_width() - 2, 30)


class _Help(RawDescriptionHelpFormatter):
    """The standard help, as wide as the terminal.

    argparse creates a formatter for every argument, and would load `shutil` for the width.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=help_width())


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

    def parse(self, arguments: Sequence[str]) -> Namespace:
        """Parse a command line whose options may stand between its words; `--` ends the options.

        argparse alone cannot do both: it loses `--` when options may stand anywhere.
        """
        end = arguments.index("--") if "--" in arguments else len(arguments)
        options, words = self._sorted_out(arguments[:end])
        words += arguments[end + 1 :]
        if "--" in words and not any(action.nargs == REMAINDER for action in self._actions):
            # Python 3.11 would take away every word that is `--`.
            self.error("a second -- cannot be an argument; a file of this name is ./--")
        known, others = self.parse_known_args([*options, "--", *words] if words else options)
        if unknown := [other for other in others if other != "--"]:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return known

    def long_options(self) -> dict[str, tuple[str, ...] | None]:
        """Return the options that begin with two hyphens, `--help` among them.

        With each come the values to choose from, which may be any if there are none, or None if the
        option takes no value.
        """
        return {
            name: None if action.nargs == 0 else tuple(action.choices or ())
            for name, action in self._option_string_actions.items()
            if name.startswith("--")
        }

    def _sorted_out(self, arguments: Sequence[str]) -> tuple[list[str], list[str]]:
        """Return the options, with their values, and the words."""
        options: list[str] = []
        words: list[str] = []
        left = iter(arguments)
        for argument in left:
            if not self._is_option(argument):
                words.append(argument)
                continue
            options.append(argument)
            if self._wants_value(argument):
                options.extend(islice(left, 1))
        return options, words

    def _is_option(self, argument: str) -> bool:
        """Return whether argparse takes an argument for an option and not for a word."""
        if not argument.startswith("-") or argument == "-":
            return False
        known = self._option_string_actions
        if argument.partition("=")[0] in known or argument[:2] in known:
            return True
        return not (" " in argument or _NEGATIVE_NUMBER.fullmatch(argument))

    def _wants_value(self, option: str) -> bool:
        """Return whether the value of an option, such as `-vf`, is the next argument."""
        if option.startswith("--"):
            action = self._option_string_actions.get(option)
            return action is not None and action.nargs != 0
        for place, letter in enumerate(option[1:], 2):
            action = self._option_string_actions.get(f"-{letter}")
            if action is None or action.nargs != 0:
                return action is not None and place == len(option)
        return False

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
    return module.run(parser.parse(arguments), terminal)


def options_of(verb: Verb) -> dict[str, tuple[str, ...] | None]:
    """Return the long options of a verb, as `SentenceParser.long_options` does."""
    parser = _parser(verb)
    _module(verb).add_arguments(parser)
    return parser.long_options()


def _module(verb: Verb) -> VerbModule:
    return cast("VerbModule", import_module(f"tui.cli.verbs.{verb.name}"))


def _parser(verb: Verb) -> SentenceParser:
    return SentenceParser(
        prog=f"ainews {verb.name}",
        usage=f"ainews {verb.name} {verb.usage}",
        description=f"{verb.summary}.\n{fill(verb.details, min(80, help_width()))}".strip(),
        epilog=examples(verb.examples),
    )
