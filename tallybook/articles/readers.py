"""One document to the drafts it holds: unpacked where it is packed, then given to the reader of its kind."""

import importlib
from collections.abc import Callable

from tallybook.articles.article import ReadError, Skipped, Unreadable
from tallybook.articles.documents import Document, Read
from tallybook.articles.kinds import COMPRESSIONS, Kind, kind_of, without_suffix
from tallybook.articles.options import ReadOptions

# By name, so that a run over text files does not import the libraries of the other kinds.
_READERS: dict[Kind, tuple[str, str]] = {
    Kind.TEXT: ("plain_text", "read_text"),
    Kind.HTML: ("web_page", "read_page"),
    Kind.JSON: ("records", "read_json"),
    Kind.JSON_LINES: ("records", "read_json_lines"),
    Kind.CSV: ("tables", "read_csv"),
    Kind.PARQUET: ("tables", "read_parquet"),
    Kind.XML: ("feeds", "read_xml"),
    Kind.WARC: ("warc", "read_warc"),
    Kind.ZIP: ("archives", "read_zip"),
    Kind.TAR: ("archives", "read_tar"),
}


def read_document(document: Document, options: ReadOptions) -> Read:
    """What ``document`` holds. A part that cannot be read is answered as such and the rest goes on; never nothing."""
    silent = True
    try:
        for found in _dispatch(document, options):
            silent = False
            yield found
        if silent:
            yield Skipped(document.uri, "it holds no article")
    except ReadError as error:
        yield error.at(document.uri)
    except OSError as error:
        yield Unreadable(document.uri, f"it cannot be read ({error.strerror or error})", "check the file and its mode")


def _dispatch(document: Document, options: ReadOptions) -> Read:
    head = document.stream.peek(1024)[:1024]
    if not head:
        raise ReadError("the file is empty", "remove it, or fill it and run again")
    kind = kind_of(document.name, document.content_type, head)
    if document.depth > options.max_nesting and kind in (*COMPRESSIONS, Kind.ZIP, Kind.TAR):
        raise ReadError(f"archives lie {document.depth + 1} deep in one another", "unpack the outer ones")
    if kind in COMPRESSIONS:
        from tallybook.articles.unpacking import unpacked

        inner = document.within(without_suffix(document.name), unpacked(document, kind, options))
        yield from _dispatch(inner, options)
    else:
        module, name = _READERS[kind]
        reader: Callable[[Document, ReadOptions], Read] = getattr(
            importlib.import_module(f"tallybook.articles.{module}"), name
        )
        yield from reader(document, options)
