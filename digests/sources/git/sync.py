"""Updating a copy of a repository's Markdown files.

    NAME/.repository    the newest commit, with a sparse checkout
    NAME/.incoming      the files as they arrive
    NAME/REPOSITORY/    the published files, which the library reads

Only the newest commit is fetched, so a rewritten history does no harm. The folder has the
repository's own name: issues then have the same ids as in the user's own clone, and marks survive
a switch from one to the other.

Fetched files replace the published ones one by one, atomically. An unchanged file is not touched,
so it keeps its time and is not read again. Moving files needs no room: on a full disk, fetching
fails before anything is moved.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digests.files.issue_file import TEXT_SUFFIXES
from digests.files.publication import FILE_NAME
from digests.sources.addresses import repository_name
from digests.sources.git.command import Git, GitLimits
from digests.sources.source import FileCounts, name_from
from digests.sources.storage import (
    declare_publication,
    fsync,
    make_folder,
    storage_error,
    write_file,
)
from digests.sources.web.network import is_named_as_private, public_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from digests.sources.source import Source
    from digests.sources.state import SyncState
    from digests.sources.web.client import Web


_HEAD = "refs/ainews/head"


def sync_repository(
    source: Source, folder: Path, state: SyncState, web: Web, limits: GitLimits | None = None
) -> tuple[FileCounts, SyncState]:
    """Fetch the newest commit, publish its files, and return the new state.

    Raises SourceError; then no file is incomplete, and the next sync starts from the old state.
    """
    git = Git(
        folder / ".repository",
        source.address,
        settings=connection_settings(source.address, web, allow_private=source.allow_private),
        limits=limits or GitLimits(),
        watched=folder,
        stop=web.stop,
    )
    _prepare(git, source)
    git.run("fetch", "--quiet", "--depth=1", "--no-tags", "--filter=blob:none", "--force",
            "--", "origin", f"+HEAD:{_HEAD}")  # fmt: skip
    commit = git.run("rev-parse", "--verify", "--end-of-options", f"{_HEAD}^{{commit}}").strip()
    if source.title or source.home:
        declare_publication(folder, source.title or source.name, source.home)
    target = files_folder(source, folder)
    fetched = f"{commit} {' '.join(source.folders)}".strip()
    there = _count(target)
    if fetched == state.commit and there == state.files:
        return FileCounts(unchanged=there), state
    incoming = _checked_out(git, folder)
    counts = publish(incoming, target)
    shutil.rmtree(incoming, ignore_errors=True)
    return counts, replace(state, commit=fetched, files=_count(target))


def files_folder(source: Source, folder: Path) -> Path:
    """Return the folder of the published files."""
    return folder / (name_from(repository_name(source.address)) or source.name)


def check_repository(source: Source, scratch: Path, web: Web) -> None:
    """Check that there is a readable repository; `scratch` is any folder. Raises SourceError."""
    settings = connection_settings(source.address, web, allow_private=source.allow_private)
    git = Git(scratch, source.address, settings, GitLimits(seconds=60.0), stop=web.stop)
    git.run("ls-remote", "--quiet", "--exit-code", "--", source.address, "HEAD")


def connection_settings(address: str, web: Web, *, allow_private: bool) -> tuple[str, ...]:
    """Return the settings that make git connect to the IP addresses that were checked.

    Only for http and https: ssh verifies the host's key, and may know hosts by the user's aliases.
    Raises PrivateAddressError, UnreachableError.
    """
    if not address.lower().startswith(("http://", "https://")):
        return ()
    import httpx

    from digests.sources.web.network import proxy_for

    parts = urlsplit(address)
    host = parts.hostname or ""
    by_proxy = proxy_for(httpx.URL(address)) and not is_named_as_private(host)
    if allow_private or by_proxy:
        return ()
    checked = public_addresses(host, address, web.look_up)
    addresses = ",".join(f"[{ip}]" if ":" in ip else ip for ip in checked)
    port = parts.port or (443 if parts.scheme.lower() == "https" else 80)
    return (f"http.curloptResolve={host}:{port}:{addresses}",)


def _prepare(git: Git, source: Source) -> None:
    """Create or update the repository's configuration: its origin, and which files are wanted."""
    directory = git.directory
    if not (directory / "HEAD").is_file():
        shutil.rmtree(directory, ignore_errors=True)
        make_folder(directory)
        git.run("init", "--quiet", "--bare", "--template=", "--", str(directory))
    for leftover in (*directory.glob("*.lock"), *directory.glob("refs/**/*.lock")):
        leftover.unlink(missing_ok=True)  # of a killed git; this process holds the source's lock
    values = {
        "remote.origin.url": source.address,
        "remote.origin.promisor": "true",
        "remote.origin.partialclonefilter": "blob:none",
        "core.sparseCheckout": "true",
        "core.sparseCheckoutCone": "false",
    }
    for name, value in values.items():
        git.run("config", "--replace-all", "--", name, value)
    make_folder(directory / "info")
    write_file(directory / "info" / "attributes", NO_ATTRIBUTES)
    write_file(directory / "info" / "sparse-checkout", sparse_patterns(source.folders))


def _checked_out(git: Git, folder: Path) -> Path:
    """Write the wanted files of the fetched commit to `.incoming`, and return that folder."""
    incoming = folder / ".incoming"
    shutil.rmtree(incoming, ignore_errors=True)
    make_folder(incoming)
    (git.directory / "index").unlink(missing_ok=True)
    git.run("read-tree", "--reset", "-u", _HEAD, work_tree=incoming)
    git.check_size()
    for link in _links(git):
        (incoming / link).unlink(missing_ok=True)  # written as a file with the link's target
    return incoming


def _links(git: Git) -> list[str]:
    """Return the paths of the symbolic links in the fetched commit."""
    lines = git.run("ls-files", "--stage", "-z").split("\0")
    return [line.partition("\t")[2] for line in lines if line.startswith("120000 ")]


def _count(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def publish(incoming: Path, target: Path) -> FileCounts:
    """Make `target` have exactly the files of `incoming`, by moving them; both are on one disk.

    Raises SourceStorageError; what was done before stays, and the next call does the rest.
    """
    try:
        return _publish(incoming, target)
    except OSError as error:
        raise storage_error(target, error) from error


def _publish(incoming: Path, target: Path) -> FileCounts:
    wanted, there = set(_files(incoming)), set(_files(target))
    moved = sorted(name for name in wanted if not _is_same(incoming / name, target / name))
    for name in moved:
        fsync(incoming / name)
    for name in sorted(there - wanted):
        (target / name).unlink()
    for name in moved:
        _make_way(target, name)
        os.replace(incoming / name, target / name)  # noqa: PTH105 - tests make it fail
    _remove_empty_folders(target)
    for folder in {(target / name).parent for name in moved}:
        fsync(folder)
    new = len(wanted - there)
    return FileCounts(new, len(moved) - new, len(there - wanted), len(wanted) - len(moved))


def _files(folder: Path) -> Iterator[str]:
    """Yield the regular files below `folder` by their relative paths; links are not followed."""
    for directory, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(directory, name)  # noqa: PTH118 - thousands of them
            if os.path.isfile(path) and not os.path.islink(path):  # noqa: PTH113, PTH114
                yield os.path.relpath(path, folder)


def _is_same(new: Path, old: Path) -> bool:
    try:
        return old.stat().st_size == new.stat().st_size and old.read_bytes() == new.read_bytes()
    except OSError:
        return False


def _make_way(target: Path, name: str) -> None:
    """Create the folders for a file; a file in the way of a folder has been removed already."""
    _remove_empty_folders(target / name)
    (target / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def _remove_empty_folders(folder: Path) -> None:
    for directory, _, _ in os.walk(folder, topdown=False):
        if not os.listdir(directory):  # noqa: PTH208 - a path as a string
            os.rmdir(directory)  # noqa: PTH106


_SPECIAL = re.compile(r"([\\*?\[\]!# ])")

NO_ATTRIBUTES = "* -filter -ident -text -working-tree-encoding\n"
"""For `info/attributes`, which overrides a repository's own: no filter of the user's runs on a
stranger's files, and files are written byte for byte."""


def sparse_patterns(folders: Sequence[str]) -> str:
    """Return the lines of git's `info/sparse-checkout`.

    Args:
        folders: relative paths with `/`; empty for the whole repository.
    """
    names = (*(f"*{_any_case(suffix)}" for suffix in TEXT_SUFFIXES), FILE_NAME)
    if not folders:
        return "".join(f"{name}\n" for name in names)
    escaped = [_SPECIAL.sub(r"\\\1", folder.strip("/")) for folder in folders]
    # A publication.toml in a parent folder applies too.
    lines = [f"/{path}/**/{name}\n" for path in escaped for name in names]
    return "".join((*lines, f"{FILE_NAME}\n"))


def _any_case(suffix: str) -> str:
    return "".join(
        f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in suffix
    )
