"""The readers of zip and tar archives: each member a document of its own, nothing ever written to disk."""

import tarfile
import zipfile

from tallybook.articles.article import Draft, ReadError, Skipped, Unreadable
from tallybook.articles.documents import Document, Read
from tallybook.articles.kinds import is_article_name, is_side_file
from tallybook.articles.options import ReadOptions
from tallybook.articles.readers import read_document
from tallybook.articles.side_files import ENOUGH_BYTES, apply_side_file, read_side_file, side_file_of
from tallybook.articles.unpacking import Limited, seekable

_REMEDY = "fetch or pack the archive again"
_DAMAGE = (zipfile.BadZipFile, tarfile.TarError, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError)
_BOMB = "unpack it yourself if you trust it, and read the files"


def read_zip(document: Document, options: ReadOptions) -> Read:
    """The articles of a zip archive, in the order of their names, each with the side file beside it."""
    try:
        with seekable(document) as stream, zipfile.ZipFile(stream) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _need_few(len(members), options)
            names = {member.filename for member in members}
            for member in sorted(members, key=lambda member: member.filename):
                yield from _zip_member(archive, member, names, document, options)
    except _DAMAGE as error:
        raise ReadError(f"the zip archive is damaged ({error})", _REMEDY) from error


def _zip_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, names: set[str], document: Document, options: ReadOptions
) -> Read:
    uri = _member_uri(document.uri, member.filename)
    left_out = [] if is_side_file(member.filename) else _left_out(uri, member.filename)
    if left_out or is_side_file(member.filename):
        yield from left_out
    elif member.flag_bits & 1:
        yield Unreadable(uri, "it is encrypted", "unpack it with its password and read the files")
    elif member.file_size > max(options.max_ratio * member.compress_size, 10_000_000):
        yield Unreadable(uri, f"it unpacks to more than {options.max_ratio} times its size, as a bomb does", _BOMB)
    else:
        side_name = side_file_of(member.filename)
        try:
            side = read_side_file(side_name, lambda: _zip_bytes(archive, side_name) if side_name in names else None)
            with archive.open(member) as stream:
                limited = Limited(stream, document.budget, "zip")
                for found in read_document(document.within(member.filename, limited, uri=uri), options):
                    if isinstance(found, Draft):
                        apply_side_file(found, side, uri)
                    yield found
        except ReadError as error:
            yield error.at(uri)
        except _DAMAGE as error:
            yield Unreadable(uri, f"the archive is damaged here ({error})", _REMEDY)


def _zip_bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        return stream.read(ENOUGH_BYTES)


def read_tar(document: Document, options: ReadOptions) -> Read:
    """The articles of a tar archive in its own order, in a stream; side files in it are not joined to them."""
    count = 0
    try:
        with tarfile.open(fileobj=document.stream, mode="r|") as archive:
            for member in archive:
                archive.members.clear()  # type: ignore[attr-defined]  # tarfile keeps every header that it saw
                count += 1
                _need_few(count, options)
                yield from _tar_member(archive, member, document, options)
    except _DAMAGE as error:
        raise ReadError(f"the tar archive is damaged ({error})", _REMEDY) from error


def _tar_member(archive: tarfile.TarFile, member: tarfile.TarInfo, document: Document, options: ReadOptions) -> Read:
    uri = _member_uri(document.uri, member.name)
    if member.isdir() or is_side_file(member.name):
        return
    if not member.isreg():
        yield Skipped(uri, "a link or device, no regular file")
        return
    left_out = _left_out(uri, member.name)
    if left_out:
        yield from left_out
        return
    stream = archive.extractfile(member)
    if stream is not None:
        limited = Limited(stream, document.budget, "tar")
        yield from read_document(document.within(member.name, limited, uri=uri), options)


def _member_uri(uri: str, name: str) -> str:
    shown = name.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
    return f"{uri}/{shown.lstrip('/')}"


def _left_out(uri: str, name: str) -> list[Skipped | Unreadable]:
    """Why the member ``name`` is not read, if it is not."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0]:
        return [Unreadable(uri, "its path leads out of the archive", "pack the archive again with plain names")]
    if any(part.startswith((".", "__MACOSX")) for part in parts):
        return [Skipped(uri, "a hidden file")]
    if not is_article_name(name):
        return [Skipped(uri, "no article by its suffix")]
    return []


def _need_few(count: int, options: ReadOptions) -> None:
    if count > options.max_members:
        raise ReadError(f"the archive has more than {options.max_members} members", "split it")
