"""Making items of entries, paragraphs, rows and headings: their titles, links, bodies and ids."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from digests.model import Item, ListBlock, Paragraph, Quote, Subheading, Table
from digests.parsing.entry_title import derived_title, entry_title
from digests.parsing.kinds import kind_of
from digests.parsing.line_breaks import flowing, text_of
from digests.parsing.links import images_of, links_of
from digests.parsing.plain_text import plain_text
from digests.parsing.runs_in import runs_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.model import Block, Runs
    from digests.parsing.outline import Node
    from digests.parsing.parts import Entry

Path = tuple[str, ...]


class ItemMaker:
    """Makes the items of one issue; it remembers their ids so that no two are the same."""

    def __init__(self, issue_id: str, lines_before: int, link_titles: dict[str, str]) -> None:
        """`lines_before` counts the file's lines above the body; `link_titles` names footnotes."""
        self._issue_id = issue_id
        self._lines_before = lines_before
        self._link_titles = link_titles
        self._made: Counter[str] = Counter()

    def from_heading(self, node: Node, blocks: tuple[Block, ...], section: Path) -> Item:
        """Make the item whose title is a heading."""
        title = node.bare_title
        alternative = " ".join(text_of(node.alternative).split())
        runs = (*node.heading, *node.alternative, *runs_in(blocks))
        return self._make(title, runs, blocks, section, node.line, True, alternative)

    def from_entry(self, entry: Entry, section: Path) -> Item:
        """Make an item of a list entry, a numbered paragraph or a paragraph."""
        first, *below = entry.blocks
        if isinstance(first, Subheading):
            first = Paragraph(first.runs)
        if not isinstance(first, Paragraph):
            return self._make("", tuple(runs_in(entry.blocks)), entry.blocks, section, entry.line)
        found = entry_title(first.runs)
        rest = (Paragraph(found.rest),) if found.rest else ()
        blocks = (*rest, *below)
        runs = (*found.title_runs, *runs_in(blocks))
        return self._make(found.title, runs, blocks, section, entry.line)

    def from_row(self, row: tuple[Runs, ...], section: Path, line: int) -> Item:
        """Make an item of a table's row: its first cell with words is the title."""
        cells = [cell for cell in row if text_of(cell).strip()]
        title = " ".join(text_of(cells[0]).split()) if cells else ""
        blocks = tuple(Paragraph(cell) for cell in cells[1:])
        runs = tuple(run for cell in row for run in cell)
        return self._make(title, runs, blocks, section, line)

    def _make(
        self,
        title: str,
        runs: Runs,
        blocks: tuple[Block, ...],
        section: Path,
        line: int,
        from_heading: bool = False,
        alternative: str = "",
    ) -> Item:
        body = settled(blocks)
        text = plain_text(body)
        links = links_of(runs, self._link_titles)
        first_link = links[0].url if links else ""
        name = title or derived_title(text) or _name_without_words(runs, first_link)
        return Item(
            id=self._identify(name, first_link),
            title=name,
            section=section,
            body=body,
            links=links,
            images=images_of(runs),
            kind=kind_of(name, section, from_heading=from_heading),
            title_is_derived=not title,
            alternative_title=alternative,
            text=text,
            line=line + self._lines_before + 1,
        )

    def _identify(self, title: str, first_link: str) -> str:
        """Return an id that other items do not change; the n-th twin of an item gets its own."""
        story = f"{_normalised(title)}\0{first_link}"
        self._made[story] += 1
        twin = self._made[story]
        words = story if twin == 1 else f"{story}\0{twin}"
        digest = hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=4)
        return f"{self._issue_id}.{digest.hexdigest()}"


def _normalised(title: str) -> str:
    """Keep letters and digits only, so that a change of marks keeps the id."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(character for character in folded if character.isalnum()) or folded


def _name_without_words(runs: Runs, first_link: str) -> str:
    """Name an item that is only images and links."""
    alt = next((run.text for run in runs if run.image and run.text.strip()), "")
    return " ".join(alt.split()) or first_link or "…"


def settled(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return `blocks` with their line breaks settled, as they are shown."""
    return tuple(_settled(block) for block in blocks)


def _settled(block: Block) -> Block:
    match block:
        case Paragraph(runs):
            return Paragraph(flowing(runs))
        case Subheading(runs):
            return Subheading(flowing(runs))
        case ListBlock(entries, start):
            return ListBlock(tuple(settled(entry) for entry in entries), start)
        case Quote(inner):
            return Quote(settled(inner))
        case Table(header, rows):
            cells = tuple(tuple(flowing(cell) for cell in row) for row in (header, *rows))
            return Table(cells[0], cells[1:])
        case _:
            return block
