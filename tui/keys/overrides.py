"""What the settings ask for: keys for commands, and macros; and which of them wins a key.

The user's own keys win over the table and its presets, and an earlier line of the settings over a
later one. A key that begins a longer sequence keeps both meanings: it waits for more keys, and the
user is warned.
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
class KeyOverride:
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

    override: KeyOverride
    steps: tuple[Command, ...]

    @property
    def command(self) -> Command:
        """What runs them."""
        words = ", then ".join((self.steps[0].help, *(_lower(s.help) for s in self.steps[1:])))
        return Command(
            self.override.command_id, (self.override.written,), "run_macro(id)", words, USERS_OWN
        )


def key_overrides(settings: Settings) -> Iterator[KeyOverride | KeyMistake]:
    """Yield what `[keys]` asks for, in the order of the file."""
    for name, all_written in settings.keys.items():
        place = ("keys", name)
        if name == NUMBER_ALONE:
            yield KeyMistake(place, f"the keys of {name} are always the digits")
        elif find(name) is None:
            yield KeyMistake(place, unknown_command(name))
        else:
            yield from (_override(name, written, place) for written in all_written)


def macros_of(settings: Settings) -> Iterator[Macro | KeyMistake]:
    """Yield what `[macros]` asks for, in the order of the file."""
    for written, names in settings.macros.items():
        place = ("macros", written)
        override = _override(f"{MACROS}.{written}", written, place)
        wrong = next((n for n, name in enumerate(names) if _as_step(name) is None), None)
        if isinstance(override, KeyMistake):
            yield override
        elif wrong is not None:
            message = f"the macro {written} is left out: {unknown_command(names[wrong])}"
            yield KeyMistake((*place, wrong), message)
        elif not names:
            yield KeyMistake(place, f"the macro {written} runs nothing")
        else:
            yield Macro(override, tuple(step for name in names if (step := _as_step(name))))


def unknown_command(name: str) -> str:
    """Say that there is no command of this name, and which was meant, perhaps."""
    from difflib import get_close_matches

    if name == NUMBER_ALONE:
        return f"{name} needs a number; take links.open-link"
    near = get_close_matches(name, [command.id for command in COMMANDS], n=1)
    return f"there is no command {name}" + (f"; did you mean {near[0]}?" if near else "")


def _override(command_id: str, written: str, place: KeyPath) -> KeyOverride | KeyMistake:
    try:
        return KeyOverride(command_id, read_keys(written), place)
    except ValueError as error:
        return KeyMistake(place, f'"{written}" {error}')


def _as_step(name: str) -> Command | None:
    return find(name) if name != NUMBER_ALONE else None


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def accepted_overrides(overrides: Sequence[KeyOverride]) -> Iterator[KeyOverride | KeyMistake]:
    """Yield the overrides that can stand side by side, and a mistake for each of the others."""
    accepted: list[KeyOverride] = []
    for override in overrides:
        rival = next((other for other in accepted if _clash(override, other)), None)
        if rival is None:
            accepted.append(override)
            yield override
        else:
            loser = override.command_id
            message = f'"{override.written}" is {rival.command_id} already, so {loser} lacks it'
            yield KeyMistake(override.place, message)


def shadowed_keys(
    defaults: Mapping[str, tuple[str, ...]], accepted: Sequence[KeyOverride]
) -> Iterator[tuple[str, str, KeyMistake]]:
    """Yield the id and the key of each default that an override replaces, and its message."""
    for override in accepted:
        for loser, keys in defaults.items():
            if override.written in keys and _excludes(override.command_id, loser):
                message = f'"{override.written}" is {override.command_id} now, so {loser} lacks it'
                yield loser, override.written, KeyMistake(override.place, message)


def ambiguous_keys(
    keys: Mapping[str, tuple[str, ...]], accepted: Sequence[KeyOverride]
) -> Iterator[KeyMistake]:
    """Yield a warning for each override that begins another sequence, or continues one."""
    for override in accepted:
        other = next(_tangled(override, keys), None)
        if other is not None:
            name, written = other
            short, long = sorted((override.written, written), key=len)
            message = f'"{short}" waits for more keys, because "{long}" begins with it'
            yield KeyMistake(override.place, f"{message} ({override.command_id}, {name})")


def _clash(override: KeyOverride, other: KeyOverride) -> bool:
    if override.sequence != other.sequence:
        return False
    return override.command_id == other.command_id or _excludes(
        override.command_id, other.command_id
    )


def _excludes(command_id: str, other: str) -> bool:
    """Whether two commands cannot have the same key."""
    scopes = (command_id.partition(".")[0], other.partition(".")[0])
    return command_id != other and are_active_together(*scopes) and not may_share(command_id, other)


def _tangled(
    override: KeyOverride, keys: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    for name, all_written in keys.items():
        if _excludes(override.command_id, name) or name == override.command_id:
            for written in all_written:
                if _begins(override.sequence, tuple(written.split())):
                    yield name, written


def _begins(sequence: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one of two sequences that differ is the beginning of the other."""
    shorter = min(len(sequence), len(other))
    return sequence != other and sequence[:shorter] == other[:shorter]
