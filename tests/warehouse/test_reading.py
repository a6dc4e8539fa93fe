"""What readers get: SQL that can only read, a published copy that is always whole, exports that other programs open."""

import csv
import json
import os
import pathlib
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import polars as pl
import pytest

from schemas import TABLES
from warehouse import (
    EXPORT_FORMATS,
    Batch,
    ExportFailed,
    QueryRefused,
    Reader,
    Warehouse,
    export,
    published_path,
    read_only,
)


@pytest.fixture
def reader(filled: Callable[..., pathlib.Path], rows: Any) -> Iterator[Reader]:
    figures = [
        rows.figure("a1", sentence="=HYPERLINK(1)", title="x"),
        rows.figure("a2", measure="displaced", latitude=None, longitude=None),
        rows.figure("a3", place_precision="country", measure="displaced", basis="stock"),
    ]
    with read_only(filled(Batch([rows.article(name) for name in ("a1", "a2", "a3")], figures))) as opened:
        yield opened


@pytest.mark.parametrize(
    "sql",
    [
        "create table x as select 1",
        "attach 'other.duckdb'",
        "select * from read_text('/etc/hostname')",
        "select * from glob('/etc/*')",
        "copy (select 1) to 'out.csv'",
        "select * from '/etc/passwd'",
        "set enable_external_access=true; select 1",
        "set enable_external_access=true",
        "install httpfs",
        "load httpfs",
        "drop view reported_figures",
        "delete from figures",
        "insert into sources values ('a', 'b', 'ngo')",
        "with gone as (select 1) delete from figures",
        "export database 'out'",
        "pragma database_list",
        "checkpoint",
        "explain analyze create temp table x as select 1",
        "select 1; select 2",
        "selec 1",
        "select * from nowhere",
        "",
        "   -- nothing",
    ],
)
def test_a_query_can_only_read(reader: Reader, sql: str) -> None:
    with pytest.raises(QueryRefused) as told:
        reader.query(sql)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "sql",
    ["select 1", "from sources", "with one as (select 1 as n) select n from one", "describe reported_figures",
     "show tables", "summarize figures", "explain select 1", "values (1)"],
)  # fmt: skip
def test_reading_statements_are_answered(reader: Reader, sql: str) -> None:
    answer = reader.query(sql)
    assert answer.rows
    assert answer.columns


def test_parameters_are_values(reader: Reader) -> None:
    assert reader.query("SELECT ? AS said", ["'; DROP TABLE figures"]).rows == [("'; DROP TABLE figures",)]


@pytest.fixture
def published(filled: Callable[..., pathlib.Path], tmp_path: pathlib.Path) -> pathlib.Path:
    with Warehouse.open(filled()) as warehouse:
        warehouse.publish(tmp_path / "copy")
    return tmp_path / "copy"


def test_every_published_column_has_a_comment(published: pathlib.Path) -> None:
    with duckdb.connect(published / "tallybook.duckdb", read_only=True) as db:
        bare = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
        assert db.execute(bare).fetchall() == []
        names = {
            row[0]
            for row in db.execute("SELECT DISTINCT table_name FROM duckdb_columns() WHERE NOT internal").fetchall()
        }
    assert {"reported_figures", "counted_figures", "totals_by_source_region", "articles", "figures", "runs"} <= names


def test_the_published_copy_is_in_a_format_that_older_releases_read(published: pathlib.Path) -> None:
    with duckdb.connect(published / "tallybook.duckdb", read_only=True) as db:
        tags = db.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchone()
    assert tags is not None
    assert tags[0]["storage_version"].startswith("v1.2.0")


def test_the_published_copy_says_what_the_warehouse_says(published: pathlib.Path, path: pathlib.Path) -> None:
    sql = "SELECT * FROM counted_figures ORDER BY figure_id"
    with read_only(path) as warehouse, read_only(published) as copy:
        assert copy.is_published_copy
        assert copy.query(sql).rows == warehouse.query(sql).rows
        columns = "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = 'reported_figures'"
        assert copy.query(columns).rows == warehouse.query(columns).rows


def test_who_holds_the_old_copy_keeps_it_while_a_new_one_comes(
    published: pathlib.Path, path: pathlib.Path, rows: Any
) -> None:
    count = "SELECT count(*) FROM reported_figures"
    old_parquet = (published / "parquet").resolve()
    with duckdb.connect(published / "tallybook.duckdb", read_only=True) as old:
        with Warehouse.open(path) as warehouse:
            warehouse.load(rows.batch("a3"), warehouse.begin_run(engine_version="1"))
            warehouse.build_models()
            warehouse.publish(published)
        assert old.execute(count).fetchall() == [(2,)]
    with read_only(published) as new:
        assert new.query(count).rows == [(3,)]
    assert (old_parquet / "datapackage.json").exists()
    assert (published / "parquet").resolve() != old_parquet


def test_what_a_dead_run_left_does_not_hinder_the_next(published: pathlib.Path, path: pathlib.Path) -> None:
    (published / "tallybook.duckdb.partial").write_text("half a file")
    (published / "versions" / "half").mkdir()
    (published / "parquet.half").symlink_to("versions/half")
    with Warehouse.open(path) as warehouse:
        warehouse.publish(published)
    assert not list(published.glob("*.partial*"))
    assert not (published / "versions" / "half").exists()
    with read_only(published) as copy:
        assert copy.query("SELECT count(*) FROM figures").rows == [(2,)]


def test_the_data_package_describes_the_parquet_files(published: pathlib.Path) -> None:
    folder = published / "parquet"
    package = json.loads((folder / "datapackage.json").read_text())
    names = [resource["name"] for resource in package["resources"]]
    assert len(names) == len(set(names))
    assert {"counted-figures", "totals-by-source-region", "articles"} <= set(names)
    for resource in package["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        frame = pl.concat([pl.read_parquet(folder / each, hive_partitioning=False) for each in paths])
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        assert list(fields) == frame.columns
        assert all(field["description"] for field in fields.values())
    listed = {
        os.path.normpath(path)
        for r in package["resources"]
        for path in ([r["path"]] if isinstance(r["path"], str) else r["path"])
    }
    assert listed == {str(path.relative_to(folder)) for path in folder.rglob("*.parquet")}


@pytest.mark.parametrize(
    ("warehouse", "copy"),
    [("a/ledger.duckdb", "a/ledger.published"), ("ledger.db", "ledger.published"), ("x.y", "x.y.published")],
)
def test_the_default_copy_lies_beside_the_warehouse(warehouse: str, copy: str) -> None:
    assert published_path(warehouse) == pathlib.Path(copy)


@pytest.mark.parametrize(
    ("format", "written"), [("csv", 3), ("parquet", 3), ("jsonl", 3), ("geojson", 1), ("hxl", 3), ("helix", 2)]
)
def test_exports_tell_what_they_wrote(reader: Reader, tmp_path: pathlib.Path, format: str, written: int) -> None:
    told = export(reader, format, tmp_path / "out")
    assert told["written"] == written
    assert sum(told.values()) == 3, "what could not be mapped is told"
    assert not list(tmp_path.glob("*.partial"))


def test_every_format_is_tried() -> None:
    assert set(EXPORT_FORMATS) == {"csv", "parquet", "jsonl", "geojson", "hxl", "helix"}


@pytest.mark.parametrize("format", ["csv", "hxl"])
def test_no_cell_is_a_formula(reader: Reader, tmp_path: pathlib.Path, format: str) -> None:
    export(reader, format, tmp_path / "out")
    cells = [cell for line in csv.reader((tmp_path / "out").read_text("utf-8").splitlines()) for cell in line]
    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_hxl_has_a_tag_under_each_header(reader: Reader, tmp_path: pathlib.Path) -> None:
    export(reader, "hxl", tmp_path / "out")
    header, tags, *lines = list(csv.reader((tmp_path / "out").read_text("utf-8").splitlines()))
    assert len(header) == len(tags) == len(lines[0])
    assert all(tag.startswith("#") for tag in tags)
    assert tags[header.index("value")] == "#affected+num"


def test_geojson_draws_no_point_for_a_country(reader: Reader, tmp_path: pathlib.Path) -> None:
    told = export(reader, "geojson", tmp_path / "out")
    collection = json.loads((tmp_path / "out").read_text())
    assert [feature["id"] for feature in collection["features"]] == ["a1-12"]
    assert collection["features"][0]["geometry"] == {"type": "Point", "coordinates": [5.0, 52.0]}
    assert told == {"written": 1, "the place is unknown": 1, "only the country is known": 1}


def test_an_export_that_cannot_be_written_is_told(reader: Reader, tmp_path: pathlib.Path) -> None:
    with pytest.raises(ExportFailed, match="unknown format"):
        export(reader, "xlsx", tmp_path / "out")
    with pytest.raises(ExportFailed, match="folder"):
        export(reader, "csv", tmp_path)


def test_tables_have_no_column_without_a_comment(path: pathlib.Path, filled: Callable[..., pathlib.Path]) -> None:
    with read_only(filled()) as warehouse:
        bare = warehouse.query(
            "SELECT table_name, column_name FROM duckdb_columns() "
            "WHERE NOT internal AND schema_name = 'main' AND comment IS NULL"
        )
    assert bare.rows == []
    assert set(TABLES) >= {"figures"}
