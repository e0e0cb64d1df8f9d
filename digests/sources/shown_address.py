"""An address as it may be shown: safe, on one line, without a password."""

from __future__ import annotations

import re

from digests.safe_text import safe_line

_LOGIN = re.compile(r"(?<=://)[^/?#\s]*@")
_LONGEST = 500


def shown_address(address: str) -> str:
    """Return `address` without the login in it, cut when it is very long."""
    line = safe_line(_LOGIN.sub("", address))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def without_logins(text: str) -> str:
    """Return `text` with the logins taken out of all addresses in it."""
    return _LOGIN.sub("", text)
