"""A server proves by its certificate that it has the name in the address, not the number."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from dataclasses import replace

import pytest

from digests.sources.errors import UnreachableError
from digests.sources.web import client
from tests.loopback_server import page

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate")

_MAKE = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=kiln.example -keyout key -out proof"


@pytest.fixture
def secure_server(server, tmp_path, monkeypatch):
    """The server with a certificate for kiln.example, which is believed."""
    extension = ("-addext", "subjectAltName=DNS:kiln.example")
    subprocess.run(
        ["openssl", *_MAKE.split(), *extension], cwd=tmp_path, check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "proof", tmp_path / "key")
    server.secure_with(context)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "proof"))
    client._trusted_certificates.cache_clear()
    yield server
    client._trusted_certificates.cache_clear()


@pytest.fixture
def web_to_loopback(web):
    return replace(web, look_up=lambda _host: ("127.0.0.1",))


def test_a_server_with_a_certificate_for_the_name_is_believed(secure_server, web_to_loopback):
    secure_server.routes["/"] = page("hello")
    address = secure_server.url(host="kiln.example").replace("http:", "https:")
    assert web_to_loopback.ask(address, allow_private=True).content == b"hello"


def test_a_server_with_a_certificate_for_another_name_is_not(secure_server, web_to_loopback, clock):
    address = secure_server.url(host="other.example").replace("http:", "https:")
    with pytest.raises(UnreachableError, match="cannot prove who it is"):
        web_to_loopback.ask(address, allow_private=True)
    assert clock.waits == [], "asking again would not help"
