"""A long run with kills: is any row lost or doubled, does memory stay flat, does the rate hold, is the audit content?

    python -m benchmarks.soak [--articles 200000] [--kills 100] [--folder FOLDER] [--seed N]

Generated news lies in a file for every four kills. A ledger takes one file after the other; each file's run is killed
at a random moment of reading, of loading, of building and of publishing, and then run to its end. After each kill the
readers' copy has to be whole. Then one more process reads everything into a ledger of its own, without a kill: both
have to hold the same rows, and the audits must find no fault in either. Memory is the resident set; rates are articles
a second by the clock. Exit status 1 when anything does not hold.
"""

import argparse
import os
import pathlib
import sys
import tempfile
import time
from collections import Counter

from rich.console import Console
from rich.table import Table

from benchmarks import soak_texts
from benchmarks.kills import STAGES, Ended, Runs, broken_copies, content
from warehouse import Warehouse, published_path
from warehouse.audit import run_audits

ENOUGH_KILLS = 40  # for some to fall into each stage; of a few, any may come too late
THIRDS = ("start", "middle", "end")


class Soak:
    """One soak in `folder`: its runs, what was found broken, and where it is told."""

    def __init__(self, folder: pathlib.Path, runs: Runs, console: Console) -> None:
        self.folder, self.runs, self.console = folder, runs, console
        self.problems: list[str] = []
        self.progress = Console(stderr=True, width=120)

    def run(self, what: pathlib.Path, ledger: pathlib.Path) -> Ended:
        """A run that is left alone; it may find lines that are no article, and nothing worse."""
        ended = self.runs.run("run", what, "--warehouse", ledger)
        self._need_end(ended, what, ledger)
        return ended

    def kill(self, like: Ended, stage: str, what: pathlib.Path, ledger: pathlib.Path) -> Ended:
        """A run that is killed, unless it is over before."""
        ended = self.runs.killed(like, stage, "run", what, "--warehouse", ledger)
        if not ended.killed:
            self._need_end(ended, what, ledger)
        self.problems += broken_copies(published_path(ledger))
        return ended

    def _need_end(self, ended: Ended, what: pathlib.Path, ledger: pathlib.Path) -> None:
        if ended.code not in (0, 1):
            self.problems.append(f"{what.name} into {ledger.name} ended with {ended.code}; see {self.runs.log}")
        self.problems += broken_copies(published_path(ledger))

    def killed_ledger(self, ledger: pathlib.Path, files: list[pathlib.Path], kills: int) -> None:
        """Take the files one after the other, each file's run killed some times before it is left alone."""
        like = self.run(files[0], ledger.with_name("first.duckdb"))  # tells how long the stages last
        table = Table(title="A ledger whose runs are killed", title_justify="left")
        for column in ("articles", "killed in", "s", "articles/s", "of the last run: build s", "publish s", "peak MB"):
            table.add_column(column, justify="left" if column == "killed in" else "right")
        fell: Counter[str] = Counter()
        before = 0
        for number, file in enumerate(files):
            began, here = time.monotonic(), Counter[str]()
            for stage in STAGES[: kills - number * len(STAGES)]:
                ended = self.kill(like, stage, file, ledger)
                here[ended.stage] += ended.killed
            ended = self.run(file, ledger)
            took, stands = time.monotonic() - began, content(ledger)["articles"]
            table.add_row(
                f"{stands:,}",
                ", ".join(f"{stage} {count}" for stage, count in here.items() if count),
                f"{took:.0f}",
                f"{(stands - before) / took:.0f}",
                f"{sum(ended.lasted('build')):.1f}",
                f"{sum(ended.lasted('publish')):.1f}",
                f"{peak(ended):,.0f}",
            )
            fell, before = fell + here, stands
            self.progress.print(f"{stands:,} articles, {fell.total()} kills, {took:.0f} s, {peak(ended):,.0f} MB")
        self.console.print(table)
        told = ", ".join(f"{stage} {fell[stage]}" for stage in (*STAGES, *sorted(fell.keys() - set(STAGES))))
        self.console.print(f"{fell.total()} kills: {told}")
        missed = [stage for stage in STAGES if not fell[stage]]
        if missed and kills >= ENOUGH_KILLS:
            self.problems.append(f"no kill fell into {', '.join(missed)}")

    def compared(self, one: pathlib.Path, other: pathlib.Path) -> None:
        """Whether both ledgers hold the same rows, and what the audits find in them."""
        table = Table(title="What they hold", title_justify="left")
        for column in ("", one.stem, other.stem):
            table.add_column(column, justify="left" if not column else "right")
        mine, its = content(one), content(other)
        for what, number in mine.items():
            table.add_row(what.replace("_", " "), f"{number:,}", f"{its[what]:,}")
            if number != its[what]:
                self.problems.append(f"{what}: {number:,} in {one.name}, {its[what]:,} in {other.name}")
        for ids, rows in (("article_ids", "articles"), ("figure_ids", "figures")):
            if mine[ids] != mine[rows]:
                self.problems.append(f"{rows} hold {mine[rows] - mine[ids]} rows twice")
        sound = []
        for path in (one, other):
            with Warehouse.open(path) as ledger:
                findings = run_audits(ledger.db)
            bad = [finding for finding in findings if finding.bad_rows]
            self.problems += [f"{path.name}: {finding}" for finding in bad]
            sound.append(f"{len(findings) - len(bad)} of {len(findings)}")
        table.add_row("audits that find no fault", *sound)
        self.console.print(table)


def peak(ended: Ended) -> float:
    """The most resident memory that was seen, in MB."""
    return max((mb for _, mb in ended.memory), default=0.0)


def thirds(ended: Ended) -> list[tuple[int, float, float]]:
    """Of the three parts of a run's reading: inputs read by its end, at what rate, and resident MB then."""
    whole = sum(count for _, count in ended.read)
    found: list[tuple[int, float, float]] = []
    read, since, start = 0, 0, ended.entered[0][1]
    for at, count in ended.read:
        read += count
        if read * len(THIRDS) >= whole * (len(found) + 1):
            memory = [mb for seen, mb in ended.memory if seen <= at]
            found.append((read, (read - since) / (at - start), memory[-1] if memory else 0.0))
            since, start = read, at
    return found


def soak(folder: pathlib.Path, articles: int, kills: int, seed: int | None) -> int:
    """Do all of it, print what was measured, and return the exit status."""
    from flows import local_server

    console, began = Console(width=None if sys.stdout.isatty() else 140), time.monotonic()
    files = soak_texts.lay(folder / "news", articles, max(1, -(-kills // len(STAGES))))
    console.print(f"{articles:,} articles laid into {len(files)} files in {time.monotonic() - began:.0f} s")
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    local_server.quiet()
    killed, whole = folder / "killed.duckdb", folder / "whole.duckdb"
    with local_server.api() as url:
        told = Soak(folder, Runs(url, folder / "runs.log", seed), console)
        told.killed_ledger(killed, files, kills)
        told.progress.print("One process reads all of it, without a kill")
        calm = told.run(folder / "news", whole)
        again = told.run(folder / "news", killed)
    table = Table(title="One process over all of it", title_justify="left")
    for column in ("", "read by then", "articles/s", "MB"):
        table.add_column(column, justify="left" if not column else "right")
    for name, (read, rate, memory) in zip(THIRDS, thirds(calm), strict=True):
        table.add_row(name, f"{read:,}", f"{rate:.0f}", f"{memory:,.0f}")
    table.add_row("building and publishing", "", "", f"{peak(calm):,.0f}")
    console.print(table)
    told.compared(killed, whole)
    console.print(
        f"{articles:,} articles by one process in {calm.seconds:,.0f} s, {articles / calm.seconds:.0f} a second: "
        f"building {sum(calm.lasted('build')):,.0f} s, publishing {sum(calm.lasted('publish')):,.0f} s. "
        f"All of them again, known by then: {again.seconds:,.0f} s. The soak: {time.monotonic() - began:,.0f} s."
    )
    for problem in told.problems:
        console.print(f"BROKEN: {problem}", soft_wrap=True)
    console.print(f"{len(told.problems)} things do not hold." if told.problems else "Nothing is lost or doubled.")
    return 1 if told.problems else 0


def main() -> int:
    """Soak in a folder that goes afterwards, or in one that is named and stays."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200_000, help="how many (default: 200000)")
    parser.add_argument("--kills", type=int, default=100, help="how often a run is killed (default: 100)")
    parser.add_argument("--folder", type=pathlib.Path, help="work here and leave it all (default: a temporary folder)")
    parser.add_argument("--seed", type=int, help="draw the same moments again (default: others each time)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        return soak(asked.folder or pathlib.Path(temporary), asked.articles, asked.kills, asked.seed)


if __name__ == "__main__":
    sys.exit(main())
