"""The reader of WARC web archives: the pages and texts in them, one record at a time."""

import io
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from tallybook.articles.article import Draft, ReadError, Skipped, Unreadable
from tallybook.articles.documents import Document, Read
from tallybook.articles.options import ReadOptions
from tallybook.articles.text import decode
from tallybook.articles.web_page import page_draft

_PAGES = ("text/html", "application/xhtml+xml")


class _Records(ArchiveIterator):
    # It writes a warning about a wrong length straight to standard error; that record's page says as much.
    INC_RECORD = ""


def read_warc(document: Document, options: ReadOptions) -> Read:
    """The articles of the HTML and text records, each under the address it was crawled from.

    A crawl's date is no date of publication: pages give their own. Records that hold no page (images, redirects, …)
    are counted and told in one line.
    """
    passed = 0
    try:
        for number, record in enumerate(_Records(document.stream), 1):
            found = _article(record, f"{document.uri}#{number}", options)
            if found is not None:
                yield found
            elif record.rec_type in ("response", "resource", "conversion"):
                passed += 1
    except (ArchiveLoadFailed, ValueError, EOFError, AttributeError, KeyError, TypeError, IndexError) as error:
        raise ReadError(f"the WARC data is damaged ({error or type(error).__name__})", "fetch it again") from error
    if passed:
        yield Skipped(document.uri, f"{passed} of its records hold no page")


def _article(record: Any, fallback_uri: str, options: ReadOptions) -> Draft | Unreadable | None:
    if record.rec_type not in ("response", "resource", "conversion"):
        return None
    uri = record.rec_headers.get_header("WARC-Target-URI") or fallback_uri
    headers = record.http_headers
    if record.rec_type == "response":
        if headers is None or headers.get_statuscode() != "200":
            return None
        content_type = headers.get_header("Content-Type") or ""
    else:
        content_type = record.rec_headers.get_header("Content-Type") or ""
    content_type = content_type.split(";")[0].strip().lower()
    if content_type not in (*_PAGES, "text/plain"):
        return None
    try:
        data = _payload(record, options.max_page_bytes)
        if content_type in _PAGES:
            return page_draft(uri, data, uri)
        return Draft(uri, decode(data), url=uri)
    except ReadError as error:
        return error.at(uri)


def _payload(record: Any, limit: int) -> bytes:
    payload = io.BytesIO()
    stream = record.content_stream()
    try:
        while chunk := stream.read(65_536):
            payload.write(chunk)
            if payload.tell() > limit:
                raise ReadError(f"the page is larger than {limit // 1_000_000} MB", "save its text and read that")
    except (OSError, ValueError, EOFError) as error:
        raise ReadError(f"the page in the archive is damaged ({error})", "fetch it again") from error
    return payload.getvalue()
