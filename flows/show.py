"""Answers for the eye and for other programs: tables, CSV, JSON. What is an answer goes to standard output."""

import csv
import datetime
import decimal
import io
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]], title: str | None = None) -> None:
    """Print rows as a table, as wide as the terminal; wide columns wrap, nothing is left out."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    # Into a pipe or a file there is no width to keep to.
    console = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
    shown = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    numeric = [True] * len(columns)
    texts = []
    for row in rows:
        texts.append([cell(value) for value in row])
        for i, value in enumerate(row):
            numeric[i] = numeric[i] and (value is None or isinstance(value, int | float | decimal.Decimal))
    for name, right in zip(columns, numeric, strict=True):
        shown.add_column(name, justify="right" if right and texts else "left", overflow="fold")
    for row_texts in texts:
        # As Text: a sentence may hold square brackets, which are markup to rich.
        shown.add_row(*(Text(text) for text in row_texts))
    console.print(shown)
    if not texts:
        console.print("(no rows)")


def cell(value: Any) -> str:
    """One value as a person writes it: 1,234 rather than 1234.0; nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | decimal.Decimal):
        return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(cell(item) for item in value)
    return str(value)


def many(number: int, thing: str) -> str:
    """So many of a thing whose name takes an s: 1 article, 2,000 articles."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV with a header. A text that a spreadsheet would run as a formula is led by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_plain_text(value) for value in row] for row in rows)
    return out.getvalue()


def _plain_text(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def as_json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as a JSON list of objects; dates in ISO 8601."""
    return json.dumps([dict(zip(columns, row, strict=True)) for row in rows], default=str, ensure_ascii=False, indent=2)
