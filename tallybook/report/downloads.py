"""Whole marts to take away, as CSV and Parquet."""

import pathlib
from typing import Any

from tallybook.report.ledger import Ledger

OFFERED = {
    "counted_figures": "Every reported figure, whether it counts, and why not",
    "totals_by_source_region": "Totals of new figures by source, region and period",
    "latest_by_source_region": "The latest running total, stock or rate by source and region",
    "revisions": "How each source's value changed",
    "disagreements": "What sources say differently of one thing",
    "incidents": "Incidents",
    "incident_tolls": "Tolls of incidents by source",
    "articles": "Articles, with their text",
    "coverage": "Countries and months covered",
    "data_quality": "How complete each publisher's figures are",
}
# A cell that opens with one of these is a formula to a spreadsheet; an apostrophe makes it text.
_FORMULA = r"^[=+\-@\t\r]"


def write_downloads(ledger: Ledger, folder: pathlib.Path) -> list[dict[str, Any]]:
    """Write the files below `folder`/downloads; returns what each is and how large."""
    (folder / "downloads").mkdir()
    offered = []
    for name, told in OFFERED.items():
        columns = list(ledger.rows(f"DESCRIBE {name}"))
        plain = ", ".join(_plain(column, kind) for column, kind, *_ in columns)
        files = []
        for extension, select, options in (
            ("csv", plain, "FORMAT csv, HEADER"),
            ("parquet", "*", "FORMAT parquet, COMPRESSION zstd"),
        ):
            path = folder / "downloads" / f"{name}.{extension}"
            target = str(path).replace("'", "''")
            ledger.db.execute(f"COPY (SELECT {select} FROM {name}) TO '{target}' ({options})")
            files.append({"path": f"downloads/{path.name}", "kind": extension, "bytes": path.stat().st_size})
        rows = ledger.count(f"SELECT count(*) FROM {name}")
        offered.append({"name": name, "told": told, "rows": rows, "files": files})
    return offered


def _plain(column: str, kind: str) -> str:
    name = '"' + column.replace('"', '""') + '"'
    if kind != "VARCHAR":
        return name
    return f"CASE WHEN regexp_matches({name}, '{_FORMULA}') THEN '''' || {name} ELSE {name} END AS {name}"
