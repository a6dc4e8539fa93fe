"""The reader of sitemaps: the pages they name are fetched, one after the other, and read."""

import dataclasses
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

import defusedxml
import defusedxml.ElementTree

from tallybook.articles.article import Draft, ReadError, Skipped
from tallybook.articles.documents import Document, Read, buffered
from tallybook.articles.options import ReadOptions
from tallybook.articles.readers import read_document


@dataclasses.dataclass(slots=True)
class _Page:
    """An address in a sitemap, with what a news sitemap says of the article there."""

    url: str
    title: str | None
    publisher: str | None
    published: str | None


def read_sitemap(data: bytes, document: Document, options: ReadOptions) -> Read:
    """The articles of the pages that the sitemap ``data`` names, and of the sitemaps that a sitemap index names.

    At most ``options.max_urls`` pages are fetched, by the rules of `fetch`; how many were left is said.
    """
    try:
        root = defusedxml.ElementTree.fromstring(data)
    except (ParseError, ValueError, LookupError, defusedxml.DefusedXmlException) as error:
        raise ReadError(f"the sitemap is not well-formed XML ({error})", "fetch it again") from error
    pages = list(_pages(root))
    if document.depth > options.max_nesting:
        raise ReadError("sitemaps name one another without end", "name the sitemap of the pages")
    for page in pages[: options.max_urls]:
        yield from _fetched(page, document, options)
    if len(pages) > options.max_urls:
        left = len(pages) - options.max_urls
        yield Skipped(document.uri, f"{left} of its {len(pages)} pages: only the first {options.max_urls} are fetched")


def _pages(root: Element) -> Iterator[_Page]:
    for entry in root:
        values: dict[str, str] = {}
        for element in entry.iter():
            values.setdefault(str(element.tag).rpartition("}")[2], (element.text or "").strip())
        if values.get("loc"):
            yield _Page(values["loc"], values.get("title"), values.get("name"), values.get("publication_date"))


def _fetched(page: _Page, document: Document, options: ReadOptions) -> Read:
    from tallybook.articles.fetch import fetch

    try:
        answer = fetch(page.url, options)
    except ReadError as error:
        yield error.at(page.url)
        return
    with answer.body:
        inner = document.within(answer.name, buffered(answer.body), uri=page.url)
        inner.content_type = answer.content_type
        for found in read_document(inner, options):
            if isinstance(found, Draft) and found.uri == page.url:
                found.title, found.publisher = page.title or found.title, page.publisher or found.publisher
                if page.published:
                    found.published, found.published_from = page.published, "sitemap"
            yield found
