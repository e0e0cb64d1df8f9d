"""Addresses in a form in which those of one page are equal, however they were copied."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_BEFORE_HOST = re.compile(r"(?:(?:[a-z][a-z0-9+.-]*:)?/{2,}|www\.)+")
_AFTER_END = "/.,;:!?*'"
"""A sentence that ends with an address leaves its stop behind; a folder may have its slash."""

_KEPT: Final = "/:@$&'*+,;=~!?"
_NEEDS_ESCAPES = re.compile(rf"[^a-z0-9._{re.escape(_KEPT)}-]")

_TRACKING = re.compile(
    r"(?:utm_|mc_|pk_|hsa_|_hs|ga_|at_)\w+|(?:fb|g|d|ms|y|tt|tw|gb|wb)clid|igsh(?:id)?|spm|scm|"
    r"ref|ref_src|ref_url|cmpid|ncid|mkt_tok|guccounter|guce_\w+|srsltid|vero_id|trk"
)
_TRACKING_OF: Final = {
    "bilibili.com": {"vd_source", "from", "share_source", "share_medium", "p"},
    "medium.com": {"source", "sk"},
    "nytimes.com": {"smid", "searchresultposition"},
    "substack.com": {"r", "s", "publication_id", "post_id", "isfreemail", "triedredirect"},
    "producthunt.com": {"bc", "comment"},
    "techcrunch.com": {"tpcc"},
    "theverge.com": {"view_token"},
    "bloomberg.com": {"accesstoken", "embedded-checkout", "sref"},
    "wsj.com": {"st", "reflink", "mod"},
}
"""Parameters that mean nothing on these sites, but may identify a page elsewhere."""


def comparable_address(url: str) -> str:
    """Return host, path and query of `url`: ASCII in small letters, without a space or a bracket.

    Scheme, `www.`, the default port, tracking parameters, the fragment and a slash or a full stop
    at the end are left out. What is escaped and what is not are the same. Any text has such a form,
    and it is its own.
    """
    page, _, query = comparable_part(url).partition("?")
    page = page.rstrip(_AFTER_END)
    host = page.partition("/")[0]
    parameters = (parameter.rstrip(_AFTER_END) for parameter in query.split("&"))
    kept = "&".join(p for p in parameters if p and not is_tracking(host, p.partition("=")[0]))
    return f"{page}?{kept}" if kept else page


def comparable_part(text: str) -> str:
    """Return the part of a `comparable_address` that `text`, some part of an address, stands for.

    It may be empty. A slash or a full stop at its end is kept.
    """
    plain = _plain(text.strip().lower().partition("#")[0])
    start = _BEFORE_HOST.match(plain)
    return plain[start.end() :] if start else plain


@lru_cache(maxsize=1024)
def is_tracking(host: str, name: str) -> bool:
    """Return whether a parameter only says how a reader came to a page of `host`."""
    name = name.lower()
    if _TRACKING.fullmatch(name):
        return True
    site = ".".join(host.rsplit(".", 2)[-2:])
    return name in _TRACKING_OF.get(host, ()) or name in _TRACKING_OF.get(site, ())


def _plain(text: str) -> str:
    """Return `text`, which is in small letters, with escapes where needed and nowhere else."""
    if not _NEEDS_ESCAPES.search(text):
        return text
    from urllib.parse import quote, unquote_to_bytes  # few addresses need it

    return quote(unquote_to_bytes(text.encode("utf-8", "surrogatepass")), safe=_KEPT).lower()
