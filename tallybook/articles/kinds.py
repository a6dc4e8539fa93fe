"""What kind of file an input is: by its suffix, by what a server said, or by its first bytes."""

import enum
import re

from tallybook.articles.side_files import SUFFIX as SIDE_SUFFIX


class Kind(enum.StrEnum):
    """The kinds of document that have a reader; each is named as users know it."""

    TEXT = "text"
    HTML = "HTML"
    JSON = "JSON"
    JSON_LINES = "JSON Lines"
    CSV = "CSV"
    PARQUET = "Parquet"
    XML = "XML"
    WARC = "WARC"
    ZIP = "zip"
    TAR = "tar"
    GZIP = "gzip"
    ZSTD = "zstd"
    BZIP2 = "bzip2"
    XZ = "xz"


COMPRESSIONS = (Kind.GZIP, Kind.ZSTD, Kind.BZIP2, Kind.XZ)

_SUFFIXES = {
    "txt": Kind.TEXT,
    "text": Kind.TEXT,
    "html": Kind.HTML,
    "htm": Kind.HTML,
    "xhtml": Kind.HTML,
    "json": Kind.JSON,
    "jsonl": Kind.JSON_LINES,
    "ndjson": Kind.JSON_LINES,
    "csv": Kind.CSV,
    "parquet": Kind.PARQUET,
    "xml": Kind.XML,
    "rss": Kind.XML,
    "atom": Kind.XML,
    "warc": Kind.WARC,
    "wet": Kind.WARC,
    "zip": Kind.ZIP,
    "tar": Kind.TAR,
    "tgz": Kind.GZIP,
    "gz": Kind.GZIP,
    "zst": Kind.ZSTD,
    "bz2": Kind.BZIP2,
    "xz": Kind.XZ,
}
# Read when named, but not picked up from a folder: tables of notes are more often TSV than articles are.
_NAMED_ONLY = {"tsv": Kind.CSV}
_CONTENT_TYPES = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "application/json": Kind.JSON,
    "application/feed+json": Kind.JSON,
    "application/x-ndjson": Kind.JSON_LINES,
    "application/jsonl": Kind.JSON_LINES,
    "text/csv": Kind.CSV,
    "application/rss+xml": Kind.XML,
    "application/atom+xml": Kind.XML,
    "application/xml": Kind.XML,
    "text/xml": Kind.XML,
    "application/warc": Kind.WARC,
    "application/zip": Kind.ZIP,
    "application/gzip": Kind.GZIP,
    "application/zstd": Kind.ZSTD,
}
_MAGIC = (
    (re.compile(rb"\x1f\x8b"), Kind.GZIP),
    (re.compile(rb"\x28\xb5\x2f\xfd"), Kind.ZSTD),
    (re.compile(rb"BZh[1-9]1AY"), Kind.BZIP2),
    (re.compile(rb"\xfd7zXZ\x00"), Kind.XZ),
    (re.compile(rb"PK(\x03\x04|\x05\x06)"), Kind.ZIP),
    (re.compile(rb"PAR1"), Kind.PARQUET),
    (re.compile(rb"(?s).{257}ustar"), Kind.TAR),
    (re.compile(rb"WARC/\d"), Kind.WARC),
    (re.compile(rb"(\xef\xbb\xbf)?\s*(<!--.*?-->\s*)*<(!doctype html|html|head|body)\b", re.I | re.S), Kind.HTML),
    (re.compile(rb"(\xef\xbb\xbf)?\s*<(\?xml|rss|feed|urlset|sitemapindex|rdf:RDF)\b"), Kind.XML),
    (re.compile(rb'(\xef\xbb\xbf)?\s*(\[\s*\{|\{\s*"|\{\s*\}|\[\s*\])'), Kind.JSON),
)


def is_side_file(name: str) -> bool:
    """Whether ``name`` belongs to another file and is no article."""
    return name.endswith(SIDE_SUFFIX)


def is_article_name(name: str) -> bool:
    """Whether a file of this name is taken from a folder or an archive."""
    return not is_side_file(name) and _suffix(name) in _SUFFIXES


def kind_of_name(name: str) -> Kind | None:
    """The kind that the last suffix of ``name`` tells, or None."""
    suffix = _suffix(name)
    return _SUFFIXES.get(suffix) or _NAMED_ONLY.get(suffix)


def _suffix(name: str) -> str:
    _, dot, suffix = name.rpartition("/")[2].rpartition(".")
    return suffix.lower() if dot else ""


def kind_of(name: str, content_type: str | None, head: bytes) -> Kind:
    """The kind of a document: its suffix where it has one that is known, then its first bytes, then the server's word.

    What nothing tells is text, and the text reader refuses what is none.
    """
    by_name = kind_of_name(name)
    if by_name:
        return by_name
    for pattern, kind in _MAGIC:
        if pattern.match(head):
            return kind
    return _CONTENT_TYPES.get((content_type or "").split(";")[0].strip().lower(), Kind.TEXT)


def without_suffix(name: str) -> str:
    """``name`` as it was before it was compressed: ``a.txt`` of ``a.txt.gz``, ``a.tar`` of ``a.tgz``."""
    stem, _, suffix = name.rpartition(".")
    if suffix.lower() == "tgz":
        return f"{stem}.tar"
    return stem if kind_of_name(name) in COMPRESSIONS else name
