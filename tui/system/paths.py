"""The paths of settings, cache, marks and saved state, by the rules of the operating system.

The XDG Base Directory Specification names the folders: `$XDG_CONFIG_HOME/ainews`,
`$XDG_CACHE_HOME/ainews`, `$XDG_DATA_HOME/ainews` and `$XDG_STATE_HOME/ainews`. A variable that is
not set to an absolute path counts as `~/.config`, `~/.cache`, `~/.local/share` or
`~/.local/state`, except on macOS, which has folders of its own. Nothing here touches the disk.
`platformdirs` knows all these rules, but loading it takes half as long as starting Python, so it
is used on macOS only.
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

_DEFAULTS = {
    "config": "~/.config",
    "cache": "~/.cache",
    "data": "~/.local/share",
    "state": "~/.local/state",
}


def settings_file() -> Path:
    """Return the path of the settings file; raises LocationError without a home folder."""
    return _folder("config", "settings file") / "settings.toml"


def searches_file() -> Path:
    """Return the path of the saved searches, next to the settings; raises LocationError."""
    return settings_file().with_name("searches.toml")


def sources_file() -> Path:
    """Return the path of the list of sources, next to the settings; raises LocationError."""
    return settings_file().with_name("sources.toml")


def sources_folder() -> Path:
    """Return the folder that fetched sources are stored in, next to the marks.

    Raises LocationError.
    """
    return _data("folder of sources") / "sources"


def marks_file() -> Path:
    """Return the path of the marks, one file for all libraries; raises LocationError."""
    return _data("file of marks") / "marks.sqlite3"


def saved_state_file() -> Path:
    """Return the path of the state saved between runs; raises LocationError."""
    return _state("state of the reader") / "reader.json"


def watched_file(query: str) -> Path:
    """Return the path of a watched query's earlier hits; raises LocationError.

    Queries that differ only in the number of spaces share a file.
    """
    folder = _state("watched queries") / "watched"
    name = _short_name(" ".join(query.split()))
    return folder / f"{name}.txt"


def library_cache() -> Path:
    """Return the cache folder of the library in the settings; raises LocationError."""
    return _caches() / "library"


def folders_cache(folders: Iterable[Path]) -> Path:
    """Return the cache folder for folders named on the command line; raises LocationError.

    The same folders have the same cache, whatever their order and however their paths are written.
    """
    paths = sorted({str(folder.resolve()) for folder in folders})
    name = _short_name("\0".join(paths))
    return _caches() / f"folders-{name}"


def samples_cache() -> Path:
    """Return the cache folder of the sample digests; raises LocationError."""
    return _caches() / "samples"


def samples_folder() -> Path:
    """Return the folder of the sample digests that come with the program."""
    import digests

    # The package is always installed as files, because wheels are unpacked; importlib.resources
    # would load modules that read archives.
    return Path(digests.__path__[0]) / "samples"


def _caches() -> Path:
    return _folder("cache", "cache")


def _short_name(text: str) -> str:
    """Return sixteen hexadecimal digits that identify a text of any length.

    Two checksums are enough, since nobody gains from a collision; hashlib would load OpenSSL.
    """
    content = text.encode("utf-8", "surrogateescape")
    return f"{crc32(content):08x}{adler32(content):08x}"


def _data(what: str) -> Path:
    return _folder("data", what)


def _state(what: str) -> Path:
    return _folder("state", what)


def _folder(kind: str, what: str) -> Path:
    """Return the program's folder for a kind of file: from the environment, else the default."""
    configured = os.environ.get(f"XDG_{kind.upper()}_HOME", "")
    if os.path.isabs(configured):  # noqa: PTH117 - it is no path of ours yet
        return Path(configured) / _NAME
    # Without HOME and without an account the path keeps its `~`; Path.expanduser would raise.
    folder = Path(os.path.expanduser(_default(kind)))  # noqa: PTH111
    if not folder.is_absolute():
        raise LocationError(what)
    return folder


def _default(kind: str) -> str:
    if sys.platform == "darwin":
        from platformdirs.macos import MacOS

        folder: str = getattr(MacOS(_NAME), f"user_{kind}_dir")
        return folder
    return f"{_DEFAULTS[kind]}/{_NAME}"
