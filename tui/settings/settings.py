"""All settings: their defaults, the values they may have, and what they do."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypeVar

from tui.settings.kinds import (
    BrowserCommand,
    Choice,
    Folder,
    Folders,
    Lists,
    Seconds,
    Text,
    ValueKind,
    Whole,
    YesNo,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

T = TypeVar("T")


def _setting(default: T, kind: ValueKind[T], description: str) -> T:
    declared: T = field(default_factory=lambda: default, metadata={"is": (kind, description)})
    return declared


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force. The names of the fields are the keys of the settings file."""

    folders: tuple[Path, ...] = _setting(
        (), Folders(), "Where digests are; `ainews add` writes here"
    )
    browser: tuple[str, ...] = _setting(
        (),
        BrowserCommand(),
        "The command that opens links, with `{url}` in it; empty: the system's browser",
    )
    preset: str = _setting(
        "vim", Choice(("vim", "newsboat", "arrows")), "The keys to begin with, before `[keys]`"
    )
    counts: bool = _setting(
        True, YesNo(), "A number may stand before a command; false: a digit opens a link at once"
    )
    key_patience: float = _setting(
        0.5,
        Seconds(0.1, 5),
        "How long a number or an ambiguous beginning of keys waits for more keys",
    )
    theme: str = _setting(
        "", Text(), "The colours, such as `light` or `ansi`; empty: those chosen last by `Ctrl+t`"
    )
    icons: str = _setting(
        "ascii",
        Choice(("ascii", "unicode", "nerd")),
        "The signs of marks and kinds; `nerd` needs a font patched for it",
    )
    text_width: int = _setting(100, Whole(30, 200), "The widest line of an item, in cells")
    group: str = _setting(
        "none", Choice(("none", "date", "publication")), "How issues are grouped at the start"
    )
    mark_read: str = _setting(
        "open",
        Choice(("open", "dwell", "manual")),
        "When an item counts as read: as soon as it is shown, after a while, or never by itself",
    )
    known: str = _setting(
        "dim",
        Choice(("dim", "show")),
        "An unread item whose story you have read elsewhere, by the same link or in the same "
        "digest, is dimmed or shown like any other",
    )
    dwell_seconds: float = _setting(
        3.0, Seconds(0.1, 600), 'How long an item is shown before `mark_read = "dwell"` marks it'
    )
    space_advances: bool = _setting(
        False, YesNo(), "At the end of an item the key for a page goes on to the next item"
    )
    confirm_quit: bool = _setting(True, YesNo(), "Ask before `q` quits")
    language: str = _setting(
        "auto",
        Choice(("auto", "en", "zh")),
        "The language you read best, also of what is said about stories; `auto`: the locale's",
    )
    recency_half_life_days: int = _setting(
        0,
        Whole(0, 36_500),
        "After how many days being recent counts half as much in the order of hits; 0: by the time "
        "that the library spans",
    )
    pipe_command: str = _setting(
        "", Text(), "The command that stands in the line when an item is sent to a command"
    )
    export_folder: Path | None = _setting(  # noqa: RUF009 - it returns a field
        None, Folder(), "Where exported files go; empty: where `ainews` was started"
    )
    refresh_minutes: int = _setting(
        0, Whole(0, 1440), "How often to look for new and changed files; 0: only at the start"
    )
    sync_minutes: int = _setting(
        0,
        Whole(0, 1440),
        "How often to fetch the sources while the reader is open, from its start on; 0: never",
    )
    watch_files: bool = _setting(
        True, YesNo(), "Notice new and changed files while the reader is open"
    )
    search_daemon: bool = _setting(
        False,
        YesNo(),
        "`ainews search` leaves a process behind that answers the next searches at once, and ends "
        "after ten minutes without one",
    )
    keys: Mapping[str, tuple[str, ...]] = _setting(
        {},
        Lists("command = key or list of keys"),
        "Other keys for commands, by the names that `ainews keys` prints; an empty list: no key",
    )
    macros: Mapping[str, tuple[str, ...]] = _setting(
        {}, Lists("keys = list of commands"), "Keys that run several commands, one after another"
    )


@dataclass(frozen=True, slots=True)
class Declared:
    """The declaration of one setting."""

    name: str
    kind: ValueKind[Any]
    default: Any
    description: str
    """What it does, without a full stop at the end."""


def declared_settings() -> tuple[Declared, ...]:
    """Return the declarations of all settings, in the order of the fields of `Settings`."""
    defaults = Settings()
    return tuple(
        Declared(f.name, f.metadata["is"][0], getattr(defaults, f.name), f.metadata["is"][1])
        for f in fields(Settings)
    )
