"""What the settings ask for: keys for commands, and macros.

Who gets a key that two commands want.

What the user has written goes before the table and its presets, and what stands earlier in the
settings file before what stands later. A key that another sequence begins with stays with both: it
waits for more keys, which is worth a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.keys.command import NUMBER_ALONE, USERS_OWN, Command
from tui.keys.notation import read_keys
from tui.keys.scopes import MACROS, are_active_together, may_share
from tui.keys.table import COMMANDS, find

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tui.keys.keymap import Sequence as Keys
    from tui.settings import Settings
    from tui.settings.kinds import KeyPath


@dataclass(frozen=True, slots=True)
class KeyMistake:
    """Something in the settings about keys that does not do what it says."""

    place: KeyPath
    """Where in the settings file."""

    words: str
    """Without a full stop; not yet safe to show."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A sequence that the user wants for a command."""

    command_id: str
    sequence: Keys
    place: KeyPath

    @property
    def written(self) -> str:
        """The sequence as the table of commands has it."""
        return " ".join(self.sequence)


@dataclass(frozen=True, slots=True)
class Macro:
    """Commands that run one after another."""

    wish: Wish
    steps: tuple[Command, ...]

    @property
    def command(self) -> Command:
        """What runs them."""
        words = ", then ".join((self.steps[0].help, *(_lower(s.help) for s in self.steps[1:])))
        return Command(
            self.wish.command_id, (self.wish.written,), "run_macro(id)", words, USERS_OWN
        )


def wished_keys(settings: Settings) -> Iterator[Wish | KeyMistake]:
    """Yield what `[keys]` asks for, in the order of the file."""
    for name, all_written in settings.keys.items():
        place = ("keys", name)
        if name == NUMBER_ALONE:
            yield KeyMistake(place, f"the keys of {name} are always the digits")
        elif find(name) is None:
            yield KeyMistake(place, unknown_command(name))
        else:
            yield from (_wish(name, written, place) for written in all_written)


def wished_macros(settings: Settings) -> Iterator[Macro | KeyMistake]:
    """Yield what `[macros]` asks for, in the order of the file."""
    for written, names in settings.macros.items():
        place = ("macros", written)
        wish = _wish(f"{MACROS}.{written}", written, place)
        wrong = next((n for n, name in enumerate(names) if _as_step(name) is None), None)
        if isinstance(wish, KeyMistake):
            yield wish
        elif wrong is not None:
            words = f"the macro {written} is left out: {unknown_command(names[wrong])}"
            yield KeyMistake((*place, wrong), words)
        elif not names:
            yield KeyMistake(place, f"the macro {written} runs nothing")
        else:
            yield Macro(wish, tuple(step for name in names if (step := _as_step(name))))


def unknown_command(name: str) -> str:
    """Say that there is no command of this name, and which was meant, perhaps."""
    from difflib import get_close_matches

    if name == NUMBER_ALONE:
        return f"{name} needs a number; take links.open-link"
    near = get_close_matches(name, [command.id for command in COMMANDS], n=1)
    return f"there is no command {name}" + (f"; did you mean {near[0]}?" if near else "")


def _wish(command_id: str, written: str, place: KeyPath) -> Wish | KeyMistake:
    try:
        return Wish(command_id, read_keys(written), place)
    except ValueError as error:
        return KeyMistake(place, f'"{written}" {error}')


def _as_step(name: str) -> Command | None:
    return find(name) if name != NUMBER_ALONE else None


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


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
