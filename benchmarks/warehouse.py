"""What the warehouse costs by size, and how fast its published copy answers the dashboard, beside SQLite and Parquet.

    python -m benchmarks.warehouse [--figures N ...] [--asks 20]

Makes so many figures (by default 100,000 and 1,000,000; 10000000 on request) in a fifth as many articles, in a folder
that goes afterwards, each size in a process of its own. Of five figures in an article one restates another, one is a
part of another, one is another source's toll of the same event; one article in twenty revises the one before it and
one copies it. Loading is `Warehouse.load` with all its checks, in batches of 250,000 figures in columns, until they are
in the file; making the figures is not timed. Seconds of the processor stand in brackets behind those of the clock, for
machines that do other work meanwhile. The queries are those of every chart in `bi/charts`, without a filter of the
reader's. SQLite holds the tables that they ask, without lists, indexed for each chart, up to `--sqlite` figures, for it
takes longest; DuckDB reads the copy's Parquet as it lies there. All answer on warm caches, and every answer has to have
as many rows as the others.
"""

import argparse
import itertools
import json
import pathlib
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Any

import duckdb
from rich.console import Console
from rich.table import Table

from benchmarks.dashboard import asked, charts, into_sqlite, over_parquet, timed
from benchmarks.ledger_rows import FIGURES_EACH, LEAST, batches
from warehouse import Batch, Warehouse, published_path

AIMS = {
    "load, figures/s": 200_000,
    "slowest query's p95, ms": 100,
    "publish, s": 60,
    "peak memory, MB": 4096,
    "growth, the worst": 1,
}
AT_LEAST = ("load, figures/s",)
PEERS = ("sqlite", "parquet")
GROWING = ("load", "build", "publish", "queries")


def p95(taken: list[float]) -> float:
    """The time under which 95 of 100 asks stay."""
    return sorted(taken)[max(0, -(-95 * len(taken) // 100) - 1)]


def size_of(path: pathlib.Path) -> int:
    """Bytes of a file or of everything in a folder."""
    return sum(file.stat().st_size for file in ([path] if path.is_file() else path.rglob("*")) if file.is_file())


class Clock:
    """Seconds by the clock and of the processor that some stretches of work took together."""

    def __init__(self) -> None:
        self.seconds = self.processor = 0.0

    def __enter__(self) -> None:
        self._began, self._used = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        self.seconds += time.perf_counter() - self._began
        self.processor += time.process_time() - self._used


def measured(figures: int, asks: int, with_sqlite: bool) -> dict[str, Any]:
    """All numbers of one size."""
    with tempfile.TemporaryDirectory() as temporary:
        path = pathlib.Path(temporary) / "w.duckdb"
        load, build, publish = Clock(), Clock(), Clock()
        with Warehouse.open(path) as ledger:
            run_id = ledger.begin_run(engine_version="bench")
            for articles, rows in batches(figures // FIGURES_EACH):
                with load:
                    loaded = ledger.load(Batch(articles, rows), run_id)
                if loaded.rejected or loaded.rejected_figures or loaded.figures != rows.height:
                    raise SystemExit(f"the warehouse turned generated rows away: {loaded}")
            with load:
                ledger.db.execute("CHECKPOINT")  # what the last batches left to be written belongs to loading
            with build:
                steps = ledger.build_models(run_id)
            with publish:
                published = ledger.publish(published_path(path))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        found: dict[str, Any] = {"figures": figures, "steps": steps, "peak": peak, "bytes": size_of(path) / figures}
        for what, clock in (("load", load), ("build", build), ("publish", publish)):
            found |= {what: clock.seconds, f"{what} processor": clock.processor}
        found["copy"], found["parquet"] = (size_of(p) / figures for p in (published, published.parent / "versions"))
        with duckdb.connect(published, read_only=True) as copy:
            answering: dict[str, duckdb.DuckDBPyConnection | sqlite3.Connection] = {
                "copy": copy,
                "parquet": over_parquet(published.parent / "parquet"),
            }
            if with_sqlite:
                answering["sqlite"] = into_sqlite(copy, pathlib.Path(temporary) / "w.sqlite")
                found["sqlite"] = size_of(pathlib.Path(temporary) / "w.sqlite") / figures
            found["queries"] = {}
            for name, chart in charts().items():
                answers = {
                    who: timed(db, asked(chart, "sqlite" if who == "sqlite" else "duckdb"), asks)
                    for who, db in answering.items()
                }
                if len({rows for _, rows in answers.values()}) > 1:
                    raise SystemExit(
                        f"{name}: not the same rows: { {who: rows for who, (_, rows) in answers.items()} }"
                    )
                found["queries"][name] = {who: taken for who, (taken, _) in answers.items()}
            for who in answering.keys() - {"copy"}:
                answering[who].close()
    return found


def main() -> None:
    """Measure each size in a process of its own and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", nargs="+", type=int, default=[100_000, 1_000_000], help=f"multiples of {LEAST}")
    parser.add_argument("--asks", type=int, default=20, help="how often each query is asked (default: 20)")
    parser.add_argument("--sqlite", type=int, default=1_000_000, help="the most figures with SQLite (default: 1000000)")
    parser.add_argument("--json", action="store_true", help="print the numbers of one size as JSON, and nothing else")
    told = parser.parse_args()
    if any(figures < LEAST or figures % LEAST for figures in told.figures):
        parser.error(f"--figures takes multiples of {LEAST}")
    if told.json:
        print(json.dumps(measured(told.figures[0], told.asks, told.figures[0] <= told.sqlite)))
        return
    sizes = []
    for figures in sorted(told.figures):
        print(f"{figures:,} figures", file=sys.stderr)
        command = [sys.executable, "-m", "benchmarks.warehouse", "--json", "--figures", str(figures)]
        command += ["--asks", str(told.asks), "--sqlite", str(told.sqlite)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        sizes.append(json.loads(done.stdout))
    shown(sizes, Console(width=None if sys.stdout.isatty() else 170))


def shown(sizes: list[dict[str, Any]], console: Console) -> None:
    """The sizes, the queries of each, the growth from size to size, and what was aimed at."""
    for size in sizes:
        asked_of = [who for who in ("copy", *PEERS) if all(who in taken for taken in size["queries"].values())]
        pooled = {who: [t for taken in size["queries"].values() for t in taken[who]] for who in asked_of}
        size["p50"] = {who: statistics.median(taken) for who, taken in pooled.items()}
        size["worst"] = {who: max(p95(taken[who]) for taken in size["queries"].values()) for who in pooled}
        size["p95"] = {who: p95(taken) for who, taken in pooled.items()}
        size["rate"] = size["figures"] / size["load"]
    table(
        "Loading, building, publishing",
        "figures|load figures/s|a CPU second|build s (CPU)|of which|publish s (CPU)"
        "|warehouse B|copy B|Parquet B|SQLite B|peak MB",
        [
            f"{s['figures']:,}|{s['rate']:,.0f}|{s['figures'] / s['load processor']:,.0f}"
            + f"|{s['build']:.1f} ({s['build processor']:.1f})|"
            + ", ".join(f"{step} {seconds:.1f}" for step, seconds in s["steps"].items() if seconds >= 0.05)
            + f"|{s['publish']:.1f} ({s['publish processor']:.1f})|"
            + "|".join(f"{s[what]:.0f}" if what in s else "" for what in ("bytes", "copy", "parquet", "sqlite"))
            + f"|{s['peak']:,.0f}"
            for s in sizes
        ],
        console,
    )
    rows = []
    for s in sizes:
        for name, taken in [*s["queries"].items(), ("all", None)]:
            cells = [f"{s['figures']:,}", name]
            for what in ("p50", "p95"):
                of = statistics.median if what == "p50" else p95
                ms = {who: of(taken[who]) if taken else s[what][who] for who in s[what]}
                cells += [f"{ms['copy']:.1f}"]
                cells += [f"{ms[who]:.1f} ({ms[who] / ms['copy']:.1f}×)" if who in ms else "" for who in PEERS]
            rows.append("|".join(cells))
    peers = "SQLite|Parquet"
    table("The dashboard's queries, ms (× the copy's)", f"figures|chart|p50|{peers}|p95|{peers}", rows, console)
    grown = [
        f"{one['figures']:,} to {other['figures']:,}|" + "|".join(f"{growth(one, other, what):.2f}" for what in GROWING)
        for one, other in itertools.pairwise(sizes)
    ]
    if grown:
        heads = "from to|load|build|publish|the query that grows most"
        table("Growth: times the time by times the size", heads, grown, console)
    last, growths = sizes[-1], [growth(a, b, what) for a, b in itertools.pairwise(sizes) for what in GROWING]
    reached = {"peak memory, MB": last["peak"], "publish, s": last["publish"], "load, figures/s": last["rate"]}
    reached |= {"slowest query's p95, ms": last["worst"]["copy"]}
    reached |= {"growth, the worst": max(growths)} if growths else {}
    lines = []
    for what, number in reached.items():
        aim, holds = AIMS[what], number >= AIMS[what] if what in AT_LEAST else number <= AIMS[what]
        digits = 2 if aim == 1 else 0
        sign = "≥" if what in AT_LEAST else "≤"
        lines.append(f"{what}|{sign} {aim:,}|{number:,.{digits}f}|{'' if holds else 'short'}")
    table(f"Aims, set for 10,000,000 figures, at {last['figures']:,}", "what|aim|reached|", lines, console)


def growth(one: dict[str, Any], other: dict[str, Any], what: str) -> float:
    """How much longer the larger size took, against how much larger it is: 1 is linear."""
    times = other["figures"] / one["figures"]
    if what != "queries":
        return float(other[what] / one[what] / times)
    medians = [{name: statistics.median(t["copy"]) for name, t in size["queries"].items()} for size in (one, other)]
    return max(medians[1][name] / medians[0][name] for name in medians[0]) / times


def table(title: str, columns: str, rows: list[str], console: Console) -> None:
    """Print a table whose cells are told apart by bars."""
    made = Table(title=title, title_justify="left")
    for column in columns.split("|"):
        made.add_column(column, justify="left" if column in ("chart", "of which", "what", "") else "right")
    for row in rows:
        made.add_row(*row.split("|"))
    console.print(made)


if __name__ == "__main__":
    main()
