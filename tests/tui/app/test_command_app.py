"""What every app with keys holds to."""

from __future__ import annotations

import pytest
from textual.widgets import Static
from textual.widgets._toast import Toast

from tui.app.command_app import CommandApp
from tui.widgets.notice import notice


class Program(CommandApp[None]):
    def compose(self):
        yield Static()


@pytest.mark.parametrize("text", ["[red]title", "[/nope][v2=3", "[@click=app.quit]here[/]"])
async def test_a_notice_is_never_markup_whatever_is_asked(text):
    app = Program()
    async with app.run_test() as pilot:
        app.notify(text, title=text, markup=True)
        app.query_one(Static).notify(text, markup=True)
        notice(app.query_one(Static), text)
        await pilot.pause()
        assert len(app._notifications) == 3
        assert all(text in str(toast.render()) for toast in app.screen.query(Toast))
        assert not any(shown.markup for shown in app._notifications)


async def test_a_notice_does_not_steer_the_terminal():
    app = Program()
    async with app.run_test() as pilot:
        app.notify("a\x1b[2Jb\u202ec", title="\x07d")
        await pilot.pause()
        [shown] = app._notifications
        assert not set("\x1b\u202e\x07") & set(shown.message + shown.title)
