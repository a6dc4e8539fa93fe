"""The reader of XML: RSS and Atom feeds by feedparser, and what turns out to be a sitemap or an XHTML page.

XML that declares entities is refused before any parser that would expand them sees it.
"""

import io
from typing import Any
from xml.etree.ElementTree import ParseError

import defusedxml
import defusedxml.ElementTree
import feedparser

from tallybook.articles.article import Draft, ReadError, Unreadable
from tallybook.articles.dates import DateError, parse_date
from tallybook.articles.documents import Document, Read
from tallybook.articles.markup import text_of, with_headline
from tallybook.articles.options import ReadOptions

_SITEMAPS = ("urlset", "sitemapindex")


def read_xml(document: Document, options: ReadOptions) -> Read:
    """The articles of a feed, of the pages that a sitemap names, or of an XHTML page, by the root element."""
    data = document.whole(options.max_document_bytes)
    root = root_of(data)
    if root in _SITEMAPS:
        from tallybook.articles.sitemaps import read_sitemap

        yield from read_sitemap(data, document, options)
    elif len(data) > options.max_page_bytes:
        raise ReadError(f"the feed is larger than {options.max_page_bytes // 1_000_000} MB", "split it")
    elif root == "html":
        from tallybook.articles.web_page import page_draft

        yield page_draft(document.uri, data, document.url)
    else:
        yield from _feed(data, document, root)


def root_of(data: bytes) -> str | None:
    """The name of the root element, without its namespace; None for XML that is not well formed up to there.

    Raises `ReadError` for declared entities and for anything that points outside the document.
    """
    if b"<!entity" in data[:1_000_000].replace(b"\0", b"").lower():
        raise ReadError("the XML declares entities, which are not read", "remove the <!ENTITY …> lines if you trust it")
    try:
        for _, element in defusedxml.ElementTree.iterparse(io.BytesIO(data), events=("start",)):
            return str(element.tag).rpartition("}")[2]
    except defusedxml.DefusedXmlException as error:
        raise ReadError("the XML declares entities, which are not read", "remove them if you trust it") from error
    except (ParseError, ValueError, LookupError):
        return None
    return None


def _feed(data: bytes, document: Document, root: str | None) -> Read:
    try:
        base = {"content-location": document.url} if document.url else {}  # relative links are the server's
        feed = feedparser.parse(io.BytesIO(data), response_headers=base)
        entries = feed.entries
    except Exception as error:  # its lenient parser meets input that nobody foresaw
        raise ReadError(f"the feed cannot be parsed ({type(error).__name__})", "save its articles as text") from error
    if not entries and not feed.get("version"):
        what = f"XML with the root <{root[:40]}>" if root else "not well-formed XML"
        raise ReadError(f"it is {what}, no feed or sitemap", "save its articles as text or JSON Lines")
    publisher = feed.feed.get("title")
    for number, entry in enumerate(entries, 1):
        yield _entry(entry, number, document.uri, publisher)


def _entry(entry: Any, number: int, uri: str, publisher: str | None) -> Draft | Unreadable:
    contents = [part.get("value") or "" for part in entry.get("content") or ()]
    text = text_of(max([*contents, entry.get("summary") or ""], key=len))
    title = text_of(entry.get("title") or "") or None
    link = entry.get("link")
    own_uri = link if link and "://" in link else f"{uri}#{entry.get('id') or number}"
    if not text and not title:
        return Unreadable(own_uri, "the entry holds no text", "ask the publisher for a fuller feed")
    source = entry.get("source")
    return Draft(
        own_uri,
        with_headline(title, text) if text else title or "",
        title=title,
        publisher=(source.get("title") if source else None) or publisher,
        author=entry.get("author"),
        url=link,
        published=_published(entry),
        published_from="feed",
    )


def _published(entry: Any) -> Any:
    """The date as the feed wrote it, with its zone; else as feedparser could read it, in UTC."""
    for name in ("published", "updated"):
        if name not in entry:
            continue
        raw, parsed = entry[name], entry.get(f"{name}_parsed")
        try:
            return parse_date(raw)
        except DateError:
            return f"{parsed[0]:04}-{parsed[1]:02}-{parsed[2]:02}T{parsed[3]:02}:{parsed[4]:02}:00Z" if parsed else raw
    return None
