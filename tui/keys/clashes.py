"""Who gets a key that two commands want.

What the user has written goes before the table and its presets, and what stands earlier in the
settings file before what stands later. A key that another sequence begins with stays with both: it
waits for more keys, which is worth a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.keys.overrides import KeyMistake
from tui.keys.scopes import are_active_together, may_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tui.keys.overrides import Wish


def granted_wishes(wishes: Sequence[Wish]) -> Iterator[Wish | KeyMistake]:
    """Yield the wishes that can be granted side by side, and a mistake for each of the others."""
    granted: list[Wish] = []
    for wish in wishes:
        rival = next((other for other in granted if _clash(wish, other)), None)
        if rival is None:
            granted.append(wish)
            yield wish
        else:
            words = f'"{wish.written}" is {rival.command_id} already, so {wish.command_id} lacks it'
            yield KeyMistake(wish.place, words)


def lost_keys(
    defaults: Mapping[str, tuple[str, ...]], granted: Sequence[Wish]
) -> Iterator[tuple[str, str, KeyMistake]]:
    """Yield the id and the key of each default that a wish takes away, and the words for that."""
    for wish in granted:
        for loser, keys in defaults.items():
            if wish.written in keys and _excludes(wish.command_id, loser):
                words = f'"{wish.written}" is {wish.command_id} now, so {loser} lacks it'
                yield loser, wish.written, KeyMistake(wish.place, words)


def waiting_keys(
    keys: Mapping[str, tuple[str, ...]], granted: Sequence[Wish]
) -> Iterator[KeyMistake]:
    """Yield a word for each wish that is the beginning of another sequence, or goes on from one."""
    for wish in granted:
        other = next(_tangled(wish, keys), None)
        if other is not None:
            name, written = other
            short, long = sorted((wish.written, written), key=len)
            words = f'"{short}" waits for more keys, because "{long}" begins with it'
            yield KeyMistake(wish.place, f"{words} ({wish.command_id}, {name})")


def _clash(wish: Wish, other: Wish) -> bool:
    if wish.sequence != other.sequence:
        return False
    return wish.command_id == other.command_id or _excludes(wish.command_id, other.command_id)


def _excludes(command_id: str, other: str) -> bool:
    """Whether two commands cannot have the same key."""
    scopes = (command_id.partition(".")[0], other.partition(".")[0])
    return command_id != other and are_active_together(*scopes) and not may_share(command_id, other)


def _tangled(wish: Wish, keys: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for name, all_written in keys.items():
        if _excludes(wish.command_id, name) or name == wish.command_id:
            for written in all_written:
                if _begins(wish.sequence, tuple(written.split())):
                    yield name, written


def _begins(sequence: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one of two sequences that differ is the beginning of the other."""
    shorter = min(len(sequence), len(other))
    return sequence != other and sequence[:shorter] == other[:shorter]
