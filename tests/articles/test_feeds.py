"""Feeds and other XML: entries become articles, entities become a refusal."""

from collections.abc import Callable
from typing import Any

import pytest

from tallybook.articles import ReadError, ReadOptions
from tallybook.articles.feeds import root_of

Read = Callable[..., list[Any]]


def test_rss_gives_text_date_with_zone_and_publisher(read_bytes: Read, samples: dict[str, bytes]) -> None:
    blast, ferry = read_bytes("feed.xml", samples["a.xml"])
    assert blast.body.startswith("Blast in Korra\n\nKORRA, Meland — Police said 17 people")
    assert (blast.uri, blast.url, blast.publisher) == ("https://example.org/korra", blast.uri, "The Korra Post")
    assert blast.published_at.isoformat() == "2012-02-29T10:00:00+02:00"
    assert blast.published_at_source == "feed"
    assert ferry.body == "Three drowned as ferry sinks"
    assert ferry.uri.endswith("feed.xml#ferry-1")
    assert (ferry.published_at, ferry.published_at_source) == (None, None)


def test_atom_takes_content_and_updated(read_bytes: Read, samples: dict[str, bytes]) -> None:
    (article,) = read_bytes("a.atom", samples["a.atom"])
    assert article.published_at.isoformat() == "2012-02-29T10:00:00+00:00"
    assert article.publisher == "Korra Wire"


def test_the_longer_of_content_and_summary_is_the_text(read_bytes: Read) -> None:
    feed = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>
    <description>12 dead.</description><content:encoded>&lt;p&gt;Police said 12 people were killed.&lt;/p&gt;
    </content:encoded><source url="https://example.org">The Agency</source></item></channel></rss>"""
    (article,) = read_bytes("a.xml", feed.encode())
    assert article.body == "Police said 12 people were killed."
    assert article.publisher == "The Agency"


def test_an_entry_without_text_is_told_and_the_rest_read(read_bytes: Read) -> None:
    feed = b"<rss version='2.0'><channel><item><guid>1</guid></item><item><title>12 dead</title></item></channel></rss>"
    empty, article = read_bytes("a.xml", feed)
    assert "holds no text" in empty.reason
    assert article.body == "12 dead"


def test_a_feed_that_is_not_well_formed_is_read_all_the_same(read_bytes: Read, samples: dict[str, bytes]) -> None:
    broken = (
        samples["a.xml"].replace(b"</channel>", b"").replace(b"<title>The Korra Post</title>", b"<title>A & B</title>")
    )
    assert [article.title for article in read_bytes("a.xml", broken)] == [
        "Blast in Korra",
        "Three drowned as ferry sinks",
    ]


def test_a_date_in_words_of_its_own_is_read_by_the_feed_library(read_bytes: Read) -> None:
    feed = b"<rss version='2.0'><channel><item><title>12 dead</title><pubDate>%s</pubDate></item></channel></rss>"
    (article,) = read_bytes("a.xml", feed % b"2012-02-29T10Z")
    assert article.published_at.isoformat() == "2012-02-29T10:00:00+00:00"
    (article,) = read_bytes("a.xml", feed % b"the day after")
    assert article.published_at_source == "unreadable feed: the day after"


def test_xhtml_is_read_as_a_page(read_bytes: Read) -> None:
    head = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">'
    page = f"{head}<body><p>12 people were killed.</p></body></html>"
    (article,) = read_bytes("a.xml", page.encode())
    assert article.body == "12 people were killed."


def test_other_xml_and_feeds_too_large_are_told(read_bytes: Read, samples: dict[str, bytes]) -> None:
    (result,) = read_bytes("a.xml", b"<invoice><total>3</total></invoice>")
    assert "XML with the root <invoice>" in result.reason
    (result,) = read_bytes("a.xml", samples["a.xml"] + b" " * 2_000, options=ReadOptions(max_page_bytes=1_000))
    assert "the feed is larger" in result.reason


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE r [<!ENTITY a "b">]><r/>',
        '<!DOCTYPE r [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><r/>',
        '<!doctype r [ <!entity a "b"> ]><rss/>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_disguise(xml: str, encoding: str) -> None:
    with pytest.raises(ReadError, match="entities"):
        root_of(xml.encode(encoding))


def test_the_root_is_told_without_its_namespace() -> None:
    assert root_of(b"<f:feed xmlns:f='x'>") == "feed"
    assert root_of(b"no XML") is None
