"""Web pages: main text, metadata, and what was cut."""

from collections.abc import Callable
from typing import Any

import pytest

from tallybook.articles import Article, ReadOptions

Read = Callable[..., list[Any]]


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_main_text_metadata_and_cut_boilerplate(read_bytes: Read, samples: dict[str, bytes]) -> None:
    (article,) = read_bytes("a.html", samples["a.html"])
    assert article.body.startswith("Blast in Korra kills 17\n\nKORRA, Meland — Police said 17 people")
    assert article.title == "Blast in Korra kills 17"
    assert (article.publisher, article.author) == ("The Korra Post", "Ada Lind")
    assert article.published_at.isoformat() == "2012-02-29T10:00:00+02:00"
    assert article.published_at_source == "metadata"
    assert article.removed == ["Home", "Sport", "Sign up for our newsletter", "All rights reserved"]
    assert article.removed_chars == sum(map(len, article.removed))
    assert article.uri.endswith("a.html")


@pytest.mark.parametrize(
    "body",
    [
        "<p>12 people were killed in Korra.</p>",
        "12 people were killed in Korra.",
        "<div><div>12 people were killed in Korra.</div></div>",
        "<table><tr><td>12 people were killed in Korra.</td></tr></table>",
        "<ul><li>12 people were killed in Korra.</li></ul>",
    ],
)
def test_a_short_page_keeps_its_text(read_bytes: Read, body: str) -> None:
    (article,) = read_bytes("a.html", page(body))
    assert "12 people were killed in Korra." in article.body
    (fragment,) = read_bytes("b.html", body.encode())
    assert "12 people were killed in Korra." in fragment.body


def test_paragraphs_stand_apart_so_that_sentences_do_not_run_together(read_bytes: Read) -> None:
    (article,) = read_bytes("a.html", page("<article><p>12 people were killed</p><p>Three were hurt</p></article>"))
    assert article.body == "12 people were killed\n\nThree were hurt"


@pytest.mark.parametrize(
    ("head", "moment", "origin"),
    [
        (
            '<script type="application/ld+json">{"datePublished": "2012-02-29T10:00:00Z"}</script>',
            "2012-02-29T10:00:00+00:00",
            "metadata",
        ),
        ('<meta property="article:published_time" content="2012-02-29">', "2012-02-29T00:00:00", "metadata"),
        ('<meta property="article:published_time" content="31 of Never">', None, None),
        ("", None, None),
    ],
)
def test_the_date_is_the_markups_own_and_never_guessed(
    read_bytes: Read, head: str, moment: str | None, origin: str | None
) -> None:
    (article,) = read_bytes("a.html", page("<p>12 people were killed in 1999, on 3 May 2003 and today.</p>", head))
    assert (article.published_at and article.published_at.isoformat()) == moment
    assert article.published_at_source == origin


def test_encodings_that_a_page_declares_are_followed(read_bytes: Read) -> None:
    text = "<p>12 people were killed in Córdoba, the mayor’s office said.</p>"
    for charset in ("utf-8", "cp1252", "utf-16"):
        data = f'<html><head><meta charset="{charset}"></head><body>{text}</body></html>'.encode(charset)
        (article,) = read_bytes("a.html", data)
        assert "Córdoba, the mayor’s" in article.body, charset


STORY = "".join(
    f"<p>Rescuers searched the ruins for day {n} and officials said that aid was reaching the valley slowly because of "
    "the snow that lay on the only road.</p>"
    for n in range(1, 7)
)


def test_what_leads_elsewhere_is_cut_and_told(read_bytes: Read) -> None:
    body = f"""<nav><a href="/">Home</a></nav><article><h1>Quake kills 22 in Korra</h1>
    <div class="share-bar"><a>Share on F</a> 1,204 shares</div>
    <p>At least 22 people were killed when a quake struck Korra on Tuesday.</p>{STORY}
    <div class="newsletter"><p>Sign up for our newsletter and join 40,000 readers.</p></div>
    <p><strong>READ MORE:</strong> <a href="/x">Flood kills 99 in Belin</a></p><p>Related stories</p>
    <p>Most on board were killed. Related deaths were not counted.</p></article>
    <aside class="related"><h2>Related stories</h2><ul><li><a href="1">Ferry sinks, 300 drowned</a></li></ul></aside>
    <section id="comments"><p>Bob: I heard 500 died</p></section>"""
    (article,) = read_bytes("a.html", page(body))
    for words in ("1,204", "40,000", "99", "Related stories", "300", "500", "Home"):
        assert words not in article.body, words
        assert any(words in piece for piece in article.removed), words
    assert article.body.startswith("Quake kills 22 in Korra\n\nAt least 22 people")
    assert article.body.endswith("Most on board were killed. Related deaths were not counted.")


def test_many_cut_pieces_are_shortened_but_all_counted(read_bytes: Read) -> None:
    links = "".join(
        f"<li><a href='{n}'>Another story number {n} {'with a long headline ' * 6}</a></li>" for n in range(90)
    )
    (article,) = read_bytes("a.html", page(f"<nav><ul>{links}</ul></nav><article>{STORY}</article>"))
    assert len(article.removed) == 50
    assert max(map(len, article.removed)) == 80
    assert article.removed_chars > 90 * 140


def test_script_and_style_are_no_text(read_bytes: Read) -> None:
    body = "<p>12 people were killed.</p><script>'99 dead'</script><style>a{}</style><noscript>98 dead</noscript>"
    (article,) = read_bytes("a.html", page(body))
    assert article.body == "12 people were killed."
    assert not any("99" in piece for piece in article.removed)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (page(""), "holds no text"),
        (page("<script>12 dead</script>"), "holds no text"),
        (b"\x00\x01\x02\x03" * 200, "binary"),
        (page("<b>" * 300_000), "more than 250000 tags"),
        (page("a" * 2_000_000), "larger than 1 MB"),
    ],
)
def test_pages_that_give_nothing_are_told(read_bytes: Read, data: bytes, told: str) -> None:
    (result,) = read_bytes("a.html", data, options=ReadOptions(max_page_bytes=1_000_000))
    assert not isinstance(result, Article)
    assert told in str(result)
