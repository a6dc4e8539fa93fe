"""What the dashboard's charts ask, and the same questions put to SQLite and to raw Parquet."""

import pathlib
import sqlite3
import time
from typing import Any

import duckdb
import yaml

BI = pathlib.Path(__file__).parents[1] / "bi"
TRUNCATED = {  # a moment down to the start of its day or hour, as Superset asks it of each database
    "duckdb": {"P1D": "date_trunc('day', {})", "PT1H": "date_trunc('hour', {})"},
    "sqlite": {"P1D": "date({})", "PT1H": "strftime('%Y-%m-%d %H:00:00', {})"},
}
SECONDS_A_QUERY = 10  # a query that has taken so long in all is not asked again


def charts() -> dict[str, dict[str, Any]]:
    """The dashboard's charts by name, each with its dataset's metrics."""
    sets = yaml.safe_load((BI / "datasets.yaml").read_text(encoding="utf-8"))
    told = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in BI.glob("charts/*.yaml")}
    return {name: chart | {"of": sets[chart["dataset"]]["metrics"]} for name, chart in sorted(told.items())}


def asked(chart: dict[str, Any], dialect: str) -> str:
    """The SQL with which Superset fills a chart."""
    query, columns, grouped = chart["query"], [], []
    for column in query["columns"]:
        if isinstance(column, dict):
            grouped.append(TRUNCATED[dialect][column["timeGrain"]].format(column["sqlExpression"]))
            columns.append(f"{grouped[-1]} AS {column['label']}_grain")
        else:
            grouped.append(column)
            columns.append(column)
    metrics = query.get("metrics", [])
    columns += [f"{chart['of'][metric]['expression']} AS {metric}_metric" for metric in metrics]
    wheres = [f"{f['col']} = '{f['val']}'" if "val" in f else f"{f['col']} {f['op']}" for f in query.get("filters", [])]
    wheres += [query["extras"]["where"]] if "extras" in query else []
    orders = [f"{column} {'ASC' if up else 'DESC'}" for column, up in query.get("orderby", [])]
    orders = orders or [f"{metrics[0]}_metric DESC"]
    return (
        f"SELECT {', '.join(columns)} FROM {chart['dataset']}"
        + (f" WHERE {' AND '.join(wheres)}" if wheres else "")
        + (f" GROUP BY {', '.join(grouped)}" if metrics and grouped else "")
        + f" ORDER BY {', '.join(orders)} LIMIT {query['row_limit']}"
    )


def into_sqlite(copy: duckdb.DuckDBPyConnection, path: pathlib.Path) -> sqlite3.Connection:
    """The tables that the charts ask, in SQLite, with an index for each chart."""
    lite = sqlite3.connect(path)
    lite.execute("PRAGMA journal_mode = OFF")
    for dataset in sorted({chart["dataset"] for chart in charts().values()}):
        kinds = {row[0]: row[1] for row in copy.execute(f"DESCRIBE {dataset}").fetchall() if "[]" not in row[1]}
        held = ", ".join(f"{name}::VARCHAR" if kind[:4] in ("DATE", "TIME") else name for name, kind in kinds.items())
        lite.execute(f"CREATE TABLE {dataset} ({', '.join(kinds)})")
        rows = copy.execute(f"SELECT {held} FROM {dataset}")
        while some := rows.fetchmany(50_000):
            lite.executemany(f"INSERT INTO {dataset} VALUES ({', '.join('?' * len(kinds))})", some)
    for name, chart in charts().items():
        query = chart["query"]
        keys = [f["col"] for f in query.get("filters", [])] + [c for c, _ in query.get("orderby", [])]
        keys += [c for c in query["columns"] if isinstance(c, str) and query.get("metrics")]
        if keys:
            lite.execute(f"CREATE INDEX {name}_index ON {chart['dataset']} ({', '.join(dict.fromkeys(keys))})")
    lite.execute("ANALYZE")
    lite.commit()
    return lite


def over_parquet(folder: pathlib.Path) -> duckdb.DuckDBPyConnection:
    """Views on the copy's Parquet."""
    db = duckdb.connect()
    for dataset in {chart["dataset"] for chart in charts().values()}:
        files = folder / dataset / "**/*.parquet" if (folder / dataset).is_dir() else folder / f"{dataset}.parquet"
        db.execute(f"CREATE VIEW {dataset} AS SELECT * FROM read_parquet('{files}')")
    return db


def timed(db: duckdb.DuckDBPyConnection | sqlite3.Connection, sql: str, asks: int) -> tuple[list[float], int]:
    """Milliseconds of each ask, the first left out, and the rows of the answer."""
    began = time.perf_counter()
    rows = len(db.execute(sql).fetchall())
    once = time.perf_counter() - began
    taken = [] if once < SECONDS_A_QUERY else [once * 1000]
    while not taken or (len(taken) < asks and sum(taken) < SECONDS_A_QUERY * 1000):
        began = time.perf_counter()
        db.execute(sql).fetchall()
        taken.append((time.perf_counter() - began) * 1000)
    return taken, rows
