"""A program that dies at each call in turn, and looks each time at what it has left behind.

`python -m tests.faults.dying SCENARIO FOLDER ARGUMENTS...` does in a child process what the
scenario says, with the child's end at the first call that writes, then at the second, and so on
until the child comes through. Statements of SQLite are such calls, too. It prints how many
children have died.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.faults.failing_calls import DIED, FailingCalls, death

if TYPE_CHECKING:
    from collections.abc import Callable

    Scenario = tuple[Callable[[], object], Callable[[], None], Callable[[], None]]

REPOSITORY = Path(__file__).parents[2]


def run_dying(scenario: str, folder: Path, *arguments: object, step: int = 1) -> int:
    """Run the program and return how many times it died; an error in it is raised here."""
    words = [scenario, *map(str, (folder, *arguments))]
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.dying", str(step), *words],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return int(done.stdout)


def die_again_and_again(
    folder: Path,
    prepare: Callable[[], object],
    action: Callable[[], object],
    look: Callable[[], None],
    step: int,
) -> int:
    """Return how many children died before one came through; `look` raises what is wrong."""
    for deaths, number in enumerate(count(step - 1, step)):
        prepare()
        child = os.fork()
        if not child:
            _die(folder, action, number)
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        look()
        if code == 0:
            return deaths
        assert code == DIED, f"the child ended with {code}"
    raise AssertionError("unreachable")


def _die(folder: Path, action: Callable[[], object], number: int) -> None:
    calls = FailingCalls(folder, death)

    _watch_statements(lambda _statement: calls.count("statement"))
    try:
        with calls.at(number):
            action()
    except BaseException:  # noqa: BLE001 - the child must not go on as if it were the parent
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    os._exit(0)


def _watch_statements(count_one: Callable[[str], None]) -> None:
    """Have `count_one` called before each statement of each connection to be opened."""
    from digests.marks import store

    connect = sqlite3.connect

    def watched(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_trace_callback(count_one)
        return connection

    class Watched(store._Connection):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self.set_trace_callback(count_one)

    sqlite3.connect = watched  # type: ignore[assignment]  # in this process only, as below
    store._Connection = Watched  # type: ignore[misc]


def small_file(folder: Path, name: str) -> Scenario:
    """One of the writers, in a file that it has written before."""
    from tests.faults.writers import WRITERS, contents

    (write,) = (write for write in WRITERS if write.__name__ == name)
    folder.mkdir()
    states = []
    for number in (1, 2):
        write(folder, number)
        states.append(contents(folder))
    old, new = states

    def prepare() -> None:
        for file, content in old.items():
            (folder / file).write_bytes(content)

    def look() -> None:
        now = contents(folder)
        assert all(now[file] in (old[file], new[file]) for file in old), "a file is not whole"

    return prepare, lambda: write(folder, 2), look


def refresh(folder: Path, rebuild: str) -> Scenario:
    """A refresh of a library with marks, after files have changed."""
    from digests import Library
    from tests.faults.state import everything_in

    digests, cache, marks = folder / "lantern-daily", folder / "cache", folder / "marks.sqlite3"
    kept = folder / "kept"

    def prepare() -> None:
        shutil.rmtree(cache)
        shutil.copytree(kept, cache, copy_function=shutil.copy2)

    def action() -> None:
        with Library.open([digests], cache, marks=marks) as library:
            library.refresh(rebuild=bool(rebuild))

    with Library.open([digests], folder / "clean", marks=marks) as library:
        library.refresh()
        right, starred = everything_in(library), library.marks.marked("starred")
    assert starred

    def look() -> None:
        with Library.open([digests], cache, marks=marks) as library:
            assert library.marks.marked("starred") == starred, "a mark was lost"
            library.refresh()
            assert everything_in(library) == right, "a clean build gives something else"

    return prepare, action, look


def mark(folder: Path) -> Scenario:
    """Marking items, each time others."""
    from digests import Library, MarkChange

    digests, cache, marks = folder / "lantern-daily", folder / "cache", folder / "marks.sqlite3"
    shown = folder / "shown"
    numbers = count()
    current = 0

    def prepare() -> None:
        nonlocal current
        current = next(numbers)

    def action() -> None:
        with Library.open([digests], cache, marks=marks) as library:
            for part in range(3):
                library.marks.change(
                    [f"{current:010x}.{part:08x}", f"{current:010x}.{part + 100:08x}"],
                    MarkChange(read=True, add_tags=("kept",)),
                )
                with shown.open("a") as file:
                    file.write(f"{current:010x}.{part:08x}\n")

    def look() -> None:
        with Library.open([digests], cache, marks=marks) as library:
            read, tagged = library.marks.marked("read"), library.marks.marked("tag:kept")
            assert read >= set(shown.read_text().split() if shown.exists() else ())
            assert read == tagged, "half an action is on the disk"
            assert len(read) % 2 == 0, "half an action is on the disk"
            assert library.problems() == ()

    return prepare, action, look


_SCENARIOS: dict[str, Callable[..., Scenario]] = {
    "small_file": small_file,
    "refresh": refresh,
    "mark": mark,
}


def main(step: str, scenario: str, folder: str, *arguments: str) -> None:
    """Do what the command line says."""
    prepare, action, look = _SCENARIOS[scenario](Path(folder), *arguments)
    print(die_again_and_again(Path(folder), prepare, action, look, int(step)))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
