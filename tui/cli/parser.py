"""argparse with our sentences: one line for what is wrong, and where to read on."""

from __future__ import annotations

import sys
from argparse import SUPPRESS, Action, ArgumentParser, RawDescriptionHelpFormatter
from typing import TYPE_CHECKING, NoReturn

from tui.cli.terminal import terminal_width
from tui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


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
