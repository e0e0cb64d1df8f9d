"""A small program with panes, for tests of keys; it notes the commands that are run."""

from __future__ import annotations

from typing import ClassVar

from textual.containers import Vertical
from textual.widgets import Input, Static

from tui.app.command_app import CommandApp
from tui.keys.command_groups import CommandGroup
from tui.settings import Settings
from tui.widgets.status_line import StatusLine


class Links(CommandGroup):
    scope: ClassVar[str] = "links"

    def __init__(self, done):
        self._done = done

    def action_open_numbered_link(self, number):
        self._done.append(f"link {number}")

    def action_open_link(self, count):
        self._done.append(f"open {count}")


class Pane(Static, can_focus=True):
    scope: ClassVar[str] = "list"

    def __init__(self, done):
        super().__init__("a pane")
        self.done = done

    def action_cursor_down(self):
        self.done.append("down")

    def action_cursor_first(self):
        self.done.append("first")

    async def action_cursor_last(self, count):
        self.done.append(f"last {count}")


class Tree(Pane):
    scope: ClassVar[str] = "tree"
    can_fold = True

    def action_fold(self):
        self.done.append("fold")

    def check_action(self, action, parameters):
        return action != "fold" or self.can_fold


class Program(CommandApp[None]):
    """A list, a tree and a line to write in; everything that is done is noted."""

    scope: ClassVar[str] = "panes"

    def __init__(self, **settings):
        super().__init__(Settings(**settings))
        self.done: list[str] = []
        self.command_groups = (*self.command_groups, Links(self.done))

    def compose(self):
        with Vertical():
            yield Pane(self.done)
            yield Tree(self.done)
            yield Input()
        yield StatusLine()

    def action_pane_left(self):
        self.done.append("left")

    def action_go_to_issues(self):
        self.done.append("issues")

    def action_toggle_zen(self):
        self.query_one(Tree).focus()
        self.done.append("zen")


async def done_by(*keys, focus=Pane, **settings):
    app = Program(**settings)
    async with app.run_test() as pilot:
        app.query_one(focus).focus()
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    return app.done
