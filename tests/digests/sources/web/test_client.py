from __future__ import annotations

import gzip
import zlib
from dataclasses import replace

import pytest

from digests.sources.errors import (
    LoginNeededError,
    PrivateAddressError,
    RetryLaterError,
    TooLargeError,
    UnreachableError,
)
from digests.sources.web.client import Limits
from digests.sources.web.responses import Validators
from tests.loopback_server import in_turn, page, redirect, refuse


def ask(web, address, **options):
    return web.ask(address, **{"allow_private": True, **options})


def test_a_page_comes_with_its_version(server, web):
    server.routes["/"] = page("hello", "text/html; charset=utf-8", ETag='"1"', Last_Modified="x")
    answer = ask(web, server.url())
    assert (answer.content, answer.content_type) == (b"hello", "text/html")
    assert answer.version == Validators('"1"', "x")
    assert answer.charset == "text/html; charset=utf-8"


def test_the_server_hears_who_asks(server, web):
    server.routes["/"] = page("hello")
    ask(web, server.url())
    headers = server.asked[0].headers
    assert headers["User-Agent"].startswith("ainews")
    assert headers["Host"] == f"127.0.0.1:{server.port}"
    assert "Cookie" not in headers


def test_a_version_that_is_known_is_not_sent_again(server, web):
    server.routes["/"] = page("hello", ETag='"1"')
    answer = ask(web, server.url(), known=Validators('"1"', "Sat, 01 Aug 2026 00:00:00 GMT"))
    assert answer.is_unchanged
    assert answer.content == b""
    assert server.asked[0].headers["If-Modified-Since"] == "Sat, 01 Aug 2026 00:00:00 GMT"


def test_redirects_are_followed(server, web):
    server.routes["/"] = redirect("/second", 301)
    server.routes["/second"] = redirect(server.url("/third"), 307)
    server.routes["/third"] = page("hello")
    answer = ask(web, server.url())
    assert answer.content == b"hello"
    assert answer.address == server.url("/third")


def test_a_circle_of_redirects_ends(server, web):
    server.routes["/"] = redirect("/")
    with pytest.raises(UnreachableError, match="redirects more than 5 times"):
        ask(web, server.url())
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://a.example/", "javascript:1", "http://["]
)
def test_a_redirect_out_of_the_web_is_refused(server, web, to):
    server.routes["/"] = redirect(to)
    with pytest.raises(UnreachableError, match="no web address"):
        ask(web, server.url())


@pytest.mark.parametrize(
    "host", ["127.0.0.2", "localhost", "[::1]", "169.254.169.254", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_a_redirect_to_a_private_address_is_refused_on_every_hop(server, web, host):
    server.routes["/"] = redirect("/again")
    server.routes["/again"] = redirect(f"http://{host}:{server.port}/secret")
    server.routes["/secret"] = page("secret")
    with pytest.raises(PrivateAddressError, match="private network"):
        ask(web, server.url(), allow_private=True)
    assert server.paths() == ["/", "/again"]


def test_a_name_that_leads_to_a_private_address_is_refused_unless_allowed(server, web):
    web = replace(web, look_up=lambda _host: ("127.0.0.1",))
    server.routes["/"] = page("hello")
    address = server.url(host="kiln.example")
    with pytest.raises(PrivateAddressError, match=r"kiln\.example: leads to 127\.0\.0\.1"):
        ask(web, address, allow_private=False)
    assert server.asked == []
    assert ask(web, address, allow_private=True).content == b"hello"
    assert server.asked[0].headers["Host"] == f"kiln.example:{server.port}"


def test_what_is_connected_to_is_what_was_checked(server, web):
    """A second look-up, with another answer, never happens."""
    answers = [("127.0.0.1",), ("203.0.113.9",)]
    web = replace(web, look_up=lambda _host: answers.pop(0))
    server.routes["/"] = page("hello")
    assert ask(web, server.url(host="nas")).content == b"hello"
    assert len(answers) == 1


def test_a_host_that_nobody_knows_gets_a_sentence(web):
    def look_up(_host):
        raise OSError

    with pytest.raises(UnreachableError, match=r"no host named kiln\.example is known"):
        ask(replace(web, look_up=look_up), "https://kiln.example/")


def test_a_second_number_is_tried_when_the_first_does_not_answer(server, web):
    web = replace(web, look_up=lambda _host: ("127.0.0.9", "127.0.0.1"))
    server.routes["/"] = page("hello")
    assert ask(web, server.url(host="nas")).content == b"hello"


def test_nobody_listening_is_tried_three_times(server, web, clock):
    with pytest.raises(UnreachableError, match="no connection"):
        ask(web, f"http://127.0.0.9:{server.port}/")
    assert clock.waits == [1.0, 4.0]


@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        (401, LoginNeededError, "asks for a login"),
        (403, UnreachableError, "refuses to show"),
        (404, UnreachableError, "no such page"),
        (410, UnreachableError, "gone for good"),
        (418, UnreachableError, "status 418"),
    ],
)
def test_a_refusal_is_final_and_says_what_it_means(server, web, clock, status, error, words):
    server.routes["/"] = refuse(status)
    with pytest.raises(error, match=words):
        ask(web, server.url())
    assert clock.waits == []


def test_trouble_that_passes_is_waited_for(server, web, clock):
    server.routes["/"] = in_turn(refuse(500), refuse(502), page("hello"))
    assert ask(web, server.url()).content == b"hello"
    assert clock.waits == [1.0, 4.0]


def test_trouble_that_stays_is_told(server, web):
    server.routes["/"] = refuse(500)
    with pytest.raises(UnreachableError, match="status 500"):
        ask(web, server.url())
    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [429, 503])
def test_the_server_says_how_long_to_wait(server, web, clock, status):
    server.routes["/"] = in_turn(refuse(status, Retry_After="7"), page("hello"))
    assert ask(web, server.url()).content == b"hello"
    assert clock.waits == [7.0]


def test_a_server_that_wants_its_peace_gets_it(server, web, clock):
    server.routes["/"] = refuse(429, Retry_After="3600")
    with pytest.raises(RetryLaterError, match="not to be asked again before") as caught:
        ask(web, server.url())
    assert caught.value.until == clock.moment + 3600
    assert clock.waits == []


def test_a_server_may_give_the_time_as_a_date(server, web, clock):
    server.routes["/"] = refuse(503, Retry_After="Fri, 15 Jan 2027 09:00:00 GMT")
    with pytest.raises(RetryLaterError) as caught:
        ask(web, server.url())
    assert caught.value.until == 1_800_003_600


def test_a_huge_answer_is_cut_off(server, web):
    server.routes["/"] = page(b"x" * 200_000)
    with pytest.raises(TooLargeError, match="more than 0 MB"):
        ask(replace(web, limits=Limits(content=100_000)), server.url())


def test_a_packed_answer_is_unpacked(server, web):
    server.routes["/gzip"] = page(gzip.compress(b"hello", mtime=0), Content_Encoding="gzip")
    server.routes["/zlib"] = page(zlib.compress(b"hello"), Content_Encoding="deflate")
    assert ask(web, server.url("/gzip")).content == b"hello"
    assert ask(web, server.url("/zlib")).content == b"hello"


def test_a_bomb_does_not_go_off(server, web):
    bomb = gzip.compress(b"\0" * 50_000_000, mtime=0)
    server.routes["/"] = page(bomb, Content_Encoding="gzip")
    with pytest.raises(TooLargeError):
        ask(replace(web, limits=Limits(content=1_000_000)), server.url())


@pytest.mark.parametrize(
    ("content", "packing", "words"),
    [
        (gzip.compress(b"hello" * 1000, mtime=0)[:20], "gzip", "cut short"),
        (b"hello", "gzip", "broken"),
        (b"hello", "br", "packed as br"),
    ],
)
def test_a_packing_that_cannot_be_undone_is_told(server, web, content, packing, words):
    server.routes["/"] = page(content, Content_Encoding=packing)
    with pytest.raises(UnreachableError, match=words):
        ask(web, server.url())


def test_an_answer_that_is_cut_short_is_no_answer(server, web, clock):
    def cut_short(request):
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"hello")

    server.routes["/"] = cut_short
    with pytest.raises(UnreachableError, match="cut short"):
        ask(web, server.url())
    assert len(clock.waits) == 2


def test_a_server_that_falls_silent_is_given_up(server, web):
    server.routes["/"] = lambda request: request.ends.wait()
    with pytest.raises(UnreachableError, match="fell silent"):
        ask(replace(web, limits=Limits(silence=0.05)), server.url())


def test_a_server_that_sends_a_byte_now_and_then_is_given_up(server, web):
    def drip(request):
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not request.ends.wait(0.02):
            request.wfile.write(b"X-A: b\r\n")

    server.routes["/"] = drip
    with pytest.raises(UnreachableError, match="no whole answer within"):
        ask(replace(web, limits=Limits(silence=5, total=0.2)), server.url())


def test_the_login_in_an_address_is_used_and_never_shown(server, web):
    server.routes["/"] = refuse(401)
    address = f"http://me:secret@127.0.0.1:{server.port}/"
    with pytest.raises(LoginNeededError) as caught:
        ask(web, address)
    assert server.asked[0].headers["Authorization"].startswith("Basic ")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("address", ["http://a.example:port/", "http://\ud800/"])
def test_what_is_no_address_gets_a_sentence(web, address):
    with pytest.raises(UnreachableError, match="no web address"):
        ask(web, address)
