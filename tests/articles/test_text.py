"""Decoding and cleaning: whatever the bytes, the words stay, in their order."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.articles import ReadError
from tallybook.articles.text import clean, decode, encoding_of, one_line

TEXT = "Police in Córdoba said 17 people were killed – “at least”, they added. The mayor’s office had no count yet."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_in_every_usual_encoding_is_read(encoding: str) -> None:
    assert clean(decode(TEXT.encode(encoding))) == TEXT


def test_latin_1_and_cyrillic_are_told_apart() -> None:
    assert decode("Le maire a dit que 17 écoliers étaient blessés.".encode("latin-1")).endswith("blessés.")
    russian = "Полиция сообщила, что 17 человек погибли и 42 ранены во вторник в городе."
    assert "погибли" in decode((russian * 5).encode("cp1251"))


def test_utf_8_with_a_lost_byte_stays_utf_8() -> None:
    broken = (TEXT * 3).encode().replace("é".encode(), b"\xc3", 1)[:-1]
    assert "“at least”" in decode(broken + b"\xe2\x80")


def test_a_character_cut_at_the_end_of_a_sample_does_not_change_the_encoding() -> None:
    assert encoding_of(("a" * 2_000 + "é").encode()[:-1]) == "utf-8"


@pytest.mark.parametrize("data", [b"", b" \n\t", bytes(range(256)) * 40, b"\x7fELF" + bytes(400), bytes(100)])
def test_empty_and_binary_input_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"empty|binary"):
        decode(data)


def test_a_stray_control_character_does_not_make_a_text_binary() -> None:
    assert clean(decode(b"Police said\x00 17 people\x07 were killed.")) == "Police said 17 people were killed."


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("one\r\ntwo\rthree\x0bfour\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("\ufeff\u202e12 dead\u202c\u2066", "12 dead"),
        ("12\x00 de\x1bad\x7f", "12 dead"),
        ("12 dead \ud800", "12 dead \ufffd"),
        ("the mayorâ\x80\x99s count", "the mayor’s count"),
        ("Pakistan â\x80\x93 12 dead", "Pakistan – 12 dead"),
        ("12 dead  \n\n ", "12 dead"),
        ("  indented\n\n   and  spaced", "  indented\n\n   and  spaced"),
        ("naïve âge, 5 à 7 €", "naïve âge, 5 à 7 €"),
        ("1\u00a0234 dead, zero\u200cwidth", "1\u00a0234 dead, zero\u200cwidth"),
    ],
)
def test_only_what_nobody_reads_is_taken_out(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_honest_text_keeps_every_word(text: str) -> None:
    assert clean(text).split() == text.split()


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with contextlib.suppress(ReadError):
        clean(decode(data)).encode("utf-8")


def test_a_title_is_one_line_of_bounded_length() -> None:
    assert one_line("  Blast \n kills\x00 17 ") == "Blast kills 17"
    assert one_line("") is None
    assert one_line(None) is None
    assert len(one_line("a" * 900) or "") == 500
