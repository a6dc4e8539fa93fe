"""Records of JSON and JSON Lines: columns, names for what has none, and broken ones told apart from the rest."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tallybook.articles import Article, ReadOptions, Unreadable

TEXT = "Police said 17 people were killed in Korra on Tuesday."
Read = Callable[..., list[Any]]


def test_a_record_with_a_url_is_named_by_it_and_one_without_by_its_number(read_bytes: Read) -> None:
    rows = [{"text": TEXT, "url": "https://example.org/1"}, {"text": f"{TEXT} b"}, {"text": f"{TEXT} c", "id": "k7"}]
    first, second, third = read_bytes("a.jsonl", "\n".join(map(json.dumps, rows)).encode())
    assert (first.uri, first.url) == ("https://example.org/1", "https://example.org/1")
    assert second.uri.endswith("a.jsonl#2")
    assert third.uri.endswith("a.jsonl#k7")
    assert third.url is None


def test_a_file_of_one_object_is_named_by_its_path(read_bytes: Read) -> None:
    (article,) = read_bytes("a.json", json.dumps({"text": TEXT, "url": "https://example.org/1"}).encode())
    assert article.uri.endswith("/a.json")
    assert article.url == "https://example.org/1"


def test_the_headline_opens_the_body_unless_the_text_does_so_itself(read_bytes: Read) -> None:
    (apart,) = read_bytes("a.json", json.dumps({"title": "Blast\nkills 17", "body": TEXT}).encode())
    assert apart.body == f"Blast kills 17\n\n{TEXT}"
    (within,) = read_bytes("a.json", json.dumps({"title": "Police said 17 people", "body": TEXT}).encode())
    assert within.body == TEXT


def test_names_lists_and_markup_are_made_plain(read_bytes: Read) -> None:
    record = {
        "content_html": "<p>12 dead &amp; 3 hurt</p><script>99 dead</script><p>More<br>to come</p>",
        "source": {"id": None, "name": "The Post"},
        "authors": [{"name": "Ada"}, "Ben"],
        "publishedAt": "2012-02-29T10:00:00Z",
    }
    (article,) = read_bytes("a.json", json.dumps({"status": "ok", "articles": [record]}).encode())
    assert article.body == "12 dead & 3 hurt\n\nMore\n\nto come"
    assert (article.publisher, article.author) == ("The Post", "Ada, Ben")
    assert article.published_at.isoformat() == "2012-02-29T10:00:00+00:00"
    assert article.published_at_source == "column"


def test_mapped_columns_are_looked_for_first_found_first_taken(read_bytes: Read) -> None:
    options = ReadOptions(columns={**ReadOptions().columns, "text": ("story", "lead")})
    rows = [{"text": "not this", "LEAD": TEXT}, {"story": f"{TEXT} b", "lead": "not this"}]
    found = read_bytes("a.jsonl", "\n".join(map(json.dumps, rows)).encode(), options=options)
    assert [article.body for article in found] == [TEXT, f"{TEXT} b"]


def test_a_broken_line_is_told_and_the_rest_read(read_bytes: Read) -> None:
    lines = [
        '{"text": ',
        json.dumps({"text": TEXT}),
        '{"title": "no text"}',
        "3",
        "",
        json.dumps({"text": f"{TEXT} b"}),
    ]
    results = read_bytes("a.jsonl", "\n".join(lines).encode())
    assert [type(result).__name__ for result in results] == [
        "Unreadable",
        "Article",
        "Unreadable",
        "Unreadable",
        "Article",
    ]
    assert results[0].uri.endswith("a.jsonl#1")
    assert "it has title" in results[2].reason
    assert "text = " in results[2].remedy


def test_lines_that_are_something_else_are_given_up(read_bytes: Read) -> None:
    results = read_bytes("a.jsonl", b"no JSON here\n" * 5_000)
    assert len(results) == 21
    assert "20 lines in a row" in results[-1].reason


def test_a_line_too_long_is_passed_over(read_bytes: Read) -> None:
    lines = b'{"text": "' + b"a" * 3_000_000 + b'"}\n' + json.dumps({"text": TEXT}).encode()
    long, article = read_bytes("a.jsonl", lines, options=ReadOptions(max_record_bytes=1_000_000))
    assert isinstance(long, Unreadable)
    assert "longer than 1 MB" in long.reason
    assert isinstance(article, Article)


def test_a_value_too_long_in_a_list_is_told(read_bytes: Read) -> None:
    data = json.dumps([{"text": TEXT}, {"text": "a" * 3_000_000}]).encode()
    results = read_bytes("a.json", data, options=ReadOptions(max_record_bytes=1_000_000))
    assert "longer than 1 MB" in results[-1].reason


def test_a_json_file_of_lines_is_read_as_lines(read_bytes: Read) -> None:
    data = "\n".join(json.dumps({"text": f"{TEXT} {n}"}) for n in range(3)).encode()
    assert len(read_bytes("a.json", data)) == 3


def test_a_list_cut_short_gives_its_whole_records_and_the_place_of_the_cut(read_bytes: Read) -> None:
    data = b"\xef\xbb\xbf" + json.dumps([{"text": TEXT}, 7, {"text": f"{TEXT} b"}]).encode()
    results = read_bytes("a.json", data[:-20])
    assert isinstance(results[0], Article)
    assert "no JSON object" in results[1].reason
    assert "after record 2" in results[2].reason


@pytest.mark.parametrize("value", ["[]", '{"articles": []}', "{}", "null", "3", '"text"'])
def test_json_without_an_article_is_told(read_bytes: Read, value: str) -> None:
    (result,) = read_bytes("a.json", value.encode())
    assert not isinstance(result, Article)
