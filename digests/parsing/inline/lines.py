"""What a single line of a digest is: bold as a heading, numbered, labelled, tagged, an end mark."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digests.model.blocks import Look, Paragraph
from digests.parsing.inline.line_breaks import (
    HARD_BREAK,
    SOFT_BREAK,
    split_first_line,
    text_of,
    trimmed,
)

if TYPE_CHECKING:
    from digests.model.blocks import Block, Run, Runs

_LETTER = re.compile(r"[^\W_]")
_ORDINAL = re.compile(
    r"\s*(?:\d{1,3}(?:\s*[、．]\s*|[.)]\s+)|[（(]\d{1,2}[)）]\s*|第\d+[条期][:：、]?\s*"
    r"|\[[ xX]\]\s+)"
)
_WIDE_ORDINAL = re.compile(r"\s*\d{1,3}\s*、")
_ALLOWED_OUTSIDE_BOLD = re.compile(r"[\W\d_]*")
_LABEL = re.compile(r"\W*([^\W_][^:：\n]{0,23})\s*[:：]")
_TAG = re.compile(r"\s*(?:\[[^\[\]]{1,12}\]|【[^【】]{1,8}】)\s*")
_END_MARK = re.compile(
    r"\s*[（(]?\s*(?:完|全文完|end|the end|fin)\s*[)）]?\s*[.。]?\s*", re.IGNORECASE
)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def has_cjk(text: str) -> bool:
    """Say whether `text` has a Chinese, Japanese or Korean letter."""
    return _CJK.search(text) is not None


def first_line(block: Block) -> tuple[Runs, Runs]:
    """Return the first line of a paragraph and the rest of it; nothing for other blocks."""
    return split_first_line(block.runs) if isinstance(block, Paragraph) else ((), ())


def is_bold_line(runs: Runs) -> bool:
    """Say whether a line has only bold words; emoji, ordinals and marks may stand beside (R5)."""
    bold = [run for run in runs if Look.BOLD in run.look and not run.image]
    if not any(_LETTER.search(run.text) for run in bold):
        return False
    return all(
        _ALLOWED_OUTSIDE_BOLD.fullmatch(run.text) and not run.image and not run.url
        for run in runs
        if Look.BOLD not in run.look
    )


def is_numbered(runs: Runs) -> bool:
    """Say whether a line begins with a CJK ordinal such as `1、`, which is no Markdown list."""
    return _WIDE_ORDINAL.match(text_of(runs)) is not None


def without_ordinal(runs: Runs) -> Runs:
    """Cut `1、`, `2. `, `（3）` or the box of a task, `[x] `, off the beginning of a line."""
    match = _ORDINAL.match(text_of(runs))
    return trimmed(skip_characters(runs, match.end())) if match else runs


def skip_characters(runs: Runs, count: int) -> Runs:
    """Cut the first `count` characters off `runs`; images have none."""
    left: list[Run] = []
    for run in runs:
        if run.image or count <= 0:
            left.append(run)
            continue
        if count < len(run.text):
            left.append(replace(run, text=run.text[count:]))
        count -= len(run.text)
    return tuple(left)


def label_of(runs: Runs) -> str:
    """Return the label of a `label: value` line in lower case, or an empty string."""
    text = text_of(runs)
    match = _LABEL.match(text)
    is_address = match is not None and text[match.end() :].startswith("//")
    return match[1].strip().casefold() if match and not is_address else ""


def tag_length(runs: Runs) -> int:
    """Return how many characters at the beginning are a tag such as `[open source]`, or 0.

    A tag is one whole run with words behind it; a bracketed line of its own is a title.
    """
    if len(runs) < 2 or Look.BOLD not in runs[0].look or runs[0].url:
        return 0
    stands_alone = runs[1].text.lstrip(" ")[:1] in {SOFT_BREAK, HARD_BREAK}
    return len(runs[0].text) if _TAG.fullmatch(runs[0].text) and not stands_alone else 0


def begins_with_link(runs: Runs) -> bool:
    """Say whether a line begins with a link, after a tag, an ordinal or emoji at most."""
    rest = without_ordinal(skip_characters(runs, tag_length(runs)))
    for run in rest:
        if run.url and not run.image:
            return True
        if run.image or _LETTER.search(run.text):
            return False
    return False


def is_end_mark(runs: Runs) -> bool:
    """Say whether a paragraph only says that the text ends here."""
    return _END_MARK.fullmatch(text_of(runs)) is not None
