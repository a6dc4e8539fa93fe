"""What was made through Superset's REST API answers as SQL on the same file does."""

import json
import os
import shutil

import duckdb
import pytest

from bi.register import charts, dashboard, datasets, register
from bi.rest import Record
from bi.server import BiError
from tests.bi.superset.comparing import comparable, rows_of, sql_of


def stored(bi, chart) -> Record:
    """The query that Superset keeps for the chart of that name, its cache passed by."""
    found = bi.superset.find("chart", "slice_name", charts()[chart]["title"])
    context = json.loads(bi.superset.call("GET", f"chart/{found}")["result"]["query_context"])
    return context | {"force": True}


@pytest.mark.parametrize("chart", charts())
def test_a_chart_answers_as_sql_does(bi, chart):
    answered = rows_of(bi.superset.answer(stored(bi, chart)))
    expected = bi.sql(sql_of(chart))
    assert expected, "the examples hold nothing that this chart could show"
    assert comparable(answered) == comparable(expected)


def test_every_chart_is_on_the_dashboard(bi):
    shown = bi.superset.call("GET", f"dashboard/{dashboard()['slug']}/charts")["result"]
    assert {chart["slice_name"] for chart in shown} == {chart["title"] for chart in charts().values()}
    assert {name for row in dashboard()["rows"] for name in row["charts"]} == set(charts())


@pytest.mark.parametrize("table", datasets())
def test_a_dataset_tells_what_the_file_says_of_its_columns(bi, table):
    found = bi.superset.find("dataset", "table_name", table)
    dataset = bi.superset.call("GET", f"dataset/{found}")["result"]
    told = {column["column_name"]: column["description"] for column in dataset["columns"]}
    comments = bi.sql(f"SELECT column_name, comment FROM duckdb_columns() WHERE table_name = '{table}'")
    assert told == dict(comments)
    assert all(told.values())
    (said,) = bi.sql(f"SELECT comment FROM duckdb_tables() WHERE table_name = '{table}'")
    assert dataset["description"] == said[0]


def test_registering_again_makes_nothing_twice(bi):
    def made():
        return {
            kind: bi.superset.call("GET", f"{kind}/")["ids"] for kind in ("database", "dataset", "chart", "dashboard")
        }

    before = made()
    assert register(bi.superset, bi.file) == bi.dashboard
    assert made() == before


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (a INTEGER)",
        "DELETE FROM counted_figures",
        "ATTACH '/tmp/other.duckdb'",
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY articles TO '/tmp/articles.csv'",
    ],
)
def test_sql_lab_changes_nothing_and_reads_no_other_file(bi, statement):
    database = bi.superset.find("database", "database_name", "Tallybook")
    before = bi.file.stat()
    with pytest.raises(BiError, match="Superset refused POST sqllab/execute"):
        bi.superset.call("POST", "sqllab/execute/", json={"database_id": database, "sql": statement, "schema": "main"})
    assert bi.file.stat() == before


def test_sql_lab_reads(bi):
    database = bi.superset.find("database", "database_name", "Tallybook")
    asked = {"database_id": database, "sql": "SELECT count(*) AS figures FROM reported_figures", "schema": "main"}
    answered = bi.superset.call("POST", "sqllab/execute/", json=asked)
    assert [tuple(row.values()) for row in answered["data"]] == bi.sql(asked["sql"])


def test_a_new_publication_is_read_without_a_restart(bi, tmp_path):
    kept, fresh = tmp_path / "kept.duckdb", bi.file.with_name("fresh.duckdb")
    shutil.copy(bi.file, kept)
    shutil.copy(bi.file, fresh)
    with duckdb.connect(str(fresh)) as db:
        for table in ("counted_figures", "figures_by_place"):
            db.execute(f"DELETE FROM {table} WHERE measure = 'killed'")
    try:
        before = rows_of(bi.superset.answer(stored(bi, "figures")))
        os.replace(fresh, bi.file)
        after = rows_of(bi.superset.answer(stored(bi, "figures")))
        expected = bi.sql(sql_of("figures"))
    finally:
        os.replace(kept, bi.file)
    assert comparable(after) == comparable(expected) != comparable(before)
    assert comparable(rows_of(bi.superset.answer(stored(bi, "figures")))) == comparable(before)


@pytest.mark.parametrize("told", dashboard()["filters"], ids=lambda told: told["column"])
def test_a_filter_narrows_every_chart_that_has_its_column(bi, told):
    """The page puts a filter on every chart; one whose dataset lacks the column tells so and stays as it was."""
    ((chosen,),) = bi.sql(f"SELECT max({told['column']}) FROM {told['dataset']}")
    narrowed = set()
    for chart in charts():
        context = stored(bi, chart)
        whole = bi.superset.answer(context)
        (query,) = context["queries"]
        chosen_alone = {"col": told["column"], "op": "IN", "val": [chosen]}
        query["filters"] = [*query["filters"], chosen_alone]
        part = bi.superset.answer(context)
        if told["column"] in {each["column"] for each in part["rejected_filters"]}:
            assert comparable(rows_of(part)) == comparable(rows_of(whole))
        else:
            narrowed.add(charts()[chart]["dataset"])
            if told["column"] in part["colnames"]:
                assert {row[told["column"]] for row in part["data"]} <= {chosen}
    having = bi.sql(f"SELECT DISTINCT table_name FROM duckdb_columns() WHERE column_name = '{told['column']}'")
    assert narrowed == {name for (name,) in having} & set(datasets())
