"""The commands that say which issues are listed, and how."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.content import Content

from tui.jobs.library import QueryRefused
from tui.keys.command_groups import CommandGroup
from tui.keys.dispatch import keys_in_force
from tui.keys.names import key_name
from tui.reader.panes import Pane
from tui.state.listing import Grouping, Listing, Scope, listed
from tui.text.wrapping import display_text
from tui.widgets.notice import notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from digests import IssueSummary
    from tui.jobs.library import IssuesNarrowed, LibraryJobs
    from tui.reader.issue_list import IssueList
    from tui.reader.marks import ReaderMarks
    from tui.reader.pane_screen import Panes
    from tui.reader.section_tree import SectionTree


class ListingCommands(CommandGroup):
    """Keeps what the user wants to see of the library, and shows it in the list of issues."""

    scope: ClassVar[str] = "view"

    def __init__(
        self,
        screen: Screen[Any],
        panes: Panes,
        jobs: LibraryJobs,
        issue_list: IssueList,
        section_tree: SectionTree,
        marks: ReaderMarks,
        *,
        grouping: str,
        open_issue_id: Callable[[], str],
        on_other_query: Callable[[], None],
    ) -> None:
        """List all issues.

        Args:
            screen: For notices and the line that asks for a query.
            panes: The pane with the issues gets the focus when there are some.
            jobs: Narrow the list; their answers are to be given to `answered`.
            issue_list: Shows what is listed.
            section_tree: Shows and hides the muted items of the open issue.
            marks: Decide what is unread or starred.
            grouping: A value of the setting `group`.
            open_issue_id: Returns the id of the issue that stays listed while it is open, or "".
            on_other_query: Called when another query decides which items are shown.
        """
        self._screen = screen
        self._panes = panes
        self._jobs = jobs
        self._issues = issue_list
        self._tree = section_tree
        self._marks = marks
        self._open_issue_id = open_issue_id
        self._on_other_query = on_other_query
        self._summaries: tuple[IssueSummary, ...] = ()
        self._queries: list[str] = []
        self.listing = Listing(grouping=Grouping(grouping))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what there is something for."""
        del parameters
        if action == "show_all":
            return not self.listing.is_everything
        if action == "show_muted":
            return self._tree.hides_items
        return bool(self._summaries)

    @property
    def has_issues(self) -> bool:
        """Whether the library has any."""
        return bool(self._summaries)

    def show(self, summaries: tuple[IssueSummary, ...]) -> None:
        """List the issues of a library that was read again.

        The list stays where it was, unless it was not touched yet: then the newest issue is open.
        """
        had_issues = self.has_issues
        self._summaries = summaries
        self._issues.learn_titles(summaries)
        self._list(at_top=self._is_untouched)
        if had_issues != self.has_issues:
            self._panes.pane = Pane.ISSUES if summaries else Pane.ITEM

    def counts_changed(self) -> None:
        """List the issues again whose marks decide whether they are in the list."""
        if self.listing.scope is not Scope.ALL:
            self._list()

    def peel(self) -> bool:
        """List all issues again; False when nothing was narrowed."""
        if self.listing.narrowed is None:
            return False
        self.change(replace(self.listing, narrowed=None))
        return True

    def change(self, listing: Listing) -> None:
        """List other issues. The open one, when it is among them, shows what fits the query."""
        is_other_query = listing.narrowed != self.listing.narrowed
        self.listing = listing
        self._list()
        if self._summaries and not self._listed():
            # The list may still hold the issue that is being read.
            self._notify(self._nothing_listed)
        if is_other_query:
            self._on_other_query()

    def action_show_all(self) -> None:
        """List all issues."""
        self.change(self.listing.all())

    def action_show_unread(self) -> None:
        """List the issues with unread items, or all again."""
        self.change(self.listing.toggled(Scope.UNREAD))

    def action_show_starred(self) -> None:
        """List the issues with starred items, or all again."""
        self.change(self.listing.toggled(Scope.STARRED))

    def action_show_publication(self) -> None:
        """List the publication of the issue under the cursor alone, or all again."""
        current = self._issues.current
        if self.listing.publication:
            self.change(replace(self.listing, publication=""))
        elif current is not None:
            self.change(replace(self.listing, publication=current.publication))

    def action_group(self) -> None:
        """Group the issues otherwise."""
        self.change(replace(self.listing, grouping=self.listing.grouping.next()))

    def action_show_muted(self) -> None:
        """Show the muted items of the issue that are hidden, or hide them again."""
        self._tree.toggle_muted()

    def ask_narrow(self, value: str = "", remark: str = "") -> None:
        """Ask for a query, and narrow the list to what it finds."""
        from tui.dialogs.ask_line import AskLine

        def narrow(query: str | None) -> None:
            if query:
                self._queries.append(query)
                self._jobs.narrow(query)

        line = AskLine(
            "Narrow to", value, "words, in:PUBLICATION, is:unread, last:7d …",
            history=self._queries, remark=remark,
        )  # fmt: skip
        self._screen.app.push_screen(line, narrow)

    def answered(self, answer: IssuesNarrowed | QueryRefused) -> None:
        """List the issues that have hits; without any, all stays as it is."""
        if isinstance(answer, QueryRefused):
            self.ask_narrow(answer.error.query, str(answer.error))
        elif answer.narrowed.issue_ids:
            self.change(replace(self.listing, narrowed=answer.narrowed))
        else:
            self._notify(f"no hits: {answer.narrowed.query}; all stays as it was")

    @property
    def _is_untouched(self) -> bool:
        has_moved = self._tree.cursor or self._panes.text.scroll_offset.y
        return self._panes.pane is Pane.ISSUES and self._issues.is_at_top and not has_moved

    def _list(self, *, at_top: bool = False) -> None:
        issues = self._listed(self._open_issue_id())
        self._issues.when_empty = self._nothing_listed if self._summaries else ""
        self._issues.show(issues, self.listing.grouping, at_top=at_top)
        words = " · ".join(filter(None, (f"Issues {len(issues):,}", self.listing.description())))
        self._issues.border_title = Content(display_text(words))

    @property
    def _nothing_listed(self) -> str:
        keys = keys_in_force(self._screen)
        found = keys.keymap.keys_of("view.all") if keys else ()
        return nothing_listed(self.listing, key_name(found[0]) if found else "")

    def _listed(self, kept: str = "") -> tuple[IssueSummary, ...]:
        return listed(self._summaries, self.listing, self._marks.counts, kept)

    def _notify(self, words: str) -> None:
        notice(self._screen, display_text(words))


_WHEN_NOTHING_IS = {
    "unread": "Everything is read.",
    "starred": "Nothing has a star yet.",
}


def nothing_listed(listing: Listing, key: str) -> str:
    """Say why no issue is listed, and with which key all are listed again, if there is one."""
    words = _WHEN_NOTHING_IS.get(str(listing.scope), "No issue fits.")
    return f"{words} {key} lists all issues." if key else words
