"""Requesting one page: time, size and redirects are limited, and every hop is checked."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import TYPE_CHECKING

from digests.sources.errors import SyncStoppedError, UnreachableError
from digests.sources.web.network import (
    ip_addresses,
    is_named_as_private,
    look_up,
    proxy_for,
    public_addresses,
)
from digests.sources.web.responses import Answer, Validators, checked_answer, read_body, user_agent
from digests.sources.web.retry import FARTHEST, Clock, Pauses, TransientError, with_retries

if TYPE_CHECKING:
    import ssl
    from collections.abc import Coroutine

    import httpx

    from digests.sources.web.network import LookUp


_POLL_INTERVAL = 0.1
"""Seconds between two checks whether to stop."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for one request."""

    connect: float = 10.0
    """Seconds to connect."""

    silence: float = 20.0
    """Seconds without receiving anything."""

    total: float = 90.0
    """Seconds for the whole answer, including redirects."""

    content: int = 16_000_000
    """Bytes, both before and after decompression."""

    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Web:
    """An HTTP client. Several threads may use it, if they run no event loop."""

    limits: Limits = field(default_factory=Limits)
    clock: Clock = field(default_factory=Clock)
    look_up: LookUp = look_up
    stop: threading.Event = field(default_factory=threading.Event, compare=False)
    """Once it is set, running and later requests raise SyncStoppedError."""

    pauses: Pauses = field(default_factory=Pauses, compare=False)
    """The hosts that have asked for a pause; no page of theirs is asked for before its end."""

    def ask(self, address: str, *, known: Validators | None = None, allow_private: bool) -> Answer:
        """Return the page at `address`.

        Args:
            address: http or https.
            known: validators of the last answer; an unchanged page is not sent again.
            allow_private: whether the host in `address` may be in a private network. The host of a
                redirect never may.

        Raises UnreachableError, RetryLaterError, PrivateAddressError, LoginNeededError,
        TooLargeError, SyncStoppedError.
        """
        attempt = partial(self._attempt, address, known or Validators(), allow_private)
        clock = Clock(self.clock.now, self.clock.sleep or self.stop.wait)
        return with_retries(attempt, address, clock)

    def _attempt(self, address: str, known: Validators, allow_private: bool) -> Answer:
        import httpx

        try:
            url = httpx.URL(address)
            trusted = url.host if allow_private else ""
            return asyncio.run(self._unless_stopped(self._follow(url, known, trusted)))
        except TimeoutError:
            reason = f"no whole answer within {self.limits.total:.0f} seconds"
            raise TransientError(UnreachableError(address, reason)) from None
        except httpx.TransportError as error:
            final = UnreachableError(address, _reason_of(error))
            raise final if _is_about_certificate(error) else TransientError(final) from error
        except (httpx.InvalidURL, UnicodeError) as error:
            reason = "this, or where it redirects to, is no web address"
            raise UnreachableError(address, reason) from error

    async def _unless_stopped(self, asking: Coroutine[None, None, Answer]) -> Answer:
        task = asyncio.ensure_future(asking)
        while not self.stop.is_set():
            done, _ = await asyncio.wait({task}, timeout=_POLL_INTERVAL)
            if done:
                return task.result()
        task.cancel()
        raise SyncStoppedError

    async def _follow(self, url: httpx.URL, known: Validators, trusted: str) -> Answer:
        """Request `url`, and follow redirects."""
        first, moves = url, True
        async with asyncio.timeout(self.limits.total):
            for _ in range(self.limits.redirects + 1):
                answer = await self._considerate_hop(url, known, trusted)
                if not answer.location:
                    return replace(answer, moved_to=str(url) if moves and url != first else "")
                to = _joined(url, answer.location)
                moves = moves and answer.is_permanent and _is_as_safe(to, url)
                url = to
        raise UnreachableError(str(first), f"it redirects more than {self.limits.redirects} times")

    async def _considerate_hop(self, url: httpx.URL, known: Validators, trusted: str) -> Answer:
        """Request `url` unless its host has asked for a pause, and note when it does."""
        if left := self.pauses.seconds_left(url.host, self.clock.now()):
            reason = "the server asks for a pause; try again later"
            raise TransientError(UnreachableError(str(url), reason), left)
        try:
            return await self._hop(url, known, trusted)
        except TransientError as transient:
            if transient.wait is not None:
                until = self.clock.now() + min(transient.wait, FARTHEST)
                self.pauses.begin(url.host, until)
            raise

    async def _hop(self, url: httpx.URL, known: Validators, trusted: str) -> Answer:
        import httpx

        proxy = proxy_for(url)
        hosts = await self._hosts(url, trusted, by_proxy=proxy is not None)
        timeout = httpx.Timeout(self.limits.silence, connect=self.limits.connect)
        async with httpx.AsyncClient(
            proxy=proxy, trust_env=False, timeout=timeout, verify=_trusted_certificates()
        ) as client:
            for host in hosts[:-1]:
                try:
                    return await self._answer(client, url, host, known)
                except (httpx.ConnectError, httpx.ConnectTimeout):
                    continue  # a machine without IPv6 gets IPv6 addresses too
            return await self._answer(client, url, hosts[-1], known)

    async def _hosts(self, url: httpx.URL, trusted: str, *, by_proxy: bool) -> tuple[str, ...]:
        """Return what to connect to: checked IP addresses, or the name if a proxy looks it up."""
        if by_proxy and (url.host == trusted or not is_named_as_private(url.host)):
            return (url.host,)
        find = ip_addresses if url.host == trusted else public_addresses
        return await asyncio.to_thread(find, url.host, str(url), self.look_up)

    async def _answer(
        self, client: httpx.AsyncClient, url: httpx.URL, host: str, known: Validators
    ) -> Answer:
        headers = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": user_agent(),
            "Accept": "application/feed+json, application/atom+xml, application/rss+xml, "
            "application/xml;q=0.9, text/html;q=0.8, */*;q=0.5",
            "Accept-Encoding": "gzip",
            **known.headers(),
        }
        # Connect to the IP address, but verify the certificate for the name.
        named = {} if host == url.host else {"sni_hostname": url.host}
        to = url.copy_with(host=host)
        async with client.stream("GET", to, headers=headers, extensions=named) as response:
            answer = checked_answer(response, url, self.clock)
            if answer.location or answer.is_unchanged:
                return answer
            packing = response.headers.get("Content-Encoding", "")
            chunks = response.aiter_raw()
            content = await read_body(chunks, packing, str(url), self.limits.content)
            return answer.with_content(content)


@cache
def _trusted_certificates() -> ssl.SSLContext:
    """Return the trusted certificates; `SSL_CERT_FILE` can name others."""
    import httpx

    return httpx.create_ssl_context()


def _joined(url: httpx.URL, location: str) -> httpx.URL:
    import httpx

    try:
        to = url.join(location)
    except (httpx.InvalidURL, ValueError):
        to = httpx.URL("")
    if to.scheme not in {"http", "https"} or not to.host or "%" in to.host:
        raise UnreachableError(str(url), f"it redirects to {location}, which is no web address")
    return to


def _is_as_safe(to: httpx.URL, url: httpx.URL) -> bool:
    """Return whether asking `to` instead gives away nothing: neither encryption nor a login."""
    return (to.scheme == "https" or url.scheme == "http") and not (to.userinfo or url.userinfo)


def _reason_of(error: httpx.TransportError) -> str:
    import httpx

    match error:
        case httpx.ConnectTimeout():
            return "no connection; the host does not answer"
        case httpx.TimeoutException():
            return "the server fell silent"
        case httpx.ConnectError() if _is_about_certificate(error):
            return "the server cannot prove who it is: its certificate is not valid"
        case httpx.ConnectError():
            return "no connection; is the network there, and the address right?"
        case httpx.RemoteProtocolError():
            return "the answer was cut short or is no HTTP"
    return f"no answer: {str(error) or type(error).__name__}"


def _is_about_certificate(error: httpx.TransportError) -> bool:
    return "CERTIFICATE_VERIFY_FAILED" in str(error)
