"""Past one machine: workers read articles from storage that all of them see, and write what they found to it as shards.

    units -> make, on a worker -> Shard -> Part.fetch -> load

A unit is some files of about four megabytes together. Only its paths go to a worker, and only the shard's name comes
back. A shard is named by what it was made from: the bytes of its files, what the caller says of them, the engine's
version and the tables' columns; so one that lies there already is not made again, whichever run made it. It is plain
Parquet, a file a table and part, and a small JSON file that is written last and makes the shard whole::

    SHARDS/engine-0.1.0/articles/KEY-0000.parquet
    SHARDS/engine-0.1.0/figures/KEY-0000.parquet
    SHARDS/engine-0.1.0/rejects/KEY-0000.parquet
    SHARDS/engine-0.1.0/units/KEY.json
"""

import dataclasses
import hashlib
import io
import json
import os
import uuid
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

import schemas
import tallybook
from flows.batches import BatchSize, batches
from flows.errors import UserError
from flows.extraction import Reading, read_inputs
from flows.selection import Selection
from tallybook.articles import STORES, ReadOptions, Skipped, Source, Unreadable, expand

UNIT_BYTES = 4_000_000
LARGEST_UNIT_BYTES, LARGEST_UNIT_FILES = 4 * UNIT_BYTES, 4_000
PART_ARTICLES = 2_000
TABLES = ("articles", "figures", "rejects")


@dataclasses.dataclass(slots=True)
class Unit:
    """Files that one worker reads at one go, and what was turned away as they were listed."""

    paths: list[str] = dataclasses.field(default_factory=list)
    turned_away: list[Unreadable | Skipped] = dataclasses.field(default_factory=list)
    size: int = 0


def units(paths: Iterable[str]) -> Iterator[Unit]:
    """What the paths name, in order, as units.

    Where a unit ends depends on its last file's name and size, and not on how much came before: files that are added
    change the unit that they fall into and leave the others as they are. Raises `UserError` for what only this process
    can read: standard input and pages of the web.
    """
    unit = Unit()
    for source in expand(paths, ReadOptions()):
        if not isinstance(source, Source):
            unit.turned_away.append(source)
        elif source.path is None:
            raise UserError(
                f"{source.uri}: workers cannot read it themselves; give files or a store, or leave --shards out"
            )
        else:
            unit.paths.append(source.path)
            unit.size += source.size
            # of files this large one in so many ends a unit, which then holds UNIT_BYTES on average
            if zlib.crc32(source.path.encode("utf-8", "surrogateescape")) < 2**32 * source.size / UNIT_BYTES:
                yield unit
                unit = Unit()
        if unit.size >= LARGEST_UNIT_BYTES or len(unit.paths) + len(unit.turned_away) >= LARGEST_UNIT_FILES:
            yield unit
            unit = Unit()
    if unit.paths or unit.turned_away:
        yield unit


@dataclasses.dataclass(frozen=True, slots=True)
class Storage:
    """A folder that all workers see: a path, or the address of a store that fsspec opens."""

    url: str

    @classmethod
    def at(cls, url: str) -> "Storage":
        """The storage at an address; raises `UserError` where it cannot be used."""
        scheme = url.split("://", 1)[0] if "://" in url else "file"
        if scheme != "file" and scheme not in STORES:
            raise UserError(f"--shards {url}: give a folder, or an address that begins with {', '.join(STORES)}")
        storage = cls(url if "://" in url else os.path.abspath(url))
        try:
            fs, root = storage._open()
            fs.makedirs(root, exist_ok=True)
        except ImportError as error:
            raise UserError(f"--shards {url}: {scheme}:// needs a package; pip install {STORES[scheme]}") from error
        except OSError as error:
            raise UserError(f"--shards {url}: the folder cannot be made ({error.strerror or error})") from error
        return storage

    def _open(self) -> tuple[Any, str]:
        import fsspec

        fs, root = fsspec.core.url_to_fs(self.url)
        return fs, str(root).rstrip("/")

    def has(self, name: str) -> bool:
        """Whether anything lies there under the name."""
        fs, root = self._open()
        return bool(fs.exists(f"{root}/{name}"))

    def get(self, name: str) -> bytes:
        """What lies there under the name; raises `OSError`."""
        fs, root = self._open()
        return bytes(fs.cat_file(f"{root}/{name}"))

    def put(self, name: str, content: bytes) -> None:
        """Write it whole or not at all, whoever else writes the same."""
        fs, root = self._open()
        path = f"{root}/{name}"
        if "file" not in (fs.protocol if isinstance(fs.protocol, tuple | list) else [fs.protocol]):
            fs.pipe_file(path, content)  # in a store an object is there when all of it is
            return
        os.makedirs(os.path.dirname(path), exist_ok=True)
        partial = f"{path}.{uuid.uuid4().hex[:8]}.partial"
        try:
            with open(partial, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(partial, path)
        except BaseException:
            if os.path.exists(partial):
                os.remove(partial)
            raise


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """One part of a shard, in storage."""

    storage: Storage
    key: str
    number: int

    def name(self, table: str) -> str:
        """Where its rows of the table lie."""
        return f"engine-{tallybook.__version__}/{table}/{self.key}-{self.number:04}.parquet"

    def write(self, reading: Reading) -> None:
        """Put its rows there."""
        for table in TABLES:
            content = io.BytesIO()
            getattr(reading, table).write_parquet(content, compression="zstd")
            self.storage.put(self.name(table), content.getvalue())

    def fetch(self) -> Reading:
        """Its rows; raises `OSError` where they cannot be read."""
        articles, figures, rejects = (
            pl.read_parquet(io.BytesIO(self.storage.get(self.name(table)))) for table in TABLES
        )
        return Reading(articles, figures, rejects)

    def is_there(self) -> bool:
        """Whether all of it can be fetched."""
        return all(self.storage.has(self.name(table)) for table in TABLES)


@dataclasses.dataclass(frozen=True, slots=True)
class Shard:
    """What one unit gave: parts to be loaded, how many articles were outside, and whether it was there before."""

    parts: list[Part]
    outside: int
    found: bool


def make(paths: list[str], selection: Selection, storage: Storage) -> Shard:
    """Read a unit's files and write its shard, unless it is there; what a worker does.

    Memory is that of one part, however large a file is. Raises `OSError` where the storage fails.
    """
    key = content_key(paths, selection)
    name = f"engine-{tallybook.__version__}/units/{key}.json"
    if storage.has(name):
        told = json.loads(storage.get(name))
        parts = [Part(storage, key, number) for number in range(told["parts"])]
        if all(part.is_there() for part in parts):
            return Shard(parts, told["outside"], found=True)
    parts, outside = [], 0
    for inputs in batches(selection.read(paths), BatchSize(PART_ARTICLES)):
        outside += inputs.outside
        part = Part(storage, key, len(parts))
        part.write(read_inputs(inputs))
        parts.append(part)
    storage.put(name, json.dumps({"parts": len(parts), "outside": outside, "paths": paths}, indent=1).encode())
    return Shard(parts, outside, found=False)


def content_key(paths: list[str], selection: Selection) -> str:
    """What a shard is named by: 32 hex digits of all that its rows follow from."""
    columns = [schemas.TABLES[table].columns for table in TABLES]
    told = hashlib.sha256(
        json.dumps([tallybook.__version__, columns, dataclasses.astuple(selection)], default=str).encode()
    )
    for source in expand(paths, ReadOptions()):
        told.update(repr(_content_of(source) if isinstance(source, Source) else source).encode())
    return told.hexdigest()[:32]


def _content_of(source: Source) -> tuple[str, str | None, bytes | None]:
    """A source's name, the hash of its bytes, and its side file; no hash while it cannot be read."""
    try:
        hashed = hashlib.sha256()
        with source.open() as stream:
            while piece := stream.read(1_000_000):
                hashed.update(piece)
        return source.uri, hashed.hexdigest(), source.read_side_file()
    except OSError:
        return source.uri, None, None
