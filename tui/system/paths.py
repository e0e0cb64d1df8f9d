"""Where settings, cache and marks live, by the rules of the operating system.

By the XDG Base Directory Specification settings are in `$XDG_CONFIG_HOME/ainews`, and the cache is
in `$XDG_CACHE_HOME/ainews`; these are `~/.config/ainews` and `~/.cache/ainews` when a variable is
not set to an absolute path, except on macOS, which has folders of its own. Nothing here touches the
disk. `platformdirs` knows all these rules; loading it takes half as long as starting Python, so it
is asked on macOS only.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import adler32, crc32

from tui.errors import LocationError

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME = "ainews"

_USUAL = {
    "config": "~/.config",
    "cache": "~/.cache",
    "data": "~/.local/share",
    "state": "~/.local/state",
}


def settings_file() -> Path:
    """Return the path of the settings file; raises LocationError without a home."""
    return _folder("config", "settings file") / "settings.toml"


def searches_file() -> Path:
    """Return the path of the saved searches, beside the settings; raises LocationError."""
    return settings_file().with_name("searches.toml")


def sources_file() -> Path:
    """Return the path of the list of sources, beside the settings; raises LocationError."""
    return settings_file().with_name("sources.toml")


def sources_folder() -> Path:
    """Return the folder of what is fetched from sources; raises LocationError.

    It is in `$XDG_DATA_HOME/ainews`, as the marks are.
    """
    return _data("folder of sources") / "sources"


def marks_file() -> Path:
    """Return the path of the file of marks, of all libraries; raises LocationError.

    It is in `$XDG_DATA_HOME/ainews`, which is `~/.local/share/ainews` when not set.
    """
    return _data("file of marks") / "marks.sqlite3"


def remembered_file() -> Path:
    """Return the path of what is kept from one run to the next; raises LocationError.

    It is in `$XDG_STATE_HOME/ainews`, as what watched queries have found is.
    """
    return _state("state of the reader") / "reader.json"


def watched_file(query: str) -> Path:
    """Return the path of what a watched query has found before; raises LocationError.

    It is in `$XDG_STATE_HOME/ainews`, which is `~/.local/state/ainews` when not set.
    Words apart by more or fewer spaces are the same query.
    """
    folder = _state("watched queries") / "watched"
    name = _short_name(" ".join(query.split()))
    return folder / f"{name}.txt"


def library_cache() -> Path:
    """Return the cache folder of the folders in the settings; raises LocationError."""
    return _caches() / "library"


def folders_cache(folders: Iterable[Path]) -> Path:
    """Return the cache folder for folders named on the command line; raises LocationError.

    The same folders have the same cache, whatever their order and however they are written.
    """
    paths = sorted({str(folder.resolve()) for folder in folders})
    name = _short_name("\0".join(paths))
    return _caches() / f"folders-{name}"


def samples_cache() -> Path:
    """Return the cache folder of the samples; raises LocationError."""
    return _caches() / "samples"


def samples_folder() -> Path:
    """Return the folder of the digests that come with the program."""
    import digests

    # The package is always installed as files, because wheels are unpacked; importlib.resources
    # would load what reads archives.
    return Path(digests.__path__[0]) / "samples"


def _caches() -> Path:
    return _folder("cache", "cache")


def _short_name(text: str) -> str:
    """Return sixteen digits that stand for a text of any length.

    Two checksums do, for nobody gains by a collision; hashlib would load OpenSSL.
    """
    content = text.encode("utf-8", "surrogateescape")
    return f"{crc32(content):08x}{adler32(content):08x}"


def _data(what: str) -> Path:
    return _folder("data", what)


def _state(what: str) -> Path:
    return _folder("state", what)


def _folder(kind: str, what: str) -> Path:
    """Return our folder for one kind of files: the named one, or else the usual one."""
    named = os.environ.get(f"XDG_{kind.upper()}_HOME", "")
    if os.path.isabs(named):  # noqa: PTH117 - it is no path of ours yet
        return Path(named) / _NAME
    # Without HOME and without an account the path keeps its `~`; Path.expanduser would raise.
    folder = Path(os.path.expanduser(_usual(kind)))  # noqa: PTH111
    if not folder.is_absolute():
        raise LocationError(what)
    return folder


def _usual(kind: str) -> str:
    if sys.platform == "darwin":
        from platformdirs.macos import MacOS

        folder: str = getattr(MacOS(_NAME), f"user_{kind}_dir")
        return folder
    return f"{_USUAL[kind]}/{_NAME}"
