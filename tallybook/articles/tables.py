"""The readers of tables, CSV and Parquet: a row an article."""

import csv
import io
import itertools
from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow
import pyarrow.parquet

from tallybook.articles.article import ReadError
from tallybook.articles.documents import Document, Read
from tallybook.articles.options import ReadOptions
from tallybook.articles.records import record_draft
from tallybook.articles.text import encoding_of
from tallybook.articles.unpacking import seekable

_BATCH_ROWS = 256
_DELIMITERS = ",;\t|"


def read_csv(document: Document, options: ReadOptions) -> Read:
    """The articles of a CSV file with a header; comma, semicolon, tab and bar are told apart by it."""
    head = document.stream.peek(65_536)[:65_536]
    encoding = encoding_of(head)
    csv.field_size_limit(options.max_record_bytes)
    text = io.TextIOWrapper(document.stream, encoding, "replace", newline="")
    try:
        lines = _lines(text, options.max_record_bytes)
        header = next(lines, "")
        delimiter = max(_DELIMITERS, key=header.count)
        names = next(csv.reader([header], delimiter=delimiter), [])
        _need_text_column(names, options)
        yield from _rows(csv.DictReader(lines, names, delimiter=delimiter), document.uri, options)
    finally:
        text.detach()


def _rows(reader: "csv.DictReader[str]", uri: str, options: ReadOptions) -> Read:
    for number in itertools.count(1):
        try:
            row = next(reader)
            yield record_draft({name: value for name, value in row.items() if name}, uri, number, options)
        except StopIteration:
            return
        except ReadError as error:
            if error.uri is None:  # the stream itself, not the row
                raise
            yield error.at(f"{uri}#{number}")
        except csv.Error as error:
            raise ReadError(f"row {number} is no CSV ({error})", "mend the row: a quote may be left open") from error


def _lines(text: io.TextIOWrapper, limit: int) -> Iterator[str]:
    while line := text.readline(limit + 1):
        if len(line) > limit:
            raise ReadError(f"a line is longer than {limit // 1_000_000} MB", "split it into its articles")
        yield line.replace("\0", "")


def _need_text_column(names: list[str], options: ReadOptions) -> None:
    folded = {name.strip().lower() for name in names}
    wanted = options.columns["text"]
    if not any(name.lower() in folded for name in wanted):
        have = ", ".join(name[:30] for name in names[:8]) or "nothing"
        raise ReadError(
            f"no column is named {', '.join(wanted[:3])} … (there is {have})",
            'name the column of the text in a file for --columns: text = "NAME"',
        )


def read_parquet(document: Document, options: ReadOptions) -> Read:
    """The articles of a Parquet file, a few rows in memory at a time."""
    try:
        with seekable(document) as stream:
            for number, row in enumerate(_parquet_rows(stream, options), 1):
                try:
                    yield record_draft(row, document.uri, number, options)
                except ReadError as error:
                    yield error.at(f"{document.uri}#{number}")
    except (pyarrow.ArrowException, ValueError, KeyError, UnicodeDecodeError) as error:
        first = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise ReadError(f"the Parquet data is damaged ({first})", "fetch or write the file again") from error


def _parquet_rows(stream: BinaryIO, options: ReadOptions) -> Iterator[dict[str, Any]]:
    table = pyarrow.parquet.ParquetFile(stream)
    names = table.schema_arrow.names
    _need_text_column(names, options)
    wanted = {name.lower() for columns in options.columns.values() for name in columns}
    columns = [name for name in names if name.strip().lower() in wanted]
    for batch in table.iter_batches(batch_size=_BATCH_ROWS, columns=columns):
        yield from batch.to_pylist()
