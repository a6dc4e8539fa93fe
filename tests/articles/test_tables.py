"""CSV and Parquet: a row an article, the column of the text asked for by name."""

from collections.abc import Callable
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from tallybook.articles import Article, ReadOptions, Unreadable

TEXT = "Police said 17 people, among them a child, were killed in Korra on Tuesday."
Read = Callable[..., list[Any]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_usual_delimiters_and_encodings(read_bytes: Read, delimiter: str, encoding: str) -> None:
    rows = [["Title", "TEXT", "date"], ["Café blast", f'"{TEXT}\n\nMore."', "2012-02-29"]]
    (article,) = read_bytes("a.csv", "\r\n".join(map(delimiter.join, rows)).encode(encoding))
    assert article.body == f"Café blast\n\n{TEXT}\n\nMore."
    assert article.uri.endswith("a.csv#1")
    assert article.published_at.isoformat() == "2012-02-29T00:00:00"


def test_a_table_without_a_column_of_text_says_which_it_has(read_bytes: Read) -> None:
    (result,) = read_bytes("a.csv", b"headline,story\nBlast,12 dead\n")
    assert isinstance(result, Unreadable)
    assert "(there is headline, story)" in result.reason
    (article,) = read_bytes("a.csv", b"headline,story\nBlast,12 dead\n", options=_story())
    assert article.body == "Blast\n\n12 dead"


def _story() -> ReadOptions:
    return ReadOptions(columns={**ReadOptions().columns, "text": ("story",)})


def test_rows_without_text_are_told_and_the_rest_read(read_bytes: Read) -> None:
    results = read_bytes("a.csv", f'text,url\n,https://example.org/1\n"{TEXT}",https://example.org/2\n'.encode())
    assert (results[0].uri, results[1].uri) == ("https://example.org/1", "https://example.org/2")
    assert isinstance(results[0], Unreadable)
    assert isinstance(results[1], Article)


def test_a_quote_left_open_is_told_with_its_row(read_bytes: Read) -> None:
    data = f'text\n"{TEXT}"\n"{TEXT}\n'.encode() + b"12 dead\n" * 200_000
    results = read_bytes("a.csv", data, options=ReadOptions(max_record_bytes=100_000))
    assert isinstance(results[0], Article)
    assert "row 2 is no CSV" in results[1].reason


def test_parquet_reads_only_the_columns_it_needs(read_bytes: Read, tmp_path: Any) -> None:
    table = pyarrow.table(
        {"Body": [TEXT, None, f"{TEXT} c"], "embedding": [[1.0], [2.0], [3.0]], "source": ["A", "B", "C"]}
    )
    pyarrow.parquet.write_table(table, tmp_path / "t")
    results = read_bytes("a.parquet", (tmp_path / "t").read_bytes())
    assert [type(result).__name__ for result in results] == ["Article", "Unreadable", "Article"]
    assert results[0].publisher == "A"
    assert results[1].uri.endswith("a.parquet#2")


def test_parquet_without_a_column_of_text_and_damaged_parquet_are_told(
    read_bytes: Read, samples: Any, tmp_path: Any
) -> None:
    pyarrow.parquet.write_table(pyarrow.table({"a": [1]}), tmp_path / "t")
    (result,) = read_bytes("a.parquet", (tmp_path / "t").read_bytes())
    assert "(there is a)" in result.reason
    (result,) = read_bytes("a.parquet", samples["a.parquet"][:-8])
    assert "damaged" in result.reason
