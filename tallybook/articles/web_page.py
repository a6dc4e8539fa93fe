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
_SHORT_CHARS = 400
# Lines between paragraphs that lead elsewhere and may carry another story's figures.
_FURNITURE = re.compile(
    r"(?:(?:read|more|also read|see also|related|recommended|watch|listen|don.t miss|in pictures|more on this story)"
    r"(?: more| also| next| now| live| stories| articles| coverage| video)?\s*[:|–—>»].{0,200}"
    r"|(?:read more|related (?:stories|articles)|most (?:read|popular))\b.{0,40}"
    r"|(?:sign up|subscribe|follow us|share this|get the latest|advertisement|download (?:our|the) app)\b.{0,200})$",
    re.I,
)
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
    metadata = _extracted(tree, url)
    if len(metadata.get("text") or "") < _SHORT_CHARS:  # of a short page nothing should be lost
        metadata = max((metadata, _extracted(tree, url, favor_recall=True)), key=lambda d: len(d.get("text") or ""))
    lines = (metadata.get("text") or "").splitlines() or seen
    text = "\n\n".join(line.strip() for line in lines if line.strip() and not _FURNITURE.match(line.strip()))
    if not text:
        raise ReadError("the page holds no text", "save it from a browser: scripts may write its text")
    title = metadata.get("title")
    body = with_headline(title, text)
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


def _extracted(tree: Any, url: str | None, *, favor_recall: bool = False) -> dict[str, Any]:
    found = trafilatura.bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        favor_recall=favor_recall,
        prune_xpath="//noscript",
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    return found.as_dict() if found else {}  # type: ignore[union-attr]  # no as_dict was asked for


def _visible(tree: Any) -> Iterator[str]:
    """The pieces of text that a browser would show, in order."""
    for element in tree.iter():
        if any(ancestor.tag in _UNSEEN for ancestor in _few(element.iterancestors())):
            continue
        own = isinstance(element.tag, str) and element.tag not in _UNSEEN
        for piece in (element.text or "" if own else "", element.tail or ""):
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
