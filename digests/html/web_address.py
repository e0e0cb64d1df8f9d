"""Making links of a page absolute."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from digests.safe_text import safe_text

_LONGEST_URL = 4000


def web_address(link: str, address: str) -> str:
    """Return `link` as an absolute http or https URL, or an empty string if it is none."""
    try:
        whole = urljoin(address, link.strip())
        is_web = urlsplit(whole).scheme in {"http", "https"} and bool(urlsplit(whole).hostname)
    except ValueError:
        return ""
    whole = re.sub(r"\s", "%20", whole)
    is_fit = is_web and len(whole) <= _LONGEST_URL and safe_text(whole) == whole
    return whole if is_fit else ""
