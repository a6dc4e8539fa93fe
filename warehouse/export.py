"""Reported figures for other programs: CSV, Parquet, JSON Lines, GeoJSON, HXL, HELIX."""

import json
import os
import pathlib
from collections.abc import Callable, Iterator
from typing import IO, Any

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.connection import explaining
from warehouse.errors import ExportFailed
from warehouse.reader import Reader

ROWS_AT_ONCE = 50_000
EVERYTHING = "SELECT * FROM counted_figures ORDER BY published_at, article_id, start_char, figure_id"

# A cell that opens with one of these is a formula to a spreadsheet.
FORMULA = r"^[=+\-@\t\r]"

# HXL 1.1: https://hxlstandard.org/standard/1-1final/dictionary/
HXL_COLUMNS = {
    "figure_id": "#meta+id",
    "published_at": "#date+published",
    "publisher": "#meta+publisher+name",
    "uri": "#meta+url",
    "measure": "#affected+type",
    "population": "#affected+population",
    "unit": "#affected+unit",
    "value": "#affected+num",
    "value_low": "#affected+min+num",
    "value_high": "#affected+max+num",
    "qualifier": "#affected+qualifier",
    "basis": "#affected+basis",
    "period_start": "#date+start",
    "period_end": "#date+end",
    "country_code": "#country+code+v_iso2",
    "region_name": "#loc+name",
    "region_path": "#loc+path",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "source_name": "#meta+source+name",
    "source_kind": "#meta+source+type",
    "certainty": "#meta+certainty",
    "counted": "#status+counted",
    "excluded_because": "#status+reason",
    "sentence": "#description",
}

HELIX = """
SELECT
    figure_id AS id, uri AS entry_url, title AS entry_title, publisher, published_at::DATE AS publication_date,
    country_code AS iso2, region_path AS locations, latitude, longitude, place_precision AS location_accuracy,
    CASE qualifier
        WHEN 'exact' THEN 'Exact' WHEN 'about' THEN 'Approximately' WHEN 'at_least' THEN 'More than or equal to'
        WHEN 'more_than' THEN 'More than' WHEN 'vague' THEN 'More than or equal to'
        WHEN 'fewer_than' THEN 'Less than' WHEN 'nearly' THEN 'Less than' ELSE 'Less than or equal to'
    END AS quantifier,
    coalesce(value_best, value_low, value_high) AS reported,
    CASE unit WHEN 'person' THEN 'Person' WHEN 'household' THEN 'Household' END AS unit,
    CASE measure
        WHEN 'displaced' THEN 'Displaced' WHEN 'evacuated' THEN 'Evacuated' WHEN 'homeless' THEN 'Homeless'
        WHEN 'houses_destroyed' THEN 'Destroyed housing' WHEN 'houses_damaged' THEN 'Uninhabitable housing'
        WHEN 'returned' THEN 'Returns' WHEN 'refugees' THEN 'Cross-border displacement' WHEN 'rescued' THEN 'Relocated'
    END AS term,
    CASE basis WHEN 'stock' THEN 'Stock' ELSE 'Flow' END AS category,
    period_start AS start_date, period_end AS end_date,
    CASE period_precision WHEN 'day' THEN 'Day' WHEN 'week' THEN 'Week' WHEN 'month' THEN 'Month'
        WHEN 'year' THEN 'Year' ELSE 'Unknown' END AS date_accuracy,
    sentence AS source_excerpt, coalesce(source_name, publisher) AS sources, source_kind AS source_type,
    counted AS include_in_totals, excluded_because
FROM counted_figures
WHERE {condition}
ORDER BY published_at, figure_id
"""
HELIX_MEASURES = (
    "measure IN ('displaced', 'evacuated', 'homeless', 'houses_destroyed', 'houses_damaged', 'returned', 'refugees', "
    "'rescued')"
)
# What HELIX cannot hold, by reason; the first that holds is told.
HELIX_REASONS = {
    "the measure is none of displacement": f"NOT ({HELIX_MEASURES})",
    "a rate is neither stock nor flow": f"{HELIX_MEASURES} AND basis = 'rate'",
    "the country is unknown": f"{HELIX_MEASURES} AND basis <> 'rate' AND country_code IS NULL",
    "the unit is neither person nor household": (
        f"{HELIX_MEASURES} AND basis <> 'rate' AND country_code IS NOT NULL AND unit NOT IN ('person', 'household') "
        "AND measure NOT IN ('houses_destroyed', 'houses_damaged')"
    ),
}

GEOJSON_REASONS = {
    "the place is unknown": "latitude IS NULL OR longitude IS NULL",
    "only the country is known": (
        "latitude IS NOT NULL AND longitude IS NOT NULL AND place_precision IN ('country', 'unknown')"
    ),
}


def export(reader: Reader, format: str, output: str | pathlib.Path) -> dict[str, int]:
    """Write the figures in `format` to the file `output`, which appears only when it is whole.

    Returns how many rows were `written`, and under each reason how many could not be mapped. Raises `ExportFailed`.
    """
    output = pathlib.Path(output)
    if format not in WRITERS:
        raise ExportFailed(f"unknown format {format!r}", output, f"choose one of {', '.join(EXPORT_FORMATS)}")
    if output.is_dir():
        raise ExportFailed("is a folder", output, "give the path of a file")
    partial = output.with_name(output.name + ".partial")
    with explaining(output):
        output.parent.mkdir(parents=True, exist_ok=True)
        try:
            with partial.open("wb") as file:
                told = WRITERS[format](reader.db, file)
                file.flush()
                os.fsync(file.fileno())
            os.replace(partial, output)
        finally:
            partial.unlink(missing_ok=True)
    return told


def _batches(db: duckdb.DuckDBPyConnection, sql: str) -> Iterator[pl.DataFrame]:
    """The answer in frames of some thousand rows, at least one, so that memory stays flat."""
    stream = db.sql(sql).to_arrow_reader(ROWS_AT_ONCE)
    empty = pl.from_arrow(stream.schema.empty_table())
    some = False
    for batch in stream:
        frame = pl.from_arrow(pa.Table.from_batches([batch]))
        if isinstance(frame, pl.DataFrame) and not frame.is_empty():
            some = True
            yield frame
    if not some and isinstance(empty, pl.DataFrame):
        yield empty


def _without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """Text that a spreadsheet would take for a formula, made plain text by an apostrophe before it."""
    text = pl.col(pl.String)
    return frame.with_columns(pl.when(text.str.contains(FORMULA)).then(pl.lit("'") + text).otherwise(text).name.keep())


def _write_csv(db: duckdb.DuckDBPyConnection, file: IO[bytes], sql: str, tags: dict[str, str] | None = None) -> int:
    """CSV with a header, and under it a row of tags where those are given."""
    rows = 0
    for number, frame in enumerate(_batches(db, sql)):
        if number == 0:
            file.write(frame.clear().write_csv().encode())
            if tags is not None:
                file.write((",".join(tags[name] for name in frame.columns) + "\n").encode())
        file.write(_without_formulas(frame).write_csv(include_header=False, float_precision=None).encode())
        rows += frame.height
    return rows


def _csv(db: duckdb.DuckDBPyConnection, file: IO[bytes]) -> dict[str, int]:
    return {"written": _write_csv(db, file, EVERYTHING)}


def _hxl(db: duckdb.DuckDBPyConnection, file: IO[bytes]) -> dict[str, int]:
    columns = ", ".join(
        "coalesce(value_best, value_low, value_high) AS value" if name == "value" else name for name in HXL_COLUMNS
    )
    return {"written": _write_csv(db, file, f"SELECT {columns} FROM ({EVERYTHING})", HXL_COLUMNS)}


def _helix(db: duckdb.DuckDBPyConnection, file: IO[bytes]) -> dict[str, int]:
    unmapped = " OR ".join(f"({condition})" for condition in HELIX_REASONS.values())
    written = _write_csv(db, file, HELIX.format(condition=f"NOT coalesce({unmapped}, false)"))
    return {"written": written} | _reasons(db, HELIX_REASONS)


def _parquet(db: duckdb.DuckDBPyConnection, file: IO[bytes]) -> dict[str, int]:
    stream = db.sql(EVERYTHING).to_arrow_reader(ROWS_AT_ONCE)
    rows = 0
    with pq.ParquetWriter(file, stream.schema, compression="zstd") as writer:
        for batch in stream:
            writer.write_batch(batch)
            rows += batch.num_rows
    return {"written": rows}


def _jsonl(db: duckdb.DuckDBPyConnection, file: IO[bytes]) -> dict[str, int]:
    rows = 0
    for frame in _batches(db, EVERYTHING):
        file.write(frame.write_ndjson().encode())
        rows += frame.height
    return {"written": rows}


def _geojson(db: duckdb.DuckDBPyConnection, file: IO[bytes]) -> dict[str, int]:
    unmapped = " OR ".join(f"({condition})" for condition in GEOJSON_REASONS.values())
    rows = 0
    file.write(b'{"type": "FeatureCollection", "features": [')
    for frame in _batches(db, f"SELECT * FROM ({EVERYTHING}) WHERE NOT coalesce({unmapped}, false)"):
        for row in frame.iter_rows(named=True):
            point = [row.pop("longitude"), row.pop("latitude")]
            feature = {"type": "Feature", "id": row["figure_id"], "geometry": {"type": "Point", "coordinates": point}}
            text = json.dumps(feature | {"properties": row}, ensure_ascii=False, default=str)
            file.write((",\n" if rows else "\n").encode() + text.encode())
            rows += 1
    file.write(b"\n]}\n")
    return {"written": rows} | _reasons(db, GEOJSON_REASONS)


def _reasons(db: duckdb.DuckDBPyConnection, reasons: dict[str, str]) -> dict[str, int]:
    """How many figures could not be mapped, by reason; reasons without any are left out."""
    counts = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in reasons.values())
    found = db.execute(f"SELECT {counts} FROM counted_figures").fetchall()[0]
    return {reason: count for reason, count in zip(reasons, found, strict=True) if count}


WRITERS: dict[str, Callable[[duckdb.DuckDBPyConnection, IO[bytes]], dict[str, Any]]] = {
    "csv": _csv,
    "parquet": _parquet,
    "jsonl": _jsonl,
    "geojson": _geojson,
    "hxl": _hxl,
    "helix": _helix,
}
EXPORT_FORMATS = tuple(WRITERS)
