"""The warehouse's benchmark makes what it says, and its peers answer as the copy does."""

import io
from typing import Any

from rich.console import Console

from benchmarks import ledger_rows, warehouse


def rows() -> list[list[dict[str, Any]]]:
    """The smallest batch's articles and figures."""
    return [frame.to_dicts() for frame in next(ledger_rows.batches(1000))]


def test_generated_figures_stand_where_they_say():
    articles, figures = rows()
    bodies = {article["article_id"]: article["body"] for article in articles}
    assert len(figures) == 5 * len(articles) == 5000
    for figure in figures:
        assert bodies[figure["article_id"]][figure["start_char"] : figure["end_char"]] == figure["number_text"]


def test_generated_figures_repeat_are_parts_and_are_revised():
    articles, figures = rows()
    ids = {figure["figure_id"] for figure in figures}
    assert len(ids) == len(figures)
    for link in ("restates_figure_id", "part_of_figure_id"):
        assert {figure[link] for figure in figures if figure.get(link)} <= ids
    assert len({article["uri"] for article in articles}) < len(articles)
    assert len({article["body"] for article in articles}) < len(articles)


def test_smallest_size_is_measured_and_told():
    found = warehouse.measured(ledger_rows.LEAST, asks=1, with_sqlite=True)
    assert set(found["queries"]) == set(warehouse.charts())
    told = io.StringIO()
    without = {name: {who: taken[who] for who in ("copy", "parquet")} for name, taken in found["queries"].items()}
    larger = {"figures": 2 * found["figures"], "queries": without}
    warehouse.shown(
        [found, {what: found[what] for what in found if what != "sqlite"} | larger], Console(file=told, width=200)
    )
    assert "Growth" in told.getvalue()
    assert "killed_by_country" in told.getvalue()
