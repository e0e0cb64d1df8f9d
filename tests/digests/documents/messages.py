"""Messages in the shapes in which newsletters arrive, with invented names."""

from __future__ import annotations

import base64

HEAD = (
    "From: Maple Letter <hello@maple.example>\n"
    "To: reader@example.com\n"
    "Subject: {subject}\n"
    "Date: Mon, 2 Mar 2026 23:30:00 -0800\n"
    "Message-ID: <{key}@maple.example>\n"
    "MIME-Version: 1.0\n"
)
PLAIN = "Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {coding}\n\n"

STORIES = """\
View this email in your browser ( https://maple.example/i/1 )

HEADLINES & LAUNCHES

OAK RELEASES A MODEL (3 MINUTE READ) [1]

Oak has released a model that reads whole books, and it says that the model
runs on a phone.

RESEARCH

HERON OPENS ITS WEIGHTS (2 MINUTE READ) [2]

Heron opens & gives *all* away < today.

You receive this because you subscribed. Unsubscribe ( https://maple.example/u )

Links:
------
[1] https://oak.example/model
[2] https://heron.example/open
"""

HTML = """\
<html><body><p><a href="https://maple.example/i/1">View in browser</a></p>
<h2>Headlines</h2>
<h3><a href="https://oak.example/model">Oak releases a model</a></h3>
<p>It reads whole books. <img src="cid:logo@maple" alt="A chart"></p>
<h3><a href="https://heron.example/open">Heron opens its weights</a></h3>
<p>All of them.</p>
<p><a href="https://maple.example/u">Unsubscribe</a> from this list</p></body></html>
"""


def head(subject: str = "Maple Weekly", key: str = "one", more: str = "") -> str:
    return HEAD.format(subject=subject, key=key) + more


def plain(text: str, subject: str = "Maple Weekly", key: str = "one", more: str = "") -> bytes:
    coding = PLAIN.format(charset="utf-8", coding="8bit")
    return (head(subject, key, more) + coding + text).encode()


def encoded(text: str, charset: str, declared: str | None = None) -> bytes:
    body = base64.encodebytes(text.encode(charset)).decode()
    return (head() + PLAIN.format(charset=declared or charset, coding="base64") + body).encode()


def parts(kind: str, *bodies: str, more: str = "") -> bytes:
    joined = "".join(f"--edge\n{body}\n" for body in bodies)
    return (
        head(more=more) + f'Content-Type: multipart/{kind}; boundary="edge"\n\n{joined}--edge--\n'
    ).encode()


def html_part(html: str = HTML) -> str:
    return f"Content-Type: text/html; charset=utf-8\n\n{html}"


def text_part(text: str) -> str:
    return f"Content-Type: text/plain; charset=utf-8\n\n{text}"


def mbox(*messages: bytes) -> bytes:
    separator = b"From maple@example Mon Mar  2 09:15:00 2026\n"
    return b"".join(separator + message + b"\n\n" for message in messages)
