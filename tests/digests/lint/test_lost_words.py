"""The account of a file's words is independent of the parser, exact, and linear."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given

from digests import Publication, parse_issue
from digests.lint.file_words import source_lines
from digests.lint.lost_words import lost_words
from tests.digests.parsing.shapes import WORD, digests
from tests.digests.parsing.test_stays_linear import SHAPES, again

LENGTH = 32 * 1024
MOST = 3.0
HARD = SHAPES | {
    "descriptions of images": again("![a"),
    "scripts that never end": again("<script "),
    "ends of scripts": again("</script"),
    "quotes in tags": again("<a \"'"),
    "targets": again("]("),
    "a target of parentheses": lambda n: "](" + "(" * n,
    "an entity": lambda n: "&" + "a" * n,
    "a header that is text": lambda n: "---\na: b\n" + again("c\n")(n),
}


def parse(text):
    return parse_issue(text, source="a.md", publication=Publication("p"), issue_id="0")


@given(digests())
def test_a_digest_loses_no_word(digest):
    assert lost_words(digest.text, parse(digest.text)) is None


@given(digests())
def test_only_words_that_a_reader_sees_are_counted(digest):
    counted = WORD.findall("\n".join(source_lines(digest.text)))
    assert set(counted) <= set(digest.words)


@given(digests())
def test_a_story_that_is_gone_is_missed(digest):
    text = f"{digest.text}\n## Zebrawood\n\nZirconium\n"
    issue = parse(text)
    lost = lost_words(text, replace(issue, summary_blocks=(), lead=(), footer=(), children=()))
    assert lost is not None
    assert "Zirconium" in lost.words


@pytest.mark.parametrize("shape", HARD)
def test_twice_the_text_takes_twice_the_time(shape):
    short, long = HARD[shape](LENGTH), HARD[shape](2 * LENGTH)
    best_short = best_long = float("inf")
    for _ in range(20):
        best_short, best_long = min(best_short, cost(short)), min(best_long, cost(long))
        if best_long <= MOST * best_short:
            return
    assert best_long / best_short <= MOST


def cost(text: str) -> float:
    began = time.process_time()
    source_lines(text)
    return time.process_time() - began
