"""The readers' copy: one DuckDB file with the marts as tables, and the same as Parquet with a Data Package."""

import pathlib

import duckdb


def published_path(warehouse: str | pathlib.Path) -> pathlib.Path:
    """The folder of the default published copy: `NAME.published` beside the warehouse `NAME.duckdb`."""
    warehouse = pathlib.Path(warehouse)
    name = warehouse.stem if warehouse.suffix in (".duckdb", ".db") else warehouse.name
    return warehouse.with_name(name + ".published")


def publish(db: duckdb.DuckDBPyConnection, warehouse: pathlib.Path, dest: pathlib.Path) -> pathlib.Path:
    """Write the readers' copy into the folder `dest`."""
    raise NotImplementedError
