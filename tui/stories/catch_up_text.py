"""The head of the screen for catching up: how much there is, and how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from tui.state.catch_up import fitting, minutes_for
from tui.text import styles

if TYPE_CHECKING:
    from tui.state.catch_up import CaughtUp
    from tui.text.stories.rows import StoryLook


def catch_up_text(caught_up: CaughtUp, look: StoryLook, *, is_visit: bool, minutes: int) -> Content:
    """Return how many stories there are since when, and how many fit into `minutes`, if any."""
    words, stories = look.words, caught_up.stories
    quiet = [_since(caught_up, look, is_visit=is_visit)]
    if minutes and stories:
        fits = fitting(stories, minutes)
        quiet.append(words.fits(fits, minutes_for(stories[:fits])))
    if caught_up.waiting:
        quiet.append(words.comparing(caught_up.waiting))
    tally = words.tally(caught_up.items, len(stories))
    time = f" · {words.minutes(minutes_for(stories))}" if stories else ""
    rest = "".join(f" · {part}" for part in quiet)
    return Content.assemble((f"{tally}{time}", styles.BOLD), (rest, styles.QUIET))


def nothing_new(caught_up: CaughtUp, look: StoryLook, keys: str, *, is_visit: bool) -> str:
    """Return what is said where there is no story; `keys` looks further back."""
    waiting = caught_up.waiting
    words = look.words.nothing_new(_since(caught_up, look, is_visit=is_visit), keys)
    return f"{words}\n\n{look.words.comparing(waiting)}" if waiting else words


def _since(caught_up: CaughtUp, look: StoryLook, *, is_visit: bool) -> str:
    return look.words.since(look.words.day(caught_up.since, look.today), is_visit=is_visit)
