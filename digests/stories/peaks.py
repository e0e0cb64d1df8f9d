"""The weeks in which far more was said of something than around them, and the stories of these."""

from __future__ import annotations

import datetime
from statistics import median
from typing import TYPE_CHECKING, Final

from digests.stories.values import Peak

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests.stories.values import Story

_NEIGHBOURS: Final = 4
"""Weeks before and after a week, whose median is what is usual then."""

_FEWEST_NEIGHBOURS: Final = 2
_TIMES_THE_USUAL: Final = 2
_FEWEST_MENTIONS: Final = 3
_MOST_PEAKS: Final = 5
_MOST_STORIES: Final = 3
_WEEK: Final = datetime.timedelta(days=7)


def peaks(weeks: Sequence[tuple[datetime.date, int]], stories: Sequence[Story]) -> tuple[Peak, ...]:
    """Return the highest weeks that stand out from those around them, the latest first.

    Args:
        weeks: Mondays with the number of mentions, in order, without weeks that had no issues.
        stories: what was told in these weeks.
    """
    counts = [count for _, count in weeks]
    high = [place for place in range(len(counts)) if _stands_out(counts, place)]
    highest = sorted(high, key=lambda place: -counts[place])[:_MOST_PEAKS]
    return tuple(
        Peak(weeks[place][0], counts[place], _told_most(weeks[place][0], stories))
        for place in sorted(highest, reverse=True)
    )


def _stands_out(counts: Sequence[int], place: int) -> bool:
    """Return whether a week is well above what is usual then, and above those next to it.

    Of equal weeks side by side the first one is.
    """
    before, count, after = counts[:place], counts[place], counts[place + 1 :]
    around = [*before[-_NEIGHBOURS:], *after[:_NEIGHBOURS]]
    if count < _FEWEST_MENTIONS or len(around) < _FEWEST_NEIGHBOURS:
        return False
    is_top = max(before[-1:], default=0) < count >= max(after[:1], default=0)
    return is_top and count >= _TIMES_THE_USUAL * median(around)


def _told_most(monday: datetime.date, stories: Sequence[Story]) -> tuple[Story, ...]:
    """Return the stories of a week that most families told, then of most items, then on top."""

    def items(story: Story) -> int:
        return sum(monday <= one.date < monday + _WEEK for one in story.tellings)

    told = [story for story in stories if items(story)]
    told.sort(key=lambda story: (-story.families, -items(story), story.best.position))
    return tuple(told[:_MOST_STORIES])
