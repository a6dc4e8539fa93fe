"""Superset's rows and DuckDB's rows in one form, so that they can be compared."""

import datetime
import json
import pathlib

ANSWERS = pathlib.Path(__file__).with_name("answers")


def comparable(rows, *, columns_in_order=True):
    """Rows whatever their order (a row may be there twice): numbers as floats, times as milliseconds since 1970."""
    plain = [[_plain(value) for value in row] for row in rows]
    return sorted(json.dumps(row if columns_in_order else sorted(row, key=json.dumps)) for row in plain)


def _plain(value):
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, datetime.time())
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=datetime.UTC).timestamp() * 1000
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value


def rows_of(result):
    """The rows of an answer of Superset's API, in the order of its columns."""
    return [[row[column] for column in result["colnames"]] for row in result["data"]]


def sql_of(chart):
    """The SQL whose answer a chart must give."""
    return (ANSWERS / f"{chart}.sql").read_text(encoding="utf-8")
