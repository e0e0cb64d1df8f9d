"""Each command line loads what it needs and no more: a static graph cannot see late imports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent

SCREEN = {"textual", "rich"}
ENGINE = {"whoosh", "numpy"}
PARSER = {"markdown_it", "frontmatter", "yaml"}
TOML = {"tomllib", "tomlkit"}
NETWORK = {"httpx", "feedparser", "bs4", "markdownify", "selectolax"}

_RUN = """
import io, json, sys
from tui.cli import main
sys.stdout, out = io.StringIO(), sys.stdout
try:
    code = main(sys.argv[1:])
except SystemExit as end:
    code = end.code
names = {name.partition(".")[0] for name in sys.modules}
names |= {name for name in sys.modules if name.startswith(("digests.", "whoosh."))}
json.dump([code, sorted(names), "tui.cli.verbs.search" in sys.modules], out)
"""


REFRESH = {
    "digests.files.discovery",
    "digests.refresh.reading",
    "digests.parsing",
    "digests.refresh.workers",
    "digests.refresh.refresh",
    "digests.refresh.marks",
    "digests.refresh.plan",
}
TO_READ_A_FILE = {"digests.refresh.reading", "digests.parsing"}
MARKS = {"digests.marks.marks", "digests.marks.store"}
QUERIES = {"digests.search"}
TEXTS = {"digests.files.decoding", "digests.model.issue", "digests.refresh.reading"}
SLOW = {"hashlib", "importlib.resources", "multiprocessing", "shutil", "tempfile", "zipfile"}
"""Of Python itself: each takes milliseconds to load."""

DOES_WITHOUT = {
    "list": ENGINE | PARSER | REFRESH | QUERIES | TOML,
    "search": {"whoosh"} | TOML | PARSER | REFRESH | MARKS | TEXTS | SLOW,
    "tags": ENGINE | PARSER | REFRESH | QUERIES | TOML,
    "unread": ENGINE | PARSER | REFRESH | QUERIES | TOML,
}
"""What a verb must not load when its library was read before."""

LoadedBy = Callable[..., tuple[set[str], bool]]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kiln")
    (folder / "2026-03-02.md").write_text("# News\n\n## One\n\nA word. [a](https://a.example/)\n")
    return folder


@pytest.fixture(scope="module")
def loaded_by(tmp_path_factory: pytest.TempPathFactory, news: Path) -> LoadedBy:
    """Run a command line on a library that was read before; the top-level modules it loads."""
    home = tmp_path_factory.mktemp("home")
    environment = os.environ | {
        "PYTHONPATH": str(REPOSITORY),
        "XDG_CACHE_HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
    }

    def run(*arguments: object) -> tuple[set[str], bool]:
        done = subprocess.run(
            [sys.executable, "-c", _RUN, *map(str, arguments)],
            env=environment,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr.decode()
        code, names, loads_search = json.loads(done.stdout)
        assert code == 0, done.stderr
        return set(names), loads_search

    run("index", "-f", news)
    run("mark", "--query", "word", "--tag", "kept", "-f", news)
    return run


def test_help_loads_neither_library_nor_screen(loaded_by: LoadedBy) -> None:
    names, loads_search = loaded_by("--help")
    assert not names & (SCREEN | ENGINE | PARSER | {"sqlite3", "platformdirs"})
    assert not loads_search


def test_what_asks_a_daemon_loads_nearly_nothing() -> None:
    code = "import sys, tui.cli.daemon.client; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        check=True,
        text=True,
    )
    names = set(done.stdout.split())
    assert "tui.cli.daemon.client" in names
    loaded = SCREEN | ENGINE | PARSER | {"digests", "typing", "dataclasses", "argparse", "pathlib"}
    assert not names & loaded


def test_search_loads_neither_screen_nor_parser(loaded_by: LoadedBy, news: Path) -> None:
    names, _ = loaded_by("search", "word", "--json", "-f", news)
    assert not names & (SCREEN | PARSER)


def test_list_loads_the_catalogue_only(loaded_by: LoadedBy, news: Path) -> None:
    names, loads_search = loaded_by("list", "-f", news)
    assert not names & (SCREEN | ENGINE | PARSER)
    assert not loads_search


def test_parse_needs_no_library(loaded_by: LoadedBy, news: Path) -> None:
    names, _ = loaded_by("parse", "--json", news / "2026-03-02.md")
    assert not names & (SCREEN | ENGINE | {"platformdirs"})


def test_what_is_utf_8_loads_nothing_that_guesses_encodings(
    loaded_by: LoadedBy, news: Path, tmp_path: Path
) -> None:
    guesses = "digests.files.encodings"
    assert guesses not in loaded_by("parse", "--json", news / "2026-03-02.md")[0]
    (tmp_path / "2026-03-03.md").write_bytes("# 灯笼日报\n".encode("gb18030"))
    assert guesses in loaded_by("parse", "--json", tmp_path / "2026-03-03.md")[0]


@pytest.mark.parametrize("verb", ["index", "list"])
def test_no_verb_loads_the_screen(loaded_by: LoadedBy, news: Path, verb: str) -> None:
    assert not loaded_by(verb, "-f", news)[0] & SCREEN


@pytest.mark.parametrize("words", ["catchup --since 2026", "timeline word"])
def test_no_verb_about_stories_loads_the_screen(
    loaded_by: LoadedBy, news: Path, words: str
) -> None:
    assert not loaded_by(*words.split(), "-f", news)[0] & SCREEN


@pytest.mark.parametrize(("verb", "others"), DOES_WITHOUT.items())
def test_a_short_verb_does_without_the_rest(
    loaded_by: LoadedBy, news: Path, verb: str, others: set[str]
) -> None:
    words = ["word"] if verb == "search" else []
    assert loaded_by(verb, *words, "--json", "-f", news)[0] & others == set()


def test_show_reads_a_file_and_refreshes_nothing(loaded_by: LoadedBy, news: Path) -> None:
    names, _ = loaded_by("show", _issue_id(news), "-f", news)
    assert not names & ((REFRESH - TO_READ_A_FILE) | QUERIES | MARKS)


def test_a_query_for_marks_opens_them(loaded_by: LoadedBy, news: Path) -> None:
    assert loaded_by("search", "word is:unread", "-f", news)[0] >= MARKS


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux counts threads so")
def test_the_arrays_start_no_thread() -> None:
    code = "from digests.search.index.arrays import np; print(open('/proc/self/status').read())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        check=True,
        text=True,
    )
    assert "Threads:\t1\n" in done.stdout


def test_show_loads_neither_screen_nor_engine(loaded_by: LoadedBy, news: Path) -> None:
    assert not loaded_by("show", _issue_id(news), "-f", news)[0] & (SCREEN | ENGINE)


def test_what_asks_no_server_loads_nothing_for_it(loaded_by: LoadedBy, news: Path) -> None:
    for arguments in (("add", news), ("sources",), ("list",)):
        assert not loaded_by(*arguments)[0] & (NETWORK | SCREEN)


def test_settings_and_sources_are_read_without_what_edits_them(
    loaded_by: LoadedBy, news: Path
) -> None:
    loaded_by("add", news)
    for arguments in (("sources",), ("list",), ("config", "show")):
        names, _ = loaded_by(*arguments)
        assert "tomllib" in names
        assert "tomlkit" not in names


def test_the_library_alone_loads_nothing_until_it_is_used() -> None:
    code = "import sys, digests; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        check=True,
        text=True,
    )
    names = {name.partition(".")[0] for name in done.stdout.split()}
    assert "digests" in names
    assert not names & (SCREEN | ENGINE | PARSER | {"sqlite3"})


def _issue_id(news: Path) -> str:
    from digests import read_issue

    return read_issue(news / "2026-03-02.md").id


_FIRST_PAINT = """
import json, sys
from digests import FolderError
from tui.app.app import ReaderApp

def open_library():
    painted = [widget.region.height for widget in app.screen.query("#first-issues")]
    json.dump([painted, sorted(sys.modules)], sys.stdout)
    raise FolderError("nowhere", "ends the app")

app = ReaderApp(open_library)
app.run(headless=True)
"""

AFTER_THE_FIRST_PAINT = {
    "digests.library.library",
    "digests.model.issue",
    "sqlite3",
    "tui.system.browser",
    "tui.system.clipboard",
    "tui.jobs.library",
    "tui.jobs.marks",
    "tui.text.page",
    "tui.dialogs.help",
    "tui.reader.screen",
    "tui.search.screen",
    "tui.dialogs.theme_picker",
    "tui.widgets.virtual_list",
}
"""What the frames of the panes do without."""


def test_the_frames_are_painted_before_the_reader_is_loaded(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FIRST_PAINT],
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        cwd=tmp_path_factory.mktemp("elsewhere"),
        capture_output=True,
        check=True,
        timeout=60,
    )
    painted, names = json.loads(done.stdout[done.stdout.index(b"[[") :].splitlines()[0])
    assert painted[0] > 0
    assert "tui.app.app" in names
    assert AFTER_THE_FIRST_PAINT & set(names) == set()
    assert {name.partition(".")[0] for name in names} & (ENGINE | PARSER) == set()
