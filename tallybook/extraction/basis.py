"""Basis: whether a figure counts what happened in a bounded time, what has run up since a start, a state, or a rate."""

import itertools

from tallybook.extraction import wordclasses as wc
from tallybook.extraction.event import Placed
from tallybook.extraction.event_kinds import ONGOING
from tallybook.extraction.linking import Link
from tallybook.extraction.mention import Mention
from tallybook.extraction.tokens import Sentence
from tallybook.extraction.totals import per_time

# Measures that hold at a time as well as happen in one.
STATES = frozenset(("displaced", "refugees", "homeless", "detained", "hospitalised", "abducted"))
HOUSING = frozenset(("housed", "sheltering", "shelters", "camped", "hosts", "hosting", "living"))
LASTING = frozenset("currently now remain remained remains still active held holding".split())
STOCK_WORDS = LASTING | HOUSING
TAKEN = frozenset(("detained", "abducted"))  # `arrested 40 people living in Gao`: how they live tells nothing of these
RENDERED = frozenset(("left", "leaving", "leaves", "leave", "made", "making", "rendered"))
VANISHED = frozenset(("went", "disappeared", "vanished", "goes"))
SO_FAR = ("so far", "thus far", "to date", "in total", "all told", "until now", "up to now", "as yet", "as of", "as at")
INCREMENTS = frozenset(("new", "additional", "further", "fresh", "more", "another", "yesterday", "today"))
LONG_WINDOWS = frozenset(("months", "years", "month", "year"))
HELD = frozenset(("displaced", "hospitalised", "missing", "homeless"))  # of these a toll tells how many there are
STANDING = STOCK_WORDS | {"are", "is"}
YEARLY = frozenset(("annually", "yearly"))
TOLLS = frozenset(("toll", "tally"))
# What stands behind an adverb, and behind no adjective.
FOLLOWING = wc.PREPOSITIONS | wc.SUBORDINATORS | wc.CONJUNCTIONS


def basis(s: Sentence, link: Link, placed: Placed, kinds: list[tuple[int, str, str]]) -> str:
    """new, cumulative, stock or rate, by the cues that govern the number (study: attributes, section 3)."""
    p = link.phrase
    before, after = s.lows[max(0, p.left - 3) : p.left], s.lows[p.end : p.end + 4]
    window = s.lows[max(0, min(p.left, link.at) - 4) : max(p.end, link.at) + 8]
    if (
        per_time(s.lows[p.end : p.end + 6], 3)
        or YEARLY.intersection(after)
        or _every(s.lows[p.end : p.end + 9])
        or _daily(s, link)
    ):
        return "rate"
    if link.toll and per_time(s.lows[min(p.left, link.at) : p.left + 1]):
        return "rate"
    if link.toll and link.measure in HELD and not _since(placed):
        return "stock"
    if link.measure == "missing" and link.how != "toll":
        if _since(placed) and s.lows[link.at] in VANISHED | {"gone"} and s.lows[link.at - 1 : link.at] != ["still"]:
            return "cumulative"  # `have disappeared since May`
        return (
            "new"
            if s.lows[link.at] in VANISHED and s.lows[link.at - 1 : link.at] not in (["still"], ["have"])
            else "stock"
        )
    if link.measure == "homeless" and RENDERED & set(window):
        return "new"
    if s.block.kind == "headline" and link.measure == "displaced" and not STANDING.intersection(window):
        return "new"  # `10,000 displaced by floods`
    if link.measure in ("displaced", "refugees") and before[-1:] in (["to"], ["for"]) and not placed.own_time:
        return "stock"  # `food for 2,000 people displaced by the floods`: they are so now
    standing = LASTING if link.measure in TAKEN else STOCK_WORDS
    if link.measure in STATES and not link.toll and (link.state or standing & set(window)):
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
    if link.measure == "hospitalised" and "being" in window:
        return "stock"
    if _increment(link, before) or (link.toll and link.measure == "infected" and "new" in s.lows[link.at : p.left]):
        return "new"
    if link.was or link.toll or _counted_up(s, link, placed, kinds, window):
        return "cumulative"
    if link.measure == "houses_destroyed" and link.perfect and not placed.own_time:
        return "cumulative"
    if link.measure == "killed" and _of_outbreak(placed) and p.numeral.value > 1 and not p.numeral.more:
        return "cumulative"  # the dead of a disease are told as their sum, but for those of a day
    if link.measure == "infected" and link.how in ("head", "object"):
        dated = placed.time is not None and placed.time.role == "in" and placed.precision == "day"
        return "new" if dated or INCREMENTS & set(window) else "cumulative"
    return "new"


def _every(words: list[str]) -> bool:
    """`dying of hunger every day`: a rate told from farther off."""
    return any(
        a in ("every", "each") and b in ("day", "week", "month", "year", "hour") for a, b in itertools.pairwise(words)
    )


def _daily(s: Sentence, link: Link) -> bool:
    """`40 daily deaths`, `kills 40 people daily` or `weekly`, `the daily toll`; but `daily shelling` and the
    `Daily Star` tell no rate.
    """
    p = link.phrase
    averaged = s.lows[max(0, p.left - 3) : p.left - 1] == ["daily", "average"]
    if averaged or "daily" in s.words[max(0, p.left - 2) : p.end + 1]:
        return True
    if link.toll:
        at = min(p.left, link.at)
        led = s.lows[max(0, at - 3) : at]
        if "daily" in led and {"the", "a"}.isdisjoint(led[led.index("daily") :]):
            return True
    return any(
        s.words[k] in ("daily", "weekly", "monthly")
        and s.lows[k - 1] not in ("the", "a")
        and (k + 1 == len(s) or s.kinds[k + 1] == "m" or s.lows[k + 1] in FOLLOWING)
        for k in range(p.end, min(p.end + 7, len(s)))
    )


def _since(placed: Placed) -> bool:
    return placed.time is not None and placed.time.role == "since"


def _of_outbreak(placed: Placed) -> bool:
    return placed.event is not None and placed.event.type == "outbreak" and not placed.own_time


def _increment(link: Link, before: list[str]) -> bool:
    """`increased by 22 to 530`: the step is new, the level is not."""
    return before[-1:] == ["by"] and (link.toll or link.measure == "infected")


def _counted_up(s: Sentence, link: Link, placed: Placed, kinds: list[tuple[int, str, str]], window: list[str]) -> bool:
    """Whether a start, a running total or a long window governs the number."""
    time = placed.time
    if time is not None and time.role == "window" and LONG_WINDOWS.isdisjoint(s.lows[time.first : time.last]):
        return False  # `in the past two days`
    if time is not None and (
        time.role in ("since", "by", "year")
        or (time.start is not None and time.end is not None and (time.end - time.start).days > 12 and time.joined)
        or time.role == "window"
    ):
        return True
    if placed.national and (link.perfect or any(k[1] in ONGOING for k in kinds)):
        return True
    text = f" {' '.join(window)} "
    if link.measure in ("killed", "injured") and not TOLLS.isdisjoint(
        s.lows[max(0, link.phrase.left - 7) : link.phrase.left]
    ):
        return True  # `gave a toll of 36 dead`, `put the toll lower, at 36`
    if link.measure in ("killed", "injured") and "now" in window and not wc.HAVE.isdisjoint(window):
        return True  # `have now claimed 36 lives`
    if any(f" {words} " in text for words in SO_FAR) or " ".join(s.lows[:2]) in ("as of", "so far", "to date"):
        return True
    total = "total" in s.lows[max(0, link.phrase.left - 1) : link.phrase.numeral.first]
    return total and (link.perfect or any(w in wc.HAVE for w in window))


def inherit(mentions: list[Mention]) -> None:
    """A share, a repeat, and what a gapped clause leaves out, count over what their whole, the figure told before or
    their neighbour counts over.
    """
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
            elif mention.restates is not None and not mention.headline and mention.restates.basis == "cumulative":
                mention.basis = "cumulative"
            elif mention.link.how == "gapped" and previous is not None and previous.sentence is mention.sentence:
                mention.basis = previous.basis
        previous = mention
