"""Making items of entries, paragraphs, table rows and headings.

Each gets its title, links, body, id, and its kind (rule R10), which its own heading and the
headings around it decide.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from digests.model.blocks import ListBlock, Paragraph, Quote, Subheading, Table, runs_in
from digests.model.issue import Item, Kind
from digests.parsing.inline.line_breaks import reflow, text_of
from digests.parsing.inline.links import images_of, links_of
from digests.parsing.inline.plain_text import plain_text
from digests.parsing.inline.source_words import is_no_title
from digests.parsing.outline.item_titles import derived_title, entry_title
from digests.parsing.outline.rows import row_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.model.blocks import Block, Runs
    from digests.parsing.outline.item_titles import EntryTitle
    from digests.parsing.outline.outline import Node
    from digests.parsing.parts import Entry


HeadingPath = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """An item whose links, images, plain text and id are still to be computed."""

    title: str
    """Empty when it is to be derived from the text."""

    runs: Runs
    """Everything that may have links and images, in reading order."""

    blocks: tuple[Block, ...]
    line: int
    """0-based, in the body."""

    rule: str
    is_heading: bool = False
    alternative: str = ""
    is_derived: bool = False
    """Whether the title is in `blocks` too."""


class ItemMaker:
    """Makes the items of one issue, with unique ids; so one maker serves the whole issue."""

    def __init__(self, issue_id: str, lines_before: int, link_titles: dict[str, str]) -> None:
        """`lines_before`: the file's lines above the body; `link_titles`: footnote texts by URL."""
        self._issue_id = issue_id
        self._lines_before = lines_before
        self._link_titles = link_titles
        self._made: Counter[str] = Counter()

    def from_heading(
        self, node: Node, blocks: tuple[Block, ...], section: HeadingPath, rule: str
    ) -> Item:
        """Make an item of a heading, its title, and the `blocks` of its body."""
        runs = (*node.heading, *node.alternative, *runs_in(blocks))
        alternative = " ".join(text_of(node.alternative).split())
        draft = _Draft(node.bare_title, runs, blocks, node.line, rule, True, alternative)
        return self._make(_with_usable_title(draft, Subheading(node.heading)), section)

    def from_entry(self, entry: Entry, section: HeadingPath, rule: str) -> Item:
        """Make an item of a list entry, a numbered paragraph or a paragraph."""
        first, *below = entry.blocks
        if not isinstance(first, Paragraph | Subheading):
            draft = _Draft("", tuple(runs_in(entry.blocks)), entry.blocks, entry.line, rule)
            return self._make(draft, section)
        split = entry_title(first.runs)
        blocks = (*_rest_of(split), *below)
        runs = (*split.title_runs, *runs_in(blocks))
        draft = _Draft(split.title, runs, blocks, entry.line, rule)
        return self._make(_with_usable_title(draft, Paragraph(split.title_runs)), section)

    def from_row(self, row: tuple[Runs, ...], column: int, section: HeadingPath, line: int) -> Item:
        """Make an item of a table row, whose title is in `column`; `line` is that of the table."""
        split, others = row_title(row, column)
        blocks = (*_rest_of(split), *map(Paragraph, others))
        runs = tuple(chain.from_iterable(row))
        draft = _Draft(split.title, runs, blocks, line, "R6.5", is_derived=split.is_derived)
        return self._make(_with_usable_title(draft, Paragraph(split.title_runs)), section)

    def _make(self, draft: _Draft, section: HeadingPath) -> Item:
        body = reflow_blocks(draft.blocks)
        text = plain_text(body)
        links = links_of(draft.runs, self._link_titles)
        first_link = links[0].url if links else ""
        title = draft.title or derived_title(body, text) or _fallback_title(draft.runs, first_link)
        return Item(
            id=self._identify(title, first_link),
            title=title,
            section=section,
            body=body,
            links=links,
            images=images_of(draft.runs),
            kind=kind_of(title, section, from_heading=draft.is_heading),
            title_is_derived=draft.is_derived or not draft.title,
            alternative_title=draft.alternative,
            text=text,
            line=draft.line + self._lines_before + 1,
            rule=draft.rule,
        )

    def _identify(self, title: str, first_link: str) -> str:
        """Return an id that depends on no item but this one and equal ones before it."""
        story = f"{_normalised(title)}\0{first_link}"
        self._made[story] += 1
        count = self._made[story]
        key = story if count == 1 else f"{story}\0{count}"
        digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=4)
        return f"{self._issue_id}.{digest.hexdigest()}"


def _rest_of(split: EntryTitle) -> tuple[Block, ...]:
    return (Paragraph(split.rest),) if split.rest else ()


def _with_usable_title(draft: _Draft, whole: Block) -> _Draft:
    """Move a title without words, such as a number or an address, into the body as `whole`."""
    if draft.is_derived or not draft.title or not is_no_title(draft.title):
        return draft
    return replace(draft, title="", blocks=(whole, *draft.blocks))


def _normalised(title: str) -> str:
    """Keep letters and digits only, so that a change of punctuation keeps the id."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(character for character in folded if character.isalnum()) or folded


def _fallback_title(runs: Runs, first_link: str) -> str:
    """Return a title for an item of only images and links."""
    alt = next((run.text for run in runs if run.image and run.text.strip()), "")
    return " ".join(alt.split()) or first_link or "…"


def reflow_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return `blocks` with their line breaks as they are shown; see `reflow`."""
    return tuple(_reflow_block(block) for block in blocks)


def _reflow_block(block: Block) -> Block:
    match block:
        case Paragraph(runs):
            reflowed = reflow(runs)
            return block if reflowed is runs else Paragraph(reflowed)
        case Subheading(runs):
            return Subheading(reflow(runs))
        case ListBlock(entries, start):
            return ListBlock(tuple(reflow_blocks(entry) for entry in entries), start)
        case Quote(inner):
            return Quote(reflow_blocks(inner))
        case Table(header, rows):
            cells = tuple(tuple(reflow(cell) for cell in row) for row in (header, *rows))
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
"""A heading with more words is a story about credit or jobs. A Han character is a word."""


def kind_of(title: str, section: tuple[str, ...], *, from_heading: bool) -> Kind:
    """Return the kind of an item.

    Only a heading that is itself the item can be commentary; boilerplate also holds for everything
    inside a boilerplate section.
    """
    if _is_boilerplate_section(section):
        return Kind.BOILERPLATE
    if from_heading and _names_recurring_section(title, _BOILERPLATE):
        return Kind.BOILERPLATE
    if from_heading and _names_recurring_section(title, _COMMENTARY):
        return Kind.COMMENTARY
    return Kind.STORY


@lru_cache(maxsize=1024)
def _is_boilerplate_section(section: tuple[str, ...]) -> bool:
    return any(_names_recurring_section(title, _BOILERPLATE) for title in section)


def _names_recurring_section(title: str, pattern: re.Pattern[str]) -> bool:
    """Return whether a heading names a recurring section of the digest, not an event."""
    most = _MOST_WORDS_WITH_HAN if _HAN.search(title) else _MOST_WORDS
    return len(_WORD.findall(title)) <= most and pattern.search(title) is not None
