"""Shards: made once for the same content and engine, by whoever; loaded, they give the rows that one process finds."""

import datetime
import io
import json
import threading

import duckdb
import polars as pl
import pytest

import tallybook
from flows import shards
from flows.errors import UserError
from flows.extraction import read_inputs
from flows.selection import Selection
from flows.shards import Storage, content_key, make, units

LEDGER = """
    select (select count(*) from articles), (select count(*) from figures), (select count(*) from rejects),
        (select sum(hash(figure_id)::hugeint) from figures), (select sum(hash(body, signature)::hugeint) from articles),
        (select count(*) from article_bands)
"""


@pytest.fixture
def storage(tmp_path):
    return Storage.at(str(tmp_path / "shards"))


def _paths(folder):
    return [str(path) for path in sorted(folder.glob("*.txt"))]


def _written(storage):
    return sorted(path for path in _files(storage) if path.endswith(".parquet"))


def _files(storage):
    fs, root = storage._open()
    return fs.find(root)


def _ask(path, sql=LEDGER):
    with duckdb.connect(str(path), read_only=True) as db:
        return db.execute(sql).fetchall()


def test_a_unit_ends_by_its_last_file_so_that_files_added_leave_the_others_as_they_are(articles, monkeypatch):
    monkeypatch.setattr(shards, "UNIT_BYTES", 1_000)
    folder = articles("in", 60, prefix="m")
    before = [unit.paths for unit in units([str(folder)])]
    assert len(before) > 5
    assert [path for unit in before for path in unit] == _paths(folder)
    articles("in", 1, prefix="a")
    after = [unit.paths for unit in units([str(folder)])]
    assert [unit for unit in before[1:] if unit not in after] == []


def test_a_large_file_is_a_unit_of_its_own_and_what_is_no_article_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(shards, "UNIT_BYTES", 50)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Police said 3 people were killed in Aleppo on Tuesday.")
    (tmp_path / "c.bin").write_text("no article")
    (first, second, last) = units([str(tmp_path)])
    assert (first.paths, second.paths) == ([str(tmp_path / "a.txt")], [str(tmp_path / "b.txt")])
    assert [skipped.uri for skipped in last.turned_away] == [str(tmp_path / "c.bin")]


def test_what_only_this_process_can_read_is_refused():
    with pytest.raises(UserError, match="stdin"):
        list(units(["-"]))


def test_a_shard_holds_what_one_process_finds_as_plain_parquet(articles, storage):
    from flows.batches import BatchSize, batches

    paths = _paths(articles("in", 30))
    made = make(paths, Selection(), storage)
    (part,) = made.parts
    alone = read_inputs(next(batches(Selection().read(paths), BatchSize())))
    assert part.fetch().figures.equals(alone.figures)
    assert part.fetch().articles.equals(alone.articles)
    _, root = storage._open()
    told = duckdb.sql(f"select count(*), count(distinct figure_id) from '{root}/*/figures/*.parquet'").fetchall()
    assert told == [(60, 60)]


def test_a_shard_that_is_there_is_not_made_again(articles, storage, monkeypatch):
    paths = _paths(articles("in", 5))
    assert not make(paths, Selection(), storage).found
    monkeypatch.setattr(tallybook, "extract", None)  # whoever extracts now breaks
    again = make(paths, Selection(), storage)
    assert again.found
    assert again.parts[0].fetch().figures.height == 10


@pytest.mark.parametrize("change", ["content", "side file", "publisher", "days", "engine"])
def test_another_content_selection_or_engine_is_another_shard(articles, storage, monkeypatch, change):
    folder, selection = articles("in", 3), Selection()
    before = content_key(_paths(folder), selection)
    assert before == content_key(_paths(folder), Selection())
    if change == "content":
        (folder / "a0.txt").write_text("Nobody came.")
    elif change == "side file":
        (folder / "a0.meta.json").write_text('{"published_at": "2012-03-02"}')
    elif change == "publisher":
        selection = Selection(publisher="Other")
    elif change == "days":
        selection = Selection(since=datetime.date(2012, 1, 1))
    else:
        monkeypatch.setattr(tallybook, "__version__", "99")
    assert content_key(_paths(folder), selection) != before


def test_a_file_that_cannot_be_read_for_now_leaves_no_shard_for_later(articles, storage):
    folder = articles("in", 2)
    text = (folder / "a1.txt").read_text()
    (folder / "a1.txt").unlink()
    paths = [str(folder / "a0.txt"), str(folder / "a1.txt")]
    told = make(paths, Selection(), storage).parts[0].fetch()
    assert (told.articles.height, told.rejects["rule"].to_list()) == (1, ["unreadable"])
    (folder / "a1.txt").write_text(text)
    again = make(paths, Selection(), storage)
    assert not again.found
    assert again.parts[0].fetch().articles.height == 2


def test_a_shard_of_which_a_part_is_gone_is_made_again(articles, storage):
    paths = _paths(articles("in", 2))
    make(paths, Selection(), storage)
    fs, _ = storage._open()
    fs.rm(_written(storage)[0])
    assert not make(paths, Selection(), storage).found
    assert make(paths, Selection(), storage).found


def test_a_worker_that_dies_before_the_end_leaves_no_shard(articles, storage, monkeypatch):
    paths = _paths(articles("in", 9))
    monkeypatch.setattr(shards, "PART_ARTICLES", 3)
    write, left = shards.Part.write, [2]

    def dies(self, reading):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(5, "Input/output error")
        write(self, reading)

    monkeypatch.setattr(shards.Part, "write", dies)
    with pytest.raises(OSError, match="Input"):
        make(paths, Selection(), storage)
    left[0] = 99
    made = make(paths, Selection(), storage)
    assert (made.found, len(made.parts)) == (False, 3)
    assert pl.concat([part.fetch().figures for part in made.parts])["figure_id"].n_unique() == 18


def test_two_workers_may_make_the_same_shard_at_once(articles, storage):
    paths = _paths(articles("in", 20))
    made = []
    both = [threading.Thread(target=lambda: made.append(make(paths, Selection(), storage))) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert made[0].parts == made[1].parts
    assert made[0].parts[0].fetch().figures.height == 40
    assert [name for name in _files(storage) if name.endswith(".partial")] == []


def test_a_store_holds_shards_like_a_folder(articles):
    storage = Storage.at("memory://shards-of-a-test")
    paths = _paths(articles("in", 3))
    part = make(paths, Selection(), storage).parts[0]
    assert make(paths, Selection(), storage).found
    assert pl.read_parquet(io.BytesIO(storage.get(part.name("figures")))).height == 6


@pytest.mark.parametrize("url", ["ftp://host/shards", "s3://bucket/shards"])
def test_storage_that_cannot_be_used_is_told_in_one_line(articles, tallybook, tmp_path, url, prefect_api):
    done = tallybook("run", articles("in", 1), "--shards", url, "--warehouse", tmp_path / "w.duckdb")
    assert done.status == 2
    assert url in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_a_run_through_shards_loads_what_one_process_loads_and_the_same_again_changes_nothing(
    articles, tallybook, tmp_path, monkeypatch, prefect_api
):
    monkeypatch.setattr(shards, "UNIT_BYTES", 2_000)
    folder = articles("in", 60)
    (folder / "empty.txt").write_text("")
    (folder / "notes.bin").write_text("no article")
    told = []
    for name, more in (("alone", []), ("shards", ["--shards", tmp_path / "shards", "--workers", "2"])):
        path = tmp_path / f"{name}.duckdb"
        done = tallybook("run", folder, "--warehouse", path, "--no-publish", *more)
        assert done.status == 1, done.err  # the empty file cannot be read
        assert "60 new" in done.out
        told.append(_ask(path))
    assert told[0] == told[1]
    again = tallybook("run", folder, "--warehouse", tmp_path / "shards.duckdb", "--no-publish", *more)
    assert "60 known already" in again.out
    assert _ask(tmp_path / "shards.duckdb") == told[0]
    parameters = json.loads(_ask(tmp_path / "shards.duckdb", "select parameters from runs limit 1")[0][0])
    assert parameters["shards"] == str(tmp_path / "shards")
