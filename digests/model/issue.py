"""The structure of a digest: Publication, Issue, Section and Item.

    Publication      who publishes
      Issue          one edition, one file
        Section      a heading and what is under it; sections nest
          Item       one story: title, body, links in reading order, images

Every value is frozen and holds tuples, so it can cross threads. Every text in it has been
through `safe_text` and may be shown to a terminal as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from digests.model.addresses import is_wiki_link, with_scheme
from digests.model.dates import DatePrecision
from digests.model.text import language_of, one_of_each

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from digests.model.addresses import Anchor, InsideLink
    from digests.model.blocks import Block


class Kind(StrEnum):
    """What an item is for. It changes how an item is shown, never whether it is there."""

    STORY = "story"
    COMMENTARY = "commentary"
    """Prose of the editor: a comment, an outlook, an essay."""
    BOILERPLATE = "boilerplate"
    """Recurring text: how to subscribe, credits, advertisements, retrospectives."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of an item."""

    url: str
    """As written: `example.com/x` has no scheme and relative links stay relative. Only character
    entities, such as `&amp;`, are decoded."""

    text: str = ""
    """The link text; empty for a bare URL."""

    @property
    def site(self) -> str:
        """The host without `www.` and port, or an empty string for a relative link."""
        try:
            host = urlsplit(with_scheme(self.url)).hostname or ""
        except ValueError:
            return ""
        return host.removeprefix("www.")


@dataclass(frozen=True, slots=True)
class Image:
    """An image of an item. Images are never fetched."""

    url: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One story."""

    id: str
    """`ISSUE.HASH`. It depends only on the issue, the title and the first link, so it survives
    edits to other items and items inserted before this one."""

    title: str
    """One line. When the digest has no title for the item, it is the beginning of the text."""

    section: tuple[str, ...]
    """Titles of the sections around the item, outermost first; empty at the top of an issue."""

    body: tuple[Block, ...] = ()
    """Everything but an explicit title."""

    links: tuple[Link, ...] = ()
    """In reading order, each URL once, the title's own link included."""

    images: tuple[Image, ...] = ()

    kind: Kind = Kind.STORY

    title_is_derived: bool = False
    """True when the title repeats the beginning of the body."""

    alternative_title: str = ""
    """The same title in the other language of a bilingual digest."""

    text: str = ""
    """The body as plain text, one block per line, without link addresses."""

    line: int = 1
    """Where the item begins: 1-based, counted in the file, header included."""

    rule: str = ""
    """The parsing rule that made it an item, such as `R6.7`; for reports of misread digests."""

    @property
    def language(self) -> str:
        """`zh`, `en`, `ja` or `other`, by the scripts of title and text; computed at each call."""
        return language_of(f"{self.title}\n{self.text}")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what is under it."""

    title: str
    path: tuple[str, ...]
    """Titles from the outermost section to this one."""

    children: tuple[Item | Section, ...] = ()
    """In reading order."""

    intro: tuple[Block, ...] = ()
    """Text before the first child that belongs to no item."""

    outro: tuple[Block, ...] = ()
    """Text after the first child that belongs to no item."""

    line: int = 1
    """1-based, counted in the file, header included."""

    rule: str = ""
    """The parsing rule that made it a section, such as `R6.1`."""

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in the section and in the sections below it, in reading order."""
        return tuple(items_in(self.children))


@dataclass(frozen=True, slots=True)
class Subjects:
    """What the front matter says the issue is about, in its order and spelling.

    Of several spellings of a subject, as `subject_key` compares them, only the first is here.
    """

    companies: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """`tags` and `categories` together."""

    def all(self) -> tuple[str, ...]:
        """Every subject once: models and companies first, as the most specific."""
        return one_of_each(self.models + self.companies + self.topics + self.people + self.tags)


@dataclass(frozen=True, slots=True)
class Publication:
    """Who publishes an issue."""

    name: str
    home: str = ""
    """Address of its home page, or empty. Relative links of its issues are resolved against it."""

    is_declared: bool = False
    """Whether the user named it; a name in an issue's header does not override that."""

    def resolve(self, url: str) -> str:
        """Return `url` as a browser takes it, absolute unless the home page is not known.

        A wiki link has no address: the result is empty.
        """
        if is_wiki_link(url):
            return ""
        written = with_scheme(url)
        try:
            return urljoin(self.home, written) if self.home else written
        except ValueError:
            return written


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a file that the user should know. It did not stop the reading."""

    source: str
    """The file or folder, made safe to show."""

    reason: str
    """A sentence without a final full stop."""

    line: int | None = None
    """1-based; None when it concerns the file as a whole."""

    is_note: bool = False
    """True when everything was read nevertheless."""

    def __str__(self) -> str:
        """`FILE:LINE: reason`, as compilers and linters write it."""
        location = f"{self.source}:{self.line}" if self.line else self.source
        return f"{location}: {self.reason}"


@dataclass(frozen=True)
class Issue:
    """One edition of a publication: one file."""

    id: str
    """Ten hexadecimal digits, from the publication and the file's path below its folder."""

    publication: Publication
    title: str

    date: datetime.date | None
    """As written, not shifted by time zone; None when it is not written where it is looked for."""

    summary: str = ""
    """Plain text, several lines allowed; empty when the issue has none."""

    summary_heading: str = ""
    """The heading above the summary in the file; empty when it has none."""

    summary_blocks: tuple[Block, ...] = ()
    """The summary as in the body, links included; empty when it comes from the header."""

    children: tuple[Item | Section, ...] = ()
    """In reading order."""

    lead: tuple[Block, ...] = ()
    """Text before the first section or item, except the summary."""

    footer: tuple[Block, ...] = ()
    """Text after the last section or item."""

    subjects: Subjects = Subjects()

    language: str = "other"
    """`zh`, `en`, `ja` or `other`, by the scripts of the text."""

    is_stub: bool = False
    """True when the full text is elsewhere: the file only says where, or has only the beginning."""

    link: str = ""
    """Address of the issue's own page, http or https; empty when the header has none."""

    source: str = ""
    """The file, made safe to show."""

    problems: tuple[Problem, ...] = ()

    anchors: tuple[Anchor, ...] = ()
    """In the order of the file."""

    inside_links: tuple[InsideLink, ...] = ()
    """The links of its text that lead to a place in the library, each address once. Only an issue
    that a library opened has any."""
    date_precision: DatePrecision = DatePrecision.DAY
    """Means nothing without a date."""

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in reading order."""
        return tuple(items_in(self.children))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections at every depth, each before the sections inside it."""
        return tuple(_sections_in(self.children))


def items_in(children: tuple[Item | Section, ...]) -> Iterator[Item]:
    """Yield the items of `children` and of every section among them, in reading order."""
    for child in children:
        if isinstance(child, Item):
            yield child
        else:
            yield from items_in(child.children)


def _sections_in(children: tuple[Item | Section, ...]) -> Iterator[Section]:
    for child in children:
        if isinstance(child, Section):
            yield child
            yield from _sections_in(child.children)
