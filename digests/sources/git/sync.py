"""Bringing a copy of a repository's Markdown files up to date.

    NAME/.repository    the newest commit, without files that are not wanted; nobody reads it
    NAME/.incoming      the files as they arrive
    NAME/REPOSITORY/    the files as they are read

The last commit is fetched and nothing before it, so a history that was rewritten is no matter.
The folder has the repository's own name: issues then have the ids that they have in a clone that
the user made, and marks survive a change from one to the other.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digests.sources.addresses import repository_name
from digests.sources.git.command import Git, GitLimits
from digests.sources.git.publishing import publish
from digests.sources.git.sparse import NO_ATTRIBUTES, sparse_patterns
from digests.sources.publication_file import declare_publication
from digests.sources.report import FileCounts
from digests.sources.source import name_from
from digests.sources.storage import make_folder, write_whole
from digests.sources.web.network import is_named_as_private, public_numbers

if TYPE_CHECKING:
    from pathlib import Path

    from digests.sources.source import Source
    from digests.sources.state import SyncState
    from digests.sources.web.client import Web

_HEAD = "refs/ainews/head"


def sync_repository(
    source: Source, folder: Path, state: SyncState, web: Web, limits: GitLimits | None = None
) -> tuple[FileCounts, SyncState]:
    """Fetch the newest commit, put its files in place, and return what is to be remembered.

    Raises SourceError; then the files are whole, and the next sync starts where this one did.
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
    """Return where the files of a repository are read."""
    return folder / (name_from(repository_name(source.address)) or source.name)


def check_repository(source: Source, scratch: Path, web: Web) -> None:
    """Ask whether there is a repository that can be read. Raises SourceError."""
    settings = connection_settings(source.address, web, allow_private=source.allow_private)
    git = Git(scratch, source.address, settings, GitLimits(seconds=60.0), stop=web.stop)
    git.run("ls-remote", "--quiet", "--exit-code", "--", source.address, "HEAD")


def connection_settings(address: str, web: Web, *, allow_private: bool) -> tuple[str, ...]:
    """Return the settings that make git connect to numbers that were checked.

    Only for http and https: ssh asks for the host's key, and knows hosts by names of the user's.
    Raises PrivateAddressError, UnreachableError.
    """
    if not address.lower().startswith(("http://", "https://")):
        return ()
    import httpx

    from digests.sources.web.proxies import proxy_for

    parts = urlsplit(address)
    host = parts.hostname or ""
    by_proxy = proxy_for(httpx.URL(address)) and not is_named_as_private(host)
    if allow_private or by_proxy:
        return ()
    checked = public_numbers(host, address, web.look_up)
    numbers = ",".join(f"[{number}]" if ":" in number else number for number in checked)
    port = parts.port or (443 if parts.scheme.lower() == "https" else 80)
    return (f"http.curloptResolve={host}:{port}:{numbers}",)


def _prepare(git: Git, source: Source) -> None:
    """Have a repository that knows where to fetch from and which files are wanted."""
    directory = git.directory
    if not (directory / "HEAD").is_file():
        shutil.rmtree(directory, ignore_errors=True)
        make_folder(directory)
        git.run("init", "--quiet", "--bare", "--template=", "--", str(directory))
    for leftover in (*directory.glob("*.lock"), *directory.glob("refs/**/*.lock")):
        leftover.unlink(missing_ok=True)  # of a git that was killed: this source is ours now
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
    write_whole(directory / "info" / "attributes", NO_ATTRIBUTES)
    write_whole(directory / "info" / "sparse-checkout", sparse_patterns(source.folders))


def _checked_out(git: Git, folder: Path) -> Path:
    """Write the wanted files of the fetched commit into a folder of their own."""
    incoming = folder / ".incoming"
    shutil.rmtree(incoming, ignore_errors=True)
    make_folder(incoming)
    (git.directory / "index").unlink(missing_ok=True)
    git.run("read-tree", "--reset", "-u", _HEAD, work_tree=incoming)
    git.check_size()
    for link in _links(git):
        (incoming / link).unlink(missing_ok=True)  # what arrived is the place it leads to
    return incoming


def _links(git: Git) -> list[str]:
    """Return the paths of the symbolic links in the fetched commit."""
    lines = git.run("ls-files", "--stage", "-z").split("\0")
    return [line.partition("\t")[2] for line in lines if line.startswith("120000 ")]


def _count(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))
