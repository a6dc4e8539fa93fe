"""Where and when a figure's own clause puts it: the place and the time expression that its words name."""

import dataclasses
import functools

from tallybook.extraction import gazetteer
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.data import Phrases, rows
from tallybook.extraction.linking import Link
from tallybook.extraction.numerals import ONES
from tallybook.extraction.periods import Time
from tallybook.extraction.place_words import AUTHORITIES, HOSTING, LOCALS, LOCATIVE
from tallybook.extraction.tokens import Sentence
from tallybook.extraction.toponyms import Toponym

# People moved are counted where they left (`evacuated from`), refugees where they came to.
HOSTED = frozenset(("refugees", "displaced"))
MOVING = frozenset(("evacuated", "displaced", "returned", "rescued"))
CHIEFS = frozenset(
    "chief president minister governor mayor leader king queen commander head director spokesman spokeswoman "
    "government ambassador".split()
)
CONTRASTS = frozenset(("while", "whereas"))
MOST = frozenset(("most", "many", "half", "some", "all"))
THEM = frozenset(("them", "whom", "those", "these"))
ROLE_WEIGHTS = {
    "in": 3.0,
    "struck": 2.4,
    "subject": 2.2,
    "distance": -1.5,
    "of": 1.4,
    "other": 0.7,
    "mod": -0.3,
    "to": -0.5,
    "from": -2.5,
    "said": -3.0,
    "road": 2.0,
    "container": 1.0,
    "heading": 3.0,
    "and": 1.5,
}


@functools.cache
def triggers() -> Phrases[tuple[str, str]]:
    """Words that name an event: phrase -> type and note (verb, ongoing, loose)."""
    phrases: Phrases[tuple[str, str]] = Phrases()
    for r in rows("events"):
        phrases.add(r["noun"].lower(), (r["type"], r["note"]))
    return phrases


def choose_time(s: Sentence, link: Link, times: list[Time]) -> Time | None:
    """The time expression nearest to the number or its predicate; other clauses' dates stand farther off."""
    at, pred = link.phrase.numeral.first, link.at
    lo_at, hi_at = min(at, pred), max(at, pred)
    best, best_score = None, 1e9
    for time in times:
        if time.role == "said" or (time.role == "in" and time.start is None):
            continue
        distance = min(_distance(time.first, time.last, at), _distance(time.first, time.last, pred))
        lo, hi = (time.last, lo_at) if time.last <= lo_at else (hi_at, time.first)
        between = s.lows[lo:hi]
        if time.last <= lo_at:
            # A relative clause that holds the predicate hangs on what the time belongs to: `the May 3 attack, which
            # killed 12`.
            while between and (between[-1] in wc.RELATIVES or between[-1] in wc.AUXILIARIES or between[-1] == ","):
                between = between[:-1]
        hurdles = sum(w in wc.SUBORDINATORS or w == ";" for w in between)
        verbs = sum(w in wc.FINITE and w not in ("said", "says", "struck", "hit") for w in between)
        score = distance + 6.0 * hurdles + 2.5 * verbs + 3.0 * sum(w in wc.RELATIVES for w in between)
        if time.first and s.lows[time.first - 1] in ("until", "before", "after"):
            score += 8
        if time.first > hi_at and _opens_clause(s, time):
            score += 12
        if time.first > hi_at and _of_relative(s, hi_at, time.first):
            continue
        if 0 <= time.first - link.phrase.end <= 1:
            score -= 2.0  # `30,721 migrants in June`: nothing stands between
        if time.last <= at:
            score += 0.7
        elif link.toll and time.role == "in" and time.precision == "day":
            score += 8  # the day on which it was counted, more often than that on which they died
        if time.heading:
            score = min(score, 14.0)
        if time.counted_from.startswith("<"):
            # It opens another event: what stands behind belongs to it, what stands before does not.
            if hi_at < time.first:
                continue
            score = 0.5
        elif any(
            o.counted_from.startswith("<") and o.start is not None and time.last <= o.first < lo_at for o in times
        ):
            continue
        if link.toll and hurdles and time.first > hi_at and time.role == "in":
            continue
        if score < best_score:
            best, best_score = time, score
    if best is not None and best.role == "since" and 0 <= best.since_at < min(at, pred) and max(at, pred) < best.first:
        # `the deadliest since gas killed hundreds in August 2013`: the clause of `since` is the figure's own.
        return dataclasses.replace(best, role="in", end=best.full_end, precision="month")
    if best is not None and best.role == "since" and _dates_its_event(s, best, link, lo_at):
        return dataclasses.replace(best, role="in", end=best.full_end, precision="year")
    return best if best_score <= 34 else None


def _of_relative(s: Sentence, i: int, end: int) -> bool:
    """`killed 25 in a village near Lamu, where they had killed 148 in April`: the other count's time."""
    opened = next((k for k in range(i, end) if s.lows[k] in ("where", "which", "when")), None)
    return opened is not None and any(s.kinds[k] == "n" or s.lows[k] in ONES for k in range(opened, end))


def _dates_its_event(s: Sentence, time: Time, link: Link, i: int) -> bool:
    """`the first since a 2009 attack left six dead`: the year is that of the event, which did the killing."""
    between = s.lows[time.last : i]
    if link.how not in ("object", "coordination") and {"left", "leaving"}.isdisjoint(between):
        return False
    comma = between.index(",") + 1 if "," in between else None
    return (
        time.last < i
        and s.lows[time.first - 1] in ("a", "an", "the")
        and s.words[time.first].isdigit()
        and (comma is None or between[comma : comma + 1] in (["which"], ["that"]))
    )


def _opens_clause(s: Sentence, time: Time) -> bool:
    """`…, killing eight, and in March, blasts killed 83`: the time of the clause that it opens."""
    i = time.first - 1
    return (
        i > 0
        and s.lows[i] in ("in", "on")
        and s.lows[i - 1] in ("and", "but", "while")
        and s.lows[time.last : time.last + 1] == [","]
    )


def choose_place(
    s: Sentence,
    home: str | None,
    at: int,
    pred: int,
    measure: str,
    topos: list[Toponym],
    shares: tuple[int, ...] = (),
    toll: bool = False,
    others: tuple[int, ...] = (),
) -> Toponym | None:
    """The place that the number's own clause names, the finest of those that lie in one another.

    `shares` are the numbers that are parts of this one, `others` the sentence's other numbers.
    """
    scored: list[tuple[float, Toponym]] = []
    named_before = any(t.last <= at and t.role == "in" and not t.in_zone for t in topos)
    for topo in topos:
        if topo.role == "container" and any(o.container is topo for o in topos):
            continue
        region = topo.resolved
        score = ROLE_WEIGHTS.get(topo.role, 0.5)
        following = s.lows[topo.last] if topo.last < len(s) else ""
        if (topo.role == "other" and any(w in triggers() for w in s.lows[topo.last : topo.last + 3])) or (
            topo.role == "mod" and following in triggers()
        ):
            score += 1.2
        if topo.role == "other" and s.block.kind == "headline":
            score += 0.6
        if measure in MOVING and topo.role == "from":
            score += 6.5
        if measure == "detained" and topo.role in ("mod", "other") and following in AUTHORITIES and topo.last <= at:
            score += 5.0  # `Kerala police arrested five`: they arrest in their own land
        if measure == "refugees" and topo.role == "to":
            score += 3.5  # `crossed into Turkey`
        if measure == "hospitalised" and topo.role == "to":
            score += 4.0  # `were brought to Turkey for treatment`
        lo, hi = (topo.last, at) if topo.last <= at else (at, topo.first)
        between = s.lows[lo:hi]
        score += (1.5 if topo.first > at else 0.4) - 0.05 * (hi - lo)
        crossed = any(topo.last <= other < at or at < other < topo.first for other in others)
        if measure in HOSTED and topo.last <= at and _hosts(s.lows[topo.last : at]) and not crossed:
            score += 5.0  # `Lebanon has absorbed thousands of refugees`
        if topo.first > at:
            if named_before and crossed:
                score -= 3.0  # `cases in Scotland rose to 530, and there were 110 in England`: the next number's place
            if any(w in MOST and between[k + 1 : k + 2] == ["of"] for k, w in enumerate(between)):
                score -= 4.5  # `22 killed, most of them in Borongan`
            if pred < topo.first and any(
                w in CONTRASTS
                and k + 1 < len(between)
                and not between[k + 1].endswith("ing")
                and between[k + 1] not in LOCATIVE
                for k, w in enumerate(between)
            ):
                score -= 4.0  # `killed two men, while police said that an attack in Lima …`, not `while bathing in …`
            if "since" in between and pred < topo.first - 1:
                score -= 2.5  # `killed in six days of protest since an uprising in Tunisia`
            if toll and any(w in wc.SUBORDINATORS for w in between):
                score -= 4.5  # `rose to 36 after two died in a clinic in …`
            if any(
                w in ("day", "days", "week", "weeks", "hours", "month")
                and between[k + 1 : k + 2] in (["after"], ["before"])
                for k, w in enumerate(between)
            ):
                score -= 3
            if any(at < share < topo.first and not share < pred < topo.first for share in shares):
                # `Of the 17 deaths, six were reported from …`, `24 died, six of them in …`: the share's place alone
                apart = "of" in s.lows[max(0, at - 2) : at] or any(
                    at < share < topo.first
                    and (not THEM.isdisjoint(s.lows[share + 1 : share + 4]) or s.lows[share + 1] in LOCATIVE)
                    for share in shares
                )
                score -= 5 if apart else 3
            if (
                topo.last < len(s)
                and s.kinds[topo.last] == "n"
                and not s.words[topo.last - 1].isdigit()
                and s.lows[topo.first - 1] in (",", "and", ";", ")")
            ):
                score -= 5  # `698,000, Ethiopia 342,000`: the next number's place
        else:
            score -= 0.7 * sum(w in wc.FINITE for w in between)
        if ";" in between or _bracketed(s, topo.first, at):
            score -= 2
        if topo.in_zone and topo.first >= 2 and s.lows[topo.first - 2] in LOCALS:
            score += 1.0
        elif topo.in_zone and topo.role != "subject":
            score -= 2.6
        elif (
            topo.last <= at
            and all(w in ("(", ":", "-", "–", "—", "|", "with", "at", "least", "had") for w in between)
            and topo.role not in ("said", "mod")
        ):
            # `Nacala (1,120 cases)`, `Homs: 12 killed`: an entry of a list under its place.
            score += 4.0
        if region is not None and region.kind == "country":
            score -= 0.8
            if topo.role in ("other", "mod") and region.country_code != home:
                score -= 1.5  # an actor, more often than a place
        if region is not None and region.kind == "area" and not region.country_code and region.latitude is not None:
            score -= 1.5  # a sea or a continent
        if following in ("'s", "’s") and topo.role == "other":
            # `Baghdad's security chief`: what somebody is chief of
            score -= 1.5 if any(w in CHIEFS for w in s.lows[topo.last + 1 : topo.last + 4]) else 0.4
        if following in (
            "police",
            "officials",
            "authorities",
            "government",
            "army",
            "military",
            "ministry",
            "said",
            "hospital",
            "says",
        ):
            score -= 0.8
        scored.append((score, topo))
    if not scored:
        return None
    best_score, best = max(scored, key=lambda pair: pair[0])
    if best_score <= 0.3:
        return None
    for score, topo in scored:
        finer = (
            topo.resolved is not None
            and best.resolved is not None
            and topo.resolved.region_id != best.resolved.region_id
            and gazetteer.contains(best.resolved, topo.resolved)
        )
        if (
            finer
            and score > 0.4
            and abs(topo.first - best.first) <= 12
            and topo.role not in ("from", "to")
            and not topo.in_zone
            and s.lows[max(0, topo.first - 1)]
            not in ("with", "contains")  # `10,000 fled in Salta province, with Oran worst hit`
            and not any(at < share < topo.first and not share < pred < topo.first for share in shares)
        ):
            best = topo
    return best


def _hosts(between: list[str]) -> bool:
    """Whether a land's name is the subject of a verb of taking people in, of which the number is the object."""
    while between and (between[0] in wc.AUXILIARIES or between[0] in ("already", "also", "now", "alone", "currently")):
        between = between[1:]
    return bool(between) and between[0] in HOSTING


def _bracketed(s: Sentence, i: int, at: int) -> bool:
    """Whether token i stands in brackets that do not hold the number: an aside."""
    for j in range(i - 1, max(-1, i - 12), -1):
        if s.lows[j] == ")":
            return False
        if s.lows[j] == "(":
            return j > at and j > 0
    return False


def since_a_start(lows: list[str], link: Link) -> bool:
    """`since the conflict began`, `since then`: a count from a start that no date here gives."""
    for i in range(max(0, link.phrase.left - 12), min(len(lows) - 1, max(link.phrase.end, link.at) + 16)):
        if lows[i] == "since" and lows[i + 1] in (
            "the",
            "then",
            "it",
            "his",
            "its",
            "fighting",
            "violence",
            "protests",
            "that",
            "a",
            "an",
            "war",
            "hostilities",
            "clashes",
        ):
            return True
    return False


def _distance(first: int, last: int, at: int) -> int:
    return first - at if first > at else max(0, at - last + 1)
