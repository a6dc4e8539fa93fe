"""From files to published answers: articles a second, what Prefect takes of it, and memory while it runs.

    python -m benchmarks.throughput [--articles N ...] [--workers 1 2] [--shards] [--no-eight]

Generated news (`benchmarks/news_texts.py`), a thousand articles a JSON Lines file, are read by the flow of `tallybook
run` into a new warehouse and published: by default 1,000, 10,000 and 100,000 articles (1000000 on request), each time
in a process of its own, with a Prefect server in another. Prefect's time is all of a flow or task run that is not its
body; its server's is processor time of its process. On a machine that does other work, look at processor seconds
rather than the wall: those of the run with its workers, of its own process alone, and of the server. Memory is that of
the run and its workers together, without the pages that they share, taken every quarter of a second. With `--shards`
each run is made once more with workers that read the articles themselves and write shards.

Then eight articles in fresh processes beside a Prefect flow that does nothing: as Prefect comes, in Tallybook's
temporary server, and with a server that runs already. Medians of three, by the clock.
"""

import argparse
import contextlib
import functools
import itertools
import json
import os
import pathlib
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import psutil
from rich.console import Console

from benchmarks import news_texts
from benchmarks.warehouse import size_of, table
from warehouse import published_path

AIMS = {"a million articles, minutes": 60, "two workers, times one": 1.7, "Prefect's share, %": 10, "eight": 1.3}
SAMPLE_SECONDS = 0.25
STAGES = ("read", "extract", "load", "models", "publish")
NOTHING = """
from prefect import flow

@flow(persist_result=False)
def nothing():
    return 1

nothing()
"""
NOTHING_LEAN = f"""
from flows import local_server

local_server.quiet()
with local_server.api():
    exec(compile({NOTHING!r}, "flow", "exec"))
"""


class Watch:
    """Takes the time of flow and task runs as a whole, and of their bodies; the difference is Prefect's."""

    def __init__(self) -> None:
        self.whole = self.body = 0.0
        self.runs = 0

    def run(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """The same call, as one run of a flow or task."""

        def timed(*args: Any, **kwargs: Any) -> Any:
            began = time.perf_counter()
            try:
                return call(*args, **kwargs)
            finally:
                self.whole += time.perf_counter() - began
                self.runs += 1

        return timed

    def of_body(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, as a body; its signature stays, for Prefect reads the parameters from it."""

        @functools.wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            began = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                self.body += time.perf_counter() - began

        return timed


def child(folder: str, warehouse: str, workers: str, shards: str) -> None:
    """One run in this process; prints its numbers as JSON."""
    from flows import local_server

    local_server.quiet()
    with local_server.api():
        from prefect import Task

        from flows import ingest as module

        watch = Watch()
        for name, found in list(vars(module).items()):
            if isinstance(found, Task):
                found.fn = watch.of_body(found.fn)
                setattr(module, name, watch.run(found))
        module.create_markdown_artifact = watch.run(module.create_markdown_artifact)
        flow = module.ingest
        flow.fn = watch.of_body(flow.fn)
        began = time.perf_counter()
        result = watch.run(flow)(paths=[folder], warehouse=warehouse, workers=workers, shards=shards or None)
        wall = time.perf_counter() - began
    own, of_workers = (sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(
        json.dumps(
            {
                "wall": wall,
                "prefect": watch.whole - watch.body,
                "runs": watch.runs,
                "processor": own + of_workers,
                "own": own,
                "figures": result.figures,
                "articles": result.new,
                "copies": result.copies,
                "seconds": result.seconds,
            }
        ),
        flush=True,
    )
    os._exit(0)  # what the wrapped tasks hold would be told at the interpreter's end, a line an object


@contextlib.contextmanager
def server(folder: str) -> Iterator[tuple[str, psutil.Process]]:
    """A Prefect server in a process of its own: its API's URL, and the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{folder}/server.db",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-ui",
    ]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        url = f"http://127.0.0.1:{port}/api"
        try:
            for _ in range(1200):
                with contextlib.suppress(httpx.HTTPError):
                    if httpx.get(f"{url}/health", timeout=1).is_success:
                        break
                if process.poll() is not None:
                    raise SystemExit("the Prefect server did not start")
                time.sleep(0.1)
            yield url, psutil.Process(process.pid)
        finally:
            process.terminate()


def memory_of(process: psutil.Process) -> float:
    """MB that a process and its children hold alone."""
    total = 0
    for one in [process, *process.children(recursive=True)]:
        with contextlib.suppress(psutil.Error):
            total += one.memory_full_info().uss
    return total / 1e6


def measured(folder: pathlib.Path, workers: int, through_shards: bool, temporary: str) -> dict[str, Any]:
    """The numbers of one run over the folder."""
    ledger = pathlib.Path(temporary) / f"{folder.name}-{workers}{'-shards' * through_shards}.duckdb"
    shards = f"{ledger}.shards" if through_shards else ""
    with server(temporary) as (url, serving):
        used = sum(serving.cpu_times()[:2])
        command = [
            sys.executable,
            "-m",
            "benchmarks.throughput",
            "--child",
            str(folder),
            str(ledger),
            str(workers),
            shards,
        ]
        environment = {**os.environ, "PREFECT_API_URL": url}
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as run:
            process, samples, ended = psutil.Process(run.pid), [], threading.Event()

            def sample() -> None:
                while not ended.wait(SAMPLE_SECONDS):
                    with contextlib.suppress(psutil.Error):
                        samples.append(memory_of(process))

            sampling = threading.Thread(target=sample)
            sampling.start()
            out, _ = run.communicate()
            ended.set()
            sampling.join()
        if run.returncode:
            raise SystemExit(f"the run of {folder} with {workers} workers failed")
        found: dict[str, Any] = json.loads(out.splitlines()[-1])
        found["server"] = sum(serving.cpu_times()[:2]) - used
    quarter = max(1, len(samples) // 4)
    found["memory"] = [max(samples[i : i + quarter], default=0.0) for i in range(0, quarter * 4, quarter)]
    found["peak"] = max(samples, default=0.0)
    found["ledger"] = size_of(ledger) / found["articles"]
    found["copy"] = size_of(published_path(ledger)) / found["articles"]
    found["shards"] = size_of(pathlib.Path(shards)) / found["articles"] if shards else None
    return found | {
        "workers": f"{workers}, shards" if shards else str(workers),
        "rate": found["articles"] / found["wall"],
    }


def fresh(code: list[str], environment: dict[str, str]) -> float:
    """Median seconds by the clock of three fresh processes, after one that made what only the first has to make."""
    times = []
    for _ in range(4):
        began = time.perf_counter()
        subprocess.run([sys.executable, *code], env=environment, check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times[1:])


def eight(temporary: str) -> list[tuple[str, float, float]]:
    """For each kind of server: seconds of a flow that does nothing, and of eight articles."""
    folder, numbers = pathlib.Path(temporary) / "eight", itertools.count()
    news_texts.write(folder, 8)
    # Where other work slows the machine, Prefect's own server may be slower to start than Prefect waits for it.
    patience = {"PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300", "PREFECT_SERVER_DATABASE_TIMEOUT": "60"}
    apart = {"PREFECT_HOME": f"{temporary}/prefect", "XDG_STATE_HOME": f"{temporary}/state"} | patience
    environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"} | apart
    ours = ["-m", "benchmarks.throughput", "--eight", str(folder), f"{temporary}/eight"]

    def both(nothing: str, environment: dict[str, str]) -> tuple[float, float]:
        mine = [*ours[:-1], f"{ours[-1]}-{next(numbers)}"]
        return fresh(["-c", nothing], environment), fresh(mine, environment)

    rows = [("as Prefect comes, without a server", *both(NOTHING, environment))]
    rows.append(("in Tallybook's temporary server", *both(NOTHING_LEAN, environment)))
    with server(temporary) as (url, _):
        rows.append(("with a server that runs", *both(NOTHING, environment | {"PREFECT_API_URL": url})))
    return rows


def shown_runs(runs: list[dict[str, Any]], console: Console) -> None:
    """The tables of the runs: time, and memory."""
    table(
        "From files to published marts",
        "articles|workers|wall s|articles/s|of which|CPU s|own|Prefect s|its share|runs|server CPU s|figures|copies",
        [
            f"{r['articles']:,}|{r['workers']}|{r['wall']:.1f}|{r['rate']:.0f}|"
            + ", ".join(f"{stage} {r['seconds'].get(stage, 0):.1f}" for stage in STAGES)
            + f"|{r['processor']:.1f}|{r['own']:.1f}|{r['prefect']:.2f}"
            + f"|{100 * r['prefect'] / r['wall']:.1f} %|{r['runs']}|{r['server']:.1f}"
            + f"|{r['figures']:,}|{r['copies']:,}"
            for r in runs
        ],
        console,
    )
    table(
        "Bytes an article",
        "articles|workers|text|warehouse|published copy|shards",
        [
            f"{r['articles']:,}|{r['workers']}|{r['text']:,.0f}|{r['ledger']:,.0f}|{r['copy']:,.0f}|"
            + (f"{r['shards']:,.0f}" if r["shards"] else "")
            for r in runs
        ],
        console,
    )
    table(
        "Memory in MB, the highest in each quarter of the run",
        "articles|workers|first|second|third|fourth|peak",
        [
            f"{r['articles']:,}|{r['workers']}|" + "|".join(f"{mb:.0f}" for mb in r["memory"]) + f"|{r['peak']:.0f}"
            for r in runs
        ],
        console,
    )


def shown_aims(runs: list[dict[str, Any]], beside: list[tuple[str, float, float]], console: Console) -> None:
    """Eight articles beside nothing, and what was aimed at."""
    if beside:
        table(
            "Eight articles beside a flow that does nothing, in fresh processes",
            "what|nothing, s|eight articles, s|times",
            [f"{what}|{nothing:.2f}|{ours:.2f}|{ours / nothing:.2f}" for what, nothing, ours in beside],
            console,
        )
    largest = [r for r in runs if r["articles"] == max(other["articles"] for other in runs)]
    one = next((r["rate"] for r in largest if r["workers"] == "1"), None)
    two = max((r["rate"] for r in largest if r["workers"].startswith("2")), default=None)
    best = max(r["rate"] for r in largest)
    lines = [("a million articles, minutes", "≤", 1e6 / best / 60)]
    if one and two:
        lines.append(("two workers, times one", "≥", two / one))
    lines += [("Prefect's share, %", "≤", max(100 * r["prefect"] / r["wall"] for r in largest))]
    told = []
    for what, sign, reached in lines:
        holds = reached >= AIMS[what] if sign == "≥" else reached <= AIMS[what]
        told.append(f"{what}|{sign} {AIMS[what]}|{reached:.1f}|{'' if holds else 'short'}")
    for what, nothing, ours in beside:
        holds = ours / nothing <= AIMS["eight"]
        told.append(
            f"eight articles, times nothing {what}|≤ {AIMS['eight']}|{ours / nothing:.2f}|{'' if holds else 'short'}"
        )
    table(f"Aims, by the run of {largest[0]['articles']:,}", "what|aim|reached|", told, console)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", nargs="+", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--workers", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--shards", action="store_true", help="each run once more by way of shards")
    parser.add_argument("--no-eight", action="store_true", help="leave out eight articles beside a bare flow")
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    parser.add_argument("--eight", nargs=2, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.child:
        child(*told.child)
        return
    if told.eight:
        from flows.cli import main as command

        command(["run", told.eight[0], "--warehouse", f"{told.eight[1]}-{os.getpid()}.duckdb"])
        return
    runs = []
    with tempfile.TemporaryDirectory() as temporary:
        for count in told.articles:
            folder = pathlib.Path(temporary) / f"news-{count}"
            size = news_texts.write(folder, count)
            print(f"{count:,} articles, {size / 1e6:,.0f} MB", file=sys.stderr)
            for workers, through_shards in itertools.product(told.workers, [False, True] if told.shards else [False]):
                runs.append(measured(folder, workers, through_shards, temporary) | {"text": size / count})
                print(f"  workers {runs[-1]['workers']}: {runs[-1]['wall']:.0f} s", file=sys.stderr)
        console = Console(width=None if sys.stdout.isatty() else 190)
        shown_runs(runs, console)
        beside = [] if told.no_eight else eight(temporary)
    shown_aims(runs, beside, console)


if __name__ == "__main__":
    main()
