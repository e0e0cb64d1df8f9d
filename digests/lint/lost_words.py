"""Words of a file that no place of its issue holds: there must be none.

What a reader sees of the file, as `file_words` counts it, is compared with the texts of the
issue. Words are compared first; of those that differ only their letters count, because markup
between two words may be gone from one side.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digests.lint.file_words import MARKS, WORD, source_lines
from digests.model.blocks import Code, ListBlock, Paragraph, Quote, Subheading, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digests.model.blocks import Block, Run
    from digests.model.issue import Issue


@dataclass(frozen=True, slots=True)
class LostWords:
    """Words that are in the file and not in the issue."""

    letters: int
    """How many letters they have, at least."""

    words: tuple[str, ...]
    """In the order of the file; a few of them may be there in another form."""

    line: int
    """Where the most of them stand; 1-based."""


def lost_words(text: str, issue: Issue) -> LostWords | None:
    """Return what `issue` lost of the `text` that it was parsed from, or None."""
    lines = [WORD.findall(line) for line in source_lines(text)]
    kept = Counter(WORD.findall("\n".join(issue_texts(issue)).translate(MARKS)))
    shown = Counter(word for line in lines for word in line)
    missing = shown - kept
    if not missing:
        return None
    letters = _letters(missing) - _letters(kept - shown)
    if not letters:
        return None
    line = max(range(len(lines)), key=lambda n: sum(len(w) for w in lines[n] if w in missing))
    words = tuple(word for line in lines for word in line if word in missing)
    return LostWords(letters.total(), words, line + 1)


def _letters(words: Counter[str]) -> Counter[str]:
    return Counter("".join(words.elements()))


def issue_texts(issue: Issue) -> Iterator[str]:
    """Yield every text of an issue in which a word below its header can be, each place once."""
    yield issue.title
    yield issue.summary_heading
    yield from block_texts((*issue.summary_blocks, *issue.lead, *issue.footer))
    for section in issue.sections:
        yield section.title
        yield from block_texts((*section.intro, *section.outro))
    for item in issue.items:
        yield "" if item.title_is_derived else item.title
        yield item.alternative_title
        yield from block_texts(item.body)


def block_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the text of each paragraph, heading, cell and code block, without addresses."""
    for block in blocks:
        match block:
            case Paragraph(runs) | Subheading(runs):
                yield _text(runs)
            case ListBlock(entries):
                for entry in entries:
                    yield from block_texts(entry)
            case Quote(inner):
                yield from block_texts(inner)
            case Table(header, rows):
                yield from (_text(cell) for row in (header, *rows) for cell in row)
            case Code(text):
                yield text
            case _:
                pass


def _text(runs: Sequence[Run]) -> str:
    """Join the texts of runs; an image has none, and an address is no word."""
    return "".join(" " if _is_address(run) else run.text for run in runs if not run.image)


def _is_address(run: Run) -> bool:
    return bool(run.url) and "://" in run.text and run.text.strip() in run.url
