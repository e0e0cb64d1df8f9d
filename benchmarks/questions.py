"""The queries of the search benchmark, each with the terms that rivals look for.

Terms are those of the library's analysis, which all rivals index; which of them a query asks for
is written here, so that no change to how the library reads a query makes the rivals' work another.
Where a name has several spellings, rivals look for terms that texts with any of them have.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from benchmarks.long_items import NAME, PHRASE, SECOND_NAME
from benchmarks.wanted import (
    Both,
    Either,
    Model,
    Publication,
    Question,
    Sequence,
    Since,
    Site,
    Term,
    Wanted,
    Without,
)

_MOST_JOINED = 4
"""Parts of a name that the analysis joins into one term."""


class Known(NamedTuple):
    """What is frequent in the digests that are searched."""

    publication: str
    site: str
    """The host of many links."""
    address: str
    """An address that many items link to."""


def questions(known: Known) -> dict[str, list[Question]]:
    """Return the queries by what they are samples of."""
    return {
        "words": _words(),
        "phrases": _phrases(),
        "names in all spellings": _names(),
        "words across scripts": _across_scripts(),
        "fields": _fields(known),
        "words that go on": _going_on(),
        "long items": _long_items(),
        "few items with all words": _with_most_words(),
    }


def _words() -> list[Question]:
    return [
        *map(_all, ("openai", "ai", "g", "gpt", "rust async")),
        *map(_all, ("open weights long context", "video generation released")),
        *map(_all, ("reinforcement learning language model", "ai agents tool use", "the of and")),
        Question("大模型", _run("大模型")),
        Question("开源", _run("开源")),
        Question("开", Term("开", goes_on=True)),
        Question("谷歌 视频 生成", Both((_run("谷歌"), _run("视频"), _run("生成")))),
        Question("推理模型 强化学习", Both((_run("推理模型"), _run("强化学习")))),
    ]


def _phrases() -> list[Question]:
    texts = ("mixture of experts", "state of the art", "end to end", "as the notes say")
    return [
        *(Question(f'"{text}"', _phrase(text)) for text in texts),
        Question('"强化学习"', _run("强化学习")),
    ]


def _names() -> list[Question]:
    wanted: dict[tuple[str, ...], Wanted] = {
        ("gpt 5", "gpt5", "GPT-5"): Term("gpt5"),
        ("gpt 5.6", "gpt5.6", "GPT-5.6"): Term("gpt56"),
        ("claude 3.5 sonnet", "claude-3.5-sonnet"): _of("claude35", "sonnet"),
        ("llama 3.1 8b", "Llama-3.1-8B"): _of("llama31", "8b"),
        ("deepseek v3", "DeepSeek-V3"): _of("deepseek", "v3"),
        ("gpt oss 120b", "gpt-oss-120b"): _of("gpt", "oss", "120b"),
        ("hugging face", "huggingface", "hugging-face"): _phrase("hugging face"),
    }
    return [Question(typed, asked) for spelled, asked in wanted.items() for typed in spelled]


def _across_scripts() -> list[Question]:
    return [
        Question("AI手机", Sequence(("ai", "手机"))),
        Question("GPT模型", Sequence(("gpt", "模型"))),
        Question("3月", Sequence(("3", "月"))),
        Question("6月5日", Sequence(("6", "月", "5", "日"))),
    ]


def _fields(known: Known) -> list[Question]:
    start = known.publication.partition("-")[0]
    since = Since(datetime.date(2026, 1, 1).toordinal())
    makers = Either((Term("claude"), Term("gemini")))
    return [
        Question(f"in:{start} ai", Both((Publication(known.publication), Term("ai")))),
        Question(
            "agent after:2026-01 -openai", Both((Term("agent"), since, Without(Term("openai"))))
        ),
        Question("model:qwen*", Model("qwen")),
        Question("(claude OR gemini) 编程", Both((makers, _run("编程")))),
        Question(f"site:{known.site}", Site(known.site)),
        Question(f"site:{known.site} ai", Both((Site(known.site), Term("ai")))),
        Question(f"link:{known.site}", None),
        Question(known.address, None),
    ]


def _going_on() -> list[Question]:
    starts = ("o", "op", "g", "agen")
    return [Question(f"{start}*", Term(start, goes_on=True)) for start in starts]


def _long_items() -> list[Question]:
    return [
        _all(NAME),
        _all(f"{NAME} gpt"),
        _all(f"{NAME} {SECOND_NAME} agents released"),
        Question(f"{NAME} 开源", Both((Term(NAME), _run("开源")))),
        Question(f'"{PHRASE}"', _phrase(PHRASE)),
    ]


def _with_most_words() -> list[Question]:
    """Return queries that few items answer in full; rivals look for any of the words."""
    texts = (
        "zzzz",
        "antropic",
        "deeps",
        "released agents quantization laptops",
        "langchain kubernetes pelican",
        "why do small models forget what they learned",
    )
    return [
        *(Question(text, _any(*map(Term, text.split()))) for text in texts),
        Question("大模形", _any(Term("大模"), Term("模形"))),
        Question(
            "谷歌发布开源推理模型", _any(*map(_run, ("谷歌", "发布", "开源", "推理", "模型")))
        ),
    ]


def _all(text: str) -> Question:
    """Return the question for words without spellings."""
    return Question(text, _of(*text.split()))


def _of(*terms: str) -> Wanted:
    return Term(terms[0]) if len(terms) == 1 else Both(tuple(map(Term, terms)))


def _phrase(text: str) -> Wanted:
    """Return what finds words apart, or joined by hyphens, which gives one more term."""
    words = tuple(text.split())
    apart = Sequence(words)
    return Either((apart, Term("".join(words)))) if len(words) <= _MOST_JOINED else apart


def _any(*parts: Wanted) -> Wanted:
    return parts[0] if len(parts) == 1 else Either(parts)


def _run(text: str) -> Wanted:
    """Return what finds Chinese characters one after another: neighbouring pairs."""
    pairs = tuple(map(str.__add__, text, text[1:]))
    return Term(pairs[0]) if len(pairs) == 1 else Sequence(pairs)
