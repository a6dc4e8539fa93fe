"""Lists and plain tables: a measure announced before a colon, or at the head of a column, holds for the numbers
below.
"""

import dataclasses
import itertools

from tallybook.extraction import gazetteer
from tallybook.extraction import predicates as pr
from tallybook.extraction.linking import OUTCOME_GROUPS, Link
from tallybook.extraction.noun_phrases import Phrase, noun_of
from tallybook.extraction.tokens import Sentence
from tallybook.extraction.wordclasses import AUXILIARIES

KNOWN = 300_000  # a city of so many is meant, though some are called Lima
ANNOUNCERS = (":", "follows", "below")


@dataclasses.dataclass(slots=True)
class Announced:
    """What a list or table that is open now counts."""

    measure: str | None = None  # of a list
    unit: str = "person"
    until: int = -1  # the sentence up to which it may still go on
    columns: tuple[tuple[str, str] | None, ...] = ()  # of a table: measure and unit of each column


def cells(s: Sentence) -> list[tuple[int, int]]:
    """The cells of a table's row as token spans; empty where the sentence is none."""
    if "|" not in s.lows:
        return _spaced_cells(s)
    marks = [i for i, low in enumerate(s.lows) if low == "|"]
    if not marks:
        return []
    edges = [-1, *marks, len(s)]
    spans = [(a + 1, b) for a, b in itertools.pairwise(edges)]
    if spans and spans[0][0] == spans[0][1]:
        spans = spans[1:]
    if spans and spans[-1][0] >= spans[-1][1]:
        spans = spans[:-1]
    return spans


def _spaced_cells(s: Sentence) -> list[tuple[int, int]]:
    """The cells of a row that is set with tabs or runs of spaces; each holds a few words at most."""
    line = s.text[s.start : s.end]
    if "\t" not in line and "  " not in line:
        return []
    edges = [0]
    for i in range(1, len(s)):
        gap = s.text[s.ends[i - 1] : s.starts[i]]
        if "\t" in gap or "  " in gap:
            edges.append(i)
    edges.append(len(s))
    spans = list(itertools.pairwise(edges))
    return spans if len(spans) > 2 and all(b - a <= 4 for a, b in spans) else []


def _outcome(low: str) -> str | None:
    """The measure that a word names by itself, in the head of a column or before the numbers of a list."""
    group = OUTCOME_GROUPS.get(low)
    if group is not None and group != "victims":
        return group
    measure, note, _ = pr.nouns().get(low, (None, "", False))
    return measure if note != "weak" else None


def column_measure(s: Sentence, first: int, last: int) -> tuple[str, str] | None:
    """Measure and unit that a column's head names: `Dead`, `Houses destroyed`, `Families displaced`."""
    unit, measure = "person", None
    for i in range(first, last):
        noun = noun_of(s, i)
        if noun is not None and noun.unit in ("building", "household"):
            unit = noun.unit
        low = s.lows[i]
        measure = measure or _outcome(low)
    match = [m for i in range(first, last) if (m := pr.table().match(s.lows, i)) is not None]
    for _, entries in match:
        for e in entries:
            if (
                (e.unit == "building") == (unit == "building")
                and e.form != "ing"
                and e.measure != "none"
                and (measure is None or unit == "building")
            ):
                return e.measure, unit
    return (measure, unit) if measure and unit != "building" else None


def table_links(s: Sentence, phrases: list[Phrase], announced: Announced) -> list[Link] | None:
    """The links of a table's row, None where the sentence is no row; a row without numbers opens a table."""
    spans = cells(s)
    if not spans:
        return None
    if not phrases:
        columns = tuple(column_measure(s, *span) for span in spans)
        if any(columns):
            announced.columns, announced.until = columns, s.index + 1
            return []
        if announced.until < s.index:
            return None
    if announced.until < s.index or not announced.columns:
        return None
    announced.until = s.index + 2
    links = []
    for (first, last), column in zip(spans, announced.columns, strict=False):
        phrase = next((p for p in phrases if first <= p.numeral.first < last), None)
        if column is None or phrase is None or phrase.left != first or phrase.end != last or phrase.numeral.singular:
            continue
        _take_column(phrase, column)
        links.append(Link(phrase, column[0], "list", phrase.numeral.first))
    return links


def announce(s: Sentence, links: list[Link], inherited: Link | None, announced: Announced) -> None:
    """Note what a sentence that ends in a colon announces."""
    if not len(s) or s.lows[-1] not in ANNOUNCERS:
        if links and announced.until >= s.index:
            announced.until = max(announced.until, s.index + 2)
        return
    measure = links[-1].measure if links else None
    unit = (links[-1].phrase.unit or "person") if links else "person"
    if measure is None:
        heads = column_measure(s, 0, len(s))
        if heads is not None:
            measure, unit = heads
        elif inherited is not None:
            measure, unit = inherited.measure, inherited.phrase.unit or "person"
    announced.measure, announced.unit, announced.columns = measure, unit, ()
    announced.until = s.index + 2


def _labelled(s: Sentence, phrase: Phrase) -> Link | None:
    """`Families displaced: 2,300`, `Number of houses damaged: 900`: a label of a few words fills a line before it."""
    i = phrase.left - 1
    if i < 1 or i > 6 or s.lows[i] not in (":", "–", "—") or phrase.end < min(len(s), phrase.left + 2):
        return None
    return _as_column(s, phrase, i)


def _as_column(s: Sentence, phrase: Phrase, colon: int) -> Link | None:
    """The link of a number under the words before a colon, where these say what is counted and count nothing."""
    if not AUXILIARIES.isdisjoint(s.lows[:colon]) or "n" in s.kinds[:colon]:
        return None
    column = column_measure(s, 0, colon)
    if column is None:
        return None
    _take_column(phrase, column)
    return Link(phrase, column[0], "list", phrase.numeral.first)


def _named_after_colon(s: Sentence, phrase: Phrase) -> Link | None:
    """`The dead by district: Herat 12, Farah four`: a place and its number behind the colon."""
    i = phrase.left
    start = i
    while start and s.is_name(start - 1):
        start -= 1
    if start == i or not start or s.lows[start - 1] not in (":", ",", ";", "and"):
        return None
    if phrase.end < len(s) and s.lows[phrase.end] not in (",", ";", ".", "and", "("):
        return None
    colon = next((k for k in range(start - 1, -1, -1) if s.lows[k] == ":"), None)
    return _as_column(s, phrase, colon) if colon is not None and 0 < colon <= 9 else None


def _take_column(phrase: Phrase, column: tuple[str, str]) -> None:
    phrase.unit = column[1]
    phrase.population = {"building": "houses", "household": "families"}.get(column[1], "people")


def label(s: Sentence, phrase: Phrase) -> Link | None:
    """`Dead: 4, wounded: 11`, `Injured 9`: a bare outcome names the number that follows it."""
    i = phrase.left
    if phrase.head is not None or not i or phrase.numeral.singular:
        return None
    named = _labelled(s, phrase) or _named_after_colon(s, phrase) or _behind_places(s, phrase)
    if named is not None:
        return named
    if phrase.end < len(s) and s.lows[phrase.end] not in (",", ";", ".", ")", "and", "|", "(", "–", "-", "—"):
        return None
    k = i - 1
    if s.lows[k] in (":", "-", "–", "—", "=") and k:
        k -= 1
    measure = OUTCOME_GROUPS.get(s.lows[k])
    if (
        measure is None
        or measure == "victims"
        or (k and s.lows[k - 1] not in (",", ";", "and", ".", ":", "|", "-", "("))
    ):
        return None
    # `were killed, injured 9` has its verb; a label stands first in the sentence or behind another label's number
    if k and not any(s.kinds[j] == "n" for j in range(k - 1)) and s.lows[k - 1] != ":":
        return None
    if any(w in AUXILIARIES for w in s.lows[max(0, k - 6) : k]):
        return None
    return Link(phrase, measure, "list", k)


def bracketed(s: Sentence, phrase: Phrase) -> bool:
    """`Ha Giang (7), Lai Chau (6)`: a number in brackets of its own behind the name of a place that is no person's."""
    m = phrase.numeral
    if (
        phrase.head is not None
        or m.singular
        or s.lows[m.first - 1 : m.first] != ["("]
        or s.lows[m.last : m.last + 1] != [")"]
    ):
        return False
    start = end = m.first - 1
    while start and end - start < 4 and s.is_name(start - 1) and s.kinds[start - 1] == "w":
        start -= 1
    taken, regions = gazetteer.longest(s.words, start)
    if not taken or taken != end - start:
        return False
    return taken > 1 or regions[0].population >= KNOWN or not gazetteer.is_person_name(s.words[start])


def _behind_places(s: Sentence, phrase: Phrase) -> Link | None:
    """`The deaths occurred in Ha Giang (7), Lai Chau (6)`: the words before the first of the names say what counts."""
    if not bracketed(s, phrase) or s.lows.count("(") < 2:
        return None
    opened = s.lows.index("(")
    if "n" in s.kinds[:opened]:
        return None
    measure = next(filter(None, map(_outcome, s.lows[:opened])), None)
    if measure is None:
        return None
    _take_column(phrase, (measure, "person"))
    return Link(phrase, measure, "list", phrase.numeral.first)


def item(s: Sentence, phrase: Phrase, announced: Announced) -> Link | None:
    """A number of a list's item that has no predicate of its own."""
    if announced.measure is None or announced.until < s.index or phrase.numeral.singular:
        return None
    if phrase.unit not in (None, announced.unit) and not (
        phrase.unit in ("person", "household") and announced.unit in ("person", "household")
    ):
        return None
    i = phrase.left
    if i and s.lows[i - 1] not in (":", "-", "–", "—", ",", "(", "and", ";") and not s.is_name(i - 1):
        return None
    announced.until = s.index + 2
    return Link(phrase, announced.measure, "list", phrase.numeral.first, share_of_group=False)
