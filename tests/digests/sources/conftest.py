"""What the tests of sources share: a server, a clock that stands still, and sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from digests import Sources
from digests.sources.web.client import Limits, Web
from digests.sources.web.retry import Clock
from tests.loopback_server import Loopback

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@dataclass
class StoppedClock:
    """Waiting moves it, and nothing else."""

    moment: float = 1_800_000_000.0
    waits: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.moment += seconds


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        yield running


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def web(clock: StoppedClock) -> Web:
    return Web(Limits(connect=2, silence=2, total=10), Clock(clock.now, clock.sleep))


@pytest.fixture
def sources(tmp_path: Path, web: Web) -> Sources:
    return Sources(tmp_path / "config" / "sources.toml", tmp_path / "data", web)
