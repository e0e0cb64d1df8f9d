"""Writing all that a search finds into one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from digests import DigestError
from tui.dialogs.confirm import Confirm
from tui.export.query_items import found_items
from tui.keys.command_groups import Carrier

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from digests import Issue, Item, Library, SearchPage

    Export = Callable[[tuple[tuple[Issue, Item], ...], str], None]

_WRITTEN_UNASKED = 1_000
"""More hits than these are read only when the user says so again: each issue has to be parsed."""


class SearchExport(Carrier):
    """Reads the hits of a screen's search for a file."""

    scope: ClassVar[str] = "search"

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        page: Callable[[], SearchPage | None],
        export: Export,
    ) -> None:
        """Export for `screen` what `page` shows a part of; `export` asks for the file."""
        self._screen = screen
        self._library = library
        self._page = page
        self._export = export

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer it when something was found."""
        del action, parameters
        page = self._page()
        return page is not None and page.total > 0

    def action_export_all(self) -> None:
        """Write all hits into a file; of very many only when the user says so again."""
        page = self._page()
        assert page is not None, "see check_action"

        def read_if(is_meant: bool | None) -> None:
            if is_meant:
                self._screen.run_worker(
                    lambda: self._read(page.query), thread=True, group="export", exclusive=True
                )

        if page.total > _WRITTEN_UNASKED:
            self._screen.app.push_screen(Confirm(f"Export {page.total:,} items?"), read_if)
        else:
            read_if(True)

    def _read(self, query: str) -> None:
        """Runs in a thread."""
        app = self._screen.app
        try:
            chosen = tuple(found_items(self._library, query))
        except DigestError as error:
            app.call_from_thread(self._screen.notify, str(error), severity="warning", markup=False)
        else:
            app.call_from_thread(self._export, chosen, query)
