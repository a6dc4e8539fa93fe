"""One small, sound document of every kind, made here: the tests read them whole, cut, twisted and packed."""

import bz2
import contextlib
import dataclasses
import gzip
import http.server
import io
import json
import lzma
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
import zstandard

from tallybook.articles import Article, ReadOptions, Skipped, Unreadable, read

SENTENCE = "KORRA, Meland — Police said 17 people were killed and 42 wounded in Korra on Tuesday."
SECOND = (
    "The town had been quiet for weeks, residents said, and shops had opened again along the road to the north "
    "before the blast tore through the market."
)
RECORD = {
    "title": "Blast in Korra",
    "published_at": "2012-02-29",
    "publisher": "The Korra Post",
    "text": f"{SENTENCE} {SECOND}",
    "url": "https://example.org/korra",
}
PAGE = f"""<!doctype html><html><head><title>Blast in Korra kills 17 - The Korra Post</title>
<meta property="article:published_time" content="2012-02-29T10:00:00+02:00"><meta name="author" content="Ada Lind">
<meta property="og:site_name" content="The Korra Post"><script>var hidden = "99 people were killed";</script></head>
<body><nav><a href="/">Home</a> <a href="/s">Sport</a></nav><article><h1>Blast in Korra kills 17</h1><p>{SENTENCE}</p>
<p>{SECOND}</p></article><aside>Sign up for our newsletter</aside><footer>All rights reserved</footer></body></html>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Korra Post</title>
<item><title>Blast in Korra</title><link>https://example.org/korra</link>
<pubDate>Wed, 29 Feb 2012 10:00:00 +0200</pubDate><description>&lt;p&gt;{SENTENCE}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;
</description></item><item><title>Three drowned as ferry sinks</title><guid>ferry-1</guid></item></channel></rss>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Korra Wire</title>
<entry><title>Blast in Korra</title><link href="https://example.org/atom"/><updated>2012-02-29T10:00:00Z</updated>
<content type="html">&lt;p&gt;{SENTENCE}&lt;/p&gt;</content></entry></feed>"""


def warc(*records: tuple[str, str, str, str]) -> bytes:
    """A web archive of responses, each an address, a status line, a content type and a payload."""
    out = b""
    for url, status, content_type, payload in records:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n\r\n{payload}".encode()
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(http)}\r\n"
        kind = "Content-Type: application/http; msgtype=response\r\n\r\n"
        out += head.encode() + kind.encode() + http + b"\r\n\r\n"
    return out


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of ``members``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    """A tar archive of ``members``; a name that ends in a slash is a folder."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name.rstrip("/"))
            info.type = tarfile.DIRTYPE if name.endswith("/") else tarfile.REGTYPE
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def parquet(rows: list[dict[str, object]]) -> bytes:
    """A Parquet file of ``rows``."""
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), out)
    return out.getvalue()


def _samples() -> dict[str, bytes]:
    text = f"{SENTENCE}\n\n{SECOND}\n".encode()
    lines = "".join(json.dumps(RECORD | {"url": f"https://example.org/{n}"}) + "\n" for n in range(3)).encode()
    row = ",".join('"' + value.replace('"', '""') + '"' for value in RECORD.values())
    plain = {
        "a.txt": text,
        "a.html": PAGE.encode(),
        "a.jsonl": lines,
        "a.json": json.dumps({"articles": [RECORD]}).encode(),
        "list.json": json.dumps([RECORD, RECORD | {"url": "https://example.org/2"}]).encode(),
        "a.csv": (",".join(RECORD) + "\r\n" + row + "\r\n").encode(),
        "a.parquet": parquet([dict(RECORD)]),
        "a.xml": FEED.encode(),
        "a.atom": ATOM.encode(),
        "a.warc": warc(("https://example.org/w", "200 OK", "text/html", PAGE)),
    }
    return plain | {
        "a.zip": zipped(plain),
        "a.tar": tarred(plain),
        "a.txt.gz": gzip.compress(text, mtime=0),
        "a.txt.zst": zstandard.compress(text),
        "a.txt.bz2": bz2.compress(text),
        "a.txt.xz": lzma.compress(text),
        "a.tgz": gzip.compress(tarred(plain), mtime=0),
    }


@pytest.fixture(scope="session")
def samples() -> dict[str, bytes]:
    """A sound document of every kind that is read, by a name with its suffix."""
    return _samples()


Result = Article | Skipped | Unreadable


@pytest.fixture
def read_bytes(tmp_path: Path) -> Callable[..., list[Result]]:
    """Read ``data`` as a file of the given name; the options are those of `read`."""

    def read_as(name: str, data: bytes, **options: object) -> list[Result]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(read([path], **options))  # type: ignore[arg-type]

    return read_as


@dataclasses.dataclass
class Server:
    """A server on the loopback address: what it answers by path, and the requests that it saw."""

    address: str
    answers: dict[str, tuple[int, dict[str, str], bytes]]
    requests: list[tuple[str, dict[str, str]]]

    def answer(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        """Answer ``path`` so from now on; returns its URL. ``content_type`` is the header Content-Type, and so on."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, named, body)
        return f"{self.address}{path}"


@pytest.fixture
def server() -> Iterator[Server]:
    """A running server, stopped at the end of the test."""
    state = Server("", {}, [])

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.requests.append((self.path, dict(self.headers)))
            status, headers, body = state.answers.get(self.path, (404, {}, b""))
            if status == 503:
                state.answers[self.path] = (200, headers, body)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(OSError):  # the reader may hang up on a body that it finds too large
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        state.address = f"http://127.0.0.1:{listening.server_port}"
        yield state
        listening.shutdown()
        thread.join()


@pytest.fixture
def trusting() -> ReadOptions:
    """Options that allow the loopback server, without the pauses that strangers' servers are owed."""
    return ReadOptions(allow_private_addresses=True, seconds_between_requests=0)
