"""What Prefect's start costs a run, and how much of it Tallybook's settings save.

    python -m benchmarks.start

Each row is the median of three fresh processes, in seconds, after one that made the server's database.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

_FLOW = """
from prefect import flow

@flow
def nothing():
    return 1

nothing()
"""
_LEAN = """
from flows import local_server

local_server.quiet()
with local_server.api():
    exec(compile({flow!r}, "flow", "exec"))
""".format(flow=_FLOW.replace("@flow", "@flow(persist_result=False)"))

CASES = {
    "import prefect": "import prefect",
    "a flow that does nothing, as Prefect comes": _FLOW,
    "the same in Tallybook's temporary server": _LEAN,
    "tallybook --version": "from flows.cli import main; main(['--version'])",
    "import the warehouse (DuckDB, polars, pandera)": "import warehouse",
}


def seconds(code: str, environment: dict[str, str]) -> float:
    """Wall time of a fresh process that runs the code."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PREFECT_HOME": f"{folder}/prefect", "XDG_STATE_HOME": f"{folder}/state"}
        environment.pop("PREFECT_API_URL", None)
        for case, code in CASES.items():
            first = seconds(code, environment)
            median = statistics.median(seconds(code, environment) for _ in range(3))
            print(f"{median:6.2f} s  (first time {first:5.2f} s)  {case}")


if __name__ == "__main__":
    main()
