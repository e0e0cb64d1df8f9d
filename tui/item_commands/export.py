"""The commands that give items to other programs: the clipboard, a command, a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from tui.dialogs.ask_line import AskLine
from tui.errors import ExportError, PipeError
from tui.export.markdown import item_markdown, quote_markdown
from tui.jobs.messages import CopyText
from tui.keys.command_groups import Carrier, available_when
from tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from digests import Issue, Item
    from tui.export.markdown import Chosen
    from tui.item_commands.context import Place
    from tui.system.pipe import PipeCommand, Piped

_MOST_SHOWN = 1_000
"""Characters of what a command has printed."""


class ExportCommands(Carrier):
    """Acts on the chosen items of a place."""

    scope: ClassVar[str] = "export"

    def __init__(self, place: Place, settings: Settings | None = None) -> None:
        """Act on what is chosen in `place`; without `settings` nothing is proposed."""
        settings = settings or Settings()
        self._place = place
        self._proposed_command = settings.pipe_command
        self._folder = settings.export_folder or Path()
        self._commands: list[str] = []
        """What was sent to, the oldest first."""

    def _has_items(self) -> bool:
        return bool(self._place.chosen_ids)

    @available_when(_has_items)
    def action_copy_quote(self) -> None:
        """Copy as Markdown quotes, each with its source."""
        self._copy(quote_markdown, "quote")

    @available_when(_has_items)
    def action_copy_item(self) -> None:
        """Copy whole items as Markdown."""
        self._copy(item_markdown, "text")

    @available_when(_has_items)
    def action_pipe(self) -> None:
        """Ask for a command and send it the items as Markdown."""
        if chosen := self._place.chosen:
            self._ask_command(chosen, self._proposed_command)

    @available_when(_has_items)
    def action_export(self) -> None:
        """Ask for a file and write the items into it."""
        if chosen := self._place.chosen:
            self._ask_file(chosen, title_of(chosen))

    def export(self, chosen: tuple[Chosen, ...], title: str) -> None:
        """Write other items than the chosen ones into a file, such as all that a search found."""
        self._ask_file(chosen, title)

    def _copy(self, written: Callable[[Issue, Item], str], what: str) -> None:
        chosen = self._place.chosen
        if not chosen:
            return  # the file of the hit under the cursor is still being read
        text = "\n".join(written(issue, item) for issue, item in chosen)
        many = f"{len(chosen)} items as Markdown" if len(chosen) > 1 else f"{what} as Markdown"
        self._place.screen.post_message(CopyText(text, many))

    def _ask_command(self, chosen: tuple[Chosen, ...], line: str = "", remark: str = "") -> None:
        ask = AskLine(
            f"Send {_count(chosen)} to a command",
            line,
            'less, wl-copy, sh -c "… > file"; ! before it gives it the terminal',
            history=self._commands,
            remark=remark,
        )
        self._place.screen.app.push_screen(ask, lambda line: self._send(chosen, line))

    def _send(self, chosen: tuple[Chosen, ...], line: str | None) -> None:
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
        if command.is_given_terminal:
            self._run(command, text)
        else:
            self._place.screen.run_worker(
                lambda: self._catch(command, text), thread=True, group="pipe"
            )

    def _run(self, command: PipeCommand, text: str) -> None:
        from textual.app import SuspendNotSupported

        from tui.system.pipe import run_in_terminal

        try:
            self._tell(run_in_terminal(command, text, self._place.screen.app.suspend))
        except SuspendNotSupported:
            self._warn("this terminal cannot be given to another program")
        except PipeError as error:
            self._warn(str(error))

    def _catch(self, command: PipeCommand, text: str) -> None:
        """Runs in a thread."""
        from tui.system.pipe import run_and_catch

        app = self._place.screen.app
        try:
            piped = run_and_catch(command, text)
        except PipeError as error:
            app.call_from_thread(self._warn, str(error))
        else:
            app.call_from_thread(self._tell, piped)

    def _tell(self, piped: Piped) -> None:
        shown = piped.output[:_MOST_SHOWN] + ("…" if len(piped.output) > _MOST_SHOWN else "")
        if piped.exit_code:
            self._warn(f"{piped.name} ended with exit code {piped.exit_code}\n{shown}".strip())
        elif shown:
            self._place.screen.notify(f"{piped.name}:\n{shown}", markup=False, timeout=10)
        else:
            self._place.screen.notify(f"sent to {piped.name}", markup=False, timeout=2)

    def _warn(self, words: str) -> None:
        self._place.screen.notify(words, severity="warning", markup=False)

    def _ask_file(
        self, chosen: tuple[Chosen, ...], title: str, name: str = "", remark: str = ""
    ) -> None:
        from tui.export.file import proposed_name

        heading = f"Write {_count(chosen)} into a file: .md or .json"
        proposed = str(self._folder / proposed_name(title))
        ask = AskLine(heading, name or proposed, remark=remark)
        self._place.screen.app.push_screen(ask, lambda name: self._write(chosen, title, name))

    def _write(self, chosen: tuple[Chosen, ...], title: str, name: str | None) -> None:
        from tui.export.file import write_export

        if name is None:
            return
        try:
            path = write_export(chosen, title, name)
        except ExportError as error:
            self._ask_file(chosen, title, name, str(error))
        else:
            self._place.screen.notify(f"{_count(chosen)} written into {path}", markup=False)


def title_of(chosen: tuple[Chosen, ...]) -> str:
    """Return what items have in common: the item's title, the issue's, or how many they are."""
    if len(chosen) == 1:
        return chosen[0][1].title
    issues = {issue.id: issue for issue, _ in chosen}
    return next(iter(issues.values())).title if len(issues) == 1 else _count(chosen)


def _count(chosen: tuple[Chosen, ...]) -> str:
    return f"{len(chosen)} {'item' if len(chosen) == 1 else 'items'}"
