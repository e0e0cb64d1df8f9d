"""What the value of a field means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.model.comparable_addresses import comparable_address, comparable_part
from digests.search.query.dates import EXPECTED_PERIOD, EXPECTED_SPAN, parse_period, parse_span
from digests.search.query.model import (
    DateField,
    Dates,
    Exact,
    ExactField,
    LinkPart,
    LinkTo,
    Recent,
)

if TYPE_CHECKING:
    from digests.search.query.model import Clause

CHOICES = {
    ExactField.LANGUAGE: ("zh", "en", "ja", "other"),
    ExactField.STATE: ("read", "unread", "starred"),
    ExactField.HAS: ("link",),
}


def value_clause(name: str, value: str, position: int) -> Clause | str:
    """Return what `name:value` asks for, or what is expected instead of the value.

    Args:
        name: a field in small letters, but neither a field of words nor `sort`.
        value: as typed, without quotation marks.
        position: where in the query the field begins.
    """
    if name in tuple(DateField):
        period = parse_period(value)
        return Dates(DateField(name), *period) if period else EXPECTED_PERIOD
    if name == "last":
        days = parse_span(value)
        return Recent(days) if days else EXPECTED_SPAN
    if name == "link":
        return _part_of_link(value)
    if name == ExactField.SITE:
        return _site(value, position)
    field = ExactField(name)
    if field in CHOICES and value.lower() not in CHOICES[field]:
        return f"{' or '.join(CHOICES[field])} is expected"
    return Exact(field, value if field is ExactField.TAG else value.lower(), position)


def pasted_link(value: str) -> LinkTo | None:
    """Return what a pasted address asks for; None if nothing of it can be compared."""
    address = comparable_address(value.rstrip("…]"))
    if not address:
        return None
    return LinkTo(address, LinkPart.ANY if _is_beginning(value) else LinkPart.WHOLE)


def _site(value: str, position: int) -> Clause | str:
    address = comparable_address(value.lstrip("*."))
    if not address:
        return "a host is expected, such as site:github.com"
    if "/" in address or "?" in address:
        is_beginning = _is_beginning(value)
        return LinkTo(address, LinkPart.ANY if is_beginning else LinkPart.START)
    # The index has other hosts as they are written, without escapes.
    host = value.lower().removeprefix("www.").strip(".") if "%" in address else address
    return Exact(ExactField.SITE, host, position)


def _part_of_link(value: str) -> LinkTo | str:
    part = comparable_part(value.rstrip("*"))
    if not part:
        return "a part of an address is expected, such as link:arxiv.org/abs"
    return LinkTo(part, LinkPart.ANY)


def _is_beginning(value: str) -> bool:
    """Return whether the value ends in the middle of a word, as in `site:github.com/open*`."""
    return value.endswith("*") and not value.endswith(("**", "/*"))
