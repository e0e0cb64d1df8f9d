"""What is known of the items of an issue before any query is asked.

    prior = (1 + NEWEST * 2^(-age / half-life)) * (1 + LIKED * liking)

`age` counts from the newest issue of the library, not from today, so a library that rests keeps
its order. `liking`, from 0 to 1, is how much of a publication the user stars and reads, compared
with the publication that is starred and read most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.model.dates import MOST_DAYS_AHEAD
from digests.search.index.arrays import np

if TYPE_CHECKING:
    import datetime

    from numpy.typing import NDArray

    from digests.search.evaluation.marks import MarkedItems
    from digests.search.index.snapshot import Snapshot

NEWEST = 0.25
WHOLE_ISSUE = 0.7
"""What an issue as a whole is worth beside its items, which tell the story itself."""
LIKED = 0.1

_SHARE_OF_SPAN = 0.1
"""The half-life as a share of the time between the oldest and the newest issue."""

_SHORTEST_HALF_LIFE = 30
"""In days."""

_A_STAR = 5
"""What a star is worth beside an item that was read."""


def priors(
    snapshot: Snapshot,
    today: datetime.date,
    half_life: int = 0,
    liking: NDArray[np.float64] | None = None,
) -> NDArray[np.float32]:
    """Return the prior of each issue; a `half_life` of 0 days means one by the library's span."""
    days = trusted_days(snapshot, today)
    dated = days[days > 0]
    if not len(dated):
        return np.ones(len(days), np.float32)
    newest, oldest = int(dated.max()), int(dated.min())
    half_life = half_life or max(round((newest - oldest) * _SHARE_OF_SPAN), _SHORTEST_HALF_LIFE)
    ages = np.where(days > 0, newest - days, newest - oldest)
    prior = 1 + NEWEST * np.exp2(-ages / half_life)
    if liking is not None:
        prior *= 1 + LIKED * liking
    return prior.astype(np.float32)


def trusted_days(snapshot: Snapshot, today: datetime.date) -> NDArray[np.int32]:
    """Return the day of each issue, 0 instead of one that is too far in the future to be true."""
    latest = (today + MOST_DAYS_AHEAD).toordinal()
    return np.where(snapshot.days > latest, np.int32(0), snapshot.days)


def liking_of(snapshot: Snapshot, marks: MarkedItems) -> NDArray[np.float64]:
    """Return for each issue how much its publication is liked, from 0 to 1."""
    publications = snapshot.values.publication_of_issue
    sizes = np.bincount(publications, snapshot.issue_sizes)
    liked = np.zeros(len(sizes))
    for what, weight in (("starred", _A_STAR), ("read", 1)):
        numbers = marks.of(snapshot, what).numbers
        marked = np.bincount(snapshot.issue_of_item[numbers], minlength=snapshot.issues)
        liked += weight * np.bincount(publications, marked, minlength=len(sizes))
    shares = liked / sizes
    most = shares.max(initial=0)
    return (shares / most if most else shares)[publications]
