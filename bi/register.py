"""The published file, its datasets, the charts and the dashboard, made in a running Superset from the files here.

What exists is brought up to date, so that it can be run after every change of the files or of the warehouse's columns.
"""

import json
import pathlib
from typing import Any

import duckdb
import yaml

from bi.rest import Record, Superset
from bi.server import BiError

HERE = pathlib.Path(__file__).parent
DATABASE = "Tallybook"
# As `tallybook query` does: read-only, and nothing beside the opened file can be read or written.
DUCKDB_CONFIG = {
    "access_mode": "READ_ONLY",
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}
TIMES = ("DATE", "TIMESTAMP")


def datasets() -> dict[str, Record]:
    """`datasets.yaml`: which marts become datasets, and the metrics that charts use."""
    return yaml.safe_load((HERE / "datasets.yaml").read_text(encoding="utf-8"))


def charts() -> dict[str, Record]:
    """One file a chart, by its name: title, dataset, viz_type, what the page shows (form) and asks (query)."""
    return {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(HERE.glob("charts/*.yaml"))}


def dashboard() -> Record:
    """`dashboard.yaml`: title, rows of charts, filters."""
    return yaml.safe_load((HERE / "dashboard.yaml").read_text(encoding="utf-8"))


def register(superset: Superset, published: pathlib.Path) -> str:
    """Make everything; returns the dashboard's URL. `published` is the file `tallybook.duckdb` of a published copy."""
    database = _database(superset, published)
    meanings = _meanings(published)
    dataset_ids = {name: _dataset(superset, database, name, told, meanings) for name, told in datasets().items()}
    wanted = dashboard()
    dashboard_id = superset.put("dashboard", "slug", {"dashboard_title": wanted["title"], "slug": wanted["slug"]})
    chart_ids = {
        name: _chart(superset, told, dataset_ids[told["dataset"]], dashboard_id) for name, told in charts().items()
    }
    filters = [_filter(each, dataset_ids) for each in wanted["filters"]]
    metadata = {"native_filter_configuration": filters, "color_scheme": "supersetColors", "cross_filters_enabled": True}
    superset.call("PUT", f"dashboard/{dashboard_id}", json={
        "dashboard_title": wanted["title"],
        "published": True,
        "position_json": json.dumps(positions(wanted, chart_ids)),
        "json_metadata": json.dumps(metadata),
    })  # fmt: skip
    return f"{superset.url}/superset/dashboard/{wanted['slug']}/"


def _database(superset: Superset, published: pathlib.Path) -> int:
    return superset.put("database", "database_name", {
        "database_name": DATABASE,
        "sqlalchemy_uri": f"duckdb:///{published.resolve()}",
        "expose_in_sqllab": True,
        "allow_dml": False,
        "allow_ctas": False,
        "allow_cvas": False,
        "allow_file_upload": False,
        "extra": json.dumps({"engine_params": {"connect_args": {"config": DUCKDB_CONFIG}}}),
    })  # fmt: skip


def _meanings(published: pathlib.Path) -> dict[str, dict[str, tuple[str, str]]]:
    """Of each table its columns with type and comment; under "" the table's own comment."""
    with duckdb.connect(str(published), read_only=True) as db:
        columns = db.execute(
            "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
        tables = db.execute(
            "SELECT table_name, comment FROM duckdb_tables() UNION ALL "
            "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
    found: dict[str, dict[str, tuple[str, str]]] = {name: {"": ("", comment or "")} for name, comment in tables}
    for table, column, kind, comment in columns:
        found[table][column] = (kind, comment or "")
    return found


def _dataset(
    superset: Superset, database: int, name: str, told: Record, meanings: dict[str, dict[str, tuple[str, str]]]
) -> int:
    if name not in meanings:
        raise BiError(f"the published file has no table {name}: publish it again with this version of Tallybook")
    _, description = meanings[name][""]
    fresh = {"database": database, "schema": "main", "table_name": name}
    dataset = superset.find("dataset", "table_name", name)
    if dataset is None:
        dataset = int(superset.call("POST", "dataset/", json=fresh)["id"])
    # emptied first: a metric or column that exists under its name may not be given again without its id
    superset.call("PUT", f"dataset/{dataset}", params={"override_columns": "true"}, json={"columns": [], "metrics": []})
    superset.call("PUT", f"dataset/{dataset}", params={"override_columns": "true"}, json={
        "description": description,
        "main_dttm_col": told.get("time"),
        "columns": [
            {"column_name": column, "verbose_name": column.replace("_", " ").capitalize(), "type": kind,
             "description": comment, "is_dttm": kind.startswith(TIMES), "groupby": True,
             "filterable": not kind.endswith("[]")}
            for column, (kind, comment) in meanings[name].items() if column
        ],
        "metrics": [{"metric_name": metric, **how} for metric, how in told["metrics"].items()],
    })  # fmt: skip
    return dataset


def form_data(chart: Record, dataset: int) -> Record:
    """What Superset's page needs to draw the chart."""
    filters = [
        {"expressionType": "SIMPLE", "clause": "WHERE", "subject": each["col"], "operator": each["op"],
         "comparator": each.get("val")}
        for each in chart["query"].get("filters", [])
    ]  # fmt: skip
    where = chart["query"].get("extras", {}).get("where")
    if where:
        filters.append({"expressionType": "SQL", "clause": "WHERE", "sqlExpression": where})
    return {
        "datasource": f"{dataset}__table",
        "viz_type": chart["viz_type"],
        "row_limit": chart["query"]["row_limit"],
        "adhoc_filters": filters,
        **chart["form"],
    }


def query_context(chart: Record, dataset: int) -> Record:
    """What Superset's API is asked for the chart's rows."""
    return {
        "datasource": {"id": dataset, "type": "table"},
        "force": False,
        "queries": [{"filters": [], "extras": {}, **chart["query"]}],
        "form_data": form_data(chart, dataset),
        "result_format": "json",
        "result_type": "full",
    }


def _chart(superset: Superset, chart: Record, dataset: int, dashboard_id: int) -> int:
    return superset.put("chart", "slice_name", {
        "slice_name": chart["title"],
        "description": chart["description"],
        "viz_type": chart["viz_type"],
        "datasource_id": dataset,
        "datasource_type": "table",
        "params": json.dumps(form_data(chart, dataset)),
        "query_context": json.dumps(query_context(chart, dataset)),
        "dashboards": [dashboard_id],
    })  # fmt: skip


def _filter(wanted: Record, dataset_ids: dict[str, int]) -> Record:
    return {
        "id": f"NATIVE_FILTER-{wanted['column']}",
        "name": wanted["name"],
        "description": wanted["description"],
        "filterType": "filter_select",
        "type": "NATIVE_FILTER",
        "targets": [{"datasetId": dataset_ids[wanted["dataset"]], "column": {"name": wanted["column"]}}],
        "controlValues": {"multiSelect": True, "enableEmptyFilter": False, "searchAllOptions": False},
        "defaultDataMask": {"extraFormData": {}, "filterState": {}, "ownState": {}},
        "cascadeParentIds": [],
        "scope": {"rootPath": ["ROOT_ID"], "excluded": []},
    }


def positions(wanted: Record, chart_ids: dict[str, int]) -> Record:
    """Superset's layout: a tree of rows, each a list of charts; widths add up to 12, heights count 8 pixels."""
    rows = [f"ROW-{number}" for number in range(len(wanted["rows"]))]
    tree: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "parents": ["ROOT_ID"], "children": rows},
        "HEADER_ID": {"type": "HEADER", "id": "HEADER_ID", "meta": {"text": wanted["title"]}},
    }
    for row, told in zip(rows, wanted["rows"], strict=True):
        parents = ["ROOT_ID", "GRID_ID"]
        tree[row] = {"type": "ROW", "id": row, "parents": parents, "meta": {"background": "BACKGROUND_TRANSPARENT"},
                     "children": [f"CHART-{name}" for name in told["charts"]]}  # fmt: skip
        for name, width in told["charts"].items():
            meta = {"chartId": chart_ids[name], "width": width, "height": told["height"]}
            tree[f"CHART-{name}"] = {"type": "CHART", "id": f"CHART-{name}", "parents": [*parents, row], "children": [],
                                     "meta": meta}  # fmt: skip
    return tree
