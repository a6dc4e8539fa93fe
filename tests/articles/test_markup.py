"""Markup in feeds and records to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.articles.markup import fragment_text, text_of, with_headline


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("12 dead", "12 dead"),
        ("12 < 13 and 14 > 13", "12 < 13 and 14 > 13"),
        ("A &amp; B", "A & B"),
        ("<p>12 dead</p>\n<p>3 <b>badly</b>\nhurt</p>", "12 dead\n\n3 badly hurt"),
        ("12 dead<br/>3 hurt", "12 dead\n\n3 hurt"),
        ("<ul><li>12 dead<li>3 hurt</ul>tail", "12 dead\n\n3 hurt\n\ntail"),
        ("<script>99 dead</script><p>12<!-- 98 --> dead</p><style>p{}</style> more", "12 dead\n\nmore"),
        ("<p>12 &#1; dead &#x0;</p>", "12 \x01 dead \ufffd"),
        ("<p>12 dead", "12 dead"),
        ("<p></p>", ""),
    ],
)
def test_text_of_fragments(value: str, text: str) -> None:
    assert text_of(value) == text


@given(st.text(st.sampled_from('<>/pbr&#;x0 "=!-\x00\x01\ud800é') | st.characters(), max_size=60))
def test_any_fragment_is_text(fragment: str) -> None:
    assert isinstance(fragment_text(fragment), str)


def test_a_headline_stands_before_the_text_once() -> None:
    assert with_headline("Blast\n kills 17", "Police said so.") == "Blast kills 17\n\nPolice said so."
    assert with_headline("Blast kills 17", "BLAST  KILLS 17\nPolice said so.") == "BLAST  KILLS 17\nPolice said so."
    assert with_headline(None, "Police said so.") == "Police said so."
