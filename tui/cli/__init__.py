"""The `ainews` command: `ainews [FOLDER...]` opens the reader, `ainews VERB ...` does one thing.

Exit codes: 0 done or found, 1 nothing found, 2 wrong use or something that cannot be read.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from digests import DigestError
from tui.cli.terminal import Terminal, can_style, terminal_width
from tui.cli.verbs import find_verb
from tui.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Sequence

WRONG = 2
INTERRUPTED = 130
"""What a shell reports for a program that ctrl+c ended: 128 and the signal's number."""

OUTPUT_CLOSED = 141
"""The same for a program whose reader went away, such as `head`."""


_MANY_OBJECTS = 100_000


def run() -> int:
    """Be the `ainews` process: run the command line that it was started with; see `main`.

    Nearly all that is loaded stays to the end. To look for what is not needed any more, after each
    700 objects and once more at the end, would take a fifth of the time of a short verb.
    """
    gc.set_threshold(_MANY_OBJECTS)
    code = main()
    gc.freeze()
    return code


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; no error leaves it as an exception.

    Raises SystemExit after `--help` and `--version`, as argparse does.
    """
    _open_closed_streams()
    _write_what_cannot_be_encoded_as_a_question_mark()
    terminal = _terminal()
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv), terminal)
        sys.stdout.flush()
    except (ReaderError, DigestError) as error:
        terminal.say(error)
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_standard_output()
        return OUTPUT_CLOSED
    except OSError as error:
        # Files and folders have errors of their own; what is left is output on a full disk.
        _forget_standard_output()
        terminal.say(f"the output cannot be written: {error.strerror or error}")
        return WRONG
    return code


def _terminal() -> Terminal:
    width = terminal_width() if sys.stdout.isatty() else None
    return Terminal(sys.stdout, sys.stderr, can_style(sys.stdout, os.environ), width)


def _run(arguments: list[str], terminal: Terminal) -> int:
    verb = find_verb(arguments[0]) if arguments else None
    if verb is None:
        from tui.cli.open_reader import open_reader

        return open_reader(arguments)
    from tui.cli.parser import run_verb

    return run_verb(verb, arguments[1:], terminal)


def _open_closed_streams() -> None:
    """Give the program streams that it was started without, as by `>&-`: nobody listens there."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - pathlib is slow, and it stays open


def _write_what_cannot_be_encoded_as_a_question_mark() -> None:
    """A terminal that is not UTF-8 shows what it can."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a test's stream may have none
        if reconfigure is not None:
            reconfigure(errors="replace")


def _forget_standard_output() -> None:
    """Python would complain once more when it flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
