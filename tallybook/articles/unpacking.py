"""Compressed streams, read no further than an honest file would reach."""

import bz2
import contextlib
import gzip
import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any, BinaryIO, cast

import zstandard

from tallybook.articles.article import ReadError
from tallybook.articles.documents import Budget, Document
from tallybook.articles.kinds import Kind
from tallybook.articles.options import ReadOptions

# A bomb is told by its ratio only past this many bytes: a short text of one repeated word compresses well too.
_RATIO_FROM = 10_000_000
_ZSTD_WINDOW = 2**27
_IN_MEMORY = 16_000_000

_DAMAGE: tuple[type[Exception], ...] = (EOFError, ValueError, OSError, NotImplementedError, RuntimeError)
_DAMAGE += (zlib.error, lzma.LZMAError, zstandard.ZstdError, zipfile.BadZipFile, tarfile.TarError)


class _Counted(io.RawIOBase):
    """The packed bytes, counted as they are taken."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.count = stream, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # of buffers, only these come
        data = self.stream.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class Limited(io.RawIOBase):
    """Unpacked bytes, counted against the budget; damage in them is told as a `ReadError`."""

    def __init__(self, stream: Any, budget: Budget, kind: str) -> None:
        self._stream, self._budget, self._kind = stream, budget, kind

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # of buffers, only these come
        try:
            data = self._stream.read1(len(buffer))  # what is whole before a damaged place is not lost
        except _DAMAGE as error:
            raise ReadError(f"the {self._kind} data is damaged ({error})", "fetch or pack the file again") from error
        buffer[: len(data)] = data
        self._budget.spend(len(data))
        return len(data)


class _Decompressed(Limited):
    """The bytes out of one compressed stream, which must not be many times those that went in."""

    def __init__(self, stream: Any, packed: _Counted, budget: Budget, kind: Kind, max_ratio: int) -> None:
        super().__init__(stream, budget, kind)
        self._packed, self._max_ratio, self._count = packed, max_ratio, 0

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # of buffers, only these come
        taken = super().readinto(buffer)
        self._count += taken
        if self._count > max(_RATIO_FROM, self._max_ratio * self._packed.count):
            raise ReadError(
                f"it unpacks to more than {self._max_ratio} times its size, as a bomb does",
                "unpack it yourself if you trust it, and read the files",
            )
        return taken


def unpacked(document: Document, kind: Kind, options: ReadOptions) -> io.RawIOBase:
    """The stream within a compressed ``document``."""
    packed = _Counted(document.stream)
    stream = _OPENERS[kind](io.BufferedReader(packed))
    return _Decompressed(stream, packed, document.budget, kind, options.max_ratio)


def _open_zstd(source: Any) -> Any:
    return zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).stream_reader(source, read_across_frames=True)


_OPENERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.GZIP: gzip.open,
    Kind.BZIP2: bz2.open,
    Kind.XZ: lzma.open,
    Kind.ZSTD: _open_zstd,
}


@contextlib.contextmanager
def seekable(document: Document) -> Iterator[BinaryIO]:
    """The stream of ``document``, copied to a temporary file where it cannot be read from its end, as some need."""
    if document.depth == 0 and document.stream.seekable():
        yield cast(BinaryIO, document.stream)
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        while chunk := document.stream.read(1_000_000):
            document.budget.spend(len(chunk))
            copy.write(chunk)
        copy.seek(0)
        yield cast(BinaryIO, copy)
