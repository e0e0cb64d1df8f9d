"""Where settings, cache and marks live, by the rules of the operating system.

On Linux: `$XDG_CONFIG_HOME/ainews` and `$XDG_CACHE_HOME/ainews`, which are `~/.config/ainews` and
`~/.cache/ainews` when these variables are not set. Nothing here touches the disk.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from tui.errors import LocationError

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME = "ainews"


def settings_file() -> Path:
    """Return the path of the settings file; raises LocationError without a home."""
    return _absolute(platformdirs.user_config_path(_NAME), "settings file") / "settings.toml"


def searches_file() -> Path:
    """Return the path of the saved searches, beside the settings; raises LocationError."""
    return settings_file().with_name("searches.toml")


def sources_file() -> Path:
    """Return the path of the list of sources, beside the settings; raises LocationError."""
    return settings_file().with_name("sources.toml")


def sources_folder() -> Path:
    """Return the folder of what is fetched from sources; raises LocationError.

    On Linux it is in `$XDG_DATA_HOME/ainews`, as the marks are.
    """
    return _absolute(platformdirs.user_data_path(_NAME), "folder of sources") / "sources"


def marks_file() -> Path:
    """Return the path of the file of marks, of all libraries; raises LocationError.

    On Linux it is in `$XDG_DATA_HOME/ainews`, which is `~/.local/share/ainews` when not set.
    """
    return _absolute(platformdirs.user_data_path(_NAME), "file of marks") / "marks.sqlite3"


def remembered_file() -> Path:
    """Return the path of what is kept from one run to the next; raises LocationError.

    On Linux it is in `$XDG_STATE_HOME/ainews`, as what watched queries have found is.
    """
    return _absolute(platformdirs.user_state_path(_NAME), "state of the reader") / "reader.json"


def watched_file(query: str) -> Path:
    """Return the path of what a watched query has found before; raises LocationError.

    On Linux it is in `$XDG_STATE_HOME/ainews`, which is `~/.local/state/ainews` when not set.
    Words apart by more or fewer spaces are the same query.
    """
    folder = _absolute(platformdirs.user_state_path(_NAME), "watched queries") / "watched"
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
    return _absolute(platformdirs.user_cache_path(_NAME), "cache")


def _short_name(text: str) -> str:
    """Return sixteen digits that stand for a text of any length."""
    from hashlib import blake2b  # loads OpenSSL, which the library of the settings does not need

    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


def _absolute(path: Path, what: str) -> Path:
    """Without HOME and without an account the path keeps its `~`."""
    if not path.is_absolute():
        raise LocationError(what)
    return path
