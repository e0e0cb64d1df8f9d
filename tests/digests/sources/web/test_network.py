from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.sources.web.network import is_named_as_private, is_public


@pytest.mark.parametrize(
    "number",
    """127.0.0.1 127.8.8.8 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0
    224.0.0.1 255.255.255.255 198.18.0.1 192.0.2.1 240.0.0.1 ::1 :: fe80::1 fc00::1 ff02::1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1 fe80::1%eth0
    nonsense""".split(),
)
def test_what_only_neighbours_can_reach_is_not_public(number):
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_what_everybody_can_reach_is_public(number):
    assert is_public(number)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_as_public_in_the_clothes_of_ipv6(number: IPv4Address):
    mapped = IPv6Address(b"\0" * 10 + b"\xff\xff" + number.packed)
    assert is_public(str(mapped)) == is_public(str(number))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.1", "::1", "localhost", "nas", "a.localhost"]
)
def test_who_writes_a_number_or_a_bare_name_means_a_machine_near_by(host):
    assert is_named_as_private(host)


@pytest.mark.parametrize("host", ["kiln.example", "localhost.example", "127.0.0.1.example"])
def test_a_name_with_a_dot_is_taken_for_a_public_one(host):
    assert not is_named_as_private(host)
