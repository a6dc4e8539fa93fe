"""How much is read right: on the project's own gold and the real sets, each apart, and beside other systems.

    python -m benchmarks.accuracy [--no-peers] [--json FILE] [--misses SET]

What each measure means: `benchmarks/scoring.py`. Sets named `held back` are never tuned on: their misses are read by
nobody who writes rules. The real sets take part where the folder `shared` lies beside the project.
"""

import argparse
import json
import pathlib
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.progress import track
from rich.table import Table

import tallybook
from benchmarks import peer_runs, scoring
from benchmarks.calibration import bands, outcomes
from benchmarks.gold import GoldArticle, GoldSet, coded_reports, present_sets
from tallybook.figure import Figure

ATTRIBUTES = (
    "source source_kind own_voice speaker place country period undated basis qualifier bounds population part_of "
    "restates"
).split()
# What the engine is to reach, here as on articles that nobody of the project has seen.
AIMS_HELD_BACK = {
    "F1": 0.92, "row": 0.65, "source": 0.85, "period": 0.85, "country": 0.92, "qualifier": 0.92, "basis": 0.92,
    "place": 0.80, "part_of": 0.75, "restates": 0.75, "own_voice": 0.85, "undated": 0.60,
}  # fmt: skip
AIMS_TUNED = {"F1": 0.95, "row": 0.78}
AIMS_FIRST = {"F1": 0.97, "row": 0.88}
AIMS_COUNTS = {"killed exact": 0.95, "injured exact": 0.92, "abducted exact": 0.95, "displaced exact": 0.90}
AIM_SILENT = 0.98


def score_set(articles: Sequence[GoldArticle], figures: dict[str, list[Figure]]) -> scoring.Score:
    """The score of a peer on some articles, given what it read in each text."""
    score = scoring.Score()
    for article in articles:
        score.add(article.name, article.body, article.figures, figures[article.body])
    return score


def percent(value: float | None) -> str:
    """A share as `.934`, nothing where there is none."""
    return "" if value is None else f"{value:.3f}"


def sets_table(scores: dict[str, scoring.Score]) -> Table:
    """Figures found, whole rows, and events of each article told apart."""
    table = Table(title="Tallybook, by set", title_justify="left")
    for column in (
        "set",
        "articles",
        "figures",
        "predicted",
        "precision",
        "recall",
        "F1",
        "whole row",
        "evidence broken",
    ):
        table.add_column(column, justify="left" if column == "set" else "right")
    for column in ("events: precision", "recall", "none kept"):
        table.add_column(column, justify="right")
    for name, s in scores.items():
        events, known = s.incidents, s.incidents.mentions
        table.add_row(
            name,
            *map(str, (s.articles, s.gold, s.predicted)),
            *map(percent, (s.precision, s.recall, s.f1, s.row)),
            str(s.evidence_broken),
            percent(events.precision / known) if known else "",
            percent(events.recall / known) if known else "",
            percent(events.none_kept / events.nones) if events.nones else "",
        )
    return table


def attributes_table(scores: dict[str, scoring.Score]) -> Table:
    """Each attribute's share right among the found figures that fix it."""
    table = Table(title="Attributes of found figures: share right (of how many)", title_justify="left")
    table.add_column("attribute")
    for name in scores:
        table.add_column(name, justify="right")
    for attribute in ATTRIBUTES:
        cells = []
        for score in scores.values():
            right, of = score.tally.get(attribute, (0, 0))
            cells.append(f"{right / of:.3f} ({of})" if of else "")
        table.add_row(attribute, *cells)
    return table


def peers_table(by_system: dict[str, dict[str, scoring.Score]]) -> Table:
    """The systems side by side, by set."""
    table = Table(title="Beside other systems, on the same text in the same run", title_justify="left")
    for column in ("set", "system", "predicted", "found", "precision", "recall", "F1", "whole row", "value found"):
        table.add_column(column, justify="left" if column in ("set", "system") else "right")
    for name in next(iter(by_system.values())):
        for system, scores in by_system.items():
            s = scores[name]
            shares = map(percent, (s.precision, s.recall, s.f1, s.row, s.value_recall))
            table.add_row(name if system == "Tallybook" else "", system, str(s.predicted), str(s.found), *shares)
        table.add_section()
    table.caption = "value found: the number is found with its value, whatever the measure"
    return table


def counts_table(by_system: dict[str, dict[str, list[int]]]) -> Table:
    """Numbers coded by people elsewhere: exact, and silence kept."""
    table = Table(title="Numbers that people elsewhere coded: share right (of how many)", title_justify="left")
    table.add_column("measure")
    for system in by_system:
        table.add_column(system, justify="right")
    for row in next(iter(by_system.values())):
        table.add_row(row, *(f"{c[row][0] / c[row][1]:.3f} ({c[row][1]})" for c in by_system.values()))
    return table


def calibration_table(groups: dict[str, list[tuple[Figure, bool]]]) -> Table:
    """Bands of confidence against the share of rows right, tuned on and held back."""
    table = Table(title="Confidence against rows right in all that makes a row", title_justify="left")
    table.add_column("confidence")
    for name in groups:
        for column in (f"{name}: rows", "mean confidence", "share right"):
            table.add_column(column, justify="right")
    by_group = [bands(rows) for rows in groups.values()]
    for same in zip(*by_group, strict=True):
        cells: list[str] = []
        for band in same:
            some = band.rows > 0
            shares = (percent(band.told / band.rows), percent(band.right / band.rows)) if some else ("", "")
            cells += [str(band.rows), *shares]
        table.add_row(f"{same[0].low:.1f}–{same[0].high:.1f}", *cells)
    return table


def aims(scores: dict[str, scoring.Score], sets: Sequence[GoldSet], counts: dict[str, list[int]]) -> Table:
    """What the project aims at, and what this run measured."""
    table = Table(title="Aims", title_justify="left")
    for column in ("what", "on", "aim", "reached", ""):
        table.add_column(column, justify="right" if column in ("aim", "reached") else "left")

    def told(what: str, where: str, aim: float, reached: float | None) -> None:
        if reached is not None:
            table.add_row(
                what, where, f"{aim:.2f}", percent(reached), "" if reached >= aim else f"short by {aim - reached:.3f}"
            )

    groups = (
        ("held back", AIMS_HELD_BACK, [s.name for s in sets if not s.tuned]),
        ("tuned on", AIMS_TUNED, [s.name for s in sets if s.tuned]),
        ("first article", AIMS_FIRST, [s.name for s in sets if s.name == "syria"]),
    )
    for where, wanted, names in groups:
        merged = scoring.merge(scores[name] for name in names)
        for what, aim in wanted.items():
            reached = {"F1": merged.f1, "row": merged.row}.get(what, merged.attribute(what))
            told(what, where, aim, reached if merged.articles else None)
    for name, (right, of) in counts.items():
        told(name, "counts", AIMS_COUNTS.get(name, AIM_SILENT), right / of)
    return table


def peer_figures(texts: Sequence[str], console: Console) -> dict[str, dict[str, list[Figure]]]:
    """Each peer's figures of each text; says plainly which peer does not run here, and leaves it out."""
    try:
        python = peer_runs.environment(console.print)
    except peer_runs.PeersMissingError as error:
        console.print(f"No other system takes part: {error}.")
        return {}
    result = {}
    for peer in peer_runs.PEERS:
        try:
            told = track(peer_runs.answers(peer, python, texts), peer.name, len(texts), console=console, transient=True)
            result[peer.name] = {text: a.figures for text, a in zip(texts, told, strict=False)}
        except peer_runs.PeersMissingError as error:
            console.print(f"{peer.name} takes no part: {error}.")
    return result


def summary(score: scoring.Score) -> dict[str, object]:
    """A score as plain data."""
    tallies = {name: score.tally[name] for name in ATTRIBUTES if name in score.tally}
    return {
        **{name: getattr(score, name) for name in ("articles", "gold", "predicted", "found", "evidence_broken")},
        **{name: round(getattr(score, name), 4) for name in ("precision", "recall", "f1", "row", "value_recall")},
        "attributes": {name: {"right": right, "of": of} for name, (right, of) in tallies.items() if of},
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-peers", action="store_true", help="leave the other systems out (they take minutes)")
    parser.add_argument("--json", type=pathlib.Path, help="write the numbers to this file too")
    parser.add_argument("--misses", metavar="SET", help="print what is wrong in this set")
    arguments = parser.parse_args()
    progress, console = Console(stderr=True), Console(width=None if sys.stdout.isatty() else 180)
    sets, reports = present_sets(), coded_reports()
    if arguments.misses and arguments.misses not in [s.name for s in sets]:
        parser.error(f"there is no set {arguments.misses!r}; there are {', '.join(s.name for s in sets)}")
    articles = {s.name: s.read() for s in sets}

    scores: dict[str, scoring.Score] = {}
    told: dict[str, list[tuple[Figure, bool]]] = {"tuned on": [], "held back": []}
    for gold_set in track(sets, "Tallybook", console=progress, transient=True):
        score = scores[gold_set.name] = scoring.Score()
        for article in articles[gold_set.name]:
            matched = score.add(article.name, article.body, article.figures, article.extract())
            told["tuned on" if gold_set.tuned else "held back"] += outcomes(article.figures, matched)
    counts = scoring.score_counts((r, r.extract()) for r in reports)
    by_system, counts_by_system = {"Tallybook": scores}, {"Tallybook": counts}
    if not arguments.no_peers:
        texts = list(dict.fromkeys([a.body for s in articles.values() for a in s] + [r.body for r in reports]))
        for name, figures in peer_figures(texts, progress).items():
            by_system[name] = {s: score_set(a, figures) for s, a in articles.items()}
            counts_by_system[name] = scoring.score_counts((r, figures[r.body]) for r in reports)

    tables = [sets_table(scores), attributes_table(scores)]
    if len(by_system) > 1:
        tables.append(peers_table(by_system))
    if reports:
        tables.append(counts_table(counts_by_system))
    tables += [calibration_table(told), aims(scores, sets, counts)]
    for table in tables:
        console.print(table)
        console.print()
    for miss in scores[arguments.misses].misses if arguments.misses else ():
        console.print(f"{miss.article} {miss.gold_id} {miss.what}", markup=False, highlight=False)
    if arguments.json:
        numbers = {
            "version": tallybook.__version__,
            "held_back": [s.name for s in sets if not s.tuned],
            "sets": {system: {name: summary(s) for name, s in of.items()} for system, of in by_system.items()},
            "counts": counts_by_system,
        }
        arguments.json.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
