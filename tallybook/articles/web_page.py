"""The reader of web pages: trafilatura finds the main text and the metadata, this module says what was left out."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import trafilatura

from tallybook.articles.article import Draft, ReadError
from tallybook.articles.dates import DateError, parse_date
from tallybook.articles.documents import Document, Read
from tallybook.articles.markup import with_headline
from tallybook.articles.options import ReadOptions
from tallybook.articles.text import clean, decode

# Their complaints about a page are told as the result of reading it, not on the side.
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)

_UNSEEN = {"script", "style", "noscript", "template", "head", "iframe", "svg"}
_MOMENTS = (
    "//meta[@property='article:published_time' or @property='og:published_time' or @itemprop='datePublished']/@content",
    "//meta[@name='pubdate' or @name='date' or @name='parsely-pub-date' or @name='publishdate']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "//article//time/@datetime",
)
_JSON_LD_MOMENT = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
# A page of more takes the parsers many seconds, and no article has as many.
_MOST_TAGS = 250_000
_REMOVED_PIECES = 50
_PIECE_CHARS = 80


def read_page(document: Document, options: ReadOptions) -> Read:
    """The one article of an HTML page, its headline first."""
    yield page_draft(document.uri, document.whole(options.max_page_bytes), document.url)


def page_draft(uri: str, page: bytes, url: str | None = None) -> Draft:
    """The article of the HTML ``page``; raises `ReadError` where it holds no text."""
    if page.count(b"<") > _MOST_TAGS:
        raise ReadError(f"the page has more than {_MOST_TAGS} tags", "save its text and read that")
    text = decode(page)
    try:
        return _draft(uri, page, text, url)
    except ReadError:
        raise
    except Exception as error:  # hostile markup breaks the parsers in ways of their own, RecursionError among them
        raise ReadError(f"the page cannot be parsed ({type(error).__name__})", "save its text and read that") from error


def _draft(uri: str, page: bytes, decoded: str, url: str | None) -> Draft:
    tree = trafilatura.load_html(page)
    if tree is None:  # a fragment, or text under the wrong suffix
        tree = trafilatura.load_html(f"<html><body>{clean(decoded)}</body></html>")
    if tree is None:
        raise ReadError("it is no HTML page", "give it the suffix of what it is, or save its text")
    seen = list(_visible(tree))
    moment = _published(tree, decoded)
    found = trafilatura.bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        favor_recall=True,
        prune_xpath="//noscript",
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    metadata: dict[str, Any] = found.as_dict() if found else {}  # type: ignore[union-attr]  # no as_dict was asked
    text = (metadata.get("text") or "").strip() or "\n".join(seen)
    if not text:
        raise ReadError("the page holds no text", "save it from a browser: scripts may write its text")
    title = metadata.get("title")
    body = with_headline(title, re.sub(r"\s*\n\s*", "\n\n", text))
    kept = "".join(body.split())
    removed = [piece for piece in seen if "".join(piece.split()) not in kept]
    day = metadata.get("date")
    return Draft(
        uri,
        body,
        title=title,
        publisher=metadata.get("sitename") or metadata.get("hostname"),
        author=metadata.get("author"),
        url=url or metadata.get("url"),
        published=moment if moment and (not day or moment.startswith(day)) else day,
        published_from="metadata",
        removed_chars=sum(map(len, removed)),
        removed=[
            piece if len(piece) <= _PIECE_CHARS else piece[: _PIECE_CHARS - 1] + "…"
            for piece in removed[:_REMOVED_PIECES]
        ],
    )


def _visible(tree: Any) -> Iterator[str]:
    """The pieces of text that a browser would show, in order."""
    for element in tree.iter():
        shown = isinstance(element.tag, str) and not any(
            up.tag in _UNSEEN for up in (element, *_few(element.iterancestors()))
        )
        own = (element.text or "") if shown else ""
        for piece in (own, element.tail or "" if element.getparent() is not None else ""):
            words = " ".join(piece.split())
            if len(words) > 1:
                yield words


def _few(ancestors: Iterator[Any]) -> Iterator[Any]:
    """The nearest ancestors: enough to know hidden text, and no quadratic walk in a page nested without end."""
    for _, ancestor in zip(range(8), ancestors, strict=False):
        yield ancestor


def _published(tree: Any, text: str) -> str | None:
    """When the page says it was published, with time and zone, which trafilatura's date lacks."""
    candidates = [str(value) for path in _MOMENTS for value in tree.xpath(path)[:3]]
    candidates += _JSON_LD_MOMENT.findall(text[:1_000_000])[:3]
    for candidate in candidates:
        try:
            parse_date(candidate)
        except DateError:
            continue
        return candidate.strip()
    return None
