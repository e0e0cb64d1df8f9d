"""A real web server on this machine that answers as a test tells it to."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping
    from types import TracebackType
    from typing import Self

    Answering = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Asked:
    """One request that came."""

    path: str
    headers: Mapping[str, str]


@dataclass
class Loopback:
    """The server; a context. `routes` may change while it runs; `*` is any other path."""

    routes: dict[str, Answering] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    has_ended: threading.Event = field(default_factory=threading.Event)
    """Set at the end, so that an answer that never comes does not keep its thread."""

    def __enter__(self) -> Self:
        routes, asked, has_ended = self.routes, self.asked, self.has_ended

        class Handler(BaseHTTPRequestHandler):
            ends = has_ended

            def do_GET(self) -> None:
                asked.append(Asked(self.path, dict(self.headers)))
                (routes.get(self.path) or routes.get("*") or refuse(404))(self)

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, *_unused: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.has_ended.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def secure_with(self, context: ssl.SSLContext) -> None:
        """Speak TLS from now on."""
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]


def page(content: bytes | str, content_type: str = "application/xml", **headers: str) -> Answering:
    """Answer with a page. An underscore in a header's name stands for a hyphen."""
    body = content.encode() if isinstance(content, str) else content

    def answer(request: BaseHTTPRequestHandler) -> None:
        version = headers.get("ETag")
        if version and request.headers.get("If-None-Match") == version:
            request.send_response(304)
            request.end_headers()
            return
        request.send_response(200)
        request.send_header("Content-Type", content_type)
        request.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def refuse(status: int, **headers: str) -> Answering:
    """Answer with a status and nothing else."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer


def redirect(to: str, status: int = 302) -> Answering:
    return refuse(status, Location=to)


def in_turn(*answers: Answering) -> Answering:
    """Give one answer after the other; the last one stays."""
    left = list(answers)

    def answer(request: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(request)

    return answer
