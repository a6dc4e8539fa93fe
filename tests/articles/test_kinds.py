"""A document's kind by its suffix, by its first bytes, by the server's word, in this order."""

import pytest

from tallybook.articles.kinds import Kind, is_article_name, kind_of, kind_of_name, without_suffix


@pytest.mark.parametrize(
    ("name", "content_type", "head", "kind"),
    [
        ("a.txt", "text/html", b"<html>", Kind.TEXT),
        ("a.HTML", None, b"", Kind.HTML),
        ("folder.zip/a", None, b"12 dead", Kind.TEXT),
        ("news", "text/html; charset=utf-8", b"\n12 dead", Kind.HTML),
        ("news.php", "text/html", b"<!DOCTYPE html>", Kind.HTML),
        ("news", None, b'{"text": "12 dead"}', Kind.JSON),
        ("news", None, b"<?xml version='1.0'?><rss>", Kind.XML),
        ("news", None, b"\x1f\x8b\x08", Kind.GZIP),
        ("news", None, b"\x28\xb5\x2f\xfd", Kind.ZSTD),
        ("news", None, b"PK\x03\x04", Kind.ZIP),
        ("news", None, b"PAR1", Kind.PARQUET),
        ("news", None, b"WARC/1.0\r\n", Kind.WARC),
        ("news", None, bytes(257) + b"ustar\x00", Kind.TAR),
        ("news", None, b"[Miguel Valdez] 12 dead", Kind.TEXT),
        ("news", None, b"<12 dead> said the wire", Kind.TEXT),
        ("", "application/x-unheard-of", b"12 dead", Kind.TEXT),
    ],
)
def test_kinds(name: str, content_type: str | None, head: bytes, kind: Kind) -> None:
    assert kind_of(name, content_type, head) is kind


def test_a_folder_gives_articles_and_no_side_files_or_notes() -> None:
    taken = ["a.txt", "a.TXT", "a.html.gz", "b.jsonl.zst", "c.zip", "d.warc.gz", "e.tgz", "f.xml", "g.parquet", "h.csv"]
    assert all(map(is_article_name, taken))
    left = ["a.meta.json", "pairs.tsv", "README.md", "w.duckdb", "a", "photo.jpg", "a.duckdb.wal"]
    assert not any(map(is_article_name, left))
    assert kind_of_name("pairs.tsv") is Kind.CSV


@pytest.mark.parametrize(
    ("name", "inner"), [("a.txt.gz", "a.txt"), ("a.tgz", "a.tar"), ("a.txt", "a.txt"), ("a.gz", "a")]
)
def test_the_name_within_a_compressed_file(name: str, inner: str) -> None:
    assert without_suffix(name) == inner
