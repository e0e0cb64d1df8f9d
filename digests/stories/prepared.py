"""Preparing an issue for the story tables.

`prepare_stories` is pure and its result can be pickled, so worker processes can run it.
"""

from __future__ import annotations

import zlib
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.model.issue import Kind
from digests.model.links import LinkKind, link_kind
from digests.stories.catching_up.leads import lead_places, lead_sentences
from digests.stories.catching_up.names import names_of, packed_counts, packed_names
from digests.stories.comparison.canonical_urls import canonical_url
from digests.stories.comparison.features import Features, features_of
from digests.stories.comparison.templates import without_template

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digests.model.issue import Issue, Item, Link

MANY_ITEMS: Final = 12
"""Of one issue or one publication: a link in more items than this is everywhere, and no
evidence."""

_MANY_LINKS: Final = 4
_FEW_LINKS: Final = 2
_CHAT_SITES: Final = frozenset(("discord.com", "discord.gg", "reddit.com", "redd.it", "v.redd.it"))
_PRIMARY_SITES: Final = frozenset(
    "openai.com anthropic.com deepmind.google deepmind.com blog.google ai.google.dev "
    "developers.googleblog.com research.google ai.meta.com about.fb.com mistral.ai x.ai "
    "qwenlm.github.io qwen.ai api-docs.deepseek.com deepseek.com z.ai moonshot.ai minimax.io "
    "cohere.com nvidia.com blogs.nvidia.com developer.nvidia.com apple.com "
    "machinelearning.apple.com microsoft.com aws.amazon.com stability.ai nature.com science.org "
    "courtlistener.com sec.gov europa.eu gov.uk whitehouse.gov".split()
)
"""Sites that are sources of news themselves: laboratories, journals, courts."""


class PreparedItem(NamedTuple):
    """What the tables keep of an item."""

    hash: str
    """The part of the item's id after the dot."""
    position: int
    """In its issue, the first item being 0."""
    title: str
    language: str
    characters: int
    """Length of the text, to estimate the reading time."""
    is_roundup: bool
    """Whether it covers several things, or is talk, so that its title is not that of a story."""
    is_primary: bool
    """Whether it links to the source of the news, and to little else."""
    lead: int
    """Which sentence of the issue's title and summary speaks of it, from 1; 0 for none."""
    links: tuple[str, ...]
    """Canonical addresses, each once."""


class PreparedIssue(NamedTuple):
    """What the tables keep of an issue."""

    issue_id: str
    publication: str
    title: str
    day: int
    """Days since 0001-01-01, which is day 1; 0 for an undated issue, which has no stories."""
    language: str
    fingerprint: str
    """The caller's, to find out later whether the file has changed."""
    items: tuple[PreparedItem, ...]
    features: bytes
    """Of the items, in their order; packed."""
    names: bytes
    """Of the items, in their order; packed."""
    name_counts: bytes
    """How many items name what; packed."""


def prepare_stories(issue: Issue, fingerprint: str = "") -> PreparedIssue:
    """Return what the story tables keep of `issue`, without boilerplate items."""
    items = [(n, item) for n, item in enumerate(issue.items) if item.kind is not Kind.BOILERPLATE]
    links = [dict.fromkeys(_canonical_links(item)) for _, item in items]
    uses = Counter(chain.from_iterable(links))
    features = list(map(features_of, without_template([item for _, item in items])))
    names = names_of([item for _, item in items])
    leads = lead_places(lead_sentences(issue), features)
    return PreparedIssue(
        issue.id,
        issue.publication.name,
        issue.title,
        issue.date.toordinal() if issue.date else 0,
        issue.language,
        fingerprint,
        tuple(
            _prepared_item(position, item, lead, tuple(u for u in urls if uses[u] <= MANY_ITEMS))
            for (position, item), lead, urls in zip(items, leads, links, strict=True)
        ),
        packed_features(features),
        packed_names(names),
        packed_counts(names),
    )


def packed_features(features: Iterable[Features]) -> bytes:
    """Return features as compressed lines: title terms, other terms, terms beside products."""
    lines = (
        "\t".join(
            " ".join(sorted(terms))
            for terms in (one.title, one.terms - one.title, one.beside_products)
        )
        for one in features
    )
    return zlib.compress("\n".join(lines).encode(), 6)


def unpacked_features(packed: bytes) -> list[Features]:
    """Return the features that `packed_features` packed."""
    return [_features(line) for line in term_lines(packed)]


def term_lines(packed: bytes) -> list[str]:
    """Return the terms of each item, separated by white space; some occur twice."""
    text = zlib.decompress(packed).decode()
    return text.split("\n") if text else []


def _features(line: str) -> Features:
    title, others, beside = (frozenset(part.split()) for part in line.split("\t"))
    return Features(title, title | others, beside)


def _is_source(link: Link) -> bool:
    return link.site in _PRIMARY_SITES or link_kind(link.url) in (LinkKind.PAPER, LinkKind.CODE)


def _canonical_links(item: Item) -> Iterator[str]:
    return filter(None, (canonical_url(link.url) for link in item.links))


def _prepared_item(position: int, item: Item, lead: int, links: tuple[str, ...]) -> PreparedItem:
    sites = {link.site for link in item.links}
    is_roundup = len(item.links) > _MANY_LINKS or bool(sites & _CHAT_SITES)
    return PreparedItem(
        item.id.rpartition(".")[2],
        position,
        item.title,
        item.language,
        len(item.text),
        is_roundup,
        not is_roundup and len(item.links) <= _FEW_LINKS and any(map(_is_source, item.links)),
        lead,
        links,
    )
