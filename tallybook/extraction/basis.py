"""Basis: whether a figure counts what happened in a bounded time, what has run up since a start, a state, or a rate."""

from tallybook.extraction.event import Placed
from tallybook.extraction.linking import Link
from tallybook.extraction.tokens import Sentence
from tallybook.extraction.totals import ONGOING, per_time

STOCK_WORDS = frozenset(
    "currently now remain remained remains still active held holding housed sheltering living".split()
)
SO_FAR = frozenset(("so far", "to date", "in total", "all told", "until now", "up to now", "as yet"))


def basis(s: Sentence, link: Link, placed: Placed, kinds: list[tuple[int, str, str]]) -> str:
    """new, cumulative, stock or rate, by the cues that govern the number (study: attributes, section 3)."""
    p = link.phrase
    after = s.lows[p.end : p.end + 4]
    if per_time(after):
        return "rate"
    if "daily" in s.lows[p.numeral.left - 2 if p.numeral.left > 1 else 0 : p.end + 2]:
        return "rate"
    window = s.lows[max(0, min(p.left, link.at) - 4) : max(p.end, link.at) + 8]
    if link.measure == "missing" and link.how != "toll":
        return "stock"
    if link.measure in ("displaced", "refugees", "homeless", "detained", "hospitalised", "abducted", "infected"):
        if link.measure == "homeless" and {"left", "leaving", "leaves", "made", "rendered", "leave"} & set(window):
            return "new"
        if link.state and link.measure in ("displaced", "homeless", "refugees", "hospitalised", "detained"):
            return "stock"
        if link.measure != "infected" and STOCK_WORDS & set(window) and not link.toll:
            return "stock"
        if "active" in window and link.measure == "infected":
            return "stock"
    if placed.time is not None and placed.time.role in ("since", "by"):
        return "cumulative"
    if placed.national and any(k[1] in ONGOING for k in kinds):
        return "cumulative"
    if link.was or link.toll:
        return "cumulative"
    text = " ".join(window)
    if any(words in text for words in SO_FAR):
        return "cumulative"
    if placed.time is not None and placed.time.role == "year":
        return "cumulative"
    if (
        link.measure == "infected"
        and link.how == "head"
        and not ({"new", "additional", "further", "fresh", "more", "another"} & set(window))
    ):
        return "cumulative"
    return "new"
