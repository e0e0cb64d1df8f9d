"""What the settings ask for: keys for commands, and macros."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.keys.command import NUMBER_ALONE, Command
from tui.keys.groups import USERS_OWN
from tui.keys.notation import read_keys
from tui.keys.scopes import MACROS
from tui.keys.table import COMMANDS, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.keys.keymap import Sequence
    from tui.settings import Settings
    from tui.settings.kinds import Place


@dataclass(frozen=True, slots=True)
class KeyMistake:
    """Something in the settings about keys that does not do what it says."""

    place: Place
    """Where in the settings file."""

    words: str
    """Without a full stop; not yet safe to show."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A sequence that the user wants for a command."""

    command_id: str
    sequence: Sequence
    place: Place

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


def _wish(command_id: str, written: str, place: Place) -> Wish | KeyMistake:
    try:
        return Wish(command_id, read_keys(written), place)
    except ValueError as error:
        return KeyMistake(place, f'"{written}" {error}')


def _as_step(name: str) -> Command | None:
    return find(name) if name != NUMBER_ALONE else None


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
