"""The command line: which subjects, over which digests."""

from __future__ import annotations

import argparse
import importlib
import tempfile
import time
from pathlib import Path

from benchmarks import __doc__ as explanation
from benchmarks.setting import Setting

SUBJECTS = {
    "parse": "parsing, against markdown-it-py and over two processes",
    "search": "the index and its queries, against SQLite FTS5, tantivy and Whoosh",
    "needs": "the first hits for thirty needs of readers, against SQLite FTS5 and bm25s",
    "refresh": "refreshing an unchanged library, against listing its files",
    "sync": "`ainews sync` of 100 unchanged feeds, against `python -c pass`",
    "startup": "the reader to its first paint, against a Textual app with one Static",
    "command": "`ainews search --json`, against `python -c pass`",
    "stories": "finding one story in many items, in a long archive and a short one",
    "screen": "steps of the cursor, and opening a large issue",
    "keys": "keys in the reader with 12,000 issues",
}


def main() -> None:
    """Measure what is asked for and print it."""
    arguments = _parser().parse_args()
    subjects = [name for name in arguments.names if name in SUBJECTS] or list(SUBJECTS)
    folders = [Path(name) for name in arguments.names if name not in SUBJECTS]
    if len(folders) > 1 or not all(folder.is_dir() for folder in folders):
        raise SystemExit(f"one folder of digests at most: {', '.join(map(str, folders))}")
    with tempfile.TemporaryDirectory(prefix="ainews-bench-") as scratch:
        setting = Setting(
            scratch=Path(scratch),
            given=folders[0].resolve() if folders else None,
            wanted_items=arguments.items,
            is_quick=arguments.quick,
            against=arguments.against,
        )
        for name in subjects:
            _run(name, setting)


def _run(name: str, setting: Setting) -> None:
    start = time.monotonic()
    for table in importlib.import_module(f"benchmarks.subjects.{name}").tables(setting):
        print(table, flush=True)
    print(f"\n{name}: {time.monotonic() - start:.0f} seconds", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=explanation,
        epilog="\n".join(f"{name:9} {text}" for name, text in SUBJECTS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="SUBJECT | FOLDER")
    parser.add_argument("--items", type=int, metavar="N", help="how many items to index")
    parser.add_argument("--quick", action="store_true", help="small and rough")
    parser.add_argument(
        "--against",
        type=lambda written: Path(written).resolve(strict=True),
        metavar="CHECKOUT",
        help="another checkout of the program, whose keys or searches are measured as well",
    )
    return parser


if __name__ == "__main__":
    main()
