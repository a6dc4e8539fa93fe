"""The types of incident: which belong to one family, and how far reports of one may lie apart; read from the CSV file.

`gap_days` is how many days may lie between two reports' dates of one incident, `span_days` how many days all dated
reports of it may cover, `longest_days` how long an event may last and still be one incident rather than a sum over
time, and `spreads` whether it strikes many places at once.
"""

import functools
import pathlib

import polars as pl

FILE = pathlib.Path(__file__).with_name("incident_types.csv")


@functools.cache
def types() -> pl.DataFrame:
    """One row a type: event_type, family, gap_days, span_days, longest_days, spreads."""
    return (
        pl.read_csv(FILE)
        .rename({"type": "event_type"})
        .select("event_type", "family", "gap_days", "span_days", "longest_days", pl.col("spreads") == "yes")
    )
