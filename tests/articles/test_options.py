"""The column map: a small file, and a message for every way to write it wrong."""

from pathlib import Path

import pytest

from tallybook.articles import DEFAULT_COLUMNS, ReadError, load_columns


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("map.toml", 'text = "story"\ntitle = ["kop", "head"]'),
        ("map.toml", '[columns]\ntext = "story"\ntitle = ["kop", "head"]'),
        ("map.json", '{"text": "story", "title": ["kop", "head"]}'),
    ],
)
def test_a_map_names_columns_and_leaves_the_rest(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    columns = load_columns(path)
    assert columns["text"] == ("story",)
    assert columns["title"] == ("kop", "head")
    assert columns["url"] == DEFAULT_COLUMNS["url"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("text = ", "neither TOML nor JSON"),
        ('body = "story"', "names 'body'"),
        ("text = 3", "no column name"),
        ("text = []", "no column name"),
        ("columns = 3", "no table"),
    ],
)
def test_a_wrong_map_is_told(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "map.toml"
    path.write_text(content)
    with pytest.raises(ReadError, match=told):
        load_columns(path)


def test_a_missing_map_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be read"):
        load_columns(tmp_path / "none.toml")
