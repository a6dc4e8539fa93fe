"""What the user names to streams of bytes: files, folders, globs, standard input, and URLs of stores."""

import dataclasses
import functools
import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from tallybook.articles.article import ReadError, Skipped, Unreadable
from tallybook.articles.kinds import is_article_name, is_side_file
from tallybook.articles.options import ReadOptions
from tallybook.articles.side_files import ENOUGH_BYTES, side_file_of

# Stores that fsspec opens; anything else it knows (shells, chains, caches) is no place for articles.
STORES = {"memory": None, "s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "az": "adlfs", "abfs": "adlfs"}


@dataclasses.dataclass(slots=True)
class Source:
    """One named input: its ``uri``, how to ``open`` it, and how to read the side file beside it, if there is one.

    ``name`` tells its kind by its suffix and ``content_type`` by what a server said; a source of neither is looked at.
    ``path`` names this source alone again, on every machine that sees the same storage, and ``size`` are its bytes;
    standard input and pages of the web have neither.
    """

    uri: str
    name: str
    open: Callable[[], BinaryIO]
    side_path: str = ""
    read_side_file: Callable[[], bytes | None] = lambda: None
    content_type: str | None = None
    path: str | None = None
    size: int = 0


def expand(paths: Iterable[str | Path], options: ReadOptions) -> Iterator[Source | Skipped | Unreadable]:
    """The sources that ``paths`` name, in the order named, a folder's in the order of their names.

    A path within a folder that was named before is skipped, so no source is read twice.
    """
    roots: list[str] = []
    for path in map(str, paths):
        if path == "-" and path in roots:
            yield Skipped("stdin", "named twice: it was read already")
        elif path == "-":
            roots.append(path)
            yield Source("stdin", "", lambda: sys.stdin.buffer)
        elif path.startswith("file://"):
            yield from _local(unquote(urlsplit(path).path), roots)
        elif "://" in path:
            scheme = path.split("://", 1)[0].lower()
            if scheme in ("http", "https"):
                yield _web(path, options)
            else:
                yield from _store(path, scheme)
        else:
            yield from _local(path, roots)


def _local(path: str, roots: list[str]) -> Iterator[Source | Skipped | Unreadable]:
    if "\0" in path:
        yield Unreadable(path.replace("\0", "\ufffd"), "the path holds a NUL character", "check the path")
        return
    if not os.path.lexists(path) and glob.has_magic(path):
        found = sorted(glob.iglob(path, recursive=True))
        if not found:
            yield Unreadable(path, "the pattern matches nothing", "check it, and quote it against the shell")
        for match in found:
            if not os.path.isdir(match):
                yield from _local_file(match, roots, named=False)
        roots.extend(os.path.abspath(match) for match in found)
    elif os.path.isdir(path):
        yield from _folder(path, roots)
        roots.append(os.path.abspath(path))
    else:
        yield from _local_file(path, roots, named=True)
        roots.append(os.path.abspath(path))


def _folder(path: str, roots: list[str]) -> Iterator[Source | Skipped | Unreadable]:
    problems: list[OSError] = []
    empty = True
    for folder, folders, names in os.walk(path, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                for found in _local_file(os.path.join(folder, name), roots, named=False):
                    empty = False
                    yield found
    if empty and not problems:
        yield Unreadable(path, "the folder holds no file to read", "check the path")
    for problem in problems:
        yield Unreadable(str(problem.filename), f"the folder cannot be read ({problem.strerror})", "check its mode")


def _local_file(path: str, roots: list[str], *, named: bool) -> Iterator[Source | Skipped | Unreadable]:
    whole = os.path.abspath(path)
    shown = whole.encode("utf-8", "replace").decode()
    if any(whole == root or whole.startswith(root.rstrip(os.sep) + os.sep) for root in roots):
        yield Skipped(shown, "named twice: it was read already")
    elif is_side_file(whole):
        if named:
            yield Skipped(shown, "a side file, read with the article beside it")
    elif not named and not is_article_name(whole):
        yield Skipped(shown, "no article by its suffix; name the file itself to read it all the same")
    elif not os.path.exists(whole):
        yield Unreadable(shown, "there is no such file or folder", "check the path")
    elif not os.path.isfile(whole):
        yield Unreadable(shown, "it is no regular file", "name a file or a folder")
    else:
        side = side_file_of(whole)
        yield Source(
            shown,
            whole,
            functools.partial(_open, whole),
            side,
            lambda: _bytes_or_none(side),
            path=whole,
            size=os.path.getsize(whole),
        )


def _open(path: str) -> BinaryIO:
    return open(path, "rb")


def _bytes_or_none(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read(ENOUGH_BYTES)
    except FileNotFoundError:
        return None


def _web(url: str, options: ReadOptions) -> Source | Unreadable:
    from tallybook.articles.fetch import fetch  # httpx costs a quarter of a second that files need not pay

    try:
        page = fetch(url, options)
    except ReadError as error:
        return error.at(url)
    return Source(url, page.name, lambda: page.body, content_type=page.content_type)


def _store(url: str, scheme: str) -> Iterator[Source | Skipped | Unreadable]:
    if scheme not in STORES or "::" in url:
        known = ", ".join(["http", "https", "file", *STORES])
        yield Unreadable(url, f"tallybook reads no {scheme}:// addresses", f"use one of {known}")
        return
    import fsspec

    try:
        system, root = fsspec.core.url_to_fs(url)
    except ImportError:
        yield Unreadable(url, f"{scheme}:// needs the package {STORES[scheme]}", f"pip install {STORES[scheme]}")
        return
    try:
        yield from _listed(system, root, scheme, url)
    except Exception as error:  # each store raises errors of its own
        yield Unreadable(url, f"the store cannot be read ({type(error).__name__}: {error})", "check address and access")


def _listed(fs: Any, root: str, scheme: str, url: str) -> Iterator[Source | Skipped | Unreadable]:
    found: Iterable[str] = ()
    if glob.has_magic(root) and not fs.exists(root):
        found = sorted(path for path in fs.glob(root) if fs.isfile(path))
    elif fs.isdir(root):
        found = (f"{folder}/{name}" for folder, _, names in fs.walk(root) for name in sorted(names))
    elif fs.exists(root):
        yield _stored(fs, root, scheme)
        return
    empty = True
    for path in found:
        empty = False
        if is_article_name(path):
            yield _stored(fs, path, scheme)
        elif not is_side_file(path):
            yield Skipped(f"{scheme}://{path.lstrip('/')}", "no article by its suffix")
    if empty:
        yield Unreadable(url, "there is nothing at this address", "check it")


def _stored(fs: Any, path: str, scheme: str) -> Source:
    side, uri = side_file_of(path), f"{scheme}://{path.lstrip('/')}"
    return Source(
        uri,
        path,
        lambda: fs.open(path, "rb"),
        side,
        lambda: fs.cat_file(side) if fs.exists(side) else None,
        path=uri,
        size=fs.size(path) or 0,
    )
