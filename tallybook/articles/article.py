"""What reading answers: an article, or why there is none."""

import dataclasses
import datetime
import hashlib
from typing import Any

_SHOWN_URI = 300
_SHOWN_REASON = 300


@dataclasses.dataclass(slots=True)
class Article:
    """One article as read and cleaned; one content at one uri.

    ``body`` is the text that every span points into. ``published_at`` keeps the time zone that the source gave and is
    naive where it gave none; ``published_at_source`` says where it came from (see `Draft`). ``removed`` names what was
    cut as boilerplate, in the order of the page, each piece shortened; ``removed_chars`` counts all of it.
    ``signature`` and ``bands``, by which near-copies are found, are empty until the body is signed
    (`near_duplicates.sign`), which costs as much as reading it.
    """

    article_id: str
    uri: str
    body: str
    content_hash: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published_at: datetime.datetime | None = None
    published_at_source: str | None = None
    language: str | None = None
    removed_chars: int = 0
    removed: list[str] = dataclasses.field(default_factory=list)
    signature: bytes = b""
    bands: list[int] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(slots=True, frozen=True)
class Unreadable:
    """An input that could not be read: what happened, where, and what to do about it."""

    uri: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return printable(f"{self.uri[:_SHOWN_URI]}: {self.reason}; {self.remedy}")


@dataclasses.dataclass(slots=True, frozen=True)
class Skipped:
    """An input left out on purpose: a language the engine does not read, a file that is no article, one given twice."""

    uri: str
    reason: str

    def __str__(self) -> str:
        return printable(f"{self.uri[:_SHOWN_URI]}: {self.reason}")


@dataclasses.dataclass(slots=True)
class Draft:
    """What a reader took from its source, before dates are parsed and the identity is known.

    ``published`` is the date as the source wrote it, ``published_from`` where it stood: ``metadata`` (of a web page),
    ``feed``, ``sitemap``, ``column`` (of a table or JSON record). The side file and the caller's argument, which come
    later and win, are recorded as ``side_file`` and ``argument``.
    """

    uri: str
    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: Any = None
    published_from: str | None = None
    removed_chars: int = 0
    removed: list[str] = dataclasses.field(default_factory=list)


class ReadError(Exception):
    """A source, or a part of one, that cannot be read; ``reason`` and ``remedy`` are shown to the user."""

    def __init__(self, reason: str, remedy: str, uri: str | None = None) -> None:
        super().__init__(f"{reason}; {remedy}")
        self.reason, self.remedy, self.uri = printable(reason[:_SHOWN_REASON]), printable(remedy), uri

    def at(self, uri: str) -> Unreadable:
        """The same as a result, at ``uri`` unless the error knows a nearer place."""
        return Unreadable(self.uri or uri, self.reason, self.remedy)


def printable(text: str) -> str:
    """``text`` in one line, with a replacement character for each that a terminal might obey."""
    return "".join(char if char.isprintable() else "\ufffd" for char in " ".join(text.split()))


def safe_uri(uri: str) -> str:
    """``uri`` without control characters and lone surrogates, which no database holds; all else is kept as it is."""
    return "".join("\ufffd" if char < " " or "\ud800" <= char <= "\udfff" else char for char in uri)


def content_hash(body: str) -> str:
    """The SHA-256 of a cleaned body, in hex: the same content, wherever it lies."""
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def article_id(uri: str, hash_of_content: str) -> str:
    """The 16 hex digits that name one content at one uri; other content at the same uri is another article."""
    return hashlib.sha256(f"{uri}\n{hash_of_content}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
