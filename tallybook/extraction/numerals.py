"""Numerals of a sentence with their qualifiers and bounds, as the words say them."""

import dataclasses
import re

from tallybook.extraction.data import Phrases, rows
from tallybook.extraction.tokens import Sentence

ONES = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
BELOW_HUNDRED = ONES | TENS
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "billion": 1_000_000_000,
}
UNITS = SCALES | {"dozen": 12}
# Two of the unit, never an invented best (DESIGN, `Values`).
VAGUE = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "millions": 2_000_000,
    "tens": 20,
    "100s": 200,
    "1000s": 2000,
    "lakhs": 200_000,
}
STARTS = frozenset((*ONES, *TENS, *SCALES, *VAGUE, *"a an half dozen several many few some".split()))
PLAIN_DIGITS = re.compile(r"\d+(?:\.\d+)?$")
GROUPED = re.compile(
    r"\d{1,3}(?:,\d{3})+$|\d{1,2}(?:,\d{2})*,\d{3}$|\d{1,3}(?:[ \u00a0\u202f]\d{3})+$|\d{1,3}(?:\.\d{3}){2,}$"
)
GLUED = re.compile(r"(\d+(?:[.,]\d+)*)(k|m|mn|bn)$")
QUALIFIERS = {
    side: Phrases((r["phrase"], r["qualifier"]) for r in rows("qualifiers") if r["side"] == side)
    for side in ("before", "after")
}
SINGULARS = {"a", "an", "another"}


@dataclasses.dataclass(slots=True)
class Numeral:
    """A number as written: token span of the number itself, and of it with its qualifiers."""

    first: int
    last: int
    left: int
    right: int
    low: float | None
    best: float | None
    high: float | None
    qualifier: str
    singular: bool = False  # `a`, `an`, `another`
    definite: bool = False  # `the two`, `those 12`
    more: bool = False  # `another 12`, `12 more`, `the other two`
    estimated: bool = False

    @property
    def value(self) -> float:
        """The stated value or bound that best stands for the number."""
        for number in (self.best, self.low, self.high):
            if number is not None:
                return number
        return 0.0


def bounds(qualifier: str, low: float, high: float | None = None) -> tuple[float | None, float | None, float | None]:
    """value_low, value_best, value_high for a number under a qualifier (DESIGN, `Values`)."""
    if qualifier in ("at_least", "more_than"):
        return low, low, None
    if qualifier == "about":
        return None, low, None
    if qualifier in ("nearly", "up_to", "fewer_than"):
        return None, low, low
    if qualifier == "between":
        return low, None, high
    if qualifier == "vague":
        return low, None, None
    return low, low, low


def read_digits(word: str) -> float | None:
    """The value of a number in digits, None where separators make no number (`10,00`) or it is longer than any
    count.
    """
    if len(word) > 15:
        return None
    if PLAIN_DIGITS.match(word):
        return float(word)
    if GROUPED.match(word):
        return float(re.sub(r"[,.\s\u00a0\u202f]", "", word))
    return None


def _quantity(s: Sentence, i: int) -> tuple[int, float, bool, bool] | None:
    """Tokens taken from i, value, vague, `-plus`; None where no number starts there."""
    low = s.lows[i]
    n = len(s.lows)
    if s.kinds[i] != "n" and low not in STARTS and ("-" not in low or low.split("-", 1)[0] not in STARTS):
        return None
    if s.kinds[i] == "n":
        plus = False
        if low.endswith("-plus"):
            low, plus = low[:-5], True
        elif low.endswith("+"):
            low, plus = low[:-1], True
        if low.endswith("-mark"):
            low = low[:-5]
        if low in VAGUE:
            return 1, VAGUE[low], True, plus
        glued = GLUED.match(low)
        if glued:
            value = read_digits(glued.group(1))
            if value is None or (glued.group(2) == "m" and s.words[i][-1] == "m"):
                return None
            return 1, round(value * {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9}[glued.group(2)], 6), False, plus
        value = read_digits(low)
        if value is None:
            return None
        taken = 1
        while i + taken < n and s.lows[i + taken] in SCALES:
            value *= SCALES[s.lows[i + taken]]
            taken += 1
        if i + taken < n and s.lows[i + taken] == "dozen":
            value *= 12
            taken += 1
        value = round(value, 6)  # 4.1 times a million falls short of it by a hair
        return (taken, value, False, plus) if value > 0 and value == int(value) else None
    if low in ("several", "many", "few") or (low in ("a", "some") and i + 1 < n and s.lows[i + 1] in ("few", "couple")):
        j = i + (1 if low in ("several", "many", "few") else 2)
        if j < n and s.lows[j] == "of":
            j += 1
        scale = s.lows[j] if j < n else ""
        scale = scale if scale in VAGUE else scale + "s"
        if scale in VAGUE:
            return j + 1 - i, VAGUE[scale], True, False
        return None
    if low in VAGUE and low != "lakhs":
        if (
            low in ("tens", "hundreds", "dozens", "scores")
            and i + 2 < n
            and s.lows[i + 1] == "of"
            and s.lows[i + 2] in ("thousands", "millions", "hundreds")
        ):
            return 3, VAGUE[low] / 2 * VAGUE[s.lows[i + 2]], True, False
        return 1, VAGUE[low], True, False
    if low == "half" and i + 2 < n and s.lows[i + 1] == "a" and s.lows[i + 2] in ("million", "dozen", "thousand"):
        return 3, {"million": 500_000, "dozen": 6, "thousand": 500}[s.lows[i + 2]], False, False
    if low == "dozen":
        return 1, 12, False, False
    if low in ("a", "an") and i + 1 < n:
        after = s.lows[i + 1]
        if after == "dozen":
            return 2, 12, False, False
        if after == "quarter" and s.lows[i + 2 : i + 5] == ["of", "a", "million"]:
            return 5, 250_000, False, False
        if after in ("hundred", "thousand", "million"):
            return _words(s, i)
        return None
    return _words(s, i)


def _words(s: Sentence, i: int) -> tuple[int, float, bool, bool] | None:
    """A number in words: `thirty-five`, `one hundred and five`, `two dozen`, `two million`."""
    total = part = 0.0
    j, taken, plus, previous = i, 0, False, ""
    n = len(s.lows)
    while j < n:
        pieces = s.lows[j].split("-")
        if pieces[-1] == "plus" and len(pieces) > 1:
            pieces, plus = pieces[:-1], True
        kinds = [
            "1"
            if p in ONES
            else "t"
            if p in TENS
            else "s"
            if p in SCALES or p == "dozen"
            else "a"
            if p in ("a", "an")
            else ""
            for p in pieces
        ]
        if not all(kinds):
            if s.lows[j] == "and" and previous == "s" and j + 1 < n and s.lows[j + 1].split("-")[0] in BELOW_HUNDRED:
                # `one hundred and five`; but not `two hundred and three were …` read as two figures: English news
                # writes the sum so.
                j += 1
                continue
            break
        if previous and kinds[0] != "s" and not (previous == "s" or (previous == "t" and kinds[0] == "1")):
            break
        if kinds[0] == "a" and (taken or j + 1 >= n):
            break
        for piece, kind in zip(pieces, kinds, strict=True):
            if kind == "1":
                part += ONES[piece]
            elif kind == "t":
                part += TENS[piece]
            elif kind == "a":
                part += 1
            elif piece == "dozen":
                part *= 12
            elif piece == "hundred":
                part *= 100
            else:
                total += part * SCALES[piece]
                part = 0
            previous = kind
        j += 1
        taken = j - i
        if plus:
            break
    value = total + part
    if not taken or value <= 0 or s.lows[i] in SCALES:
        return None
    return taken, value, False, plus


def find(s: Sentence) -> list[Numeral]:
    """Every numeral of the sentence, ranges joined, with qualifiers before and after read."""
    numerals: list[Numeral] = []
    s.tokenise()
    end = 0
    for i, (low, kind) in enumerate(zip(s.lows, s.kinds, strict=True)):
        # A word that cannot begin a number, or one that the number before has taken.
        if kind != "n" and low not in STARTS and ("-" not in low or low.split("-", 1)[0] not in STARTS):
            continue
        if i < end:
            continue
        quantity = _quantity(s, i)
        if quantity is None:
            continue
        taken, value, vague, plus = quantity
        end = i + taken
        qualifier = "vague" if vague else "at_least" if plus else "exact"
        high = None
        joined = _range(s, i, end, value, vague)
        if joined is not None:
            end, value, high = joined
            qualifier = "between"
        numerals.append(_qualified(s, i, end, qualifier, value, high))
    return numerals


def _range(s: Sentence, first: int, last: int, value: float, vague: bool) -> tuple[int, float, float] | None:
    """Where a range goes on after its first number: its end, its lower and its upper value."""
    if vague or last + 1 >= len(s):
        return None
    link = s.lows[last]
    before = s.lows[first - 1] if first else ""
    if link not in ("to", "-", "–", "—", "or", "and") or (link == "and" and before != "between"):
        return None
    # `rose from 30 to 45` holds two figures; so does `increased to 30 from 20`.
    if link == "to" and before in ("from", "by"):
        return None
    second = _quantity(s, last + 1)
    if second is None or second[2] or second[1] <= value:
        return None
    if link in ("-", "–", "—") and (s.starts[last] - s.ends[last - 1] > 1 or s.starts[last + 1] - s.ends[last] > 1):
        return None
    if link == "or" and second[1] > value * 3:
        return None
    end, upper = last + 1 + second[0], second[1]
    # `10 to 15 thousand`: the scale belongs to both; `500 to two thousand` and `one hundred to two thousand` do not.
    unit = UNITS.get(s.lows[end - 1])
    if unit is not None and s.lows[last - 1] not in UNITS and value < upper / unit:
        value *= unit
    return end, value, upper


def _qualified(s: Sentence, first: int, last: int, qualifier: str, value: float, high: float | None) -> Numeral:
    left, right = first, last
    definite = more = estimated = False
    if qualifier == "between" and left and s.lows[left - 1] == "between":
        left -= 1
    while left:
        found = QUALIFIERS["before"].match_before(s.lows, left)
        if found is None:
            break
        words = s.lows[left - found[0] : left]
        if words == ["over"] and _spatial_over(s, left - 1):
            break
        if qualifier in ("exact", "vague"):
            if qualifier == "exact":
                qualifier = found[1]
            estimated = estimated or "estimated" in words
        elif found[1] != "exact" and qualifier != "between":  # `about 20 to 30` stays a range
            break
        definite = definite or words[0] in ("the", "these", "those", "its", "his", "her", "their", "our")
        more = more or words[-1] in ("another", "other", "further", "additional", "remaining")
        left -= found[0]
    if right < len(s):
        found = QUALIFIERS["after"].match(s.lows, right)
        if found is not None and qualifier == "exact":
            qualifier = found[1]
            right += found[0]
    low, best, top = bounds(qualifier, value, high)
    return Numeral(
        first, last, left, right, low, best, top, qualifier, definite=definite, more=more, estimated=estimated
    )


def _spatial_over(s: Sentence, i: int) -> bool:
    """`over` after a noun of quarrel or a verb of motion is a place or a cause, not a bound; rare before numbers,
    so only these.
    """
    return i > 0 and s.lows[i - 1] in ("flew", "flying", "clashes", "dispute", "row", "anger")
