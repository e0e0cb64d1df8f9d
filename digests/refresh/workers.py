"""Reading many files in worker processes, with results in order.

Each worker process has one thread here, which sends it a file, waits for the result and sends the
next file. A process that dies is replaced, and its file is tried once more.

A worker is a plain child process with a socket. `multiprocessing` would run the program's main
module again in it, and search for modules in the current folder, which may be a folder of digests
from anywhere.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor, wait
from multiprocessing.connection import Connection, Pipe
from typing import TYPE_CHECKING, Any, Protocol

from digests.refresh.reading import read_for_index, unread_issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from types import TracebackType
    from typing import Self

    from digests.files.issue_file import IssueFile
    from digests.refresh.reading import ReadIssue

_MAX_WORKERS = 4

_BYTES_AHEAD = 4_000_000
"""Bytes of files that may be read before their turn to be written; this bounds the memory."""

_FILES_AHEAD = 3
"""Files that are requested at least for each worker, of any size, so that none is idle."""

_ATTEMPTS = 2
"""How often a file is tried: a process may have died for another reason."""

_EXIT_TIMEOUT = 5.0
"""Seconds that a process has to exit by itself, so that its exit code is known."""

_POLL_INTERVAL = 0.1
"""Seconds between two calls of `should_stop`."""

_WORKER = """\
import sys
sys.path[:] = sys.argv[2:]
from digests.refresh.workers import serve
serve(int(sys.argv[1]))
"""


class Read(Protocol):
    """A top-level function of a module, because it is pickled by name."""

    def __call__(self, file: IssueFile, /) -> ReadIssue:
        """Read `file`."""


def worker_count() -> int:
    """Return how many workers to start: at most four, leaving one core to the writer."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return min(max(1, cores - 1), _MAX_WORKERS)


class ReadingWorkers:
    """A context manager with worker processes, which are killed at its end."""

    def __init__(self, count: int, read: Read = read_for_index) -> None:
        """Up to `count` processes are started when there are files to read."""
        self._count = count
        self._read = read
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="reading")
        self._lock = threading.Lock()
        self._workers: list[_Worker] = []
        self._idle: list[_Worker] = []
        self._can_start = True
        self._is_closing = False

    def __enter__(self) -> Self:
        """Return self; nothing is started yet."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Kill the processes, and wait for their end."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._is_closing = True
            for worker in self._workers:
                worker.kill()
        self._threads.shutdown()
        for worker in list(self._workers):
            self._discard(worker)

    def read_all(
        self, files: Sequence[IssueFile], should_stop: Callable[[], bool]
    ) -> Iterator[ReadIssue]:
        """Yield the content of `files`, in their order, until `should_stop` returns True."""
        pending: deque[tuple[Future[ReadIssue], int]] = deque()
        ahead = 0
        for file in files:
            pending.append((self._threads.submit(self._ask, file), file.fingerprint.size))
            ahead += file.fingerprint.size
            while ahead > _BYTES_AHEAD and len(pending) > self._count * _FILES_AHEAD:
                future, size = pending.popleft()
                if not _is_done(future, should_stop):
                    return
                yield future.result()
                ahead -= size
        for future, _ in pending:
            if not _is_done(future, should_stop):
                return
            yield future.result()

    def _ask(self, file: IssueFile) -> ReadIssue:
        """Have a worker read `file`. Runs in a thread of the pool."""
        reason = ""
        for _ in range(_ATTEMPTS):
            worker = self._idle_or_new()
            if worker is None:
                return unread_issue(file, "not read") if self._is_closing else self._read(file)
            try:
                answer = worker.ask(file)
            except (EOFError, OSError):
                reason = self._discard(worker)
                continue
            with self._lock:
                self._idle.append(worker)
            return answer
        return unread_issue(file, f"not read: {reason}")

    def _idle_or_new(self) -> _Worker | None:
        """Return an idle worker, started if needed; None if no process can be started."""
        with self._lock:
            if self._idle:
                return self._idle.pop()
            if self._is_closing or not self._can_start:
                return None
            try:
                worker = _Worker()
            except OSError:
                self._can_start = False
                return None
            self._workers.append(worker)
        return worker if self._is_started(worker) else None

    def _is_started(self, worker: _Worker) -> bool:
        try:
            worker.start(self._read)
        except (EOFError, OSError):
            self._can_start = False
            self._discard(worker)
            return False
        return True

    def _discard(self, worker: _Worker) -> str:
        """Remove a worker, wait for its process to exit, and return the reason."""
        worker.close()
        with self._lock:
            self._workers.remove(worker)
        return worker.exit_reason()


def _is_done(future: Future[Any], should_stop: Callable[[], bool]) -> bool:
    """Wait for `future`; return False once `should_stop` returns True."""
    while not should_stop():
        if wait([future], _POLL_INTERVAL).done:
            return True
    return False


class _Worker:
    """One process and the socket to it. Methods raise EOFError or OSError when it has died."""

    def __init__(self) -> None:
        self._connection, child_end = Pipe()
        with child_end:
            command = (sys.executable, "-P", "-c", _WORKER, str(child_end.fileno()), *sys.path)
            self._process = subprocess.Popen(  # noqa: S603 # our own program
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(child_end.fileno(),),
            )

    def start(self, read: Read) -> None:
        """Wait until the process has loaded everything that it needs."""
        self._connection.send(read)
        self._connection.recv()

    def ask(self, file: IssueFile) -> ReadIssue:
        self._connection.send(file)
        answer: ReadIssue = self._connection.recv()
        return answer

    def exit_reason(self) -> str:
        """Return how the process ended: by a signal, as for too much memory, or by a bug."""
        code = self._process.returncode
        if code < 0:
            return f"the process that read it was ended by {signal.Signals(-code).name}"
        return f"by a bug in ainews the process that read it ended with code {code}"

    def kill(self) -> None:
        self._process.kill()

    def close(self) -> None:
        """Close the socket, which makes the process exit, and wait for it."""
        self._connection.close()
        try:
            self._process.wait(_EXIT_TIMEOUT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def serve(descriptor: int) -> None:
    """Read files until the other end closes the socket `descriptor`: the main loop of a worker."""
    # Ctrl-C is for the parent process, which ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with Connection(descriptor) as connection:
        try:
            read: Read = connection.recv()
            _import_all()
            connection.send("ready")
            while True:
                connection.send(read(connection.recv()))
        except (EOFError, OSError):
            return


def _import_all() -> None:
    """Import all modules, so that a broken installation is not taken for a broken file."""
    import digests.parsing
    import digests.search.index.prepared  # noqa: F401 # only to load it
