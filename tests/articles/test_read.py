"""From paths to articles: who wins on dates and publishers, what is skipped, and that memory stays flat."""

import datetime
import io
import json
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from tallybook.articles import Article, DateError, ReadOptions, Skipped, Unreadable, content_hash, read

TEXT = "KORRA, Meland — Police said 17 people were killed and 42 wounded in Korra on Tuesday."


def write(folder: Path, name: str, text: str = TEXT, **side: str) -> Path:
    path = folder / name
    path.write_text(text)
    if side:
        (folder / f"{path.stem}.meta.json").write_text(json.dumps(side))
    return path


def one(*args: object, **kwargs: object) -> Article:
    (article,) = read(*args, **kwargs)  # type: ignore[arg-type]
    assert isinstance(article, Article), article
    return article


def test_a_text_file_is_an_article_as_it_stands(tmp_path: Path) -> None:
    article = one(write(tmp_path, "a b.txt", f"  {TEXT}\n\n\tShare this\n"))
    assert article.body == f"  {TEXT}\n\n\tShare this"
    assert article.uri == str(tmp_path / "a b.txt")
    assert article.content_hash == content_hash(article.body)
    assert (article.removed_chars, article.removed, article.language) == (0, [], "en")
    assert (article.title, article.publisher, article.published_at, article.published_at_source) == (None,) * 4
    assert (article.signature, article.bands) == (b"", [])


def test_the_side_file_tells_and_the_argument_wins(tmp_path: Path) -> None:
    side = {"published_at": "2012-02-29", "publisher": "Paper", "title": "A headline", "url": "https://example.org/1"}
    path = write(tmp_path, "a.txt", **side)
    article = one(path)
    assert (article.published_at, article.published_at_source) == (datetime.datetime(2012, 2, 29), "side_file")
    assert (article.publisher, article.title, article.url) == ("Paper", "A headline", "https://example.org/1")
    assert article.body == TEXT
    argued = one(path, published_at="2013-01-01", publisher="CNN")
    assert (argued.published_at, argued.published_at_source) == (datetime.datetime(2013, 1, 1), "argument")
    assert (argued.publisher, argued.title) == ("CNN", "A headline")
    assert argued.article_id == article.article_id


def test_the_side_file_of_many_records_fills_gaps_only(tmp_path: Path) -> None:
    rows = [{"text": TEXT, "date": "2012-03-01", "source": "Own"}, {"text": f"{TEXT} More."}]
    path = write(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)), published_at="2012-02-29", publisher="Paper")
    first, second = (result for result in read(path) if isinstance(result, Article))
    assert (first.publisher, first.published_at_source) == ("Own", "column")
    assert (second.publisher, second.published_at_source) == ("Paper", "side_file")


@pytest.mark.parametrize(
    "side", ["{", "[]", '{"published_at": "31 of Never"}', '{"published_at": "03/04/2012"}', "[" * 100_000]
)
def test_a_broken_side_file_stops_its_article(tmp_path: Path, side: str) -> None:
    path = write(tmp_path, "a.txt")
    (tmp_path / "a.meta.json").write_text(side)
    (result,) = read(path)
    assert isinstance(result, Unreadable)
    assert "side file" in str(result)


def test_a_date_that_a_source_garbles_is_null_with_its_words(tmp_path: Path) -> None:
    article = one(write(tmp_path, "a.jsonl", json.dumps({"text": TEXT, "date": "31 of Never"})))
    assert article.published_at is None
    assert article.published_at_source == "unreadable column: 31 of Never"


def test_a_file_that_goes_away_or_fails_under_way_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        write(tmp_path, name)
    results = read(tmp_path)
    assert isinstance(next(results), Article)
    (tmp_path / "b.txt").unlink()
    assert "no such file" in str(next(results))
    (tmp_path / "d.meta.json").mkdir()
    assert isinstance(next(results), Article)
    assert "cannot be opened (Is a directory)" in str(next(results))

    def fail(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("tallybook.articles.documents.Document.whole", fail)
    assert "cannot be read (Input/output error)" in str(next(read(tmp_path / "a.txt")))


def test_a_wrong_date_argument_is_told_before_anything_is_read() -> None:
    with pytest.raises(DateError, match="31 of Never"):
        read(["nowhere"], published_at="31 of Never")


def test_the_same_content_is_the_same_article_and_changed_content_another(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt")
    first, again = one(path), one(path)
    assert first == again
    path.write_text(TEXT + "\r\n\r\n")
    assert one(path).article_id == first.article_id
    path.write_text(TEXT.replace("17", "19"))
    assert one(path).article_id != first.article_id
    assert one(path).uri == first.uri


def test_another_language_is_skipped_with_the_reason(tmp_path: Path) -> None:
    spanish = (
        "La policía informó que 17 personas murieron y 42 resultaron heridas el martes en un atentado en la ciudad."
    )
    (result,) = read(write(tmp_path, "a.txt", spanish))
    assert isinstance(result, Skipped)
    assert "its language is es" in result.reason
    assert one(tmp_path / "a.txt", options=ReadOptions(languages=("en", "es"))).language == "es"


def test_text_too_long_is_told(tmp_path: Path) -> None:
    (result,) = read(write(tmp_path, "a.txt", "12 dead " * 200_000), options=ReadOptions(max_article_chars=1_000_000))
    assert "longer than 1 million characters" in str(result)


def test_standard_input_is_an_article_named_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    def give(data: bytes) -> Article:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return one(["-"])

    first = give(TEXT.encode())
    assert first.uri == f"stdin:{first.content_hash[:16]}"
    assert give(TEXT.replace("17", "19").encode()).uri != first.uri
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert [type(result) for result in read(["-", "-"])] == [Article, Skipped]
    record = give(json.dumps({"text": TEXT, "url": "https://example.org/1"}).encode())
    assert record.body == TEXT


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt.zst", "a.txt.bz2", "a.txt.xz"])
def test_compressed_text_reads_the_same_under_its_own_name(
    read_bytes: Callable[..., list[Article]], samples: dict[str, bytes], name: str
) -> None:
    (packed,) = read_bytes(name, samples[name])
    (plain,) = read_bytes("a.txt", samples["a.txt"])
    assert packed.body == plain.body
    assert packed.uri.endswith(name)


@pytest.mark.parametrize(
    ("name", "articles"),
    [
        ("a.html", 1),
        ("a.jsonl", 3),
        ("a.json", 1),
        ("list.json", 2),
        ("a.csv", 1),
        ("a.parquet", 1),
        ("a.xml", 2),
        ("a.atom", 1),
        ("a.warc", 1),
        ("a.zip", 14),
        ("a.tar", 14),
        ("a.tgz", 14),
    ],
)
def test_every_kind_gives_its_articles_with_their_figures(
    read_bytes: Callable[..., list[Article]], samples: dict[str, bytes], name: str, articles: int
) -> None:
    found = read_bytes(name, samples[name])
    assert len(found) == articles
    assert all(isinstance(article, Article) for article in found)
    assert all("17 people were killed" in article.body or "ferry" in article.body for article in found)
    assert all("99 people" not in article.body for article in found)


def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path) -> None:
    line = json.dumps({"text": f"{TEXT} " * 20}) + "\n"

    def peak(count: int) -> int:
        path = tmp_path / f"{count}.jsonl"
        path.write_text(line * count)
        tracemalloc.start()
        assert sum(isinstance(result, Article) for result in read(path)) == count
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(10)
    assert peak(1_000) < 1.5 * peak(50)
