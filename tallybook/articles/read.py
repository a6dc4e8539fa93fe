"""Reading, from what the user names to articles: the table of contents of this package.

Paths become sources (`inputs`), a source is a document (`documents`), unpacked where it is packed; the reader of its
kind (`readers`) takes drafts from it, and a draft becomes an article here: side file and arguments applied, the date
parsed, the text cleaned, its language and identity known.
"""

import dataclasses
import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path

from tallybook.articles.article import (
    Article,
    Draft,
    ReadError,
    Skipped,
    Unreadable,
    article_id,
    content_hash,
    safe_uri,
)
from tallybook.articles.dates import DateError, parse_date
from tallybook.articles.documents import Budget, Document, buffered
from tallybook.articles.inputs import Source, expand
from tallybook.articles.language import detect_language
from tallybook.articles.options import ReadOptions
from tallybook.articles.readers import read_document
from tallybook.articles.side_files import apply_side_file, read_side_file
from tallybook.articles.text import clean, one_line


@dataclasses.dataclass(frozen=True, slots=True)
class _Arguments:
    """What the caller says of every article; it wins over all that the sources say."""

    published_at: datetime.datetime | None
    publisher: str | None


def read(
    paths: Iterable[str | Path] | str | Path,
    *,
    published_at: str | datetime.date | None = None,
    publisher: str | None = None,
    options: ReadOptions | None = None,
) -> Iterator[Article | Skipped | Unreadable]:
    """The articles of ``paths`` in order, one at a time, and in their place what was left out or could not be read.

    A path is a file, a folder, a glob, ``-``, or an http(s), ``file``, ``memory``, ``s3`` or ``gs`` URL. The arguments
    win over the side file, and that over the source's own metadata. Memory does not grow with the number of articles.
    Raises `DateError` at once for a ``published_at`` that is no date.
    """
    arguments = _Arguments(None if published_at is None else parse_date(published_at), one_line(publisher))
    return _read([paths] if isinstance(paths, str | Path) else paths, arguments, options or ReadOptions())


def _read(
    paths: Iterable[str | Path], arguments: _Arguments, options: ReadOptions
) -> Iterator[Article | Skipped | Unreadable]:
    for source in expand(paths, options):
        if isinstance(source, Source):
            yield from _read_source(source, arguments, options)
        else:
            yield source


def _read_source(
    source: Source, arguments: _Arguments, options: ReadOptions
) -> Iterator[Article | Skipped | Unreadable]:
    try:
        side = read_side_file(source.side_path, source.read_side_file)
        stream = buffered(source.open())
    except ReadError as error:
        yield error.at(source.uri)
        return
    except OSError as error:
        yield Unreadable(source.uri, f"it cannot be opened ({error.strerror or error})", "check the file and its mode")
        return
    budget = Budget(options.max_unpacked_bytes)
    with stream:
        for found in read_document(Document(source.uri, source.name, stream, budget, source.content_type), options):
            if isinstance(found, Draft):
                apply_side_file(found, side, source.uri)
                yield _article(found, arguments, options)
            else:
                yield found


def _article(draft: Draft, arguments: _Arguments, options: ReadOptions) -> Article | Skipped | Unreadable:
    """The article that ``draft`` is, once the arguments are applied and the text is clean."""
    body = clean(draft.text)
    if not body.strip():
        return Unreadable(draft.uri, "it holds no text", "remove it, or name the column that holds the text")
    if len(body) > options.max_article_chars:
        limit = options.max_article_chars // 1_000_000
        return Unreadable(draft.uri, f"the article is longer than {limit} million characters", "split it")
    language = detect_language(body)
    if language not in options.languages:
        return Skipped(draft.uri, f"its language is {language}, which the engine does not read")
    try:
        published, origin = _published(draft, arguments)
    except DateError as error:
        return Unreadable(draft.uri, f"the published_at of its side file cannot be read: {error}", "mend the side file")
    hashed = content_hash(body)
    uri = f"stdin:{hashed[:16]}" if draft.uri == "stdin" else safe_uri(draft.uri)
    return Article(
        article_id=article_id(uri, hashed),
        uri=uri,
        body=body,
        content_hash=hashed,
        title=one_line(draft.title),
        publisher=arguments.publisher or one_line(draft.publisher),
        author=one_line(draft.author),
        url=one_line(draft.url, 2_000),
        published_at=published,
        published_at_source=origin,
        language=language,
        removed_chars=draft.removed_chars,
        removed=draft.removed,
    )


def _published(draft: Draft, arguments: _Arguments) -> tuple[datetime.datetime | None, str | None]:
    """When ``draft`` was published and who says so; a date that a source garbles is null, with its words kept."""
    if arguments.published_at is not None:
        return arguments.published_at, "argument"
    if draft.published in (None, ""):
        return None, None
    try:
        return parse_date(draft.published), draft.published_from
    except DateError:
        if draft.published_from == "side_file":
            raise
        return None, f"unreadable {draft.published_from}: {one_line(draft.published, 60)}"
