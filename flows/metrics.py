"""Figures for Prometheus: after each run a file for node_exporter's textfile collector (`TALLYBOOK_METRICS`).

A run ends before anybody could scrape it, so it leaves a file; what it tells is summed over `runs`, so that counters
go on from run to run and lead back to rows. prometheus-client comes with Prefect.
"""

import os
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, write_to_textfile
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from warehouse import Warehouse

VARIABLE = "TALLYBOOK_METRICS"

_TOTALS = """
select coalesce(sum(articles_new), 0), coalesce(sum(articles_changed), 0), coalesce(sum(articles_skipped), 0),
    coalesce(sum(articles_rejected), 0), coalesce(sum(figures_loaded), 0), coalesce(sum(figures_rejected), 0)
from runs
"""
_RUNS = "select kind, status, count(*), max(epoch(finished_at)) from runs group by kind, status order by kind, status"
_STAGES = """
select stage, sum(cast(timings->>stage as double))
from (select timings, unnest(json_keys(timings)) as stage from runs) group by stage order by stage
"""


def write(ledger: Warehouse) -> None:
    """Write the file, whole or not at all, where the variable names one. Raises `OSError`."""
    path = os.environ.get(VARIABLE)
    if path:
        registry = CollectorRegistry()
        registry.register(_Ledger(ledger))
        write_to_textfile(path, registry)


class _Ledger:
    def __init__(self, ledger: Warehouse) -> None:
        self._ledger = ledger

    def describe(self) -> list[Metric]:
        return []

    def collect(self) -> Iterator[Metric]:
        ask = self._ledger.db.execute
        new, changed, known, rejected, figures, turned_away = ask(_TOTALS).fetchall()[0]
        articles = CounterMetricFamily("tallybook_articles", "Inputs read, by what came of them", labels=["outcome"])
        for outcome, number in (("new", new), ("changed", changed), ("known", known), ("rejected", rejected)):
            articles.add_metric([outcome], number)
        yield articles
        yield CounterMetricFamily("tallybook_figures", "Figures loaded", value=figures)
        yield CounterMetricFamily("tallybook_figures_rejected", "Figures turned away", value=turned_away)
        runs = CounterMetricFamily("tallybook_runs", "Runs, by kind and how they ended", labels=["kind", "status"])
        ended = GaugeMetricFamily(
            "tallybook_last_run_timestamp_seconds", "When the last such run ended", labels=["kind", "status"]
        )
        for kind, status, number, last in ask(_RUNS).fetchall():
            runs.add_metric([kind, status], number)
            if last is not None:
                ended.add_metric([kind, status], last)
        yield runs
        yield ended
        stages = CounterMetricFamily("tallybook_stage_seconds", "Time that runs took, by stage", labels=["stage"])
        for stage, seconds in ask(_STAGES).fetchall():
            stages.add_metric([stage], seconds)
        yield stages
        file = self._ledger.path
        size = sum(part.stat().st_size for part in (file, file.with_name(file.name + ".wal")) if part.exists())
        yield GaugeMetricFamily("tallybook_warehouse_bytes", "Size of the warehouse on disk", value=size)
