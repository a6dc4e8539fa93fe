"""How well figures agree with gold: what was found, and which of its attributes are right.

A gold figure is found when a predicted one overlaps its number and agrees in measure and value; every other predicted
figure is a false alarm. Attributes are scored on found figures alone, each only where gold fixes it. `row` is the
share of all gold figures right in value, measure, source, place, country and period together.
"""

import collections
import dataclasses
import datetime
import itertools
import re
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from tallybook.figure import Figure

ROW = ("source", "place", "country", "period")
_ELSEWHERE = "a figure that gold does not know"

Span = tuple[int, int]
Gold = dict[str, Any]


def fold(words: object) -> str:
    """Words as they are compared: case, white space, the form of apostrophes and a leading `the` aside."""
    plain = str(words or "").casefold().replace("’", "'")
    return " ".join(plain.removeprefix("the ").split())


def locate(words: str, body: str, within: Span | None = None, *, whole: bool = False) -> Span | None:
    """Where `words` first stand in `body`, or in a span of it, any run of white space matching any other."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    if whole:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    start, end = within or (0, len(body))
    found = re.compile(pattern).search(body, start, end)
    return found.span() if found else None


def span_of(gold: Gold, body: str) -> Span | None:
    """Where the number of a gold figure stands: as a word of its own inside its quote."""
    quote = locate(gold["quote"], body)
    return locate(gold["number_text"], body, quote, whole=True) if quote else None


def same_value(gold: Gold, figure: Figure) -> bool:
    """Whether the values agree: the best one where gold has it, else the bounds; a vague word's floor is 100 or 200."""
    if gold["value_best"] is not None:
        return figure.value_best == gold["value_best"]
    if gold["qualifier"] == "vague":
        return figure.value_low in (gold["value_low"], gold["value_low"] / 2)
    return (figure.value_low, figure.value_high) == (gold["value_low"], gold["value_high"])


@dataclasses.dataclass
class Matched:
    """Gold figures of one article by id, the predicted figure that found each, and what is left on either side."""

    found: dict[str, Figure]
    lost: list[Gold]
    false_alarms: list[Figure]
    values_found: int  # numbers found with their value, whatever the measure


def match(golds: Sequence[Gold], body: str, figures: Iterable[Figure]) -> Matched:
    """Pair gold figures with predicted ones, each used once, in the order of gold and of the text."""
    free = sorted(figures, key=lambda f: f.start_char)
    everything = list(free)
    result = Matched({}, [], free, 0)
    for gold in golds:
        span = span_of(gold, body)
        here = [] if span is None else [f for f in everything if f.start_char < span[1] and f.end_char > span[0]]
        result.values_found += any(same_value(gold, f) for f in here)
        for figure in here:
            if figure.measure == gold["measure"] and same_value(gold, figure) and any(f is figure for f in free):
                result.found[gold["id"]] = figure
                free[:] = [f for f in free if f is not figure]
                break
        else:
            result.lost.append(gold)
    return result


def circles(links: Iterable[tuple[str, str | None]]) -> dict[str, set[str]]:
    """For each linked id, the other ids that chains of links join to it."""
    group: dict[str, set[str]] = {}
    for one, other in links:
        if other is None:
            continue
        joined = group.get(one, {one}) | group.get(other, {other})
        for member in joined:
            group[member] = joined
    return {one: joined - {one} for one, joined in group.items()}


def _day(value: datetime.date | None) -> str | None:
    return None if value is None else value.isoformat()[:10]


def attributes(gold: Gold, figure: Figure) -> dict[str, bool]:
    """Whether each attribute is right that this gold figure fixes; links between figures are not among them."""
    right = {"qualifier": figure.qualifier == gold["qualifier"], "basis": figure.basis == gold["basis"]}
    if gold["qualifier"] != "vague":
        right["bounds"] = (figure.value_low, figure.value_high) == (gold["value_low"], gold["value_high"])
    if gold["country"]:
        right["country"] = figure.country_code == gold["country"]
    if gold["place"]:
        right["place"] = not {fold(figure.region_name), fold(figure.place_text)}.isdisjoint(map(fold, gold["place"]))
    if gold["period_start"] or gold["period_end"]:
        right["period"] = all(
            gold[end] in (None, _day(value))
            for end, value in (("period_start", figure.period_start), ("period_end", figure.period_end))
        )
    else:
        right["undated"] = figure.period_start is None and figure.period_end is None
    if gold["source"]:
        kinds = gold["source_kind"] if isinstance(gold["source_kind"], list) else [gold["source_kind"]]
        right["source"] = fold(figure.source_name) in {fold(name) for name in gold["source"]}
        right["source_kind"] = figure.source_kind in kinds
    else:
        right["own_voice"] = figure.source_name is None
    if gold["speaker"]:
        wanted, told = fold(gold["speaker"]), fold(figure.speaker)
        right["speaker"] = wanted in told or wanted.split()[-1:] == told.split()[-1:]
    right["population"] = not set(fold(gold["population"]).split()).isdisjoint(fold(figure.population).split())
    return right


def row_right(right: dict[str, bool]) -> bool:
    """Whether a found figure is right in all that makes a row."""
    return all(right.get(name, True) for name in ROW)


@dataclasses.dataclass
class Miss:
    """One thing that is wrong, for a person to read."""

    article: str
    gold_id: str
    what: str


@dataclasses.dataclass
class Incidents:
    """B-cubed sums over the found figures of known incident, and how many of those of none were left without one."""

    precision: float = 0.0
    recall: float = 0.0
    mentions: int = 0
    none_kept: int = 0
    nones: int = 0

    def add(self, told: Sequence[tuple[Hashable | None, Hashable | None]]) -> None:
        """Add one article: for each found figure the incident of gold and the event that the engine gave, or None."""
        # A figure without an event stands for itself alone.
        keyed = [(true, ("alone", i) if event is None else event) for i, (true, event) in enumerate(told)]
        by_event, by_truth = collections.defaultdict(list), collections.defaultdict(list)
        for true, event in keyed:
            by_event[event].append(true)
            by_truth[true].append(event)
        for (true, event), (_, given) in zip(keyed, told, strict=True):
            if true is None:
                self.nones += 1
                self.none_kept += given is None
                continue
            self.mentions += 1
            self.precision += by_event[event].count(true) / len(by_event[event])
            self.recall += by_truth[true].count(event) / len(by_truth[true])


@dataclasses.dataclass
class Score:
    """The tallies of a set. Shares are 0 where there is nothing to share."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    values_found: int = 0
    rows_right: int = 0
    evidence_broken: int = 0
    articles: int = 0
    tally: dict[str, list[int]] = dataclasses.field(default_factory=lambda: collections.defaultdict(lambda: [0, 0]))
    incidents: Incidents = dataclasses.field(default_factory=Incidents)
    misses: list[Miss] = dataclasses.field(default_factory=list)

    @property
    def precision(self) -> float:
        return share(self.found, self.predicted)

    @property
    def recall(self) -> float:
        return share(self.found, self.gold)

    @property
    def f1(self) -> float:
        return share(2 * self.found, self.predicted + self.gold)

    @property
    def row(self) -> float:
        return share(self.rows_right, self.gold)

    @property
    def value_recall(self) -> float:
        """Share of gold numbers found with their value, whatever the measure."""
        return share(self.values_found, self.gold)

    def attribute(self, name: str) -> float | None:
        """Share right of an attribute; None where no found figure fixes it."""
        right, of = self.tally.get(name, (0, 0))
        return right / of if of else None

    def add(self, name: str, body: str, golds: Sequence[Gold], figures: Sequence[Figure]) -> Matched:
        """Score one article."""
        matched = match(golds, body, figures)
        self.articles += 1
        self.gold += len(golds)
        self.predicted += len(figures)
        self.found += len(matched.found)
        self.values_found += matched.values_found
        self.evidence_broken += sum(body[f.start_char : f.end_char] != f.number_text for f in figures)
        self.misses += [Miss(name, g["id"], f"not found: {g['quote']!r} as {g['measure']}") for g in matched.lost]
        self.misses += [
            Miss(name, "+", f"false alarm: {f.measure} {f.number_text!r} in {f.sentence!r}")
            for f in matched.false_alarms
        ]
        for gold, right in judge(golds, matched):
            for attribute, ok in right.items():
                self.tally[attribute][0] += ok
                self.tally[attribute][1] += 1
                if not ok:
                    self.misses.append(Miss(name, gold["id"], f"{attribute} wrong"))
            self.rows_right += row_right(right)
        known = [g for g in golds if g["id"] in matched.found and "incident" in g]
        self.incidents.add([(g["incident"], matched.found[g["id"]].event_key) for g in known])
        return matched


def judge(golds: Sequence[Gold], matched: Matched) -> list[tuple[Gold, dict[str, bool]]]:
    """Each found gold figure with its attributes, links among them."""
    gold_of = {figure.figure_id: gold_id for gold_id, figure in matched.found.items()}

    def known(figure_id: str | None) -> str | None:
        return gold_of.get(figure_id, _ELSEWHERE) if figure_id else None

    same = circles((g["id"], g["restates"]) for g in golds)
    told = circles((gold_id, known(f.restates_figure_id)) for gold_id, f in matched.found.items())
    judged = []
    for gold in golds:
        figure = matched.found.get(gold["id"])
        if figure is None:
            continue
        right = attributes(gold, figure)
        if gold["part_of"] or figure.part_of_figure_id:
            right["part_of"] = gold_of.get(figure.part_of_figure_id or "") == gold["part_of"]
        # Which of two mentions is the fuller one is not scored.
        wanted, given = same.get(gold["id"], set()), told.get(gold["id"], set())
        if wanted or given:
            right["restates"] = not wanted.isdisjoint(given)
        judged.append((gold, right))
    return judged


def share(part: float, of: float) -> float:
    """`part` of `of`, 0 where there is nothing."""
    return part / of if of else 0.0


# ---- Numbers that people elsewhere coded

# What a coder calls displaced, the ledger tells apart; any counted figure of the kind may match.
MOVED = frozenset(("displaced", "evacuated", "refugees", "homeless", "houses_destroyed", "houses_damaged", "affected"))


def counted(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one report that count within it: no share, no repeat, not denied (`counted_figures` says more)."""
    return [f for f in figures if not (f.part_of_figure_id or f.restates_figure_id or f.certainty == "denied")]


def value(figure: Figure) -> float:
    """One number for a figure: the best, else its floor, else its ceiling."""
    return next(v for v in (figure.value_best, figure.value_low, figure.value_high, 0.0) if v is not None)


def total(figures: Iterable[Figure]) -> float:
    """The sum of the new figures, or the largest where none is new; 0 where there is none."""
    figures = list(figures)
    new = [value(f) for f in figures if f.basis == "new"]
    return sum(new) if new else max((value(f) for f in figures), default=0.0)


def score_counts(reports: Iterable[tuple[Any, Sequence[Figure]]]) -> dict[str, list[int]]:
    """`killed exact`, `killed silent`, …: how many right, of how many, over pairs of a coded report and its figures."""
    result: dict[str, list[int]] = {}
    for report, figures in reports:
        standing = counted(figures)
        for measure, coded in report.coded.items():
            mine = [f for f in standing if f.measure == measure]
            if measure in report.clean and coded:
                if measure == "displaced":
                    ok = coded in {value(f) for f in standing if f.measure in MOVED}
                else:
                    ok = total(mine) == coded
                kind = "exact"
            elif measure in report.silent:
                ok, kind = not mine, "silent"
            else:
                continue
            tally = result.setdefault(f"{measure} {kind}", [0, 0])
            tally[0] += ok
            tally[1] += 1
    return dict(sorted(result.items()))


def merge(scores: Iterable[Score]) -> Score:
    """Several sets as one."""
    result = Score()
    for score in scores:
        for name in ("gold", "predicted", "found", "values_found", "rows_right", "evidence_broken", "articles"):
            setattr(result, name, getattr(result, name) + getattr(score, name))
        for name, (right, of) in score.tally.items():
            result.tally[name][0] += right
            result.tally[name][1] += of
        for name in ("precision", "recall", "mentions", "none_kept", "nones"):
            setattr(result.incidents, name, getattr(result.incidents, name) + getattr(score.incidents, name))
        result.misses += list(itertools.chain(score.misses))
    return result
