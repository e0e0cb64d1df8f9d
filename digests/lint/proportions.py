"""Sections, stories and code of a size or content that only a misread digest has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.lint.file_words import WORD
from digests.lint.lost_words import block_texts, issue_texts
from digests.model.blocks import Code, ListBlock, Quote
from digests.model.issue import Item, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digests.model.blocks import Block
    from digests.model.issue import Issue, Section

_MOST_LINKS = 60
"""In one story; more look like a list that was not recognised as one."""

_MOST_OF_AN_ISSUE = 0.6
_MOST_IN_CODE = 0.5
_LONG = 2_000
"""In letters: a shorter issue may well be one story, or one listing."""

_MANY = 5
"""Items of an issue, or links of a story: with fewer of both it may be an essay."""

_HEADING = re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE)
_LINKED = re.compile(r"\]\(https?://")
_FEW = 2


def about_proportions(issue: Issue) -> Iterator[Problem]:
    """Report what holds too much of an issue, and sections that hold next to nothing."""
    whole = _letters(issue_texts(issue))
    for item in issue.items:
        for reason in _about_item(item, whole, len(issue.items)):
            yield Problem(issue.source, reason, item.line)
    for code in _code_in((*issue.lead, *issue.footer)):
        if reason := _about_code(code, whole):
            yield Problem(issue.source, reason)
    for section in issue.sections:
        for reason in _about_section(section, whole):
            yield Problem(issue.source, reason, section.line)


def _about_item(item: Item, whole: int, items: int) -> Iterator[str]:
    if len(item.links) > _MOST_LINKS:
        yield f"{len(item.links)} links in one story; it may be a list"
    code = [reason for block in _code_in(item.body) if (reason := _about_code(block, whole))]
    yield from code
    share = _letters(block_texts(item.body)) / (whole or 1)
    is_large = whole >= _LONG and share > _MOST_OF_AN_ISSUE
    if is_large and not code and max(items, len(item.links)) >= _MANY:
        yield f"{share:.0%} of the text is in one story, “{item.title}”"


def _about_section(section: Section, whole: int) -> Iterator[str]:
    own = (*section.intro, *section.outro)
    yield from filter(None, (_about_code(code, whole) for code in _code_in(own)))
    items = [child for child in section.children if isinstance(child, Item)]
    is_leaf = len(items) == len(section.children)
    if is_leaf and items and not any(map(_has_words, items)):
        yield f"the section “{section.title}” holds only addresses"


def _about_code(code: Code, whole: int) -> str:
    """Return what looks like a digest inside of a code block whose fence was not closed."""
    share = _letters([code.text]) / (whole or 1)
    if whole >= _LONG and share > _MOST_IN_CODE:
        return f"{share:.0%} of the text is in one code block; its fence may not be closed"
    headings, links = len(_HEADING.findall(code.text)), len(_LINKED.findall(code.text))
    if headings >= _FEW and links >= _FEW:
        return f"{headings} headings and {links} links are in one code block"
    return ""


def _code_in(blocks: Iterable[Block]) -> Iterator[Code]:
    for block in blocks:
        match block:
            case Code():
                yield block
            case Quote(inner):
                yield from _code_in(inner)
            case ListBlock(entries):
                for entry in entries:
                    yield from _code_in(entry)
            case _:
                pass


def _has_words(item: Item) -> bool:
    own = "" if item.title_is_derived else item.title
    texts = (own, item.alternative_title, *block_texts(item.body))
    return any(WORD.search(_ADDRESS.sub("", text)) for text in texts)


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)


def _letters(texts: Iterable[str]) -> int:
    return sum(len(word) for text in texts for word in WORD.findall(text))
