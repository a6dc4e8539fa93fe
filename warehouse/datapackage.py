"""The Data Package (Frictionless) that describes the published Parquet files."""

import pathlib
from typing import Any

import duckdb

from schemas.ddl import named
from warehouse import clock
from warehouse.marts import column_meaning, marts, meanings
from warehouse.migrations import SCHEMA_VERSION

TYPES = {
    "VARCHAR": "string",
    "DOUBLE": "number",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "BOOLEAN": "boolean",
    "JSON": "string",
}
WHOLE = ("BIGINT", "INTEGER", "HUGEINT", "UBIGINT", "SMALLINT", "TINYINT")


def descriptor(db: duckdb.DuckDBPyConnection, catalog: str, folder: pathlib.Path) -> dict[str, Any]:
    """What `datapackage.json` says of the Parquet files in `folder`, written from the tables of the attached `catalog`.

    A resource a table.
    """
    resources = []
    for name, _ in marts():
        paths = sorted(str(path.relative_to(folder)) for path in folder.glob(f"{name}/**/*.parquet"))
        if (folder / f"{name}.parquet").exists():
            paths = [f"{name}.parquet"]
        if not paths:
            continue
        columns = db.execute(f"DESCRIBE {catalog}.{named(name)}").fetchall()
        resources.append(
            {
                "name": name.replace("_", "-"),
                "title": name,
                "description": meanings()[name][0],
                "path": paths[0] if len(paths) == 1 else paths,
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "schema": {
                    "fields": [
                        {"name": row[0], "type": field_type(row[1]), "description": column_meaning(name, row[0])}
                        for row in columns
                    ]
                },
            }
        )
    return {
        "name": "tallybook",
        "title": "Tallybook: who reported how many, where and when",
        "profile": "data-package",
        "created": clock.now().isoformat(timespec="seconds") + "Z",
        "version": str(SCHEMA_VERSION),
        "resources": resources,
    }


def field_type(duckdb_type: str) -> str:
    """Frictionless' name for a DuckDB type.

    Its Parquet reader goes through pandas, which makes floats of whole numbers beside a null, and lists of a kind that
    it does not take for an array; the names are those under which the files are valid.
    """
    if duckdb_type.endswith("[]"):
        return "any"
    return "number" if duckdb_type in WHOLE else TYPES.get(duckdb_type, "any")
