from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.files.link_targets import link_target

ROOT = PurePosixPath("/digests")
PATH = ROOT / "maple" / "2026" / "10-02.md"


@pytest.mark.parametrize(
    ("url", "path", "anchor"),
    [
        ("../2025/12-31.md", "/digests/maple/2025/12-31.md", ""),
        ("./10-01.md#models", "/digests/maple/2026/10-01.md", "models"),
        ("10-01.md?plain=1#L3", "/digests/maple/2026/10-01.md", "L3"),
        ("10-01", "/digests/maple/2026/10-01.md", ""),
        ("10-01.html", "/digests/maple/2026/10-01.md", ""),
        ("10-01/", "/digests/maple/2026/10-01.md", ""),
        ("10-01/index.html", "/digests/maple/2026/10-01.md", ""),
        ("../archive/", "/digests/maple/archive/index.md", ""),
        ("%E6%9E%AB%20%E5%8F%B6.md", "/digests/maple/2026/枫 叶.md", ""),
        ("枫 叶.md", "/digests/maple/2026/枫 叶.md", ""),
        ("v1.5", "/digests/maple/2026/v1.5.md", ""),
        ("/maple/2026/10-01", "/digests/maple/2026/10-01.md", ""),
        ("[[10-01]]", "/10-01.md", ""),
        ("[[2026/10-01#Models]]", "/2026/10-01.md", "Models"),
    ],
)
def test_a_relative_link_names_files(url: str, path: str, anchor: str) -> None:
    target = link_target(PATH, ROOT, url)
    assert target is not None
    assert path in target.paths
    assert target.anchor == anchor


@pytest.mark.parametrize("url", ["#models", "[[#models]]", "?x=1#models"])
def test_an_anchor_alone_is_in_the_same_file(url: str) -> None:
    assert link_target(PATH, ROOT, url) == ((), "models")


@pytest.mark.parametrize(
    "url",
    [
        "https://maple.example.com/10-01.md",
        "HTTP://maple.example.com",
        "//maple.example.com/10-01.md",
        "maple.example.com/10-01",
        "mailto:heron@example.com",
        "file:///digests/maple/10-01.md",
        "javascript:x",
        "",
        "#",
        "\0.md",
    ],
)
def test_what_leads_elsewhere_names_no_file(url: str) -> None:
    assert link_target(PATH, ROOT, url) is None


@given(st.text(alphabet="ab./#?%[]:\\\0 é2E", max_size=20))
def test_any_address_can_be_asked_about(url: str) -> None:
    target = link_target(PATH, ROOT, url)
    assert target is None or all(path.startswith("/") for path in target.paths)
