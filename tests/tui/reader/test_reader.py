from __future__ import annotations

import pytest

from digests import Library
from tests.factories import digest, write
from tests.tui.running_reader import running
from tui.system.browser import Opening


@pytest.fixture
def opened_links(monkeypatch):
    """What the browser was asked to open, in order."""
    opened = []

    def note(url, *_, **__):
        opened.append(url)
        return Opening("a browser", "a host")

    monkeypatch.setattr("tui.system.browser.open_link", note)
    return opened


async def test_the_newest_issue_is_open_at_the_start(two_days):
    async with running(two_days) as reader:
        await reader.until_text("灯笼日报 2026-08-03")
        assert reader.focused == "issues"
        assert reader.place == "▌ Overview"


async def test_a_row_says_what_happened_and_not_the_date_twice(two_days):
    async with running(two_days) as reader:
        first, second, *_ = reader.rows("#issues")
        assert first.startswith("▌o 青鸟-3 开源了")
        assert second.startswith("▌  today")
        assert "lantern" in second


async def test_down_opens_the_next_issue(two_days):
    async with running(two_days) as reader:
        await reader.press("j")
        await reader.until_text("Lantern Daily 2026-08-02")
        assert any("Quillon learns to ask" in row for row in reader.rows("#tree"))


async def test_enter_goes_from_issue_to_tree_to_item(two_days):
    async with running(two_days) as reader:
        await reader.press("enter")
        assert reader.focused == "tree"
        await reader.press("j", "j", "enter")
        assert reader.focused == "item"
        assert "澄江实验室公布了权重" in reader.text


async def test_escape_goes_back_pane_by_pane_and_never_quits(two_days):
    async with running(two_days) as reader:
        await reader.press("enter", "j", "j", "enter", "escape")
        assert reader.focused == "tree"
        await reader.press("escape")
        assert reader.focused == "issues"
        await reader.press("escape")
        assert reader.app.is_running


async def test_tab_and_the_arrows_go_from_pane_to_pane(two_days):
    async with running(two_days) as reader:
        for key, pane in [("tab", "tree"), ("tab", "item"), ("tab", "issues")]:
            await reader.press(key)
            assert reader.focused == pane
        await reader.press("shift+tab")
        assert reader.focused == "item"
        await reader.press("left", "h")
        assert reader.focused == "issues"
        await reader.press("right", "l")
        assert reader.focused == "item"


async def test_next_item_goes_across_sections_and_issues(two_days):
    async with running(two_days) as reader:
        for words in ("青鸟-3", "Heron", "石桥", "Quillon", "Tarn"):
            await reader.press("J")
            await reader.until_place(words)
        assert reader.focused == "tree", "a mark goes to the item, not to its whole issue"
        await reader.press("K", "K")
        await reader.until_place("石桥")


async def test_at_the_end_of_the_last_issue_next_item_stays(two_days):
    async with running(two_days) as reader:
        await reader.press("j")
        await reader.until_text("Lantern Daily")
        await reader.press("tab", "G")
        assert "clip" in reader.place
        await reader.press("J")
        assert "clip" in reader.place


async def test_braces_go_from_section_to_section(two_days):
    async with running(two_days) as reader:
        await reader.press("}", "}")
        assert "芯片" in reader.place
        assert "石桥供货" in reader.text, "a section shows the titles of its items"
        await reader.press("{")
        assert "模型" in reader.place


async def test_brackets_go_from_issue_to_issue(two_days):
    async with running(two_days) as reader:
        await reader.press("]")
        await reader.until_text("Lantern Daily 2026-08-02")
        await reader.press("[")
        await reader.until_text("灯笼日报")


async def test_a_section_folds_and_unfolds(two_days):
    async with running(two_days) as reader:
        await reader.press("tab", "j", "h")
        assert not any("青鸟-3" in row for row in reader.rows("#tree"))
        await reader.press("l")
        assert any("青鸟-3" in row for row in reader.rows("#tree"))
        await reader.press("l")
        assert reader.focused == "item", "nothing is left to unfold"


async def test_next_item_unfolds_the_section_it_is_in(two_days):
    async with running(two_days) as reader:
        await reader.press("tab", "j", "h", "J")
        assert "青鸟-3" in reader.place


async def test_digits_open_the_links_of_the_item(two_days, opened_links):
    async with running(two_days) as reader:
        await reader.press("J", "1", "enter", "J", "o", "J", "enter", "9", "enter")
        await reader.until(
            lambda: opened_links == ["https://example.org/qingniao", "https://example.net/heron"]
        )


async def test_enter_in_the_item_opens_its_first_link(two_days, opened_links):
    async with running(two_days) as reader:
        await reader.press("J", "tab", "enter")
        await reader.until(lambda: opened_links == ["https://example.org/qingniao"])


async def test_a_click_on_a_link_opens_it(two_days, opened_links):
    async with running(two_days) as reader:
        await reader.press("J")
        lines = reader.text.split("\n")
        row = next(n for n, line in enumerate(lines) if line.startswith("1 example.org"))
        await reader.pilot.click("#item", offset=(5, row + 1))
        await reader.until(lambda: opened_links == ["https://example.org/qingniao"])


async def test_clicks_move_the_cursor_and_a_second_click_opens(two_days):
    async with running(two_days) as reader:
        await reader.pilot.click("#tree", offset=(6, 3))
        assert "青鸟-3" in reader.place
        assert reader.focused == "tree"
        await reader.pilot.click("#tree", offset=(6, 3))
        await reader.pilot.pause()
        assert reader.focused == "item"


async def test_zen_shows_the_item_alone(two_days):
    async with running(two_days) as reader:
        await reader.press("J", "z")
        assert reader.shown_panes == ["item"]
        await reader.press("escape")
        assert reader.shown_panes == ["issues", "tree", "item"]


async def test_items_read_alone_do_not_move_the_rows_of_the_tree(folder, cache):
    stories = (f"Heron story {number}" for number in range(60))
    write(folder / "2026-08-01.md", digest(*stories))
    with Library.open([folder], cache) as library:
        library.refresh()
        async with running(library, size=(120, 24)) as reader:
            await reader.press("enter", "j", "j", "z", "J", "J", "escape")
            await reader.until_place("Heron story 2")
            assert "Overview" in reader.rows("#tree")[0]


@pytest.mark.parametrize(
    ("size", "first", "deeper"),
    [
        ((200, 50), ["issues", "tree", "item"], ["issues", "tree", "item"]),
        ((120, 40), ["issues", "tree", "item"], ["issues", "tree", "item"]),
        ((80, 24), ["issues", "tree"], ["tree", "item"]),
        ((59, 20), ["issues"], ["item"]),
    ],
)
async def test_there_are_as_many_panes_as_fit(two_days, size, first, deeper):
    async with running(two_days, size=size) as reader:
        assert reader.shown_panes == first
        await reader.press("enter", "j", "j", "enter")
        assert reader.shown_panes == deeper
        assert reader.focused == "item"


async def test_a_resize_keeps_place_and_focus(two_days):
    async with running(two_days) as reader:
        await reader.press("J", "J", "tab")
        for size in ((60, 20), (200, 50), (40, 10), (120, 40)):
            await reader.pilot.resize_terminal(*size)
            await reader.pilot.pause()
            assert reader.focused == "item"
            assert "It writes down" in reader.text.replace("\n", " ")


async def test_titles_that_look_like_markup_or_commands_are_text(two_days):
    async with running(two_days) as reader:
        await reader.press("]")
        await reader.until_text("Lantern Daily 2026-08-02")
        await reader.press("tab", "G")
        tree = "\n".join(reader.rows("#tree"))
        assert '[v2=3, "q] out' in tree
        assert "x[/nope] y" in tree
        assert "\x1b" not in tree + reader.text
        assert "^[]52;c;x^G" in reader.text


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (59, 20)])
async def test_an_empty_library_says_what_to_do(tmp_path, size):
    folder = tmp_path / "nothing-here"
    folder.mkdir()
    with Library.open([folder], tmp_path / "cache") as library:
        async with running(library, size=size) as reader:
            assert "nothing-here" in reader.text.replace("\n", "")
            assert "ainews add FOLDER" in reader.text
            await reader.press("J", "K", "]", "[", "}", "enter", "o", "y", "G", "space", "z")
            assert reader.app.is_running


async def test_a_notice_stays_in_the_status_line(two_days):
    async with running(two_days, notice="these are samples [/b]") as reader:
        await reader.press("J")
        assert "these are samples [/b]" in reader.status


async def test_new_issues_appear_and_the_reader_stays_where_it_was(two_days, tmp_path):
    async with running(two_days) as reader:
        await reader.press("]")
        await reader.until_text("Lantern Daily 2026-08-02")
        await reader.press("J")
        write(two_days.folders[0] / "2026-08-04.md", digest("A story", title="Late news"))
        two_days.refresh()
        await reader.until(lambda: any("Late news" in row for row in reader.rows("#issues")))
        assert "Quillon" in reader.place


async def test_a_file_that_vanished_is_a_sentence(two_days):
    (two_days.folders[0] / "2026-08-02.md").unlink()
    async with running(two_days) as reader:
        await reader.press("j")
        await reader.until_text("2026-08-02.md")
        assert reader.rows("#tree") == []
        await reader.press("k")
        await reader.until_text("灯笼日报")


async def test_help_and_quit(two_days):
    async with running(two_days) as reader:
        await reader.press("?")
        assert type(reader.app.screen).__name__ == "HelpScreen"
        await reader.press("escape", "Q")
    assert reader.app.return_code == 0
