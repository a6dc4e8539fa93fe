"""Sitemaps: the pages they name are fetched by the rules of fetching, and no further than the limit."""

import dataclasses
from collections.abc import Callable
from typing import Any

from tallybook.articles import Article, ReadOptions, read

Read = Callable[..., list[Any]]


def sitemap(*urls: str, extra: str = "") -> bytes:
    entries = "".join(f"<url><loc>{url}</loc>{extra}</url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()


def test_the_pages_of_a_sitemap_and_of_an_index_are_read(
    server: Any, trusting: ReadOptions, samples: dict[str, bytes], read_bytes: Read
) -> None:
    page = server.answer("/page", samples["a.html"], content_type="text/html")
    gone = f"{server.address}/gone"
    inner = server.answer("/sitemap.xml", sitemap(page, gone))
    index = f"<sitemapindex><sitemap><loc>{inner}</loc></sitemap></sitemapindex>".encode()
    for results in (read_bytes("index.xml", index, options=trusting), list(read(inner, options=trusting))):
        assert [result.uri for result in results] == [page, gone]
        assert isinstance(results[0], Article)
        assert "answered 404" in results[1].reason


def test_what_a_news_sitemap_says_of_an_article_is_taken(
    server: Any, trusting: ReadOptions, samples: dict[str, bytes], read_bytes: Read
) -> None:
    page = server.answer("/page", samples["a.html"], content_type="text/html")
    news = (
        "<news:news xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><news:publication><news:name>The Wire"
        "</news:name></news:publication><news:publication_date>2012-03-01T08:00:00Z</news:publication_date>"
        "<news:title>A better title</news:title></news:news>"
    )
    (article,) = read_bytes("news.xml", sitemap(page, extra=news), options=trusting)
    assert (article.title, article.publisher) == ("A better title", "The Wire")
    assert article.published_at.isoformat() == "2012-03-01T08:00:00+00:00"
    assert article.published_at_source == "sitemap"


def test_pages_past_the_limit_are_told(
    server: Any, trusting: ReadOptions, samples: dict[str, bytes], read_bytes: Read
) -> None:
    pages = [server.answer(f"/{n}", samples["a.html"], content_type="text/html") for n in range(5)]
    results = read_bytes("a.xml", sitemap(*pages), options=dataclasses.replace(trusting, max_urls=2))
    assert [type(result).__name__ for result in results] == ["Article", "Article", "Skipped"]
    assert "3 of its 5 pages" in results[2].reason
    assert len(server.requests) == 2


def test_sitemaps_that_name_themselves_come_to_an_end(server: Any, trusting: ReadOptions) -> None:
    url = f"{server.address}/self.xml"
    server.answer("/self.xml", f"<sitemapindex><sitemap><loc>{url}</loc></sitemap></sitemapindex>".encode())
    (result,) = read(url, options=trusting)
    assert "without end" in result.reason


def test_a_local_sitemap_leads_to_no_file_and_no_private_address(read_bytes: Read) -> None:
    results = read_bytes("a.xml", sitemap("file:///etc/passwd", "http://127.0.0.1:9/", "/etc/passwd"))
    assert ["address" in str(result) for result in results] == [True] * 3
    assert not any(isinstance(result, Article) for result in results)


def test_a_sitemap_cut_short_is_told(read_bytes: Read) -> None:
    (result,) = read_bytes("a.xml", sitemap("http://127.0.0.1:9/")[:-5])
    assert "not well-formed" in result.reason
