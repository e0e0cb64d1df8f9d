"""Maildir folders, in which each message is a file of its own.

Unread messages are in `new`, the others in `cur`; what is in `tmp` is still being delivered. A
file's name ends in the flags of the message (`:2,S`), and programs add fields of their own
(`,U=12`). What precedes both stays as long as the message is there.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import NamedTuple

READ_FOLDERS = ("cur", "new")
"""Of two files of one message, which is moved at the moment, the first counts."""

PARTS = frozenset((*READ_FOLDERS, "tmp"))
_CHANGING = re.compile(r"[,:;!].*", re.DOTALL)


class MaildirMessage(NamedTuple):
    """One message, as listed."""

    name: str
    """What stays of the file's name."""

    place: str
    """The file's path below the Maildir."""

    status: os.stat_result


def list_maildir(path: str, most: int) -> list[MaildirMessage]:
    """Return up to `most` messages of the Maildir at `path`, and one more if there are more.

    A message that disappears meanwhile is left out. Raises OSError when a folder cannot be listed.
    """
    found: dict[str, MaildirMessage] = {}
    for part in READ_FOLDERS:
        with os.scandir(f"{path}/{part}") as entries:
            for entry in entries:
                if entry.name.startswith(".") or not entry.is_file(follow_symlinks=False):
                    continue
                name = stable_name(entry.name)
                with suppress(FileNotFoundError):
                    status = entry.stat(follow_symlinks=False)
                    found.setdefault(name, MaildirMessage(name, f"{part}/{entry.name}", status))
                if len(found) > most:
                    return list(found.values())
    return list(found.values())


def stable_name(name: str) -> str:
    """Return the part of a file's name that no program changes."""
    return _CHANGING.sub("", name) or name


def find_message(path: str, name: str) -> str:
    """Return the path of the file that has the message `name` by now.

    Raises FileNotFoundError when there is none.
    """
    for part in READ_FOLDERS:
        folder = f"{path}/{part}"
        for entry in os.listdir(folder):  # noqa: PTH208 - twelve thousand names
            if entry.startswith(name) and stable_name(entry) == name:
                return f"{folder}/{entry}"
    raise FileNotFoundError(name)


def is_maildir(path: str) -> bool:
    """Return whether the folder at `path` is a Maildir."""
    return all(os.path.isdir(f"{path}/{part}") for part in READ_FOLDERS)  # noqa: PTH112
