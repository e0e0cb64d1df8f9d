"""Encodings of East Asia: recognised, or said to be doubtful; never other words in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import IssueUnreadableError, issue_file, read_issue
from digests.files.decoding import read_decoded_text
from digests.files.encodings import recognised, utf_16

if TYPE_CHECKING:
    from pathlib import Path

SIMPLIFIED = (
    "# 枫叶日报\n\n- 苍鹭学会了在雾里数船，准确率提高了三成。\n- 橡树公司发布了新的语言模型。\n"
)
TRADITIONAL = (
    "# 楓葉日報\n\n- 蒼鷺學會了在霧裡數船，準確率提高了三成。\n- 橡樹公司發布了新的語言模型。\n"
)
JAPANESE = (
    "# 楓日報\n\n- アオサギは霧の中で船を数えることを学んだ。\n- 樫社が新しい言語モデルを公開。\n"
)
KOREAN = "# 단풍 일보\n\n- 왜가리가 안개 속에서 배를 센다.\n- 참나무사가 새 모델을 공개했다.\n"
RUSSIAN = "# Кленовый лист\n\n- Цапля научилась считать корабли в тумане.\n"
FRENCH = "# La feuille d’érable\n\n- Le héron a appris à compter les bateaux, même la nuit.\n"

WRITTEN = [
    (SIMPLIFIED, "gb18030", "GB18030"),
    (SIMPLIFIED, "gb2312", "GB18030"),
    (TRADITIONAL, "big5", "Big5"),
    (TRADITIONAL + "嘅嚟", "big5hkscs", "Big5"),
    (JAPANESE, "cp932", "Shift_JIS"),
    (JAPANESE, "euc_jp", "EUC-JP"),
    (KOREAN, "euc_kr", "EUC-KR"),
    (KOREAN + "- 똠방각하\n", "cp949", "EUC-KR"),
    (RUSSIAN, "cp1251", "Windows-1251"),
    (RUSSIAN, "koi8_r", "KOI8-R"),
    (FRENCH, "cp1252", "Windows-1252"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "2026-10-02.md"


@pytest.mark.parametrize(("text", "codec", "name"), WRITTEN)
def test_a_text_of_a_few_lines_is_recognised(text: str, codec: str, name: str) -> None:
    found = recognised(text.encode(codec))
    assert found is not None
    assert (found[0], found[1].name) == (text, name)


@pytest.mark.parametrize(("text", "codec"), [row[:2] for row in WRITTEN[:8]])
def test_what_is_sure_is_read_without_a_word(path: Path, text: str, codec: str) -> None:
    path.write_bytes(text.encode(codec))
    assert read_decoded_text(issue_file(path)) == (text, "")


@pytest.mark.parametrize(("text", "codec"), [row[:2] for row in WRITTEN[8:]])
def test_letters_of_one_byte_are_always_a_guess(path: Path, text: str, codec: str) -> None:
    path.write_bytes(text.encode(codec))
    (note,) = read_issue(path).problems
    assert note.is_note
    assert note.reason.endswith("which is a guess")


def test_two_words_are_too_few_to_be_sure(path: Path) -> None:
    path.write_bytes("- Maple: 日報\n".encode("big5"))
    assert "which is a guess" in read_decoded_text(issue_file(path)).doubt


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "iso2022_jp"])
def test_encodings_with_bytes_of_ascii_are_seen_without_a_mark(path: Path, codec: str) -> None:
    path.write_bytes(JAPANESE.encode(codec))
    assert read_decoded_text(issue_file(path)) == (JAPANESE, "")


def test_what_no_candidate_has_is_read_as_far_as_it_is_ascii(path: Path) -> None:
    path.write_bytes(b"Maple and Heron " * 9 + b"\x98")
    text, doubt = read_decoded_text(issue_file(path))
    assert text == "Maple and Heron " * 9 + "\ufffd"
    assert doubt == "is in no encoding that is known, 1 character is lost"


def test_broken_bytes_are_counted(path: Path) -> None:
    path.write_bytes(SIMPLIFIED.encode() + b"\xe6\xff")
    assert read_decoded_text(issue_file(path)).doubt == "is not all UTF-8, 2 characters are lost"
    path.write_bytes(KOREAN.encode("euc_kr") + b"\xff\n")
    text, doubt = read_decoded_text(issue_file(path))
    assert (text, doubt) == (
        KOREAN + "\ufffd\n",
        "is not UTF-8, read as EUC-KR, 1 character is lost",
    )


def test_bytes_without_any_language_are_no_text(path: Path) -> None:
    path.write_bytes(b"\x81\xfe\x9d" * 200)
    with pytest.raises(IssueUnreadableError, match="is not text in any encoding that is known"):
        read_decoded_text(issue_file(path))


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_a_text_or_none(content: bytes) -> None:
    utf_16(content)
    found = recognised(content)
    assert found is None or isinstance(found[0], str)


@given(st.sampled_from(WRITTEN[:8]), st.integers(2, 40))
def test_more_of_a_text_is_never_less_sure(row: tuple[str, str, str], times: int) -> None:
    text, codec, name = row
    found = recognised(text.encode(codec) * times)
    assert found is not None
    assert (found[1].name, found[1].is_sure) == (name, True)
