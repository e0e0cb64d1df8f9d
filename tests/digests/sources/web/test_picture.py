from __future__ import annotations

from dataclasses import replace

import pytest

from digests import fetch_picture
from digests.sources.errors import UnreachableError
from digests.sources.web.client import Web
from digests.sources.web.responses import Answer


class AnsweringWeb(Web):
    """Has every page there is."""

    def ask(self, address, **options):
        assert options == {"allow_private": False}
        return Answer(address, content=address.encode())


def test_an_image_is_what_the_server_sends():
    address = "https://img.example/a.png"
    assert fetch_picture(address, AnsweringWeb()) == address.encode()


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/a.png",
        "http://[::1]/a.png",
        "http://localhost:8000/a.png",
        "http://nas/a.png",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "/images/a.png",
        "http://[",
        "",
    ],
)
def test_a_digest_cannot_make_the_reader_ask_a_machine_near_by(address):
    with pytest.raises(UnreachableError):
        fetch_picture(address, AnsweringWeb())


def test_a_name_that_leads_to_a_private_network_is_refused(web):
    near = replace(web, look_up=lambda _host: ("192.168.1.1",))
    with pytest.raises(UnreachableError, match="its host is in a private network"):
        fetch_picture("https://img.example/a.png", near)
