"""The readers' copy: one DuckDB file with the marts as tables, and the same as Parquet with a Data Package."""

import pathlib


def published_path(warehouse: str | pathlib.Path) -> pathlib.Path:
    """The folder of the default published copy: `NAME.published` beside the warehouse."""
    warehouse = pathlib.Path(warehouse)
    return warehouse.with_name(warehouse.name + ".published")
