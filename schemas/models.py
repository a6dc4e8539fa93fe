"""The pandera models, one a table, made from fields and rules; and rows of any origin brought into a table's shape."""

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandera.polars as pandera
import polars as pl
from pandera.api.polars.types import PolarsData
from pandera.errors import SchemaErrors

from schemas.fields import FIELDS, Field
from schemas.rules import RULES
from schemas.tables import TABLES

Rows = pl.DataFrame | Iterable[Mapping[str, Any]]
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
BROKEN = {"row": pl.UInt32, "rule": pl.String}


def _column(field: Field) -> pandera.Column:
    """One column's part of the model: its type, its nulls, its vocabulary and its own condition."""
    checks = []
    if field.vocabulary:
        checks.append(_check(f"{field.name}_in_vocabulary", pl.col(field.name).is_in(field.words)))
    if field.check:
        checks.append(_check(f"{field.name}_in_range", pl.sql_expr(field.check)))
    return pandera.Column(field.polars, nullable=True, checks=checks, description=field.meaning)


def _check(name: str, holds: pl.Expr) -> pandera.Check:
    """A named, vectorised check. Nulls pass: whether one may be there is a check of its own."""

    def of(data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(holds.fill_null(True))

    return pandera.Check(of, name=name)


@functools.cache
def model(table: str) -> pandera.DataFrameSchema:
    """The pandera model of a table; its columns and rules come from `schemas.fields` and `schemas.rules`.

    The model of `figures` reads the article's `body` beside the table's own columns, for the evidence.
    """
    fields = list(TABLES[table].fields())
    # pandera's own null check is left out of the columns, for it names no column in what it reports of a whole frame
    nulls = [
        _check(f"{field.name}_is_not_null", pl.col(field.name).is_not_null()) for field in fields if not field.nullable
    ]
    rules = [_check(name, holds) for name, holds in RULES.get(table, {}).items()]
    return pandera.DataFrameSchema(
        {field.name: _column(field) for field in fields}, checks=nulls + rules, strict=False, name=table
    )


def shape(rows: Rows, table: str, extra: Iterable[str] = ()) -> pl.DataFrame:
    """Rows as a frame with exactly the table's columns and types; what is missing is null, what is unknown is left out.

    `extra` names columns to keep as they are. A value that its column's type cannot hold becomes null, which a required
    column then reports.
    """
    fields = list(TABLES[table].fields())
    types = {field.name: field.polars for field in fields}
    if not isinstance(rows, pl.DataFrame):
        listed = [dict(row) for row in rows]
        names = {name for row in listed for name in row}
        wanted = {name: FIELDS[name].polars if name in FIELDS else None for name in (*types, *extra) if name in names}
        try:
            rows = _frame(listed, wanted)
        except UnicodeEncodeError:
            # half a surrogate pair is no character; one stands in for it, so that spans hold
            rows = _frame([{name: _whole(value) for name, value in row.items()} for row in listed], wanted)
    present = set(rows.columns)
    columns = [
        pl.col(name).cast(kind, strict=False) if name in present else pl.lit(None, dtype=kind).alias(name)
        for name, kind in types.items()
    ]
    # a frame without columns has no rows, but literals alone would make one
    return (
        rows.select(*columns, *[name for name in extra if name in present]) if present else pl.DataFrame(schema=types)
    )


def _frame(listed: list[dict[str, Any]], wanted: dict[str, pl.DataType | None]) -> pl.DataFrame:
    """Mappings as columns; a value that its column's type cannot hold is null."""
    return pl.DataFrame(
        {
            name: pl.Series(name, [row.get(name) for row in listed], dtype=kind, strict=False)
            for name, kind in wanted.items()
        }
    )


def _whole(value: Any) -> Any:
    """Text without lone surrogates."""
    return LONE_SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


def broken_rules(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """Which rows of a shaped frame break which rule: `row` (from 0) and `rule`; empty where all is well.

    Bad data raises nothing; a frame that lacks a column is a fault of the caller and raises pandera's `SchemaErrors`.
    """
    try:
        model(table).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        if cases["index"].null_count():
            raise
        return cases.select(row=pl.col("index").cast(pl.UInt32), rule=pl.col("check")).unique(maintain_order=True)
    return pl.DataFrame(schema=BROKEN)
