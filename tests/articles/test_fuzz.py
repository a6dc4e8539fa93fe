"""Any bytes at all, under any suffix: read or told, never a crash."""

import io
from pathlib import PurePath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

# All readers at once: hypothesis draws on the constants of what is imported, and notices when that grows on the way.
from tallybook.articles import (  # noqa: F401
    ReadOptions,
    Skipped,
    Unreadable,
    archives,
    feeds,
    plain_text,
    records,
    sitemaps,
    tables,
    unpacking,
    warc,
    web_page,
)
from tallybook.articles.article import Draft
from tallybook.articles.documents import Budget, Document
from tallybook.articles.readers import read_document

SUFFIXES = ["txt", "html", "json", "jsonl", "csv", "parquet", "xml", "warc", "zip", "tar"]
PACKED = ["txt.gz", "txt.zst", "txt.bz2", "txt.xz"]
OPTIONS = ReadOptions(seconds_between_requests=0)
# Pieces that lead a parser past its first look.
PIECES = [
    *(b"<p>", b"</p>", b"<html>", b"<!--", b"<![CDATA[", b"<title>", b"&amp;", b"&#0;", b"12 people were killed"),
    *(b'{"text": "', b'"}', b"[{", b"]", b",", b'"', b"\n", b"\r\n", b"text,title\n"),
    b"<rss version='2.0'><channel><item>",
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"\xed\xa0\x80", b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"PAR1"),
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 20\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
]


def results(name: str, data: bytes) -> list[Draft | Skipped | Unreadable]:
    stream = io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]
    return list(read_document(Document(name, name, stream, Budget(OPTIONS.max_unpacked_bytes)), OPTIONS))


def hold(name: str, data: bytes) -> None:
    found = results(name, data)
    assert found
    for result in found:
        assert isinstance(result, Draft) or str(result).isprintable()


@pytest.mark.parametrize("suffix", SUFFIXES + PACKED)
@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=20), max_size=12).map(b"".join))
def test_any_pieces_under_any_suffix_are_read_or_told(suffix: str, data: bytes) -> None:
    hold(f"a.{suffix}", data)


@pytest.mark.parametrize("suffix", SUFFIXES + PACKED)
@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_sound_document_changed_anywhere_is_read_or_told(
    suffix: str, samples: dict[str, bytes], data: st.DataObject
) -> None:
    changed = bytearray(samples[f"a.{suffix}"])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(changed) - 1))
        changed[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    hold(f"a.{suffix}", bytes(changed))


@given(st.binary(max_size=300), st.sampled_from(["", "a", "a.unknown"]))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_bytes_of_no_known_kind_are_read_or_told(data: bytes, name: str) -> None:
    assert PurePath(name).suffix in ("", ".unknown")
    hold(name, data)
