"""Commands that pass items on: to the clipboard, a shell command, or a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from tui.dialogs.ask_line import AskLine
from tui.errors import ExportError, PipeError
from tui.export.markdown import item_markdown, quote_markdown
from tui.jobs.messages import CopyText
from tui.keys.command_groups import CommandGroup, available_when
from tui.settings import Settings
from tui.text.counts import counted
from tui.widgets.notice import notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from digests import Issue, Item
    from tui.export.markdown import ChosenItem
    from tui.item_commands.context import ItemContext
    from tui.system.pipe import PipeCommand, PipeResult

_MOST_SHOWN = 1_000
"""Characters of a command's output that a notice shows."""


class ExportCommands(CommandGroup):
    """Copies, pipes and exports the chosen items as Markdown; a file may also be JSON."""

    scope: ClassVar[str] = "export"

    def __init__(self, context: ItemContext, settings: Settings | None = None) -> None:
        """Act on what is chosen in `context`; `settings` give the proposed command and folder."""
        settings = settings or Settings()
        self._context = context
        self._proposed_command = settings.pipe_command
        self._folder = settings.export_folder or Path()
        self._commands: list[str] = []
        """The history of command lines, the oldest first."""

    def _has_items(self) -> bool:
        return bool(self._context.chosen_ids)

    @available_when(_has_items)
    def action_copy_quote(self) -> None:
        """Copy the items as Markdown quotes, each with its source."""
        self._copy(quote_markdown, "quote")

    @available_when(_has_items)
    def action_copy_item(self) -> None:
        """Copy the whole items as Markdown."""
        self._copy(item_markdown, "text")

    @available_when(_has_items)
    def action_pipe(self) -> None:
        """Ask for a command, and run it with the items as Markdown on its standard input."""
        if chosen := self._context.chosen:
            self._ask_command(chosen, self._proposed_command)

    @available_when(_has_items)
    def action_export(self) -> None:
        """Ask for a file name and write the items to the file."""
        if chosen := self._context.chosen:
            self._ask_file(chosen, title_of(chosen))

    def export(self, chosen: tuple[ChosenItem, ...], title: str) -> None:
        """Ask for a file for other items than the chosen ones, such as all hits of a search."""
        self._ask_file(chosen, title)

    def _copy(self, markdown: Callable[[Issue, Item], str], what: str) -> None:
        chosen = self._context.chosen
        if not chosen:
            return  # the file of the hit under the cursor is still being read
        text = "\n".join(markdown(issue, item) for issue, item in chosen)
        label = f"{len(chosen)} items as Markdown" if len(chosen) > 1 else f"{what} as Markdown"
        self._context.screen.post_message(CopyText(text, label))

    def _ask_command(
        self, chosen: tuple[ChosenItem, ...], line: str = "", remark: str = ""
    ) -> None:
        ask = AskLine(
            f"Send {_count(chosen)} to a command",
            line,
            'less, wl-copy, sh -c "… > file"; ! before it gives it the terminal',
            history=self._commands,
            remark=remark,
        )
        self._context.screen.app.push_screen(ask, lambda line: self._send(chosen, line))

    def _send(self, chosen: tuple[ChosenItem, ...], line: str | None) -> None:
        from tui.system.pipe import pipe_command

        if line is None:
            return
        self._commands.append(line)
        try:
            command = pipe_command(line)
        except PipeError as error:
            self._ask_command(chosen, line, str(error))
            return
        text = "\n".join(item_markdown(issue, item) for issue, item in chosen)
        if command.needs_terminal:
            self._run(command, text)
        else:
            self._context.screen.run_worker(
                lambda: self._catch(command, text), thread=True, group="pipe"
            )

    def _run(self, command: PipeCommand, text: str) -> None:
        from textual.app import SuspendNotSupported

        from tui.system.pipe import run_in_terminal

        try:
            self._report(run_in_terminal(command, text, self._context.screen.app.suspend))
        except SuspendNotSupported:
            self._warn("this terminal cannot be given to another program")
        except PipeError as error:
            self._warn(str(error))

    def _catch(self, command: PipeCommand, text: str) -> None:
        """Run a command without the terminal; called in a thread."""
        from tui.system.pipe import run_and_capture

        app = self._context.screen.app
        try:
            result = run_and_capture(command, text)
        except PipeError as error:
            app.call_from_thread(self._warn, str(error))
        else:
            app.call_from_thread(self._report, result)

    def _report(self, result: PipeResult) -> None:
        shown = result.output[:_MOST_SHOWN] + ("…" if len(result.output) > _MOST_SHOWN else "")
        if result.exit_code:
            self._warn(f"{result.name} ended with exit code {result.exit_code}\n{shown}".strip())
        elif shown:
            notice(self._context.screen, f"{result.name}:\n{shown}", seconds=10)
        else:
            notice(self._context.screen, f"sent to {result.name}", seconds=2)

    def _warn(self, message: str) -> None:
        self._context.screen.notify(message, severity="warning")

    def _ask_file(
        self, chosen: tuple[ChosenItem, ...], title: str, name: str = "", remark: str = ""
    ) -> None:
        from tui.export.file import proposed_name

        heading = f"Write {_count(chosen)} into a file: .md or .json"
        proposed = str(self._folder / proposed_name(title))
        ask = AskLine(heading, name or proposed, remark=remark)
        self._context.screen.app.push_screen(ask, lambda name: self._write(chosen, title, name))

    def _write(self, chosen: tuple[ChosenItem, ...], title: str, name: str | None) -> None:
        from tui.export.file import write_export

        if name is None:
            return
        try:
            path = write_export(chosen, title, name)
        except ExportError as error:
            self._ask_file(chosen, title, name, str(error))
        else:
            self._context.screen.notify(f"{_count(chosen)} written into {path}")


def title_of(chosen: tuple[ChosenItem, ...]) -> str:
    """Return the title of the only item, or of the only issue, or else the number of items."""
    if len(chosen) == 1:
        return chosen[0][1].title
    issues = {issue.id: issue for issue, _ in chosen}
    return next(iter(issues.values())).title if len(issues) == 1 else _count(chosen)


def _count(chosen: tuple[ChosenItem, ...]) -> str:
    return counted(len(chosen), "item")
