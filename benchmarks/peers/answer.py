"""Run one peer over texts: JSON Lines `{"text": …}` on standard input, `{"rows": […], "seconds": …}` a line out.

    .venv-peers/bin/python benchmarks/peers/answer.py gdelt_counts < texts.jsonl

Runs in the peers' own environment and imports nothing of Tallybook. The first line out tells how long loading took.
`seconds` are of processor time.
"""

import importlib
import json
import resource
import sys
import time


def main() -> None:
    """Load the peer named on the command line and answer every line."""
    started = time.perf_counter()
    read = importlib.import_module(sys.argv[1]).load()
    read("Police said 12 people were killed.")
    print(json.dumps({"loading": time.perf_counter() - started}), flush=True)
    for line in sys.stdin:
        text = json.loads(line)["text"]
        before = time.process_time()
        rows = read(text)
        seconds = time.process_time() - before
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"rows": rows, "seconds": seconds, "peak_mb": peak}), flush=True)


if __name__ == "__main__":
    main()
