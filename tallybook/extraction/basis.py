"""Basis: whether a figure counts what happened in a bounded time, what has run up since a start, a state, or a rate."""

import itertools

from tallybook.extraction import wordclasses as wc
from tallybook.extraction.event import ONGOING, Placed
from tallybook.extraction.linking import Link
from tallybook.extraction.mention import Mention
from tallybook.extraction.tokens import Sentence
from tallybook.extraction.totals import per_time

# Measures that hold at a time as well as happen in one.
STATES = frozenset(("displaced", "refugees", "homeless", "detained", "hospitalised", "abducted"))
STOCK_WORDS = frozenset(
    (
        "currently",
        "now",
        "remain",
        "remained",
        "remains",
        "still",
        "active",
        "held",
        "holding",
        "housed",
        "sheltering",
        "living",
    )
)
RENDERED = frozenset(("left", "leaving", "leaves", "leave", "made", "making", "rendered"))
VANISHED = frozenset(("went", "disappeared", "vanished", "goes"))
SO_FAR = ("so far", "to date", "in total", "all told", "until now", "up to now", "as yet", "as of", "as at")
INCREMENTS = frozenset(("new", "additional", "further", "fresh", "more", "another", "yesterday", "today"))
LONG_WINDOWS = frozenset(("months", "years", "weeks", "month", "year"))


def basis(s: Sentence, link: Link, placed: Placed, kinds: list[tuple[int, str, str]]) -> str:
    """new, cumulative, stock or rate, by the cues that govern the number (study: attributes, section 3)."""
    p = link.phrase
    before, after = s.lows[max(0, p.left - 3) : p.left], s.lows[p.end : p.end + 4]
    window = s.lows[max(0, min(p.left, link.at) - 4) : max(p.end, link.at) + 8]
    if per_time(after) or _every(s.lows[p.end : p.end + 9]) or "daily" in s.lows[max(0, p.left - 2) : p.end + 7]:
        return "rate"
    if link.toll and per_time(s.lows[min(p.left, link.at) : p.left]):
        return "rate"
    if link.measure == "missing" and link.how != "toll":
        return (
            "new"
            if s.lows[link.at] in VANISHED and s.lows[link.at - 1 : link.at] not in (["still"], ["have"])
            else "stock"
        )
    if link.measure == "homeless" and RENDERED & set(window):
        return "new"
    if link.measure in STATES and not link.toll and (link.state or STOCK_WORDS & set(window)):
        # `are displaced` holds now; `have been displaced since …` has run up.
        run_up = link.perfect and ("now" in window or _since(placed))
        return "cumulative" if run_up else "stock"
    if (
        link.measure in ("affected", "houses_damaged")
        and link.how == "subject"
        and s.lows[link.at - 1] in ("are", "remain")
    ):
        return "stock"
    if link.measure == "infected" and "active" in window:
        return "stock"
    if _increment(link, before):
        return "new"
    if link.was or link.toll or _counted_up(s, link, placed, kinds, window):
        return "cumulative"
    if link.measure == "infected" and link.how == "head":
        dated = placed.time is not None and placed.time.role == "in" and placed.precision == "day"
        return "new" if dated or INCREMENTS & set(window) else "cumulative"
    return "new"


def _every(words: list[str]) -> bool:
    """`dying of hunger every day`: a rate told from farther off."""
    return any(
        a in ("every", "each") and b in ("day", "week", "month", "year", "hour") for a, b in itertools.pairwise(words)
    )


def _since(placed: Placed) -> bool:
    return placed.time is not None and placed.time.role == "since"


def _increment(link: Link, before: list[str]) -> bool:
    """`increased by 22 to 530`: the step is new, the level is not."""
    return before[-1:] == ["by"] and link.measure == "infected"


def _counted_up(s: Sentence, link: Link, placed: Placed, kinds: list[tuple[int, str, str]], window: list[str]) -> bool:
    """Whether a start, a running total or a long window governs the number."""
    time = placed.time
    if time is not None and (
        time.role in ("since", "by", "year")
        or (time.start is not None and time.end is not None and (time.end - time.start).days > 12 and time.joined)
        or (time.role == "window" and LONG_WINDOWS & set(s.lows[time.first : time.last]))
    ):
        return True
    if placed.national and (link.perfect or any(k[1] in ONGOING for k in kinds)):
        return True
    text = f" {' '.join(window)} "
    if any(f" {words} " in text for words in SO_FAR) or " ".join(s.lows[:2]) in ("as of", "so far", "to date"):
        return True
    total = "total" in s.lows[max(0, link.phrase.left - 1) : link.phrase.numeral.first]
    return total and (link.perfect or any(w in wc.HAVE for w in window))


def inherit(mentions: list[Mention]) -> None:
    """A share, and what a gapped clause leaves out, count over what their whole or their neighbour counts over."""
    previous: Mention | None = None
    for mention in mentions:
        if mention.basis == "new" and not mention.placed.own_time:
            if mention.part_of is not None and mention.link.how in (
                "inclusion",
                "copula",
                "group",
                "gapped",
                "list",
                "subject",
            ):
                if mention.part_of.basis in ("cumulative", "stock") and not mention.link.phrase.numeral.more:
                    mention.basis = mention.part_of.basis
            elif mention.link.how == "gapped" and previous is not None and previous.sentence is mention.sentence:
                mention.basis = previous.basis
        previous = mention
