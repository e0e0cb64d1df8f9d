from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any, cast

import pytest
from textual.app import App
from textual.worker import WorkerFailed

from digests import (
    IndexDamagedError,
    IssueNotFoundError,
    Library,
    QueryError,
    SearchPage,
    SearchStoppedError,
)
from tests.factories import issue
from tui.jobs.library import (
    HitsFound,
    IssueOpened,
    IssuesLoaded,
    JobFailed,
    LibraryJobs,
    QueryRefused,
)

# The jobs hand on what they get: any value may stand for the library's.
SUMMARIES: Any = ("a summary",)
ISSUE = issue()


class NoMarks:
    """Of a library in which nothing was marked."""

    def of(self, issue_id: str) -> dict[str, Any]:
        del issue_id
        return {}


class AnswersOfALibrary:
    """Answers at once; `slow` queries when `let_go` is set, and `long` never."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.is_asked = threading.Event()
        self.has_stopped = threading.Event()
        self.threads: set[threading.Thread] = set()
        self.marks = NoMarks()

    def issues(self) -> Any:
        return SUMMARIES

    def generation(self) -> int:
        return 7

    def issue(self, issue_id: str) -> Any:
        self.threads.add(threading.current_thread())
        if issue_id == "missing":
            raise IssueNotFoundError(issue_id)
        return ISSUE

    def search(
        self, query: str, *, limit: int, offset: int, should_stop: Callable[[], bool]
    ) -> SearchPage:
        assert limit == 50
        self.is_asked.set()
        if query == "long":
            while not should_stop():
                assert not self.let_go.wait(0.001)
            self.has_stopped.set()
            raise SearchStoppedError
        if query.startswith("slow"):
            assert self.let_go.wait(20)
        match query:
            case "(":
                raise QueryError(query, 1, "a word is missing")
            case "damaged":
                raise IndexDamagedError("a test")
            case "mistake" | "slow mistake":
                raise ZeroDivisionError
        return SearchPage(query=query, total=0, hits=(), offset=offset)


class Asker(App[None]):
    """Keeps the answers."""

    def __init__(self) -> None:
        super().__init__()
        self.library = AnswersOfALibrary()
        self.jobs = LibraryJobs(self, cast("Library", self.library))
        self.answers: list[Any] = []

    def on_issues_loaded(self, answer: IssuesLoaded) -> None:
        self.answers.append(answer)

    def on_issue_opened(self, answer: IssueOpened) -> None:
        self.answers.append(answer)

    def on_hits_found(self, answer: HitsFound) -> None:
        self.answers.append(answer)

    def on_query_refused(self, answer: QueryRefused) -> None:
        self.answers.append(answer)

    def on_job_failed(self, answer: JobFailed) -> None:
        self.answers.append(answer)


Ask = Callable[[LibraryJobs], None]


async def answers_to(ask: Ask) -> list[Any]:
    app = Asker()
    async with app.run_test() as pilot:
        ask(app.jobs)
        await app.workers.wait_for_complete()
        await pilot.pause()
    return app.answers


async def test_the_issues_arrive_with_the_generation_that_they_are_of() -> None:
    (answer,) = await answers_to(lambda jobs: jobs.load_issues())
    assert isinstance(answer, IssuesLoaded)
    assert (answer.summaries, answer.generation) == (SUMMARIES, 7)


async def test_an_issue_arrives_with_the_item_that_was_asked_for() -> None:
    (answer,) = await answers_to(lambda jobs: jobs.open_issue("abc", "abc.1"))
    assert isinstance(answer, IssueOpened)
    assert (answer.issue, answer.item_id) == (ISSUE, "abc.1")


async def test_hits_arrive_with_their_query() -> None:
    (answer,) = await answers_to(lambda jobs: jobs.search("开源", offset=50))
    assert isinstance(answer, HitsFound)
    assert answer.page == SearchPage(query="开源", total=0, hits=(), offset=50)


async def test_the_library_is_never_asked_in_the_thread_of_the_screen() -> None:
    app = Asker()
    async with app.run_test():
        app.jobs.open_issue("abc")
        await app.workers.wait_for_complete()
    assert threading.current_thread() not in app.library.threads
    assert app.library.threads


async def test_a_query_that_means_nothing_is_refused_with_the_place() -> None:
    (answer,) = await answers_to(lambda jobs: jobs.search("("))
    assert isinstance(answer, QueryRefused)
    assert (answer.error.query, answer.error.position) == ("(", 1)


@pytest.mark.parametrize(
    "ask", [lambda jobs: jobs.open_issue("missing"), lambda jobs: jobs.search("damaged")]
)
async def test_what_the_library_cannot_do_arrives_as_a_message(ask: Ask) -> None:
    (answer,) = await answers_to(ask)
    assert isinstance(answer, JobFailed)


async def test_the_answer_to_a_question_that_was_replaced_never_arrives() -> None:
    app = Asker()
    async with app.run_test() as pilot:
        app.jobs.search("slow")
        app.jobs.search("slow and last")
        app.library.let_go.set()
        await app.workers.wait_for_complete([w for w in app.workers if not w.is_cancelled])
        await pilot.pause()
    assert [answer.page.query for answer in app.answers] == ["slow and last"]


async def test_a_search_that_was_replaced_stops_and_says_nothing() -> None:
    app = Asker()
    async with app.run_test() as pilot:
        app.jobs.search("long")
        await asyncio.to_thread(app.library.is_asked.wait, 20)
        app.jobs.search("short")
        await asyncio.to_thread(app.library.has_stopped.wait, 20)
        await app.workers.wait_for_complete([w for w in app.workers if not w.is_cancelled])
        await pilot.pause()
    assert [answer.page.query for answer in app.answers] == ["short"]


async def test_opening_an_issue_does_not_replace_a_search() -> None:
    def ask(jobs: LibraryJobs) -> None:
        jobs.search("a")
        jobs.open_issue("abc")

    assert {type(answer) for answer in await answers_to(ask)} == {HitsFound, IssueOpened}


async def test_a_mistake_in_the_program_is_not_hidden() -> None:
    with pytest.raises(WorkerFailed, match="ZeroDivisionError"):
        await answers_to(lambda jobs: jobs.search("mistake"))


async def test_a_mistake_in_a_question_that_was_replaced_is_not_hidden() -> None:
    app = Asker()

    async def replace_a_question() -> None:
        async with app.run_test() as pilot, asyncio.timeout(20):
            app.jobs.search("slow mistake")
            await asyncio.to_thread(app.library.is_asked.wait, 20)
            app.jobs.search("slow and last")
            app.library.let_go.set()
            while app.return_code is None:
                await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await replace_a_question()
