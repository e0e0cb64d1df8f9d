"""The other tellings of an item's story, as lines below the item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.terminal import bold, dim
from tui.text.stories.words import reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests import Retelling, Tellings
    from tui.cli.terminal import Terminal
    from tui.text.stories.words import StoryWords


def print_tellings(tellings: Tellings, words: StoryWords, terminal: Terminal) -> None:
    """Print each with its id and why it is held to be one; what may be one is counted."""
    elsewhere = [one for family in tellings.elsewhere for one in family]
    groups = {
        "here": tellings.repeats,
        "editions": tellings.editions,
        "elsewhere": [one for one in elsewhere if one.is_by_link],
        "probably": [one for one in elsewhere if not one.is_by_link],
    }
    for name, found in groups.items():
        if found:
            terminal.print("\n", bold(words.heading(name)))
            _print_group(found, words, terminal)
    if tellings.maybe:
        terminal.print("\n", dim(words.maybe(len(tellings.maybe))))


def _print_group(found: Iterable[Retelling], words: StoryWords, terminal: Terminal) -> None:
    for one in found:
        telling = one.telling
        place = dim(f"{telling.date}  {telling.publication}  ")
        terminal.print(telling.item_id, "  ", place, telling.title)
        terminal.print("  ", dim(reason(one.evidence, words)))
