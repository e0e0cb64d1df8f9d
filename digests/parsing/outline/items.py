"""Making items of entries, paragraphs, rows and headings: their titles, links, bodies and ids.

What an item is for (rule R10), told by its heading and the headings around it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from digests.model.blocks import ListBlock, Paragraph, Quote, Subheading, Table, runs_in
from digests.model.issue import Item, Kind
from digests.parsing.inline.line_breaks import flowing, text_of
from digests.parsing.inline.links import images_of, links_of
from digests.parsing.inline.plain_text import plain_text
from digests.parsing.titles import derived_title, entry_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.model.blocks import Block, Runs
    from digests.parsing.outline.outline import Node
    from digests.parsing.parts import Entry


Path = tuple[str, ...]

_ORDINAL_CELL = re.compile(r"\W*\d*\W*")


@dataclass(frozen=True, slots=True)
class _Draft:
    """An item before its links, images, words and id have been worked out."""

    title: str
    """Empty when it is to be derived from the text."""

    runs: Runs
    """Everything, in reading order, that may carry links and images."""

    blocks: tuple[Block, ...]
    line: int
    """0-based, in the body."""

    rule: str
    is_heading: bool = False
    alternative: str = ""


class ItemMaker:
    """Makes the items of one issue; it remembers their ids so that no two are the same."""

    def __init__(self, issue_id: str, lines_before: int, link_titles: dict[str, str]) -> None:
        """`lines_before` counts the file's lines above the body; `link_titles` names footnotes."""
        self._issue_id = issue_id
        self._lines_before = lines_before
        self._link_titles = link_titles
        self._made: Counter[str] = Counter()

    def from_heading(self, node: Node, blocks: tuple[Block, ...], section: Path, rule: str) -> Item:
        """Make the item whose title is a heading."""
        runs = (*node.heading, *node.alternative, *runs_in(blocks))
        alternative = " ".join(text_of(node.alternative).split())
        draft = _Draft(node.bare_title, runs, blocks, node.line, rule, True, alternative)
        return self._make(draft, section)

    def from_entry(self, entry: Entry, section: Path, rule: str) -> Item:
        """Make an item of a list entry, a numbered paragraph or a paragraph."""
        first, *below = entry.blocks
        if not isinstance(first, Paragraph | Subheading):
            draft = _Draft("", tuple(runs_in(entry.blocks)), entry.blocks, entry.line, rule)
            return self._make(draft, section)
        found = entry_title(first.runs)
        blocks = ((Paragraph(found.rest),) if found.rest else ()) + tuple(below)
        runs = (*found.title_runs, *runs_in(blocks))
        return self._make(_Draft(found.title, runs, blocks, entry.line, rule), section)

    def from_row(self, row: tuple[Runs, ...], section: Path, line: int) -> Item:
        """Make an item of a table's row: its first cell with words, not numbers, is the title."""
        cells = [cell for cell in row if text_of(cell).strip()]
        words = [cell for cell in cells if not _ORDINAL_CELL.fullmatch(text_of(cell))]
        first = (words or cells or [()])[0]
        title = " ".join(text_of(first).split())
        blocks = tuple(Paragraph(cell) for cell in cells if cell is not first)
        runs = tuple(run for cell in row for run in cell)
        return self._make(_Draft(title, runs, blocks, line, "R6.5"), section)

    def _make(self, draft: _Draft, section: Path) -> Item:
        body = settled(draft.blocks)
        text = plain_text(body)
        links = links_of(draft.runs, self._link_titles)
        first_link = links[0].url if links else ""
        title = draft.title or _derived_title(body) or _name_without_words(draft.runs, first_link)
        return Item(
            id=self._identify(title, first_link),
            title=title,
            section=section,
            body=body,
            links=links,
            images=images_of(draft.runs),
            kind=kind_of(title, section, from_heading=draft.is_heading),
            title_is_derived=not draft.title,
            alternative_title=draft.alternative,
            text=text,
            line=draft.line + self._lines_before + 1,
            rule=draft.rule,
        )

    def _identify(self, title: str, first_link: str) -> str:
        """Return an id that other items do not change; the n-th twin of an item gets its own."""
        story = f"{_normalised(title)}\0{first_link}"
        self._made[story] += 1
        twin = self._made[story]
        words = story if twin == 1 else f"{story}\0{twin}"
        digest = hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=4)
        return f"{self._issue_id}.{digest.hexdigest()}"


def _derived_title(body: tuple[Block, ...]) -> str:
    """Derive a title from the body; links that end the first paragraph name only their target."""
    first = body[0] if body else None
    runs = list(first.runs) if isinstance(first, Paragraph) else []
    while runs and (runs[-1].url or not text_of(runs[-1:]).strip()):
        runs.pop()
    return derived_title(text_of(runs)) or derived_title(plain_text(body))


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
            flown = flowing(runs)
            return block if flown is runs else Paragraph(flown)
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


_BOILERPLATE = re.compile(
    r"订阅|赞助|广告|招聘|投稿|关于(?:我们|本)|常见问题|往年|历史上的|联系我们|加入我们|语音版|音频版"
    r"|收听|致谢|鸣谢|免责|版权|贡献者"
    r"|\bfaq\b|\b(?:un)?subscribe\b|\bsponsors?(?:ed)?\b|\badvert|\bcredits?\b|\bjobs?\b|\bhiring\b"
    r"|\bcontribut(?:e|ors?|ing|ions?)\b|\babout (?:us|this)\b|\bshut down our access\b"
    r"|\baudio\b|\bpodcast version\b|\blisten to\b|\bécoutez\b",
    re.IGNORECASE,
)
_COMMENTARY = re.compile(
    r"点评|评论|观点|洞察|趋势|展望|启示|社论|编者|编辑|随想|感想|只有一句话|小结|总结与"
    r"|\beditorial\b|\bcomment(?:ary)?\b|\bopinion\b|\bour take\b|\boutlook\b|\btakeaways?\b",
    re.IGNORECASE,
)
_WORD = re.compile("[\u3400-\u9fff]|[^\\W\u3400-\u9fff]+")
_HAN = re.compile("[\u3400-\u9fff]")
_MOST_WORDS = 5
_MOST_WORDS_WITH_HAN = 9
"""A heading with more words tells a story about credit or jobs. A Han character is a word."""


def kind_of(title: str, section: tuple[str, ...], *, from_heading: bool) -> Kind:
    """Return the kind of an item.

    Only a heading that is itself the item can be commentary; boilerplate also holds for everything
    inside a boilerplate section.
    """
    if _is_boilerplate_section(section):
        return Kind.BOILERPLATE
    if from_heading and _names_a_corner(title, _BOILERPLATE):
        return Kind.BOILERPLATE
    if from_heading and _names_a_corner(title, _COMMENTARY):
        return Kind.COMMENTARY
    return Kind.STORY


@lru_cache(maxsize=1024)
def _is_boilerplate_section(section: tuple[str, ...]) -> bool:
    return any(_names_a_corner(title, _BOILERPLATE) for title in section)


def _names_a_corner(title: str, pattern: re.Pattern[str]) -> bool:
    """Say whether a heading names a standing part of the digest, not something that happened."""
    most = _MOST_WORDS_WITH_HAN if _HAN.search(title) else _MOST_WORDS
    return len(_WORD.findall(title)) <= most and pattern.search(title) is not None
