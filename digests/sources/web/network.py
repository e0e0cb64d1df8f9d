"""Which network addresses a host's name leads to, and whether one may connect to them.

A feed may redirect to `http://169.254.169.254/` or to a name that leads to the user's router, and
so ask machines that nobody outside can reach. A name is looked up once, and the connection is made
to the numbers that were checked: a second look-up could give others.

The proxy that the environment names for an address, as curl and newsboat use it.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING
from urllib.request import getproxies, proxy_bypass

from digests.sources.errors import PrivateAddressError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    LookUp = Callable[[str], tuple[str, ...]]
    """From a host's name to network addresses; raises OSError."""

_NAT64 = IPv6Network("64:ff9b::/96")
_MOST = 4
"""Addresses of a host that are tried."""


def look_up(host: str) -> tuple[str, ...]:
    """Ask the system for the network addresses of `host`; raises OSError."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def public_numbers(host: str, address: str, look_up: LookUp) -> tuple[str, ...]:
    """Return network addresses of `host`, all of them in the public network.

    Raises PrivateAddressError when one is not, and UnreachableError, which names `address`.
    """
    numbers = numbers_of(host, address, look_up)
    for number in numbers:
        if not is_public(number):
            raise PrivateAddressError(host, number)
    return numbers


def numbers_of(host: str, address: str, look_up: LookUp) -> tuple[str, ...]:
    """Return network addresses of `host`, at least one. Raises UnreachableError."""
    try:
        numbers = look_up(host)
    except (OSError, UnicodeError):
        numbers = ()
    if not numbers:
        raise UnreachableError(address, f"no host named {host} is known; check name and network")
    return numbers[:_MOST]


def is_public(number: str) -> bool:
    """Whether a network address is one that everybody on the internet could connect to."""
    try:
        address = ip_address(number)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        address = _embedded(address) or address
    return address.is_global and not address.is_multicast and not address.is_reserved


def is_named_as_private(host: str) -> bool:
    """Whether who writes `host` means a machine near by: a number, `localhost`, `nas`."""
    try:
        ip_address(host)
    except ValueError:
        return "." not in host.rstrip(".") or host.lower().rstrip(".").endswith(".localhost")
    return True


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a packet to `address` would reach."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def proxy_for(url: httpx.URL) -> str | None:
    """Return the proxy for `url`, or None when one connects directly.

    Raises UnreachableError for a kind of proxy that cannot be used.
    """
    proxies = getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(url.netloc.decode("ascii")):
        return None
    if "://" not in proxy:
        return f"http://{proxy}"
    if not proxy.lower().startswith(("http://", "https://")):
        raise UnreachableError(str(url), "only http proxies can be used; see https_proxy")
    return proxy
