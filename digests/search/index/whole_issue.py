"""What is indexed of an issue: its items, and after them the issue as a whole.

Whatever the reader shows can be found: titles in both languages, text, sections, the words of links
and their hosts. What stands around the items, the summary above all, belongs to the issue itself:
its passages are indexed like items.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from digests.parsing.inline.plain_text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests.model.blocks import Block
    from digests.model.issue import Issue, Item, Link

_LONGEST = 1_000
"""Characters of a passage of an issue, unless a single line is longer."""

_PLAIN_ADDRESS = re.compile(r"https?://([A-Za-z0-9.-]+)(?:[/?#]|\Z)")
"""An address without a port, a user, or anything to decode in its host."""

FIELDS_OF_TEXTS = ("title", "title", "section", "body", "around")
"""The field of BM25F of each of the texts of an item."""

TITLES_END, SECTION_END = 1, 2
"""The last of the texts that are titles or sections."""


class IndexedItem(NamedTuple):
    """An item, or an issue as a whole, as the index has it."""

    own_id: str
    """The part of the id after the dot: eight hexadecimal digits; empty for an issue."""
    section: tuple[str, ...]
    title: str
    other_title: str
    text: str
    addresses: tuple[str, ...]
    sites: tuple[str, ...]
    """The hosts of the addresses, in their order, each once."""
    around: str
    """What else is shown and found, with little weight."""

    def texts(self) -> tuple[str, ...]:
        """Return the texts in the order of their positions, as `FIELDS_OF_TEXTS` has them."""
        section = "\n".join(self.section)
        return self.title, self.other_title, section, self.text, self.around


def indexed_items(issue: Issue) -> tuple[IndexedItem, ...]:
    """Return the items of `issue` in reading order, then the issue as a whole, in passages."""
    return (*map(_indexed, issue.items), *_passages(issue))


def _indexed(item: Item) -> IndexedItem:
    sites = tuple(dict.fromkeys(filter(None, map(_site, item.links))))
    words = (link.text for link in item.links if link.text and not _is_in(link.text, item))
    return IndexedItem(
        item.id.rpartition(".")[2],
        item.section,
        item.title,
        item.alternative_title,
        item.text,
        tuple(link.url for link in item.links),
        sites,
        "\n".join((*map(_spelled, sites), *words)),
    )


def _site(link: Link) -> str:
    """Return `link.site`, in a tenth of its time for most links."""
    plain = _PLAIN_ADDRESS.match(link.url)
    return plain[1].lower().removeprefix("www.") if plain else link.site


def _is_in(text: str, item: Item) -> bool:
    return text in item.text or text in item.title or text in item.alternative_title


def _spelled(host: str) -> str:
    """Return the host whole and its name: `heronorg heron`; `org` alone would be in every item."""
    labels = host.split(".")
    return " ".join(("".join(labels), *labels[:-1]))


def _passages(issue: Issue) -> Iterator[IndexedItem]:
    """Yield the issue with its title and summary, then each further text without a title.

    Far apart in a long text, the words of a query say nothing, so a passage is at most as long as
    a long item.
    """
    texts = filter(None, (issue.summary_heading, issue.summary))
    first, *others = list(_pieces("\n".join(texts))) or [""]
    # An entry of a feed is often an issue with one item, which is found by the title already.
    title = "" if any(item.title == issue.title for item in issue.items) else issue.title
    empty = (section.title for section in issue.sections if not section.items)
    around = "\n".join((issue.publication.name, *empty))
    yield IndexedItem("", (), title, "", first, (), (), around)
    for blocks in _around(issue):
        others += _pieces(plain_text(blocks) if blocks else "")
    for text in others:
        yield IndexedItem("", (), "", "", text, (), (), "")


def _pieces(text: str) -> Iterator[str]:
    """Cut a text at the ends of lines into pieces of at most `_LONGEST` characters, about."""
    piece: list[str] = []
    size = 0
    for line in text.split("\n"):
        if piece and size + len(line) > _LONGEST:
            yield "\n".join(piece)
            piece, size = [], 0
        if line:
            piece.append(line)
            size += len(line)
    if piece:
        yield "\n".join(piece)


def _around(issue: Issue) -> Iterator[tuple[Block, ...]]:
    yield issue.lead
    for section in issue.sections:
        yield section.intro
        yield section.outro
    yield issue.footer
