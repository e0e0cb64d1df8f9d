"""Following a child process that prints JSON lines, so that the screen stays responsive.

Each line is an object with one key, which says what kind of message its value is.
"""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import DEVNULL, PIPE, STDOUT
from typing import TYPE_CHECKING, Any

from digests import safe_line

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Callable, Sequence

    from textual.message import Message

_EXIT_TIMEOUT = 3.0
"""Seconds that a terminated child gets to finish its current file."""


async def follow_child(
    command: Sequence[str],
    message_of: Callable[[bytes], Message | None],
    post: Callable[[Message], bool],
) -> str:
    """Run `command` until it exits; a child that is no longer followed is terminated.

    Args:
        command: the argument list.
        message_of: the message in a line, or None.
        post: gets each message, and returns whether it is the last one of interest.

    Returns the child's last line without a message, safe to show, if it ended before the last
    message; else an empty string. Raises OSError if it cannot be started.
    """
    child = await asyncio.create_subprocess_exec(
        *command, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT
    )
    try:
        return await _forward(child, message_of, post)
    except asyncio.CancelledError:
        child.terminate()
        raise
    finally:
        await _wait_for_exit(child)


async def _forward(
    child: Process,
    message_of: Callable[[bytes], Message | None],
    post: Callable[[Message], bool],
) -> str:
    assert child.stdout is not None, "asked for by PIPE"  # for the type checker
    last_line = "it said nothing"
    async for line in child.stdout:
        message = message_of(line)
        if message is not None:
            if post(message):
                return ""
        elif line.strip():
            last_line = safe_line(line.decode(errors="replace"))
    return last_line


async def _wait_for_exit(child: Process) -> None:
    """Wait for a child that is about to exit; kill it if that takes too long."""
    try:
        await asyncio.wait_for(child.wait(), _EXIT_TIMEOUT)
    except TimeoutError:
        child.kill()
        await child.wait()


def parsed_line(line: bytes, message_of: Callable[[str, Any], Message | None]) -> Message | None:
    """Return the message that `message_of` makes of a line's kind and value.

    None if it is no line of the protocol, for which `message_of` may raise TypeError and the like.
    """
    try:
        (kind, values), *_ = json.loads(line).items()
        return message_of(kind, values)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None
