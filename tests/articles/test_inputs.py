"""What a user may name: files, folders, globs and stores, each once, and the rest told."""

import json
from pathlib import Path

import fsspec
import pytest

from tallybook.articles import Article, Skipped, Unreadable, read

TEXT = "Police said 17 people were killed in Korra on Tuesday."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "deep/er/c.txt", "deep/d.txt", ".hidden/e.txt", ".f.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{TEXT} {name}")
    (tmp_path / "a.meta.json").write_text(json.dumps({"publisher": "Paper A"}))
    (tmp_path / "pairs.tsv").write_text("a\tb\n")
    return tmp_path


def names(*paths: object) -> list[str]:
    return [Path(result.uri).name for result in read(paths) if isinstance(result, Article)]  # type: ignore[arg-type]


def others(*paths: object) -> list[Skipped | Unreadable]:
    return [result for result in read(paths) if not isinstance(result, Article)]  # type: ignore[arg-type]


def test_a_folder_is_read_in_the_order_of_names_without_hidden_and_side_files(folder: Path) -> None:
    assert names(folder) == ["a.txt", "b.txt", "d.txt", "c.txt"]
    (skipped,) = others(folder)
    assert isinstance(skipped, Skipped)
    assert skipped.uri.endswith("pairs.tsv")


def test_globs_are_expanded_here_too(folder: Path) -> None:
    assert names(folder / "*.txt") == ["a.txt", "b.txt"]
    assert names(folder / "**" / "*.txt") == ["a.txt", "b.txt", "d.txt", "c.txt"]
    (missing,) = others(folder / "*.nothing")
    assert "matches nothing" in str(missing)


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(folder: Path) -> None:
    (folder / "a[1].txt").write_text(TEXT)
    assert names(folder / "a[1].txt") == ["a[1].txt"]


def test_what_is_named_twice_is_read_once(folder: Path) -> None:
    assert names(folder, folder / "a.txt", folder / "deep") == ["a.txt", "b.txt", "d.txt", "c.txt"]
    told = others(folder / "a.txt", folder / "a.txt")
    assert [str(result).partition(": ")[2] for result in told] == ["named twice: it was read already"]


def test_a_file_named_itself_is_read_whatever_its_suffix(folder: Path) -> None:
    (folder / "report.wire").write_text(TEXT)
    assert names(folder / "report.wire") == ["report.wire"]
    assert "a side file" in str(others(folder / "a.meta.json")[0])


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("nowhere.txt", "there is no such file or folder"),
        ("no\0where.txt", "NUL"),
        ("ftp://example.org/a.txt", "no ftp:// addresses"),
        ("memory://a.txt::zip://b.zip", "no memory:// addresses"),
        ("s3://bucket/a.txt", "needs the package s3fs"),
        ("memory://tallybook-nowhere/a.txt", "nothing at this address"),
    ],
)
def test_what_cannot_be_named_is_told(path: str, told: str) -> None:
    (result,) = read(path)
    assert isinstance(result, Unreadable)
    assert told in str(result)
    assert result.remedy


def test_a_dangling_link_a_pipe_and_a_folder_without_articles_are_told(tmp_path: Path) -> None:
    import os

    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert ["no such file" in str(result) or "no regular file" in str(result) for result in read(tmp_path)] == [
        True
    ] * 2


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert "holds no file to read" in str(next(read(tmp_path)))


def test_a_relative_path_and_a_file_url_are_the_same_article(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (relative,) = read("a.txt")
    (whole,) = read(f"file://{folder}/a.txt")
    assert isinstance(relative, Article)
    assert relative == whole


def test_an_object_store_is_read_with_its_side_files() -> None:
    store = fsspec.filesystem("memory")
    store.pipe("/tallybook-test/b.txt", TEXT.encode())
    store.pipe("/tallybook-test/deep/a.txt", f"{TEXT} Again.".encode())
    store.pipe("/tallybook-test/b.meta.json", json.dumps({"publisher": "Paper B"}).encode())
    store.pipe("/tallybook-test/notes.md", b"notes")
    try:
        found = [result for result in read("memory://tallybook-test") if isinstance(result, Article)]
        assert [article.uri for article in found] == [
            "memory://tallybook-test/b.txt",
            "memory://tallybook-test/deep/a.txt",
        ]
        assert found[0].publisher == "Paper B"
        assert names("memory://tallybook-test/*.txt") == ["b.txt"]
        assert names("memory://tallybook-test/b.txt") == ["b.txt"]
        assert [str(result) for result in others("memory://tallybook-test")] == [
            "memory://tallybook-test/notes.md: no article by its suffix"
        ]
    finally:
        store.rm("/tallybook-test", recursive=True)
