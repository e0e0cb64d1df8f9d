"""Libraries of a few invented issues, drawn by chance from a small vocabulary."""

from __future__ import annotations

import datetime

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from digests import Issue, Item, Subjects
from tests.factories import issue, item

TODAY = datetime.date(2026, 8, 20)
SLOW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

VOCABULARY = (
    "heron",
    "herons",
    "crane",
    "gpt-5.6",
    "gpt",
    "大模型",
    "模型",
    "大",
    "开源",
    "青鸟型",
)
TEXTS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=8).map(" ".join)
SITES = st.sampled_from(["https://heron.org/a", "https://docs.heron.org/", "https://a.example/"])
ITEMS = st.builds(
    item,
    title=TEXTS,
    text=TEXTS,
    section=st.lists(TEXTS, max_size=1),
    links=st.lists(SITES, max_size=2),
)
DATES = st.sampled_from(["", "2026-01-10", "2026-08-01", "2026-08-19"])


@st.composite
def issues(draw: st.DrawFn) -> list[Issue]:
    """A library of up to six issues."""
    return [
        issue(
            *draw(st.lists(ITEMS, min_size=1, max_size=6, unique_by=lambda made: made.id)),
            issue_id=f"{number:010x}",
            date=draw(DATES),
            publication=draw(st.sampled_from(["lantern-daily", "far-hills"])),
            language=draw(st.sampled_from(["zh", "en"])),
            subjects=Subjects(companies=tuple(draw(st.sets(st.sampled_from(VOCABULARY))))),
        )
        for number in range(draw(st.integers(1, 6)))
    ]


def id_in(made: Issue, one: Item) -> str:
    """The id of an item that was built before it was known in which issue it is."""
    return f"{made.id}.{one.id.partition('.')[2]}"


def hosts_of(one: Item) -> str:
    """The hosts of an item's links as they are indexed: whole, and without the last label."""
    hosts = [link.site.split(".") for link in one.links]
    return "\n".join(" ".join(["".join(labels), *labels[:-1]]) for labels in hosts)
