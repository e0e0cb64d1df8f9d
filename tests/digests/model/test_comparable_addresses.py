from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.model.comparable_addresses import comparable_address


@pytest.mark.parametrize(
    "url",
    [
        "https://heron.example/models/nest",
        "http://www.Heron.example/models/nest/",
        "//heron.example/Models/nest",
        "heron.example/models/nest?utm_source=mail&utm_medium=x",
        "https://heron.example/models/nest?ref=maple#weights",
        "https://heron.example/models/%6Eest.",
        "  https://heron.example/models/nest?  ",
    ],
)
def test_addresses_of_one_page_are_equal(url: str) -> None:
    assert comparable_address(url) == "heron.example/models/nest"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://heron.example/", "heron.example"),
        ("https://heron.example/watch?v=Ab1&t=3", "heron.example/watch?v=ab1&t=3"),
        ("https://heron.example/?p=7", "heron.example?p=7"),
        ("https://heron.example/枫叶", "heron.example/%e6%9e%ab%e5%8f%b6"),
        ("https://heron.example/%E6%9E%AB%E5%8F%B6", "heron.example/%e6%9e%ab%e5%8f%b6"),
        ("https://heron.example/Nest_(bird)", "heron.example/nest_%28bird%29"),
        ("mailto:maple@heron.example", "mailto:maple@heron.example"),
        ("notes.md", "notes.md"),
        ("", ""),
    ],
)
def test_host_path_and_query_remain(url: str, address: str) -> None:
    assert comparable_address(url) == address


def test_a_parameter_is_dropped_only_where_it_means_nothing() -> None:
    assert comparable_address("https://a.substack.com/p/oak?s=r") == "a.substack.com/p/oak"
    assert comparable_address("https://heron.example/find?s=r") == "heron.example/find?s=r"


PIECES = st.lists(
    st.sampled_from(
        "https: // www. heron.example / ? & = # % %2F %3F %23 %26 utm_a=1 SMID=1 nytimes.com . : ( "
        "É 枫 x \ud800".split(" ")
    ),
    max_size=12,
).map("".join)


@given(st.one_of(st.text(max_size=40), PIECES))
def test_any_text_has_an_address_that_is_its_own(text: str) -> None:
    address = comparable_address(text)
    assert comparable_address(address) == address
    assert address.isascii()
    assert not set(address) & set(' "()#\n')
