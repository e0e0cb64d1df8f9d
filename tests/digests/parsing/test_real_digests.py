"""Real digests, where a folder of them lies beside the project: annotated ones, and a corpus.

They were written by others and are no part of the project, so these tests skip without them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from digests import Publication, parse_issue
from digests.parsing.footnotes import take_footnotes
from digests.parsing.header import read_header
from digests.parsing.inline.plain_text import plain_text
from digests.parsing.markdown import read_parts
from digests.parsing.preprocess import blank_preamble
from digests.safe_text import safe_text

SHARED = Path(__file__).parents[4] / "shared"
SCORE = SHARED / "gold" / "score.py"
ANNOTATED = sorted([*SHARED.glob("seeds/*.txt"), *SHARED.glob("gold/files/*/*.md")])
CORPUS = sorted((SHARED / "corpus").rglob("*.md"))[::25]
WORD = re.compile(r"[^\W\d_]+")


def parse(path: Path):
    text = path.read_text(encoding="utf-8", errors="replace")
    return parse_issue(text, source=path.name, publication=Publication("p"), issue_id="0")


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


def kept_words(issue) -> Counter[str]:
    """The words of every place in which a word of the body can be."""
    texts = [issue.summary_heading]
    texts.append(plain_text((*issue.summary_blocks, *issue.lead, *issue.footer)))
    for section in issue.sections:
        texts += [section.title, plain_text((*section.intro, *section.outro))]
    for item in issue.items:
        texts += [item.alternative_title, plain_text(item.body)]
        texts.append("" if item.title_is_derived else item.title)
    return words("\n".join(texts))


def source_words(path: Path) -> Counter[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    _, body = read_header(safe_text(text.replace("\r\n", "\n")), path.name)
    body, notes = take_footnotes(blank_preamble(body))
    texts = [plain_text([part.block]) for part in read_parts(body, notes)]
    return words("\n".join([*texts, *(note.text for note in notes.values())]))


@pytest.mark.skipif(not SCORE.exists(), reason="no annotated digests beside the project")
def test_annotated_digests_are_read_as_two_people_read_them(tmp_path):
    dump = tmp_path / "dump.jsonl"
    with dump.open("w", encoding="utf-8") as file:
        for path in ANNOTATED:
            issue = parse(path)
            found = {
                "file": str(path.relative_to(SHARED)),
                "title": issue.title,
                "date": issue.date.isoformat() if issue.date else None,
                "summary": issue.summary,
                "sections": [section.path for section in issue.sections],
                "items": [
                    {"section": i.section, "title": i.title, "links": [x.url for x in i.links]}
                    for i in issue.items
                ],
            }
            file.write(json.dumps(found, ensure_ascii=False) + "\n")
    command = [sys.executable, str(SCORE), str(dump), "--min", "0.99"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", [*ANNOTATED, *CORPUS], ids=lambda path: path.stem)
def test_no_word_of_a_real_digest_is_lost_or_doubled(path):
    issue = parse(path)
    in_title = words(issue.title)
    lost = source_words(path) - kept_words(issue)
    doubled = kept_words(issue) - source_words(path)
    assert lost - in_title == Counter()
    assert doubled == Counter()
