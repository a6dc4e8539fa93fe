"""Web archives: pages under the address they were crawled from."""

import gzip
from collections.abc import Callable
from typing import Any

from tallybook.articles import Article, ReadOptions

Read = Callable[..., list[Any]]
HEAD = (
    "WARC/1.0\r\nWARC-Type: {}\r\nWARC-Target-URI: https://example.org/{}\r\n"
    "Content-Type: {}\r\nContent-Length: {}\r\n\r\n"
)


def record(kind: str, name: str, content_type: str, payload: bytes) -> bytes:
    return HEAD.format(kind, name, content_type, len(payload)).encode() + payload + b"\r\n\r\n"


def response(name: str, status: str, content_type: str, payload: bytes, header: str = "") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{header}\r\n".encode() + payload
    return record("response", name, "application/http; msgtype=response", http)


def test_pages_and_texts_are_articles_and_the_rest_is_counted(read_bytes: Read, samples: dict[str, bytes]) -> None:
    page, text = samples["a.html"], b"Police said 12 people were killed."
    data = (
        record("warcinfo", "", "application/warc-fields", b"software: x")
        + response("1", "200 OK", "text/html; charset=utf-8", page)
        + response("2", "200 OK", "image/png", b"\x89PNG")
        + response("3", "404 Not Found", "text/html", page)
        + record("conversion", "4", "text/plain", text)
        + response("5", "200 OK", "text/html", gzip.compress(page), "Content-Encoding: gzip\r\n")
    )
    results = read_bytes("a.warc", data)
    assert [result.uri for result in results[:3]] == [f"https://example.org/{n}" for n in (1, 4, 5)]
    assert results[0].body == results[2].body
    assert results[0].published_at_source == "metadata"
    assert results[1].body == text.decode()
    assert results[1].published_at is None
    assert "2 of its records hold no page" in results[3].reason
    assert [result.uri for result in read_bytes("a.warc.gz", gzip.compress(data))[:3]] == [r.uri for r in results[:3]]


def test_a_page_too_large_or_damaged_is_told_and_the_next_read(read_bytes: Read) -> None:
    good = b"<html><body><p>12 people were killed.</p></body></html>"
    data = (
        response("1", "200 OK", "text/html", b"<p>" + b"a" * 5_000)
        + response("2", "200 OK", "text/html", b"no gzip", "Content-Encoding: gzip\r\n")
        + response("3", "200 OK", "text/html", good)
    )
    results = read_bytes("a.warc", data, options=ReadOptions(max_page_bytes=2_000))
    assert "larger than" in results[0].reason
    assert results[-1].uri == "https://example.org/3"
    assert isinstance(results[-1], Article)


def test_what_is_no_web_archive_is_told(read_bytes: Read) -> None:
    (result,) = read_bytes("a.warc", b"12 people were killed\n" * 50)
    assert "damaged" in result.reason
