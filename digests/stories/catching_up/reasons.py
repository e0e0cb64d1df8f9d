"""What is said of a row of catching up: why it is there, its subject and its facets."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from digests.stories.catching_up.headline import Reason, ReasonKind
from digests.stories.catching_up.names import EVENT, pair
from digests.stories.comparison.events import actors
from digests.stories.comparison.features import is_product
from digests.stories.tellings import spelled_term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from digests.stories.catching_up.burst import Burst
    from digests.stories.catching_up.ranking import Weighing
    from digests.stories.catching_up.unread import UnreadStory
    from digests.stories.values import Telling

_TIMES: Final = 6
"""How many times as often as in the background a name must stand to be worth mentioning."""
_BURST: Final = 2.0
"""From which a name is worth mentioning."""
_WEAK: Final = 0.5
"""The same for lack of any other reason."""
_NEW: Final = 1.2
"""The same of a new name; a single mention has 0.6."""
_SHARE_OF_PRODUCT: Final = 0.4
"""Of the items of a name, from which a product with this name is the subject."""


def reasons_for(
    stories: Sequence[UnreadStory], names: Collection[str], weighing: Weighing, voices: int
) -> tuple[Reason, ...]:
    """Return why a row is there, the strongest reason first; empty if nothing speaks for it.

    Args:
        stories: of the row.
        names: of its subject.
        weighing: what stories are weighed with.
        voices: the families that have an issue in these days.
    """
    told, leads, *others = _of_voices(stories, weighing, voices)
    tellings = [one.telling for story in stories for one in story.told]
    of_names = _of_names(names, tellings, weighing.burst)
    found = tuple(filter(None, (told, leads, of_names, *others)))
    return found or tuple(_weak_reasons(names, tellings, weighing.burst))


def plain_reasons(
    stories: Sequence[UnreadStory], weighing: Weighing, voices: int
) -> tuple[Reason, ...]:
    """Return the reasons of a row other than those that its names are."""
    return tuple(filter(None, _of_voices(stories, weighing, voices)))


def _of_voices(
    stories: Sequence[UnreadStory], weighing: Weighing, voices: int
) -> Iterator[Reason | None]:
    told = [one for story in stories for one in story.told]
    families = {weighing.family_of(one) for one in told} if len(told) > 1 else ()
    yield Reason(ReasonKind.VOICES, count=len(families), of=voices) if len(families) > 1 else None
    leads = [one.telling.publication for one in told if one.lead]
    names = tuple(sorted(dict.fromkeys(leads), key=leads.count, reverse=True))
    yield Reason(ReasonKind.LEAD, names) if leads else None
    yield Reason(ReasonKind.WATCHED) if any(one.is_watched for one in stories) else None
    yield Reason(ReasonKind.SOURCE) if stories[0].story.best.is_primary else None


def _of_names(names: Collection[str], tellings: Sequence[Telling], burst: Burst) -> Reason | None:
    told_names = [name for name in names if name[0] != EVENT and burst.times(name) >= _TIMES]
    loudest = subject_name(told_names, burst)
    if loudest and burst.is_new(loudest) and burst.of(loudest) >= _NEW:
        return Reason(ReasonKind.NEW_NAME, (spelled_among(loudest, tellings),))
    if loudest and burst.of(loudest) >= _BURST:
        return _burst(loudest, tellings, burst)
    return None


def _weak_reasons(
    names: Collection[str], tellings: Sequence[Telling], burst: Burst
) -> Iterator[Reason]:
    """Yield a reason that alone would not be worth mentioning: names that stand out a little.

    Two names that stand side by side say more than a word that may only be written large.
    """
    own = [name for name in names if name[0] != EVENT]
    titles = "\n".join(one.title for one in tellings)
    for found in ([*map(pair, own, own[1:])], own):
        loudest = max(found, key=burst.of, default="")
        if burst.of(loudest) >= _WEAK and burst.items.get(loudest, 0) > 1:
            reason = _burst(loudest, tellings, burst)
            if reason.names[0] in titles:
                yield reason
                return


def _burst(name: str, tellings: Sequence[Telling], burst: Burst) -> Reason:
    spelled = spelled_among(name, tellings)
    return Reason(ReasonKind.BURST, (spelled,), count=burst.items[name])


def subject_of(stories: Sequence[UnreadStory], names: Collection[str], burst: Burst) -> str:
    """Return what all of some stories are about, as their titles spell it; empty for unknown.

    Args:
        stories: of a row, the best first.
        names: of their subject, if one holds them together.
        burst: of all names.
    """
    tellings = [one.telling for story in stories for one in story.told]
    if names:
        return spelled_among(subject_name(names, burst), tellings)
    shared = [name for name in stories[0].names if all(name in one.names for one in stories)]
    product = next((name for name in shared if is_product(name)), "")
    shared_name = product or next((name for name in shared if actors([name])), "")
    return spelled_among(shared_name, tellings) if shared_name else ""


def subject_name(names: Collection[str], burst: Burst) -> str:
    """Return the name that bursts most, with its number if it often has one; empty for none."""
    loudest = max(sorted(names), key=burst.of, default="")
    products = [n for n in names if n.startswith(loudest) and n != loudest and is_product(n)]
    best = max(sorted(products), key=lambda name: burst.items[name], default="")
    often = best and burst.items[best] >= _SHARE_OF_PRODUCT * burst.items[loudest]
    return best if often else loudest


def spelled_among(name: str, tellings: Sequence[Telling]) -> str:
    """Return a name, or two that stand together, as the first title that has it spells it."""
    titles = [one.title for one in tellings]
    parts = name.split()
    both = [title for title in titles if all(part in title.lower() for part in parts)]
    spelled = [spelled_term(part, both or titles) for part in parts]
    if both and len(parts) > 1:
        spelled.sort(key=both[0].find)
    return " ".join(spelled)


def facets_of(stories: Sequence[UnreadStory]) -> tuple[str, ...]:
    """Return the kinds of events that the titles of stories name, most named first."""
    counts = Counter(name for one in stories for name in one.names if name[0] == EVENT)
    return tuple(name.removeprefix(EVENT) for name, _ in counts.most_common())
