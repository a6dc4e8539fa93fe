"""Malformed and hostile input: each of a generated corpus is read or told in one line, with no crash and no hang."""

import gzip
import io
import json
import random
import tarfile
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tallybook.articles import Article, ReadOptions, Skipped, Unreadable, read

FIGURE = "Police said 17 people were killed in Korra on Tuesday."
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    '<rss version="2.0"><channel><item><title>&c;</title></item></channel></rss>'
)


def twisted(samples: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Each sound document cut short, with bytes changed, doubled, emptied, or under another one's suffix."""
    for name, data in samples.items():
        rng = random.Random(name)
        for share in (0.0, 0.02, 0.25, 0.5, 0.75, 0.99):
            yield f"cut-{share}-{name}", data[: int(len(data) * share)]
        for turn in range(6):
            changed = bytearray(data)
            for _ in range(1 + 4**turn % 60):
                changed[rng.randrange(len(changed))] = rng.randrange(256)
            yield f"changed-{turn}-{name}", bytes(changed)
        yield f"doubled-{name}", data + data
        yield f"headless-{name}", data[7:]
        yield f"padded-{name}", b"\0" * 512 + data
        yield f"noise-{name}", rng.randbytes(700)
        yield f"zeros-{name}", bytes(700)
        suffix = name.partition(".")[2]
        for other in ("a.txt", "a.json", "a.zip", "a.parquet"):
            yield f"is-{other.partition('.')[2]}-named.{suffix}", samples[other]


def hostile() -> Iterator[tuple[str, bytes]]:
    """Input made to hurt a particular reader."""
    yield "controls.txt", ("\x00\x07" + FIGURE + "\x1b[2J\x9b31m\x7f").encode()
    yield "bidi.txt", ("\u202e" + FIGURE + "\u2066\u200f").encode()
    yield "surrogate.jsonl", b'{"text": "\\ud800 ' + FIGURE.encode() + b' \\udfff"}'
    yield "surrogate-bytes.txt", b"\xed\xa0\x80 " + FIGURE.encode() * 40
    yield "utf7.txt", b"+ADw-script+AD4-"
    yield "wide.txt", FIGURE.encode("utf-16")
    yield "wide-unmarked.txt", FIGURE.encode("utf-16-le")
    yield "wide-odd.txt", FIGURE.encode("utf-16") + b"x"
    yield "very-wide.txt", FIGURE.encode("utf-32")
    yield "marks-alone.txt", "\ufeff\u200e\u202e".encode()
    yield "spaces.txt", b" \n\t\r\n" * 100
    yield "line.txt", b"a" * 6_000_000
    yield "digits.txt", b"1" * 400_000
    yield "combining.txt", ("e" + "\u0301" * 20_000).encode()
    yield "deep.html", b"<div>" * 30_000 + FIGURE.encode()
    yield "deep-inline.html", b"<b><i>" * 5_000 + FIGURE.encode()
    yield "unclosed.html", b"<p" * 30_000
    yield "attributes.html", b"<p " + b"a=1 " * 20_000 + b">" + FIGURE.encode()
    yield "comment.html", b"<!--" + FIGURE.encode()
    yield "entities.html", b"&lt;" * 20_000 + b"&#x110000;&#0;&nosuch;"
    yield "script.html", b"<script>" + FIGURE.encode() + b"</script>"
    yield "frames.html", b"<frameset><frame src=a><frame src=b></frameset>"
    yield "date.html", f'<meta property="article:published_time" content="31 of Never"><p>{FIGURE}</p>'.encode()
    yield "charset.html", f'<meta charset="no-such-charset"><p>{FIGURE}</p>'.encode()
    yield "deep.json", b"[" * 100_000
    yield "deep-objects.json", b'{"a":' * 100_000
    yield "deep-in-list.json", b'[{"a":' + b"[" * 100_000
    yield "deep.jsonl", b"[" * 100_000 + b"\n" + json.dumps({"text": FIGURE}).encode()
    yield "number.json", b'{"text": 1e999}'
    yield "long-number.json", b'{"text": ' + b"9" * 100_000 + b"}"
    yield "nan.jsonl", b'{"text": NaN}\n{"text": Infinity}\n{"text": true}\n{"text": {}}\n{"text": []}'
    yield "nothing.json", b"null"
    yield "scalars.json", b'[1, "a", null, true, [], {}]'
    yield "keys.json", b'{"": "", "text": "", " TEXT ": "' + FIGURE.encode() + b'"}'
    yield "bad-lines.jsonl", b"no JSON\n" * 500
    yield "quote.csv", b'text\n"' + FIGURE.encode() + b"\n" * 50_000
    yield "columns.csv", b"a," * 20_000 + b"\n" + b"1," * 20_000
    yield "same-columns.csv", b"text,text,text\n" + FIGURE.encode() + b",,\n"
    yield "header.csv", b"text,title\n"
    yield "wide-rows.csv", b"text\n" + FIGURE.encode() + b",1,2,3,4\n\n,\n"
    yield "nul.csv", b"text\n\0" + FIGURE.encode() + b"\0\n"
    yield "formula.csv", b"text,title\n" + FIGURE.encode() + b",=HYPERLINK(1)\n"
    yield "laughs.xml", ENTITIES.encode()
    yield "laughs-wide.xml", ENTITIES.replace("1.0", "1.0", 1).encode("utf-16")
    yield "file.xml", b'<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">]><rss><channel>&f;</channel></rss>'
    yield "dtd.xml", b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd"><rss version="2.0"><channel/></rss>'
    yield "deep.xml", b"<a>" * 50_000
    yield "deep-feed.xml", b"<rss version='2.0'><channel><item>" + b"<b>" * 20_000
    yield "other.xml", b"<?xml version='1.0'?><invoice><total>3</total></invoice>"
    yield "prefix.xml", b"<x:rss><x:item/></x:rss>"
    yield "encoding.xml", b"<?xml version='1.0' encoding='no-such'?><rss version='2.0'><channel/></rss>"
    yield (
        "times.xml",
        b"<rss version='2.0'><channel><item><title>a</title><pubDate>99 Foo 9999</pubDate></item></channel></rss>",
    )
    yield (
        "private-sitemap.xml",
        b"<urlset><url><loc>http://127.0.0.1:9/</loc></url><url><loc>file:///etc/passwd</loc></url></urlset>",
    )
    yield "self-sitemap.xml", b"<sitemapindex><sitemap><loc>http://[::1]/s.xml</loc></sitemap></sitemapindex>"
    yield "length.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx"
    yield "negative.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
    yield (
        "no-length.warc",
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nx",
    )
    yield "not.warc", b"hello\n" * 100
    yield "bomb.txt.gz", gzip.compress(bytes(30_000_000), mtime=0)
    yield "bomb-in-bomb.txt.gz.gz", gzip.compress(gzip.compress(bytes(30_000_000), mtime=0), mtime=0)
    yield "nested.gz.gz.gz.gz.gz.gz", _nested_gzip(8)
    yield "bomb.zip", _zip([("bomb.txt", bytes(30_000_000))])
    yield (
        "escape.zip",
        _zip([("../../escape.txt", b"x"), ("/root.txt", b"x"), ("C:\\x.txt", b"x"), ("a/..\\b.txt", b"x")]),
    )
    yield "nested.zip", _nested_zip(8)
    yield "twice.zip", _zip([("a.txt", FIGURE.encode()), ("a.txt", FIGURE.encode())])
    yield "names.zip", _zip([("\u202etxt.exe.txt", b"x y z"), ("a\0b.txt", b"x"), ("n" * 5_000 + ".txt", b"x")])
    yield "links.tar", _tar_of_links()
    yield "escape.tar", _tar("../../escape.txt", b"x")
    yield "truncated.tar", _tar("a.txt", FIGURE.encode() * 50)[:900]
    yield "lying.zip", _lying_zip()


def _nested_gzip(depth: int) -> bytes:
    data = FIGURE.encode()
    for _ in range(depth):
        data = gzip.compress(data, mtime=0)
    return data


def _nested_zip(depth: int) -> bytes:
    data = _zip([("a.txt", FIGURE.encode())])
    for _ in range(depth):
        data = _zip([("a.zip", data)])
    return data


def _zip(members: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a name stands twice is the point of one of them
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _lying_zip() -> bytes:
    """A zip archive whose directory says that the member is smaller than it is."""
    whole = _zip([("a.txt", bytes(5_000))])
    return whole.replace((5_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))


def _tar(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def _tar_of_links() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("s.txt", tarfile.SYMTYPE), ("h.txt", tarfile.LNKTYPE), ("d.txt", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    return out.getvalue()


def test_every_malformed_input_is_read_or_told_in_one_line(tmp_path: Path, samples: dict[str, bytes]) -> None:
    corpus = dict(twisted(samples)) | dict(hostile())
    assert len(corpus) >= 300
    for name, data in corpus.items():
        path = tmp_path / name
        path.write_bytes(data)
        results = list(read([path], options=ReadOptions(seconds_between_requests=0)))
        assert results, f"{name}: nothing was said"
        for result in results:
            assert isinstance(result, Article | Skipped | Unreadable)
            if isinstance(result, Article):
                assert result.body.strip(), name
                result.body.encode("utf-8")
            else:
                assert str(result).isprintable(), f"{name}: {str(result)!r}"
                assert len(str(result)) < 1_000, name
        path.unlink()


def test_nothing_is_written_outside_or_read_through_an_archive(tmp_path: Path) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    for name, data in hostile():
        if name.startswith(("escape", "links")):
            (inside / name).write_bytes(data)
    results = list(read([inside]))
    assert not any(isinstance(result, Article) for result in results)
    assert sum("out of the archive" in str(result) for result in results) == 5
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a"]


def test_entities_are_refused_with_the_reason(tmp_path: Path) -> None:
    for number, name in enumerate(("laughs.xml", "file.xml", "laughs-wide.xml")):
        path = tmp_path / f"{number}.xml"
        path.write_bytes(dict(hostile())[name])
        (result,) = read([path])
        assert "entities" in str(result)


def test_a_hundred_megabytes_in_one_line_are_told_as_too_large(tmp_path: Path) -> None:
    for suffix, reason in (("txt", "larger than 50 MB"), ("jsonl", "longer than 20 MB"), ("csv", "longer than 20 MB")):
        path = tmp_path / f"line.{suffix}"
        with path.open("wb") as file:
            for _ in range(100):
                file.write(b"a" * 1_000_000)
        (result,) = read([path])
        assert isinstance(result, Unreadable)
        assert reason in result.reason
        path.unlink()
