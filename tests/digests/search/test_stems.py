from __future__ import annotations

import subprocess
import sys

import pytest

from digests.search.analysis.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        "model models",
        "release released releases releasing",
        "company companies",
        "agent agents",
        "train trained training trains",
        "generate generated generating generation generative",
        "launch launches launched launching",
        "study studies studied studying",
        "run runs running",
        "use uses used using",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair", ["police policy", "organ organization", "new news", "bus business"]
)
def test_words_that_only_look_alike_keep_apart(pair: str) -> None:
    first, second = pair.split()
    assert stem(first) != stem(second)


@pytest.mark.parametrize("name", ["gpt-5", "80b", "qwen3s", "c++", "模型", "études", ""])
def test_a_name_with_digits_or_other_letters_has_no_forms(name: str) -> None:
    assert stem(name) == name


def test_no_language_but_english_is_loaded() -> None:
    program = """
import sys
from digests.search.analysis.stems import stem
before = [name for name in sys.modules if name.startswith("snowball")]
stem("models")
print(*before, *sorted(name for name in sys.modules if name.startswith("snowball")))
import snowballstemmer
print(snowballstemmer.stemmer("english").stemWord("models"))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [
        "snowballstemmer.among snowballstemmer.basestemmer snowballstemmer.english_stemmer",
        "model",
    ]
