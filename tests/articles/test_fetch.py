"""Pages from the web: refused where only this machine can look, bounded in size, time and number of hops."""

import dataclasses
import gzip
import socket
from typing import Any

import pytest

from tallybook.articles import Article, ReadError, ReadOptions, Unreadable, fetch, read
from tallybook.articles.fetch import Pace, is_public

TEXT = b"Police said 17 people were killed in Korra on Tuesday."


def one(url: str, options: ReadOptions) -> Any:
    (result,) = read(url, options=options)
    return result


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/a.txt",
        "http://localhost:9/a.txt",
        "http://[::1]:9/a.txt",
        "http://0.0.0.0/a.txt",
        "http://2130706433/a.txt",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1]/",
    ],
)
def test_private_and_loopback_addresses_are_refused(url: str) -> None:
    result = one(url, ReadOptions(seconds_between_requests=0))
    assert isinstance(result, Unreadable)
    assert "private or loopback" in result.reason


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
        ("fe80::1%eth0", False),
        ("no address", False),
    ],
)
def test_public_addresses_are_told_also_within_others(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_page_is_read_by_what_the_server_says_it_is(
    server: Any, trusting: ReadOptions, samples: dict[str, bytes]
) -> None:
    page = one(server.answer("/korra", samples["a.html"], content_type="text/html; charset=utf-8"), trusting)
    assert isinstance(page, Article)
    assert (page.uri, page.url) == (f"{server.address}/korra", f"{server.address}/korra")
    assert page.published_at_source == "metadata"
    text = one(server.answer("/a.txt", TEXT), trusting)
    assert text.body == TEXT.decode()
    assert "tallybook" in server.requests[0][1]["user-agent"]
    assert server.requests[0][1]["host"] == server.address.removeprefix("http://")


def test_packed_pages_and_feeds_are_read_from_the_web_too(
    server: Any, trusting: ReadOptions, samples: dict[str, bytes]
) -> None:
    assert one(server.answer("/a.txt.gz", gzip.compress(TEXT)), trusting).body == TEXT.decode()
    coded = server.answer("/coded.txt", gzip.compress(TEXT), content_encoding="gzip")
    assert one(coded, trusting).body == TEXT.decode()
    feed = server.answer("/feed", samples["a.xml"], content_type="application/rss+xml")
    assert len(list(read(feed, options=trusting))) == 2
    assert len(list(read(server.answer("/a.zip", samples["a.zip"]), options=trusting))) == 14


def test_redirects_are_followed_and_each_is_checked(
    server: Any, trusting: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer("/end.txt", TEXT)
    there = server.answer("/there", status=302, location="/end.txt")
    assert one(there, trusting).uri == there
    monkeypatch.setattr(fetch, "is_public", lambda address: address == "127.0.0.1")
    strict = dataclasses.replace(trusting, allow_private_addresses=False)
    assert one(there, strict).body == TEXT.decode()
    for location, told in (
        ("http://127.0.0.2:9/", "private or loopback"),
        ("file:///etc/passwd", "leads to a file address"),
        ("gopher://127.0.0.1/", "leads to a gopher address"),
    ):
        assert told in one(server.answer("/away", status=302, location=location), strict).reason
    assert "redirects more than 5 times" in one(server.answer("/loop", status=301, location="/loop"), trusting).reason


def test_the_connection_goes_to_the_address_that_was_checked(
    server: Any, trusting: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    resolve = socket.getaddrinfo

    def once(host: str, *args: Any, **kwargs: Any) -> Any:
        asked.append(host)
        return resolve("127.0.0.1", *args, **kwargs)

    server.answer("/a.txt", TEXT)
    monkeypatch.setattr(fetch.socket, "getaddrinfo", once)
    monkeypatch.setattr(fetch, "is_public", lambda address: True)
    port = server.address.rpartition(":")[2]
    article = one(f"http://news.example:{port}/a.txt", dataclasses.replace(trusting, allow_private_addresses=False))
    assert isinstance(article, Article), article
    assert [host for host in asked if host == "news.example"] == ["news.example"]
    assert server.requests[0][1]["host"] == f"news.example:{port}"


def test_a_failing_server_is_asked_again_and_a_missing_page_is_not(server: Any, trusting: ReadOptions) -> None:
    assert one(server.answer("/a.txt", TEXT, status=503), trusting).body == TEXT.decode()
    assert len(server.requests) == 2
    assert "answered 404" in one(f"{server.address}/none.txt", trusting).reason
    assert len(server.requests) == 3
    assert "answered 500, 3 times" in one(server.answer("/b.txt", status=500), trusting).reason


def test_nobody_listening_is_told(trusting: ReadOptions) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        result = one(f"http://127.0.0.1:{port}/", trusting)
    assert "no connection to 127.0.0.1" in result.reason


def test_size_and_time_are_limited(server: Any, trusting: ReadOptions) -> None:
    large = server.answer("/large.txt", b"a" * 3_000_000)
    small = dataclasses.replace(trusting, max_download_bytes=1_000_000)
    assert "larger than 1 MB" in one(large, small).reason
    bomb = server.answer("/bomb.txt", gzip.compress(bytes(5_000_000)), content_encoding="gzip")
    assert "larger than 1 MB" in one(bomb, small).reason
    assert "too long to arrive" in one(large, dataclasses.replace(trusting, max_seconds_per_url=-1)).reason


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://user:secret@127.0.0.1/", "holds a password"),
        ("http:///a.txt", "names no host"),
        ("http://[::1/a.txt", "malformed"),
        ("http://127.0.0.1:99999999/", "malformed"),
        ("http://a\x00b/", "malformed"),
        ("http://" + "a" * 300 + ".example/", "malformed|not found"),
        ("http://nowhere.invalid/", "not found"),
    ],
)
def test_addresses_that_cannot_be_asked_are_told(
    url: str, told: str, trusting: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(host: str, *args: Any, **kwargs: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(fetch.socket, "getaddrinfo", unknown)
    with pytest.raises(ReadError, match=told):
        fetch.fetch(url, trusting)


def test_a_host_is_asked_at_a_polite_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock:
        now = 100.0

        def monotonic(self) -> float:
            return self.now

        def sleep(self, seconds: float) -> None:
            waits.append(seconds)
            self.now += seconds

    waits: list[float] = []
    clock = Clock()
    monkeypatch.setattr(fetch, "time", clock)
    pace = Pace()
    for host in ("a", "a", "b", "a"):
        pace.wait(host, 1.0)
    clock.now += 5
    pace.wait("a", 1.0)
    assert waits == [1.0, 1.0]
