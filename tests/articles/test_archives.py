"""zip and tar: members are documents of their own, and nothing leaves the archive or swells out of it."""

import gzip
import json
import random
import zipfile
from collections.abc import Callable
from typing import Any

from tallybook.articles import Article, ReadOptions, Skipped, Unreadable

from .conftest import tarred, zipped

TEXT = "Police said 17 people were killed in Korra on Tuesday."
Read = Callable[..., list[Any]]


def test_members_are_named_after_the_archive_and_read_with_their_side_files(read_bytes: Read) -> None:
    side = json.dumps({"publisher": "Paper", "published_at": "2012-02-29"}).encode()
    members = {
        "b/two.txt": f"{TEXT} b".encode(),
        "a/one.txt": TEXT.encode(),
        "a/one.meta.json": side,
        "__MACOSX/x.txt": b"x",
    }
    results = read_bytes("many.zip", zipped(members))
    hidden, one, two = results
    assert isinstance(hidden, Skipped)
    assert one.uri.endswith("/many.zip/a/one.txt")
    assert (one.publisher, one.published_at_source) == ("Paper", "side_file")
    assert two.uri.endswith("/many.zip/b/two.txt")
    assert two.publisher is None


def test_other_files_in_an_archive_are_skipped_with_the_reason(read_bytes: Read) -> None:
    results = read_bytes("a.zip", zipped({"photo.jpg": b"x", "a.txt": TEXT.encode()}))
    assert [type(result) for result in results] == [Article, Skipped]


def test_a_damaged_member_is_told_and_the_others_read(read_bytes: Read) -> None:
    data = zipped({"a.txt": TEXT.encode(), "b.txt": f"{TEXT} b".encode()}, zipfile.ZIP_STORED)
    results = read_bytes("a.zip", data.replace(b"17 people", b"18 people", 1))
    assert isinstance(results[0], Unreadable)
    assert "CRC" in results[0].reason
    assert isinstance(results[1], Article)


def test_an_encrypted_member_is_told(read_bytes: Read) -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode()}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    (result,) = read_bytes("a.zip", bytes(data))
    assert "encrypted" in result.reason


def test_a_broken_side_file_stops_its_member_alone(read_bytes: Read) -> None:
    members = {"a.txt": TEXT.encode(), "a.meta.json": b"{", "b.txt": f"{TEXT} b".encode()}
    results = read_bytes("a.zip", zipped(members))
    assert "side file" in results[0].reason
    assert isinstance(results[1], Article)


def test_bombs_are_told_and_stop_nothing_else(read_bytes: Read) -> None:
    members = {"bomb.txt": bytes(12_000_000), "good.txt": TEXT.encode()}
    bomb, good = read_bytes("a.zip", zipped(members))
    assert "as a bomb does" in bomb.reason
    assert isinstance(good, Article)
    (result,) = read_bytes("a.txt.gz", gzip.compress(bytes(20_000_000)))
    assert "as a bomb does" in result.reason


def test_the_budget_holds_over_all_layers(read_bytes: Read, samples: dict[str, bytes]) -> None:
    for name in ("a.zip", "a.tar", "a.tgz"):
        results = read_bytes(name, samples[name], options=ReadOptions(max_unpacked_bytes=1_500))
        assert any("unpacks to more than the limit" in str(result) for result in results), name


def test_many_members_and_deep_nesting_are_told(read_bytes: Read, samples: dict[str, bytes]) -> None:
    for name in ("a.zip", "a.tar"):
        results = read_bytes(name, samples[name], options=ReadOptions(max_members=3))
        assert "more than 3 members" in results[-1].reason
    data = zipped({"a.txt": TEXT.encode()})
    for _ in range(4):
        data = zipped({"a.zip": data})
    (result,) = read_bytes("a.zip", data)
    assert "deep in one another" in result.reason


def test_a_zip_within_a_tar_is_read(read_bytes: Read, samples: dict[str, bytes]) -> None:
    members = {"in/ner.zip": zipped({"a.txt": TEXT.encode()}), "a.meta.json": b"{}", "folder/": b""}
    (article,) = read_bytes("a.tgz", gzip.compress(tarred(members)))
    assert article.uri.endswith("/a.tgz/in/ner.zip/a.txt")


def test_a_truncated_archive_gives_what_is_whole_and_says_so(read_bytes: Read, samples: dict[str, bytes]) -> None:
    words = random.Random(3)
    members = {f"{n}.txt": f"{TEXT} {' '.join(str(words.random()) for _ in range(500))}".encode() for n in range(20)}
    data = gzip.compress(tarred(members))
    results = read_bytes("a.tgz", data[: len(data) // 2])
    assert sum(isinstance(result, Article) for result in results) >= 8
    assert isinstance(results[-1], Unreadable)
    assert "damaged" in results[-1].reason
    (result,) = read_bytes("a.zip", samples["a.zip"][:-30])
    assert "damaged" in result.reason
