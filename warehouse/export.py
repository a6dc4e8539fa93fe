"""Reported figures for other programs: CSV, Parquet, JSON Lines, GeoJSON, HXL, HELIX."""

import pathlib

from warehouse.reader import Reader

EXPORT_FORMATS = ("csv", "parquet", "jsonl", "geojson", "hxl", "helix")


def export(reader: Reader, format: str, output: str | pathlib.Path) -> dict[str, int]:
    """Write the figures in `format` to the file `output`, atomically.

    Returns how many rows were `written`, and under the name of each reason how many could not be mapped.
    Raises `ExportFailed`.
    """
