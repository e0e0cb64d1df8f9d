"""Recognising the encoding of text that is not UTF-8, as digests from East Asia sometimes are.

Each candidate is decoded and judged by how likely its characters are in the languages that it was
made for: the frequent ones, those that its standard calls frequent, and the rest. The sum of their
logarithms says which text it is, and the distance to the second best how sure that is. Fifty bytes
of running text are enough.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_SAMPLE = 16_384
"""Bytes that are judged: more do not change the answer."""

_SURE = 12.0
"""How many times e the best candidate must be likelier than the second, as an exponent."""

_LEAST_LIKELY = (-10.0, -6.0)
"""Mean logarithms for characters beyond ASCII, of two bytes and of one; below, it is no text."""

_USUAL = -8.8
"""Mean logarithm that running text exceeds."""

_ASCII = -3.5
_REPLACED = -14.0
_UNUSUAL = -11.0
_NO_CHARACTER = -20.0

_PUNCTUATION = frozenset("，。、：；！？（）《》「」『』【】“”‘’…—・ー　～")
_SIMPLIFIED = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用"
    "道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实"
    "日月新公司技术数据模型文件使用网信息"
)
_TRADITIONAL = frozenset(
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用"
    "道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實"
    "日月新公司技術數據模型檔案使用網資訊"
)
_HANGUL = frozenset(
    "이다는에의을가를고하지기로은시사도리한인어해자대서나라아스정그보전수일들상부원있제여과주공국장관동신"
    "개경계조성구안화비소오미습니할없것"
)
_CYRILLIC = frozenset("оеаинтрслвкпмду")
_ACCENTED = frozenset("éèàüöäßçñóíáúêôîûãõåøæÉÀÜÖÄ«»’“”„–—…\u00a0")

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_MIXED_WORD = re.compile(r"[A-Za-z](?=[\u0400-\u04ff])|[\u0400-\u04ff](?=[A-Za-z])")
_HIRAGANA, _KATAKANA = range(0x3041, 0x30A0), range(0x30A0, 0x3100)
_NARROW_KANA = range(0xFF61, 0xFFA0)
_SYLLABLES = range(0xAC00, 0xD7A4)
_IDEOGRAPHS = range(0x3400, 0xA000)


@dataclass(frozen=True, slots=True)
class Encoding:
    """What a text was decoded with."""

    name: str
    """As people call it, such as `Shift_JIS`."""

    is_sure: bool = True
    """Whether no other candidate is nearly as likely. Never for alphabets of one byte a letter:
    those of languages that are no candidates look much the same."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    codec: str
    name: str
    likelihood: Callable[[str], float]
    """The logarithm of how likely a character beyond ASCII is."""

    is_alphabet: bool = False
    """Whether each letter is one byte."""


def recognised(content: bytes) -> tuple[str, Encoding] | None:
    """Return the text and its encoding; None when it is text in no encoding that is known.

    Bytes that the encoding does not have become U+FFFD.
    """
    sample = _sample(content)
    judged = [(*_judged(sample, candidate), candidate) for candidate in _CANDIDATES]
    best, mean, candidate = max(judged, key=lambda result: result[0])
    if mean < _LEAST_LIKELY[candidate.is_alphabet]:
        return None
    second = max(total for total, _, other in judged if other.name != candidate.name)
    is_sure = best - second > _SURE and mean > _USUAL and not candidate.is_alphabet
    return content.decode(candidate.codec, "replace"), Encoding(candidate.name, is_sure)


def utf_16(content: bytes) -> str | None:
    """Return text in UTF-16 without a byte order mark; None when it is something else."""
    for codec, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros = content[high::2].count(0)
        is_likely = zeros * 100 > len(content) and zeros > 4 * content[1 - high :: 2].count(0)
        if is_likely and (text := _strictly(content, codec)) and not _CONTROL.search(text):
            return text
    return None


def iso_2022_jp(content: bytes) -> str | None:
    """Return text in ISO-2022-JP, which has only bytes of ASCII; None when it is something else."""
    is_likely = content.isascii() and (b"\x1b$B" in content or b"\x1b$@" in content)
    return _strictly(content, "iso2022_jp") if is_likely else None


def _strictly(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        return None


def _sample(content: bytes) -> bytes:
    """Return lines with bytes beyond ASCII. No candidate has a line end inside a character."""
    lines: list[bytes] = []
    size = 0
    for line in content.splitlines():
        if size < _SAMPLE and not line.isascii():
            lines.append(line[:_SAMPLE])
            size += len(line)
    return b"\n".join(lines)


def _judged(sample: bytes, candidate: _Candidate) -> tuple[float, float]:
    """Return how likely the sample is as text of a candidate, and the mean of its characters."""
    text = sample.decode(candidate.codec, "replace")
    counted = Counter(text)
    ascii_count = sum(count for character, count in counted.items() if character < "\x80")
    total = sum(
        count * (_REPLACED if character == "\ufffd" else candidate.likelihood(character))
        for character, count in counted.items()
        if character >= "\x80"
    )
    others = counted.total() - ascii_count
    mixed = len(_MIXED_WORD.findall(text)) * _UNUSUAL if candidate.is_alphabet else 0.0
    return total + mixed + ascii_count * _ASCII, total / max(others, 1)


def _unusual(character: str) -> float:
    if character in _PUNCTUATION:
        return -5.0
    return _UNUSUAL if _is_shown(character) else _NO_CHARACTER


def _is_shown(character: str) -> bool:
    return character.isprintable() or character == "\u00a0"


def _row(character: str, codec: str) -> int:
    """Return the first byte of a character of two bytes; 0 when the codec has it otherwise."""
    try:
        encoded = character.encode(codec)
    except UnicodeEncodeError:
        return 0
    return encoded[0] if len(encoded) == 2 else 0


def _chinese(character: str, common: frozenset[str], codec: str, frequent: range) -> float:
    if character in common:
        return -5.7
    if ord(character) not in _IDEOGRAPHS:
        return _unusual(character)
    row = _row(character, codec)
    return -9.0 if row in frequent else -12.6 if row else -16.0


def _japanese(character: str) -> float:
    code = ord(character)
    if code in _HIRAGANA:
        return -4.9
    if code in _KATAKANA:
        return -5.6
    if code in _NARROW_KANA:
        return -10.4
    if code not in _IDEOGRAPHS:
        return _unusual(character)
    return -8.6 if _row(character, "euc_jp") in range(0xB0, 0xD0) else -13.0


def _korean(character: str) -> float:
    if character in _HANGUL:
        return -4.7
    if ord(character) in _SYLLABLES:
        return -8.6 if _row(character, "euc_kr") else -14.0
    return -13.8 if ord(character) in _IDEOGRAPHS else _unusual(character)


def _cyrillic(character: str) -> float:
    if character in _CYRILLIC:
        return -3.0
    if "А" <= character <= "я" or character in "ЁёІіЇїЄєҐґ":
        return -4.3 if character.islower() else -6.5
    return -9.0 if _is_shown(character) else _NO_CHARACTER


def _western(character: str) -> float:
    if character in _ACCENTED:
        return -3.4
    if character.isalpha():
        return -6.4
    return -9.0 if _is_shown(character) else _NO_CHARACTER


def _any_language(_character: str) -> float:
    """Two or more bytes are UTF-8 by chance so rarely that it does not matter what they say."""
    return -6.0


_CANDIDATES = (
    _Candidate("utf-8", "UTF-8", _any_language),
    _Candidate(
        "gb18030",
        "GB18030",
        partial(_chinese, common=_SIMPLIFIED, codec="gb2312", frequent=range(0xB0, 0xD8)),
    ),
    _Candidate(
        "cp950",
        "Big5",
        partial(_chinese, common=_TRADITIONAL, codec="big5", frequent=range(0xA4, 0xC7)),
    ),
    _Candidate(
        "big5hkscs",
        "Big5",
        partial(_chinese, common=_TRADITIONAL, codec="big5", frequent=range(0xA4, 0xC7)),
    ),
    _Candidate("cp932", "Shift_JIS", _japanese),
    _Candidate("euc_jp", "EUC-JP", _japanese),
    _Candidate("cp949", "EUC-KR", _korean),
    _Candidate("cp1251", "Windows-1251", _cyrillic, is_alphabet=True),
    _Candidate("koi8_r", "KOI8-R", _cyrillic, is_alphabet=True),
    _Candidate("cp1252", "Windows-1252", _western, is_alphabet=True),
)
"""Of equally likely ones the first is taken: of `cp950` and `big5hkscs` the usual one."""
