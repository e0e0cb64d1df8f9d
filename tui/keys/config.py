"""The keymap in force: the table, a preset over it, and over both what the settings say.

Nothing here refuses: what cannot be done is passed over and named, and the rest works.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.keys.keymap import Keymap
from tui.keys.overrides import (
    KeyMistake,
    KeyOverride,
    Macro,
    accepted_overrides,
    ambiguous_keys,
    key_overrides,
    macros_of,
    shadowed_keys,
)
from tui.keys.presets import PRESETS
from tui.keys.table import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tui.settings import Settings


@dataclass(frozen=True, slots=True)
class ConfiguredKeys:
    """The keymap in force, and what is wrong with the settings that it was made from."""

    keymap: Keymap
    macros: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of the commands that each macro runs, by the id of the macro."""

    changed: frozenset[str] = frozenset()
    """Ids of the commands whose keys are not those of the table."""

    mistakes: tuple[KeyMistake, ...] = ()


def configured_keys(settings: Settings) -> ConfiguredKeys:
    """Return the keymap that the settings make, and the mistakes in them."""
    asked = [*key_overrides(settings), *macros_of(settings)]
    all_macros = [found for found in asked if isinstance(found, Macro)]
    overrides = [found for found in asked if isinstance(found, KeyOverride)]
    answers = list(accepted_overrides([*overrides, *(macro.override for macro in all_macros)]))
    accepted = [answer for answer in answers if isinstance(answer, KeyOverride)]
    macros = [macro for macro in all_macros if macro.override in accepted]
    defaults = _defaults(settings)
    overridden = _overridden(accepted)
    others = {name: keys for name, keys in defaults.items() if name not in overridden}
    lost = list(shadowed_keys(others, accepted))
    keys = _without(others, lost) | overridden
    commands = (*COMMANDS, *(macro.command for macro in macros))
    return ConfiguredKeys(
        Keymap(commands, keys),
        {macro.command.id: tuple(step.id for step in macro.steps) for macro in macros},
        frozenset(c.id for c in COMMANDS if keys[c.id] != c.keys),
        (
            *(found for found in (*asked, *answers) if isinstance(found, KeyMistake)),
            *(words for _, _, words in lost),
            *ambiguous_keys(keys, accepted),
        ),
    )


def preset_keys(preset: str) -> dict[str, tuple[str, ...]]:
    """Return the keys of every command of the table in a preset, by id."""
    others = PRESETS[preset]
    return {command.id: others.get(command.id, command.keys) for command in COMMANDS}


def _defaults(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Return the keys of every command before any override; none where an empty list is written."""
    silenced = {name for name, keys in settings.keys.items() if not keys}
    keys = preset_keys(settings.preset)
    return {name: () if name in silenced else keys[name] for name in keys}


def _overridden(accepted: Sequence[KeyOverride]) -> dict[str, tuple[str, ...]]:
    names = dict.fromkeys(override.command_id for override in accepted)
    return {
        name: tuple(override.written for override in accepted if override.command_id == name)
        for name in names
    }


def _without(
    defaults: dict[str, tuple[str, ...]], lost: Sequence[tuple[str, str, KeyMistake]]
) -> dict[str, tuple[str, ...]]:
    gone = {(name, key) for name, key, _ in lost}
    return {
        name: tuple(key for key in keys if (name, key) not in gone)
        for name, keys in defaults.items()
    }
