"""The proxy that the environment names for an address, as curl and newsboat use it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.request import getproxies, proxy_bypass

from digests.sources.errors import UnreachableError

if TYPE_CHECKING:
    import httpx


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
