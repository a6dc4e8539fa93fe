"""Compressed streams, read no further than an honest file would reach."""

import bz2
import gzip
import io
import lzma
import zlib
from typing import IO

import zstandard

from tallybook.articles.article import ReadError
from tallybook.articles.documents import Budget, Document
from tallybook.articles.kinds import Kind
from tallybook.articles.options import ReadOptions

# A bomb is told by its ratio only past this many bytes: a short text of one repeated word compresses well too.
_RATIO_FROM = 10_000_000
_ZSTD_WINDOW = 2**27

_DAMAGE = (EOFError, zlib.error, gzip.BadGzipFile, lzma.LZMAError, zstandard.ZstdError, ValueError, OSError)


class _Counted(io.RawIOBase):
    """The packed bytes, counted as they are taken."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.count = stream, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self.stream.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Unpacked(io.RawIOBase):
    """The unpacked bytes, within the budget and the ratio; damage is told as a `ReadError`."""

    def __init__(self, stream: IO[bytes], packed: _Counted, kind: Kind, budget: Budget, max_ratio: int) -> None:
        self._stream, self._packed, self._kind, self._budget, self._max_ratio = stream, packed, kind, budget, max_ratio
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except _DAMAGE as error:
            raise ReadError(f"the {self._kind} data is damaged ({error})", "fetch or pack the file again") from error
        buffer[: len(data)] = data
        self._count += len(data)
        self._budget.spend(len(data))
        if self._count > _RATIO_FROM and self._count > self._max_ratio * self._packed.count:
            raise ReadError(
                f"it unpacks to more than {self._max_ratio} times its size, as a bomb does",
                "unpack it yourself if you trust it, and read the files",
            )
        return len(data)


def unpacked(document: Document, kind: Kind, options: ReadOptions) -> io.RawIOBase:
    """The stream within a compressed ``document``."""
    packed = _Counted(document.stream)
    source = io.BufferedReader(packed)
    stream: IO[bytes]
    match kind:
        case Kind.GZIP:
            stream = gzip.GzipFile(fileobj=source)
        case Kind.BZIP2:
            stream = bz2.BZ2File(source)
        case Kind.XZ:
            stream = lzma.LZMAFile(source)
        case _:
            decompressor = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
            stream = decompressor.stream_reader(source, read_across_frames=True)
    return _Unpacked(stream, packed, kind, document.budget, options.max_ratio)
