"""How fast figures are read: articles and words a second on one core, memory, start-up, growth, and other systems.

    python -m benchmarks.speed [--no-peers] [--seconds S] [--json FILE]

A rate is that of one process over whole passes through the texts, after a warm-up, in seconds of processor time, so
that other work on the machine matters little. The other systems read a share of the same texts in the same run, each
in a process of its own on one thread; their ratios are of articles a second. spaCy is timed on the whole script of
`bench-accuracy`, nearly all of which is its parse. Start-up is a fresh process, from nothing to the first figure, by
the clock: the best of five.
"""

import argparse
import json
import pathlib
import resource
import subprocess
import sys
import time
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

import tallybook
from benchmarks import peer_runs, speed_texts

DATE, PUBLISHER = "2012-02-29", "Paper"
FIRST_FIGURE = """
import tallybook
assert tallybook.extract("Police said 17 people were killed in Aleppo on Tuesday.", "2012-02-29")
"""
# What the peers read of each kind of text, in seconds' worth: enough for a steady rate, short enough to wait for.
PEER_TEXTS = {"gdelt-regkg": 60, "spaCy script": 24}
GROWTH = (1, 10, 100)
SLOWER = 1.3  # what a word may cost more in a long article than in a short one, to call growth linear
AIMS = {"mix": 300, "spaCy script": 50, "gdelt-regkg": 20, "memory": 400, "start": 0.5}


def rate(texts: Sequence[str], seconds: float) -> tuple[float, float, int]:
    """Articles and words a second over whole passes of at least so many seconds, and the figures of one pass."""
    figures = sum(len(tallybook.extract(text, DATE, PUBLISHER)) for text in texts)
    passes, started = 0, time.process_time()
    while (spent := time.process_time() - started) < seconds or not passes:
        for text in texts:
            tallybook.extract(text, DATE, PUBLISHER)
        passes += 1
    spent = time.process_time() - started
    words = sum(len(text.split()) for text in texts)
    return passes * len(texts) / spent, passes * words / spent, figures


def startup() -> float:
    """Seconds by the clock of a fresh process from nothing to its first figure: the best of five."""
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", FIRST_FIGURE], check=True)
        times.append(time.perf_counter() - started)
    return min(times)


def peak_memory(texts: Sequence[str]) -> float:
    """Peak memory, in MB, of a fresh process that reads all texts once."""
    code = (
        "import json, resource, sys, tallybook\n"
        "for text in json.load(sys.stdin): tallybook.extract(text, '2012-02-29', 'Paper')\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def growth(reports: Sequence[str]) -> list[tuple[int, int, float]]:
    """For one article of 1, 10 and 100 reports' length: its words, and the best of up to three readings in seconds."""
    result = []
    for times in GROWTH:
        text = speed_texts.lengthened(list(reports), times)
        readings: list[float] = []
        while len(readings) < 3 and sum(readings) < 5:
            started = time.process_time()
            tallybook.extract(text, DATE, PUBLISHER)
            readings.append(time.process_time() - started)
        result.append((times, len(text.split()), min(readings)))
    return result


def peer_rates(texts: dict[str, list[str]], console: Console) -> dict[str, dict[str, float]]:
    """Articles a second of each peer by kind of text; says plainly which does not run here."""
    try:
        python = peer_runs.environment(console.print)
    except peer_runs.PeersMissingError as error:
        console.print(f"No other system takes part: {error}.")
        return {}
    rates: dict[str, dict[str, float]] = {}
    for peer in peer_runs.PEERS:
        share = PEER_TEXTS.get(peer.name)
        if share is None:
            continue
        try:
            for kind, of_kind in texts.items():
                console.print(f"{peer.name}: {kind}")
                seconds = [a.seconds for a in peer_runs.answers(peer, python, of_kind[:share])]
                rates.setdefault(peer.name, {})[kind] = len(seconds) / sum(seconds)
        except peer_runs.PeersMissingError as error:
            console.print(f"{peer.name} takes no part: {error}.")
    return rates


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-peers", action="store_true", help="leave the other systems out")
    parser.add_argument("--seconds", type=float, default=3, help="least time to read each kind of text (default: 3)")
    parser.add_argument("--json", type=pathlib.Path, help="write the numbers to this file too")
    arguments = parser.parse_args()
    progress, console = Console(stderr=True), Console(width=None if sys.stdout.isatty() else 160)
    reports, news, plain = speed_texts.dense(), speed_texts.ordinary(), speed_texts.numberless()
    texts = {"dense reports": reports, "ordinary news": news, "numberless text": plain}
    peers = {} if arguments.no_peers else peer_rates(texts, progress)
    texts["mix, one in five dense"] = speed_texts.mixed(reports, news)
    rates = {}
    for kind, of_kind in texts.items():
        progress.print(f"Tallybook: {kind}")
        rates[kind] = rate(of_kind, arguments.seconds)

    table = Table(title="Reading on one core", title_justify="left")
    columns = ["text", "articles", "words each", "figures", "articles/s", "words/s"]
    for column in columns + [c for peer in peers for c in (f"{peer}, articles/s", "times faster")]:
        table.add_column(column, justify="left" if column == "text" else "right")
    for kind, (articles, words, figures) in rates.items():
        each = sum(len(t.split()) for t in texts[kind]) / len(texts[kind])
        cells = [kind, f"{len(texts[kind])}", f"{each:.0f}", f"{figures}", f"{articles:.0f}", f"{words:,.0f}"]
        for of_peer in peers.values():
            cells += [f"{of_peer[kind]:.1f}", f"{articles / of_peer[kind]:.0f}×"] if kind in of_peer else ["", ""]
        table.add_row(*cells)
    console.print(table)

    table = Table(title="Growth with an article's length", title_justify="left")
    for column in ("one article made of", "reports", "words", "seconds", "words/s", "time a word, against one report"):
        table.add_column(column, justify="left" if column == "one article made of" else "right")
    worst: dict[str, float] = {}
    for kind, of_kind in {"many reports": reports, "one report again and again": reports[:1]}.items():
        progress.print(f"Tallybook: {kind} in one article")
        grown = growth(of_kind)
        for times, words, seconds in grown:
            slower = (seconds / words) / (grown[0][2] / grown[0][1])
            worst[kind] = max(worst.get(kind, 0), slower)
            table.add_row(kind, str(times), f"{words:,}", f"{seconds:.3f}", f"{words / seconds:,.0f}", f"{slower:.2f}×")
    console.print(table)

    started, memory = startup(), peak_memory(texts["mix, one in five dense"])
    here = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    mix = rates["mix, one in five dense"][0]
    table = Table(title="Aims", title_justify="left")
    for column in ("what", "aim", "reached", ""):
        table.add_column(column, justify="right" if column in ("aim", "reached") else "left")

    def told(what: str, aim: str, reached: str, holds: bool) -> None:
        table.add_row(what, aim, reached, "" if holds else "short")

    told("articles a second on the mix", f"≥ {AIMS['mix']}", f"{mix:.0f}", mix >= AIMS["mix"])
    for peer, of_peer in peers.items():
        times_faster = rates["dense reports"][0] / of_peer["dense reports"]
        told(f"times {peer} on dense reports", f"≥ {AIMS[peer]}", f"{times_faster:.0f}", times_faster >= AIMS[peer])
    for kind, slower in worst.items():
        told(f"time a word at 100 times the length, {kind}", f"≤ {SLOWER}×", f"{slower:.2f}×", slower <= SLOWER)
    told(
        "peak memory, the mix in a fresh process",
        f"≤ {AIMS['memory']} MB",
        f"{memory:.0f} MB",
        memory <= AIMS["memory"],
    )
    told("peak memory with the longest article", f"≤ {AIMS['memory']} MB", f"{here:.0f} MB", here <= AIMS["memory"])
    told("fresh process to first figure", f"≤ {AIMS['start']} s", f"{started:.2f} s", started <= AIMS["start"])
    console.print(table)
    if arguments.json:
        numbers = {
            "articles_per_second": {kind: round(r[0], 1) for kind, r in rates.items()},
            "words_per_second": {kind: round(r[1]) for kind, r in rates.items()},
            "peers_articles_per_second": peers,
            "time_a_word_at_100_times_the_length": {kind: round(slower, 3) for kind, slower in worst.items()},
            "startup_seconds": round(started, 3),
            "peak_mb": round(memory, 1),
        }
        arguments.json.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
