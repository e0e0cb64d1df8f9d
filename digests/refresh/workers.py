"""Reading many files in processes of their own, and getting the answers in order.

Each worker process has one thread here, which sends it a file, waits for the answer and sends the
next. A process that dies is replaced, and the file that it was reading is tried once more before
it is given up.

A worker is a plain child process with a socket. `multiprocessing` would run the program's own
main module a second time in it, and would look for modules in the current folder, which may be
a folder of digests from anywhere.
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

_MOST_WORKERS = 4

_BYTES_AHEAD = 4_000_000
"""Bytes of files that are read before their turn to be written; they bound the memory."""

_FILES_AHEAD = 3
"""Files for each worker that are asked for at least, however large, so that none is idle."""

_ATTEMPTS = 2
"""How often a file is tried: what ended a process may have had nothing to do with the file."""

_LAST_MOMENTS = 5.0
"""Seconds that a process gets to end by itself, so that it can be told how it did."""

_LOOK_AGAIN = 0.1
"""Seconds between two questions whether to stop."""

_WORKER = """\
import sys
sys.path[:] = sys.argv[2:]
from digests.refresh.workers import serve
serve(int(sys.argv[1]))
"""


class Read(Protocol):
    """A function of a module, because a worker finds it by its name."""

    def __call__(self, file: IssueFile, /) -> ReadIssue:
        """Return what is in `file`."""


def worker_count() -> int:
    """Return how many workers this machine can use: one core is left to the writer."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return min(max(1, cores - 1), _MOST_WORKERS)


class ReadingWorkers:
    """A context with worker processes; they are ended with it, whatever they are doing."""

    def __init__(self, count: int, read: Read = read_for_index) -> None:
        """Processes are started when there is something to read."""
        self._count = count
        self._read = read
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="reading")
        self._lock = threading.Lock()
        self._workers: list[_Worker] = []
        self._idle: list[_Worker] = []
        self._may_start = True
        self._is_ending = False

    def __enter__(self) -> Self:
        """Return the workers."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the processes."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._is_ending = True
            for worker in self._workers:
                worker.kill()
        self._threads.shutdown()
        for worker in list(self._workers):
            self._bury(worker)

    def read_all(
        self, files: Sequence[IssueFile], should_stop: Callable[[], bool]
    ) -> Iterator[ReadIssue]:
        """Yield what is in `files`, in their order; less when it is to stop."""
        coming: deque[tuple[Future[ReadIssue], int]] = deque()
        ahead = 0
        for file in files:
            coming.append((self._threads.submit(self._ask, file), file.fingerprint.size))
            ahead += file.fingerprint.size
            while ahead > _BYTES_AHEAD and len(coming) > self._count * _FILES_AHEAD:
                future, size = coming.popleft()
                if not _is_done(future, should_stop):
                    return
                yield future.result()
                ahead -= size
        for future, _ in coming:
            if not _is_done(future, should_stop):
                return
            yield future.result()

    def _ask(self, file: IssueFile) -> ReadIssue:
        """Have `file` read; in a thread of its own."""
        reason = ""
        for _ in range(_ATTEMPTS):
            worker = self._take()
            if worker is None:
                return unread_issue(file, "not read") if self._is_ending else self._read(file)
            try:
                answer = worker.ask(file)
            except (EOFError, OSError):
                reason = self._bury(worker)
                continue
            with self._lock:
                self._idle.append(worker)
            return answer
        return unread_issue(file, f"not read: {reason}")

    def _take(self) -> _Worker | None:
        """Return a worker that has nothing to do; None where no process can be started."""
        with self._lock:
            if self._idle:
                return self._idle.pop()
            if self._is_ending or not self._may_start:
                return None
            try:
                worker = _Worker()
            except OSError:
                self._may_start = False
                return None
            self._workers.append(worker)
        return worker if self._begins(worker) else None

    def _begins(self, worker: _Worker) -> bool:
        try:
            worker.begin(self._read)
        except (EOFError, OSError):
            self._may_start = False
            self._bury(worker)
            return False
        return True

    def _bury(self, worker: _Worker) -> str:
        """Forget a worker that has died or is to die, and say how it did."""
        worker.close()
        with self._lock:
            self._workers.remove(worker)
        return worker.last_words()


def _is_done(future: Future[Any], should_stop: Callable[[], bool]) -> bool:
    """Wait for `future`; return False when it is to stop."""
    while not should_stop():
        if wait([future], _LOOK_AGAIN).done:
            return True
    return False


class _Worker:
    """One process and the socket to it. Raises EOFError or OSError when it has died."""

    def __init__(self) -> None:
        self._connection, theirs = Pipe()
        with theirs:
            command = (sys.executable, "-P", "-c", _WORKER, str(theirs.fileno()), *sys.path)
            self._process = subprocess.Popen(  # noqa: S603 # our own program
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
            )

    def begin(self, read: Read) -> None:
        """Wait until everything that is needed for reading is loaded."""
        self._connection.send(read)
        self._connection.recv()

    def ask(self, file: IssueFile) -> ReadIssue:
        self._connection.send(file)
        answer: ReadIssue = self._connection.recv()
        return answer

    def last_words(self) -> str:
        """Say how the process ended: the system ends one that takes too much, a bug by itself."""
        code = self._process.returncode
        if code < 0:
            return f"the process that read it was ended by {signal.Signals(-code).name}"
        return f"by a bug in ainews the process that read it ended with code {code}"

    def kill(self) -> None:
        self._process.kill()

    def close(self) -> None:
        """Wait for the end of the process, which has no one to talk to any more."""
        self._connection.close()
        try:
            self._process.wait(_LAST_MOMENTS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def serve(descriptor: int) -> None:
    """Answer questions until nobody asks any more; this is what a worker process does."""
    # Ctrl-C is for the process that asks: what it does ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with Connection(descriptor) as asker:
        try:
            read: Read = asker.recv()
            _load_all()
            asker.send("ready")
            while True:
                asker.send(read(asker.recv()))
        except (EOFError, OSError):
            return


def _load_all() -> None:
    """A broken installation shows before any file can be blamed for it."""
    import digests.parsing
    import digests.search.index.prepared  # noqa: F401 # loading is all that is wanted
