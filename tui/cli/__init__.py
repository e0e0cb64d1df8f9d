"""The `ainews` command: `ainews [FOLDER...]` opens the reader, `ainews VERB ...` does one thing.

Exit codes: 0 success, 1 nothing found (or a check found something), 2 wrong use or an error.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # loading `typing` for it would take as long as a daemon takes to answer
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.cli.terminal import Terminal

NOTHING_FOUND = 1
WRONG = 2
INTERRUPTED = 130
"""What a shell reports after ctrl+c: 128 plus the signal's number."""

OUTPUT_CLOSED = 141
"""The same for SIGPIPE, when the program that reads the output ended, such as `head`."""


_MANY_OBJECTS = 100_000


def run() -> int:
    """Run the process's command line and return its exit code; see `main`.

    Nearly everything that is loaded is needed until the end, so garbage collection after every 700
    objects and once more at the end would only take a fifth of the time of a short verb.
    """
    gc.set_threshold(_MANY_OBJECTS)
    is_search = sys.argv[1:2] == ["search"]
    code = _answer_of_daemon() if is_search else None
    if code is None:
        code = main()
        if is_search and code in (0, NOTHING_FOUND):
            _start_daemon()
    gc.freeze()
    return code


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; errors are printed, not raised.

    Raises SystemExit after `--help` and `--version`, as argparse does.
    """
    from digests import DigestError
    from tui.errors import ReaderError

    _open_closed_streams()
    _replace_unencodable_characters()
    terminal = _terminal()
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv), terminal)
        sys.stdout.flush()
    except (ReaderError, DigestError) as error:
        terminal.notify(error)
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _discard_standard_output()
        return OUTPUT_CLOSED
    except OSError as error:
        # Files and folders have errors of their own, so this is output to a full disk.
        _discard_standard_output()
        terminal.notify(f"the output cannot be written: {error.strerror or error}")
        return WRONG
    return code


def _answer_of_daemon() -> int | None:
    from tui.cli.daemon.client import answer

    try:
        return answer(sys.argv[1:])
    except KeyboardInterrupt:
        return INTERRUPTED


def _start_daemon() -> None:
    from tui.cli.daemon.start import start_if_wanted
    from tui.system.paths import settings_file

    start_if_wanted(sys.argv[1:], settings_file())


def _terminal() -> Terminal:
    from tui.cli.terminal import Terminal, can_style, terminal_width

    width = terminal_width() if sys.stdout.isatty() else None
    return Terminal(sys.stdout, sys.stderr, can_style(sys.stdout, os.environ), width)


def _run(arguments: list[str], terminal: Terminal) -> int:
    from tui.cli.verbs import find_verb

    verb = find_verb(arguments[0]) if arguments else None
    if verb is None:
        from tui.cli.open_reader import open_reader

        return open_reader(arguments)
    from tui.cli.parser import run_verb

    return run_verb(verb, arguments[1:], terminal)


def _open_closed_streams() -> None:
    """Open the standard streams that the program was started without, as by `>&-`, on /dev/null."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - pathlib is slow, and it stays open


def _replace_unencodable_characters() -> None:
    """Print a question mark for what a terminal that is not UTF-8 cannot show."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a test's stream may have none
        if reconfigure is not None:
            reconfigure(errors="replace")


def _discard_standard_output() -> None:
    """Keep Python from failing again when it flushes the stream at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
