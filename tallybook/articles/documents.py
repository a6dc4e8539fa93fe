"""A document: a stream of bytes under a name, with what it may still unpack to."""

import dataclasses
import io
from collections.abc import Iterator
from typing import BinaryIO

from tallybook.articles.article import Draft, ReadError, Skipped, Unreadable

# What a reader answers of a document.
Read = Iterator[Draft | Skipped | Unreadable]


@dataclasses.dataclass(slots=True)
class Budget:
    """What one input may still unpack to, in bytes, over all its layers."""

    left: int

    def spend(self, count: int) -> None:
        """Take ``count`` bytes; raises `ReadError` when the input unpacks to more than is allowed."""
        self.left -= count
        if self.left < 0:
            raise ReadError("it unpacks to more than the limit", "unpack it yourself if you trust it")


@dataclasses.dataclass(slots=True)
class Document:
    """A stream of bytes under a name; ``depth`` counts the archives around it, ``budget`` is shared with them."""

    uri: str
    name: str
    stream: io.BufferedReader
    budget: Budget
    content_type: str | None = None
    depth: int = 0

    @property
    def url(self) -> str | None:
        """The address on the web that the document came from, if it did."""
        return self.uri if self.uri.startswith(("http://", "https://")) else None

    def whole(self, limit: int) -> bytes:
        """All bytes; raises `ReadError` where there are more than ``limit``."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise ReadError(f"the file is larger than {limit // 1_000_000} MB", "split it into its articles")
        return data

    def within(self, name: str, stream: BinaryIO | io.RawIOBase, *, uri: str | None = None) -> "Document":
        """The document of ``name`` that this one holds."""
        return Document(uri or self.uri, name, buffered(stream), self.budget, None, self.depth + 1)


def buffered(stream: BinaryIO | io.RawIOBase | io.BufferedReader) -> io.BufferedReader:
    """``stream`` with a buffer that can be peeked into."""
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(stream, 65_536)  # type: ignore[arg-type]  # it only reads, which any binary stream can
