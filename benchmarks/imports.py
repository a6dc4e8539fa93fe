"""What each package that Tallybook asks for by name costs at import: seconds of a processor and megabytes.

    python -m benchmarks.imports [--repeat N] [--json FILE]

Each number is the median over N fresh processes, the memory less that of a process that imports nothing (Linux). A
package brings along what it needs itself, and so the rows do not add up.
"""

import argparse
import importlib.metadata
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tomllib

from rich.console import Console
from rich.progress import track
from rich.table import Table

ROOT = pathlib.Path(__file__).resolve().parents[1]
# How Tallybook imports it, where that is not the package's own name.
IMPORTED = {
    "pandera": "pandera.polars",
    "prefect": "prefect.flows",
    "python-dateutil": "dateutil.parser",
    "lxml": "lxml.html",
    "defusedxml": "defusedxml.ElementTree",
    "rich": "rich.table",
    "pyarrow": "pyarrow.parquet",
    "warcio": "warcio.archiveiterator",
}
MEASURE = """
import sys, time
began = time.process_time()
for name in sys.argv[1:]:
    __import__(name)
spent = time.process_time() - began
print(spent, int(open("/proc/self/statm").read().split()[1]) / 256)
"""


def named() -> list[str]:
    """The packages that pyproject.toml asks for, without their versions."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return sorted(re.split(r"[^A-Za-z0-9_.-]", wanted)[0] for wanted in project["dependencies"])


def module(package: str) -> str:
    """The module by which a package is imported."""
    return IMPORTED.get(package, package.replace("-", "_"))


def cost(module_names: list[str], repeat: int) -> tuple[float, float]:
    """Seconds and megabytes of fresh processes that import the modules, the median of each."""
    runs = []
    for _ in range(repeat):
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, *module_names], capture_output=True, text=True, check=True
        )
        seconds, megabytes = map(float, done.stdout.split()[-2:])
        runs.append((seconds, megabytes))
    return statistics.median(run[0] for run in runs), statistics.median(run[1] for run in runs)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=5, help="processes for each number (5)")
    parser.add_argument("--json", type=pathlib.Path, help="write the numbers to this file too")
    arguments = parser.parse_args()
    cost([], 1)
    _, nothing = cost([], arguments.repeat)
    table = Table(title=f"Imports, median of {arguments.repeat} processes", title_justify="left")
    for column in ("package", "version", "seconds", "MB"):
        table.add_column(column, justify="right" if column in ("seconds", "MB") else "left")
    measured = []
    for package in track(named(), "importing", console=Console(stderr=True), transient=True):
        cost([module(package)], 1)  # the first reads from the disk
        seconds, megabytes = cost([module(package)], arguments.repeat)
        row = {
            "package": package,
            "version": importlib.metadata.version(package),
            "seconds": round(seconds, 2),
            "megabytes": round(megabytes - nothing),
        }
        measured.append(row)
        table.add_row(package, row["version"], f"{seconds:.2f}", f"{megabytes - nothing:.0f}")
    Console().print(table)
    if arguments.json:
        arguments.json.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
