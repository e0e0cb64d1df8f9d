"""The IP addresses of a host, whether one may connect to them, and the proxy for a URL.

A feed may redirect to `http://169.254.169.254/`, or to a name that resolves to the user's router,
to reach machines that nobody outside can reach. A name is looked up once, and the connection is
made to the IP addresses that were checked: a second lookup could return others.

Proxies are those of the environment, as for curl and newsboat.
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
    """From a host name to IP addresses; raises OSError."""

_NAT64 = IPv6Network("64:ff9b::/96")
_MOST = 4
"""IP addresses of a host that are tried."""


def look_up(host: str) -> tuple[str, ...]:
    """Ask the system for the IP addresses of `host`. Raises OSError."""
    entries = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in entries))


def public_addresses(host: str, address: str, look_up: LookUp) -> tuple[str, ...]:
    """Return the IP addresses of `host`, all of them public.

    Raises PrivateAddressError if one is not, and UnreachableError, which names `address`.
    """
    addresses = ip_addresses(host, address, look_up)
    for ip in addresses:
        if not is_public(ip):
            raise PrivateAddressError(host, ip)
    return addresses


def ip_addresses(host: str, address: str, look_up: LookUp) -> tuple[str, ...]:
    """Return the IP addresses of `host`, one to four. Raises UnreachableError."""
    try:
        addresses = look_up(host)
    except (OSError, UnicodeError):
        addresses = ()
    if not addresses:
        raise UnreachableError(address, f"no host named {host} is known; check name and network")
    return addresses[:_MOST]


def is_public(ip: str) -> bool:
    """Return whether everybody on the internet could connect to an IP address."""
    try:
        address = ip_address(ip)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        address = _embedded(address) or address
    return address.is_global and not address.is_multicast and not address.is_reserved


def is_named_as_private(host: str) -> bool:
    """Return whether `host` names a machine nearby: an IP address, `localhost`, `nas`."""
    try:
        ip_address(host)
    except ValueError:
        return "." not in host.rstrip(".") or host.lower().rstrip(".").endswith(".localhost")
    return True


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that a packet to `address` would reach."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def proxy_for(url: httpx.URL) -> str | None:
    """Return the proxy for `url`, or None for a direct connection.

    Raises UnreachableError for a proxy that is not http or https.
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
