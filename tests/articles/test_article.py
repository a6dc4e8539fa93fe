"""Identity, and results that say what happened in one line."""

from tallybook.articles import Skipped, Unreadable, article_id, content_hash
from tallybook.articles.article import printable, safe_uri


def test_an_article_is_one_uri_and_one_content() -> None:
    hashed = content_hash("12 people were killed.")
    assert article_id("a.txt", hashed) == article_id("a.txt", hashed)
    assert article_id("a.txt", hashed) != article_id("b.txt", hashed)
    assert article_id("a.txt", hashed) != article_id("a.txt", content_hash("13 people were killed."))
    assert len(article_id("a.txt", hashed)) == 16
    int(article_id("a.txt", hashed), 16)


def test_a_result_is_one_printable_line() -> None:
    assert str(Unreadable("a.txt", "it is\nempty", "fill it")) == "a.txt: it is empty; fill it"
    assert str(Skipped("a\x1b[2J\u202e.txt", "no article")) == "a\ufffd[2J\ufffd.txt: no article"
    assert len(str(Skipped("x" * 10_000, "no article"))) < 400


def test_printable_keeps_words_and_letters_of_every_script() -> None:
    assert printable("Córdoba  غزة\t北京") == "Córdoba غزة 北京"


def test_a_uri_keeps_all_that_a_database_holds() -> None:
    assert safe_uri("/a b/ü'\".txt") == "/a b/ü'\".txt"
    assert safe_uri("a\0b\ud800\n") == "a\ufffdb\ufffd\ufffd"
