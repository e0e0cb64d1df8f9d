r"""The manual page, in the language of `man`: see man(7).

`python -m docs.manual` prints it; docs/ainews.1 is what it prints, and a test compares them.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tui.cli.verbs import VERBS
from tui.keys.command import GROUPS
from tui.keys.names import key_names
from tui.keys.table import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.cli.verbs import Verb

_HEAD = r"""
.TH AINEWS 1 "" "ainews" "User Commands"
.SH NAME
ainews \- read and search AI\-news digests in the terminal
.SH SYNOPSIS
.B ainews
.RI [ FOLDER ...]
.br
.B ainews
.I VERB
[...]
.SH DESCRIPTION
Without a verb the reader is opened on the library, or on the folders that are named. A verb does
one thing and ends; none of them draws a screen.
.SH VERBS
"""

_TAIL = r"""
.SH EXIT STATUS
0 when something was found or done, 1 when nothing was found, 2 for wrong use or for something that
cannot be read.
.SH ENVIRONMENT
.TP
.B NO_COLOR
Nothing is printed or drawn in colour.
.TP
.B BROWSER
Opens links, unless the settings name a browser.
.TP
.B EDITOR
Opens the settings for \fBainews config edit\fR; \fBVISUAL\fR takes precedence.
.TP
.B XDG_CONFIG_HOME, XDG_CACHE_HOME, XDG_DATA_HOME, XDG_STATE_HOME
Where settings, cache, marks and what is remembered are.
.TP
.B XDG_RUNTIME_DIR
Where the socket of the search daemon is; without it there is none.
.SH FILES
.TP
.I ~/.config/ainews/settings.toml
The settings.
.TP
.I ~/.config/ainews/searches.toml
Saved searches.
.TP
.I ~/.local/share/ainews/marks.sqlite3
What was marked. Keep it.
.TP
.I ~/.cache/ainews
Catalogue and index; they are made again when they are gone.
"""


def manual() -> str:
    """Return the whole page."""
    return "\n".join((_HEAD.strip(), *_verbs(), ".SH KEYS", *_keys(), _TAIL.strip(), ""))


def _verbs() -> Iterator[str]:
    for verb in VERBS:
        yield from _verb(verb)


def _verb(verb: Verb) -> Iterator[str]:
    yield ".TP"
    yield f".B ainews {_escaped(verb.name)} \\fR{_escaped(verb.usage)}"
    yield _escaped(f"{verb.summary}. {verb.details}".strip())
    for example in verb.examples:
        yield ".br"
        yield f".I {_escaped(example)}"


def _keys() -> Iterator[str]:
    for group in GROUPS:
        yield f".SS {_escaped(group)}"
        for command in COMMANDS:
            if command.group == group:
                yield ".TP"
                yield f".B {_escaped('  '.join(key_names(command)))}"
                yield _escaped(f"{command.help}.")


def _escaped(text: str) -> str:
    """Backslashes and hyphens mean something to `man`, as do a full stop or apostrophe in front."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    sys.stdout.write(manual())
