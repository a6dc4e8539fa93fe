"""SQLAlchemy 2, pandas, polars and DuckDB's own command line read the published copy while a run writes."""

import json
import os
import pathlib
import subprocess
import sys

import pandas
import polars
import pytest
import sqlalchemy

pytestmark = pytest.mark.usefixtures("a_run_writes")
QUESTION = "SELECT source_name, value FROM disagreements ORDER BY disagreement_id, source_name, value"


@pytest.fixture
def engine(file):
    made = sqlalchemy.create_engine(f"duckdb:///{file}", connect_args={"read_only": True})
    yield made
    made.dispose()


def test_sqlalchemy_reflects_every_table_view_column_and_comment(engine, sql):
    found = sqlalchemy.inspect(engine)
    assert set(found.get_table_names()) == {name for (name,) in sql("SELECT table_name FROM duckdb_tables()")}
    assert set(found.get_view_names()) == {"figures", "reported_figures"}
    for table in found.get_table_names():
        told = [(column["name"], column["comment"]) for column in found.get_columns(table)]
        in_order = (
            f"SELECT column_name, comment FROM duckdb_columns() WHERE table_name = '{table}' ORDER BY column_index"
        )
        assert told == sql(in_order)
        assert (
            found.get_table_comment(table)["text"]
            == sql(f"SELECT comment FROM duckdb_tables() WHERE table_name = '{table}'")[0][0]
        )


def test_sqlalchemy_asks_a_reflected_table(engine, sql):
    table = sqlalchemy.Table("disagreements", sqlalchemy.MetaData(), autoload_with=engine)
    asked = sqlalchemy.select(table.c.source_name, table.c.value).order_by(
        table.c.disagreement_id, table.c.source_name, table.c.value
    )
    with engine.connect() as connection:
        assert [tuple(row) for row in connection.execute(asked)] == sql(QUESTION)


def test_sqlalchemy_cannot_write(engine):
    with engine.connect() as connection, pytest.raises(sqlalchemy.exc.DBAPIError, match="read-only"):
        connection.execute(sqlalchemy.text("DELETE FROM counted_figures"))


def test_pandas_reads_a_query(engine, sql):
    frame = pandas.read_sql(QUESTION, engine)
    assert list(frame.itertuples(index=False, name=None)) == sql(QUESTION)


def test_pandas_reads_the_parquet_copy(published, sql):
    frame = pandas.read_parquet(published / "parquet" / "disagreements.parquet")
    assert sorted(frame["disagreement_id"]) == sorted(
        name for (name,) in sql("SELECT disagreement_id FROM disagreements")
    )


def test_polars_reads_a_query(engine, sql):
    assert polars.read_database(QUESTION, engine.connect()).rows() == sql(QUESTION)


def test_polars_scans_the_partitioned_figures(published, sql):
    scanned = polars.scan_parquet(published / "parquet" / "counted_figures", hive_partitioning=True)
    by_measure = scanned.group_by("measure").agg(polars.len()).collect()
    assert sorted(by_measure.rows()) == sorted(sql("SELECT measure, count(*) FROM counted_figures GROUP BY measure"))


def test_an_older_duckdb_command_line_reads_the_published_file(file, sql):
    program = pathlib.Path(sys.executable).with_name("duckdb")
    done = subprocess.run(
        [program, "-readonly", "-json", "-c", QUESTION, file], capture_output=True, text=True, check=True
    )
    assert [tuple(row.values()) for row in json.loads(done.stdout)] == sql(QUESTION)


def test_hsql_reads_the_published_file(file, sql, tmp_path):
    program = pathlib.Path(sys.executable).with_name("hsql")
    command = [program, "--read-only", "--json", "-c", QUESTION, file]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"HOME": str(tmp_path)})
    assert [tuple(row.values()) for row in json.loads(done.stdout)] == sql(QUESTION)
