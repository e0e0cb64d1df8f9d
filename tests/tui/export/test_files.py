"""Items as Markdown and as files."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from digests import Look, Paragraph, Publication, Run, parse_issue
from tests.factories import issue, item
from tui.errors import ExportError
from tui.export.file import exported, proposed_name, write_export
from tui.export.markdown import item_markdown, items_markdown, quote_markdown

STORY = replace(
    item("青鸟-3 [beta]", section=("模型", "开源"), links=("/posts/7",)),
    body=(
        Paragraph((Run("权重", Look.BOLD), Run("公布了。"), Run("原文", url="/posts/7"))),
        Paragraph((Run("Second."),)),
    ),
)
DAILY = replace(
    issue(STORY, title="灯笼日报"), publication=Publication("灯笼", "https://lantern.example/")
)
SOURCE = "https://lantern.example/posts/7"


def test_an_item_has_its_title_its_origin_and_its_text():
    assert item_markdown(DAILY, STORY).split("\n") == [
        rf"## [青鸟-3 \[beta\]]({SOURCE})",
        "",
        "灯笼 · 灯笼日报 · 2026-08-01 · 模型 › 开源",
        "",
        f"**权重**公布了。[原文]({SOURCE})",
        "",
        "Second.",
        "",
    ]


def test_a_quote_ends_with_its_source():
    assert quote_markdown(DAILY, STORY).split("\n") == [
        rf"> **[青鸟-3 \[beta\]]({SOURCE})**",
        ">",
        f"> **权重**公布了。[原文]({SOURCE})",
        ">",
        "> Second.",
        ">",
        "> — 灯笼 · 灯笼日报 · 2026-08-01 · 模型 › 开源",
        "",
    ]


def test_a_title_that_repeats_the_text_is_not_quoted_twice():
    derived = replace(item("It counts", "It counts to ten."), title_is_derived=True)
    assert quote_markdown(DAILY, derived).count("It counts") == 1


def test_items_in_one_file_are_read_again_as_an_issue():
    other = item("Heron: a log", "It writes *down* 100% of it.", links=())
    text = items_markdown([(DAILY, STORY), (issue(other, date=""), other)], 'is:starred "q: 1"')
    again = parse_issue(text, publication=Publication("mine"), source="a.md", issue_id="0" * 10)
    assert again.title == 'is:starred "q: 1"'
    assert [found.title for found in again.items] == ["青鸟-3 [beta]", "Heron: a log"]
    assert [link.url for link in again.items[0].links] == [SOURCE]
    assert "It writes *down* 100% of it." in again.items[1].text
    assert again.problems == ()


def test_the_ending_of_the_name_says_the_format():
    chosen = [(DAILY, STORY)]
    assert exported(chosen, "t", "a.md") == items_markdown(chosen, "t")
    (value,) = json.loads(exported(chosen, "t", "A.JSON"))["items"]
    assert (value["id"], value["issue_title"], value["date"]) == (
        STORY.id,
        "灯笼日报",
        "2026-08-01",
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("灯笼日报 2026/08/01", "灯笼日报-2026-08-01.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("？！", "items.md"),
        ("x" * 200, "x" * 60 + ".md"),
    ],
)
def test_a_name_is_proposed_that_any_folder_takes(title, name):
    assert proposed_name(title) == name


def test_a_file_is_written_once_and_never_over_another(tmp_path):
    name = str(tmp_path / "items.md")
    written = write_export([(DAILY, STORY)], "t", name)
    text = written.read_text("utf-8")
    assert "青鸟-3" in text
    with pytest.raises(ExportError, match="there is such a file already"):
        write_export([], "t", name)
    assert written.read_text("utf-8") == text


@pytest.mark.parametrize("name", ["{}/no/such/folder/a.md", "{}", "~nobody-here/a.md", "a\0b"])
def test_what_cannot_be_written_is_told_in_a_sentence(tmp_path, name):
    with pytest.raises(ExportError):
        write_export([(DAILY, STORY)], "t", name.format(tmp_path))
