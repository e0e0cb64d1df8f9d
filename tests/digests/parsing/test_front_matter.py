"""Headers that hang, kill or stop a program that trusts them (and those that are merely odd)."""

from __future__ import annotations

import json
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.model.issue import Publication
from digests.parsing import parse_issue
from digests.parsing.front_matter import HeaderError, read_lines, read_yaml


def issue_of(text):
    return parse_issue(text, source="2026-11-20.md", publication=Publication("p"), issue_id="0")


def with_header(block):
    return issue_of(f"---\n{block}\n---\n\n# Stories\n\n- [One](https://example.com/1)\n")


MERGE_BOMB = "a0: &a0 {x: y}\n" + "\n".join(
    f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 30)
)
ALIAS_BOMB = "a0: &a0 [x, x]\n" + "\n".join(
    f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 30)
)


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(MERGE_BOMB, id="merge-keys-that-double"),
        pytest.param(ALIAS_BOMB, id="aliases-that-treble"),
        pytest.param("title: x\na: " + "[" * 30_000, id="open-brackets"),
        pytest.param("title: x\na: " + "[" * 500 + "]" * 500, id="closed-brackets"),
        pytest.param("title: x\na: " + "{a: " * 500 + "}" * 500, id="nested-mappings"),
    ],
)
def test_a_bomb_in_the_header_costs_one_problem(block):
    issue = with_header(block)
    assert len(issue.problems) == 1
    assert [item.title for item in issue.items] == ["One"]


def test_a_deep_header_is_refused_on_a_small_stack():
    reasons = []

    def read():
        with pytest.raises(HeaderError) as refused:
            read_yaml("- " * 5_000)
        reasons.append(str(refused.value))

    before = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    assert reasons == ["it is nested too deep"]


@pytest.mark.parametrize(
    "value",
    [
        "2025-13-45", "2025-02-30", "2025-01-01 25:00:00", "!!timestamp foo", "!!int foo",
        "!!int ''", "9" * 5_000, "1:59:59" * 100, "!!float 1:59",
        "!!python/object/apply:os.system [id]",
        "0001-01-01T00:00+12:00", "[a, b]", "~", "{a: b}",
    ],
)  # fmt: skip
def test_no_value_stops_the_reading(value):
    issue = with_header(f"title: Letter\ndate: {value}")
    assert issue.title == "Letter"
    assert len(issue.items) == 1


@pytest.mark.parametrize(
    "key", ["content", "handler", "self", "1", "~", "yes", "2025-01-01", ".nan", "metadata"]
)
def test_no_key_stops_the_reading(key):
    issue = with_header(f"{key}: x\ntitle: Letter")
    assert issue.title == "Letter"


def test_a_colon_in_a_title_is_part_of_it():
    issue = with_header("title: Models: what is new\ntags: [a]")
    assert issue.title == "Models: what is new"
    assert issue.subjects.tags == ("a",)
    assert issue.problems[0].line == 2


@pytest.mark.parametrize("block", ["- a\n- b", "just words", "42"])
def test_a_header_without_keys_is_named_as_a_problem(block):
    assert with_header(block).problems[0].reason.startswith("header not understood")


def test_a_rule_on_the_first_line_is_no_header():
    issue = issue_of(
        "---\n\nintro: a word\n\nmore words\n\n---\n\n- [One](https://example.com/1)\n"
    )
    assert [item.title for item in issue.items] == ["One"]
    assert "intro" in issue.lead[0].runs[0].text or "intro" in issue.summary


def test_a_header_that_never_ends_is_text():
    issue = issue_of("---\ntitle: Letter\n\n- [One](https://example.com/1)\n")
    assert [item.title for item in issue.items] == ["One"]


def test_a_text_that_begins_like_json_is_text():
    assert issue_of("{\n\n- [One](https://example.com/1)\n").items[0].title == "One"


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_line_ends(line_end):
    text = "---\ntitle: Letter\n---\n\n- [One](https://example.com/1)\n"
    assert issue_of(text.replace("\n", line_end)).title == "Letter"


def test_a_byte_order_mark_hides_no_header():
    assert issue_of("\ufeff---\ntitle: Letter\n---\n").title == "Letter"


def test_an_escape_in_a_quoted_title_is_shown_not_obeyed():
    assert with_header('title: "a\\x1b]52;c;x\\x07"').title == "a^[]52;c;x^G"


def test_a_long_block_between_rules_is_text():
    issue = issue_of("---\nword: x\n" + "more words\n" * 10_000 + "---\n")
    assert issue.title == "2026-11-20"


@given(st.text(st.sampled_from("ab: \n-[]{}&*<!|>'\"#,?%@`\t0"), max_size=200))
def test_restricted_yaml_raises_only_its_own_error(text):
    try:
        fields = read_yaml(text)
    except HeaderError as error:
        assert error.line >= 1  # noqa: PT017 - only the type of the error is at stake
    else:
        assert all(isinstance(key, str) for key in fields)


@given(st.text(max_size=300))
def test_any_text_can_be_read_line_by_line(text):
    assert all(isinstance(value, str | list) for value in read_lines(text).values())


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://kiln.example/1", "https://kiln.example/1"),
        ("javascript:alert(1)", ""),
        ("/letters/1", ""),
        ("https://[bad", ""),
    ],
)
def test_the_page_of_an_issue_is_an_address_of_the_web(written, link):
    issue = parse_issue(
        f"---\ntitle: Letter\nlink: {json.dumps(written)}\nstub: true\n---\n\nWords.\n",
        source="a.md",
        publication=Publication("kiln"),
        issue_id="0" * 10,
    )
    assert (issue.link, issue.is_stub) == (link, True)
    assert not link or link not in str(issue.lead + issue.footer + issue.children)
