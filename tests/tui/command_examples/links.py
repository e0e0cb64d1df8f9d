"""The links of an item."""

from __future__ import annotations

from tests.tui.command_example import example
from tui.dialogs.links import LinksScreen
from tui.dialogs.picture import PictureScreen

QINGNIAO = "https://example.org/qingniao"
HERON = "https://example.net/heron"
LOG = "https://example.net/log.png"


async def at_first_item(reader):
    await reader.press("J")
    await reader.until_text("青鸟-3 开源了")


async def at_heron(reader):
    """An item with a link and an image."""
    await reader.press("J", "J")
    await reader.until_text("Heron 4.2")


@example("links.open-link")
async def the_source_is_opened(reader):
    await at_first_item(reader)
    await reader.press("o")
    await reader.until(lambda: reader.opened_links == [QINGNIAO])


@example("links.open-link")
async def a_number_before_it_says_which(reader):
    await at_heron(reader)
    await reader.press("2", "o")
    await reader.until(lambda: reader.opened_links == [LOG])


@example("links.open-numbered-link")
async def a_number_alone_opens_when_enter_follows(reader):
    await at_heron(reader)
    await reader.press("1", "enter")
    await reader.until(lambda: reader.opened_links == [HERON])


@example("links.open-all")
async def all_links_but_images_are_opened(reader):
    await at_heron(reader)
    await reader.press("O")
    await reader.until(lambda: reader.opened_links == [HERON])


@example("links.hints")
async def a_label_opens_its_link(reader):
    await at_heron(reader)
    await reader.press("f", "a")
    await reader.until(lambda: reader.opened_links == [HERON])


@example("links.copy-hints")
async def a_label_copies_its_address(reader):
    await at_heron(reader)
    await reader.press("F", "a")
    await reader.until(lambda: reader.copied == [HERON])


@example("links.list")
async def the_links_are_listed(reader):
    await at_heron(reader)
    await reader.press("u")
    assert isinstance(reader.app.screen, LinksScreen)


@example("links.show-image")
async def an_image_that_cannot_be_fetched_is_named(reader):
    await at_heron(reader)
    await reader.press("i")
    assert isinstance(reader.app.screen, PictureScreen)


@example("links.copy-link")
async def the_address_is_copied(reader):
    await at_first_item(reader)
    await reader.press("y")
    await reader.until(lambda: reader.copied == [QINGNIAO])


async def in_the_list(reader):
    await at_heron(reader)
    await reader.press("u")


@example("link-list.copy")
async def the_address_under_the_cursor_is_copied(reader):
    await in_the_list(reader)
    await reader.press("j", "y")
    await reader.until(lambda: reader.copied == [LOG])


@example("link-list.select")
async def selected_links_are_copied_together(reader):
    await in_the_list(reader)
    await reader.press("space", "space", "y")
    await reader.until(lambda: reader.copied == [f"{HERON}\n{LOG}"])


@example("link-list.open-selected")
async def selected_links_are_opened_together(reader):
    await in_the_list(reader)
    await reader.press("v", "v", "O")
    await reader.until(lambda: reader.opened_links == [HERON, LOG])


@example("link-list.narrow")
async def words_leave_fewer_links(reader):
    await in_the_list(reader)
    await reader.press("slash")
    await reader.write("png")
    await reader.press("enter", "enter")
    await reader.until(lambda: reader.opened_links == [LOG])


@example("link-list.close")
async def the_list_closes(reader):
    await in_the_list(reader)
    await reader.press("q")
    assert not isinstance(reader.app.screen, LinksScreen)


@example("picture.open")
async def the_image_is_opened_in_the_browser(reader):
    await at_heron(reader)
    await reader.press("i", "o")
    await reader.until(lambda: reader.opened_links == [LOG])


@example("picture.close")
async def the_image_closes(reader):
    await at_heron(reader)
    await reader.press("i", "escape")
    assert not isinstance(reader.app.screen, PictureScreen)
