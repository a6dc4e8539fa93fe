"""The readers of JSON and JSON Lines, and what a record of any kind, a table's row too, says of its article."""

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

import ijson

from tallybook.articles.article import Draft, ReadError, Unreadable
from tallybook.articles.documents import Document, Read
from tallybook.articles.markup import text_of, with_headline
from tallybook.articles.options import ReadOptions

# Where the API answers and exports that we know of keep their list of articles.
_LISTS = ("articles", "items", "results", "data", "docs", "documents", "entries", "records", "response")
# So many unreadable lines in a row, and the file is something else.
_BAD_LINES = 20
_DEEPEST = 50
_REMEDY = "mend or remove it"


def record_draft(record: Mapping[str, Any], uri: str, number: int, options: ReadOptions) -> Draft:
    """The article that ``record``, the ``number``-th of the input at ``uri``, holds, by the columns of ``options``.

    Its uri is its own url where it gives one, else that of the input with its id or number. Raises `ReadError` where
    it has no text.
    """
    values = {field: _first(record, names) for field, names in options.columns.items()}
    identifier = _plain(values["url"])
    own_uri = identifier if identifier and "://" in identifier else f"{uri}#{identifier or number}"
    text = _plain(values["text"])
    if not text:
        have = ", ".join(str(name)[:30] for name in list(record)[:8]) or "nothing"
        names = ", ".join(options.columns["text"][:3])
        remedy = 'name it in a file for --columns: text = "NAME"'
        raise ReadError(f"the record has no text under {names} … (it has {have})", remedy, own_uri)
    title = _plain(values["title"])
    title = text_of(title) if title else None
    return Draft(
        own_uri,
        with_headline(title, text_of(text)),
        title=title,
        publisher=_plain(values["publisher"]),
        author=_plain(values["author"]),
        url=identifier if identifier and "://" in identifier else None,
        published=values["published_at"],
        published_from="column",
    )


def _first(record: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    folded = {str(key).strip().lower(): value for key, value in record.items()}
    return next((folded[name.lower()] for name in names if folded.get(name.lower()) not in (None, "", [], {})), None)


def _plain(value: Any) -> str | None:
    """A value as text: of an object its name, of a list its members joined."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title") or value.get("text")
    if isinstance(value, list):
        value = ", ".join(str(_plain(member) or "") for member in value[:20])
    return (str(value).strip() or None) if isinstance(value, str | int | float) else None


def read_json_lines(document: Document, options: ReadOptions) -> Read:
    """The articles of a JSON Lines file, one a line; a broken line is told and the rest read."""
    bad = 0
    for number, line in _lines(document.stream, options.max_record_bytes):
        uri = f"{document.uri}#{number}"
        if line is None:
            limit = options.max_record_bytes // 1_000_000
            yield Unreadable(uri, f"the line is longer than {limit} MB", "split it into its articles")
            bad += 1
        elif line.strip():
            try:
                yield record_draft(_object(line), document.uri, number, options)
                bad = 0
            except ReadError as error:
                yield error.at(uri)
                bad = bad + 1 if error.uri is None else 0  # a record without text is JSON all the same
        if bad >= _BAD_LINES:
            raise ReadError(f"{bad} lines in a row cannot be read; the rest is not tried", "give it its right suffix")


def _lines(stream: io.BufferedReader, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The numbered lines of ``stream``, None for one of more than ``limit`` bytes, which is passed over in pieces."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        yield number, None
        while line and not line.endswith(b"\n"):
            line = stream.readline(1_000_000)


def _object(raw: bytes) -> dict[str, Any]:
    value = _parsed(raw)
    if not isinstance(value, dict):
        raise ReadError("it is no JSON object", _REMEDY)
    return value


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"it is not JSON ({error})", _REMEDY) from error


def read_json(document: Document, options: ReadOptions) -> Read:
    """The articles of a JSON file: one object, a list of them (read in a stream), or an answer that holds a list."""
    head = document.stream.peek(4096)[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"["):
        yield from _read_list(document, options)
        return
    raw = document.whole(options.max_document_bytes)
    try:
        value = _parsed(raw)
    except ReadError:
        if len(raw.split(b"\n", 2)) < 2 or not _is_object(raw.split(b"\n", 1)[0]):
            raise
        lines = Document(document.uri, document.name, io.BufferedReader(io.BytesIO(raw)), document.budget)
        yield from read_json_lines(lines, options)
        return
    found = _list_in(value)
    if found is None:
        if not isinstance(value, dict):
            raise ReadError("it holds neither an object nor a list of them", _REMEDY)
        draft = record_draft(value, document.uri, 1, options)
        draft.uri = document.uri
        yield draft
        return
    for number, record in enumerate(found, 1):
        yield _record(record, document.uri, number, options)


def _read_list(document: Document, options: ReadOptions) -> Read:
    number = 0
    stream = _Paced(document.stream, options.max_record_bytes)
    events = ijson.parse(_shallow(ijson.basic_parse(stream, use_float=True), stream))
    if document.stream.peek(3)[:3] == b"\xef\xbb\xbf":
        document.stream.read(3)
    try:
        for number, record in enumerate(ijson.items(events, "item"), 1):
            yield _record(record, document.uri, number, options)
    except (ijson.JSONError, ValueError, RecursionError) as error:
        raise ReadError(f"it is not JSON after record {number} ({error})", _REMEDY) from error


class _Paced:
    """A stream that stops when more than ``limit`` bytes are taken from it without an event of JSON."""

    def __init__(self, stream: io.BufferedReader, limit: int) -> None:
        self._stream, self._limit, self.taken = stream, limit, 0

    def read(self, count: int) -> bytes:
        self.taken += count
        if self.taken > self._limit:
            raise ReadError(f"a value is longer than {self._limit // 1_000_000} MB", "split it into its articles")
        return self._stream.read(count)


def _shallow(events: Any, stream: _Paced) -> Iterator[tuple[str, Any]]:
    """``events`` as long as they nest no deeper than an article's record may: ijson's paths grow with the depth."""
    depth = 0
    for event in events:
        stream.taken = 0
        depth += event[0] in ("start_map", "start_array")
        depth -= event[0] in ("end_map", "end_array")
        if depth > _DEEPEST:
            raise ReadError(f"it is nested more than {_DEEPEST} deep", _REMEDY)
        yield event


def _record(record: Any, uri: str, number: int, options: ReadOptions) -> Draft | Unreadable:
    try:
        if not isinstance(record, dict):
            raise ReadError("it is no JSON object", _REMEDY)
        return record_draft(record, uri, number, options)
    except ReadError as error:
        return error.at(f"{uri}#{number}")


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(_parsed(line), dict)
    except ReadError:
        return False


def _list_in(value: Any, depth: int = 2) -> list[Any] | None:
    """The list of records that an API's answer wraps, or None."""
    if not isinstance(value, dict) or not depth:
        return None
    for name in _LISTS:
        inner = value.get(name)
        if isinstance(inner, list) and any(isinstance(member, dict) for member in inner):
            return inner
        deeper = _list_in(inner, depth - 1)
        if deeper is not None:
            return deeper
    return None
