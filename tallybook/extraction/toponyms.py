"""Place names as they stand: found with the gazetteer and by their surroundings, with the part that they play in
the sentence.
"""

import dataclasses
import itertools

from tallybook.extraction import gazetteer
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.gazetteer import Region
from tallybook.extraction.noun_phrases import demonyms, noun_of
from tallybook.extraction.numerals import ONES, STARTS
from tallybook.extraction.place_words import (
    BEFORE_OF,
    COMPASS,
    DIRECTIONS,
    HEARERS,
    LOCALS,
    LOCATIVE,
    NEVER,
    STRIKING,
    TYPES,
)
from tallybook.extraction.segmentation import Block, Document
from tallybook.extraction.tokens import Sentence


@dataclasses.dataclass(slots=True)
class Toponym:
    """A place name as it stands: tokens [first, last) of a sentence, with what its surroundings say."""

    sentence: int
    first: int
    last: int
    name: str
    text: str
    regions: tuple[Region, ...]
    role: str  # in, from, to, distance, possessive, container, of, other
    kind: str | None = None  # what a type word beside it says: city, district, …
    container: "Toponym | None" = None
    holds: bool = False  # another name lies in it
    in_zone: bool = False
    resolved: Region | None = None

    @property
    def region(self) -> Region | None:
        """The region that the article settled on."""
        return self.resolved


# `the town of X`, `villagers of X`: a name no list holds is a place behind these.
NAMED_BY_OF = frozenset(
    (
        "town",
        "village",
        "city",
        "district",
        "neighbourhood",
        "neighborhood",
        "suburb",
        "province",
        "hamlet",
        "area",
        "municipality",
        "outskirts",
        "suburbs",
        "county",
        "port",
        "island",
        "valley",
        "commune",
        "settlement",
    )
)
ASSAULTS = frozenset("shelling bombing bombardment siege".split())  # `shelling of X`: of a place, not of people
SUBURBS = frozenset(("suburb", "suburbs", "borough"))
# `Rift Valley fever`: an illness named for a place where it was found, not where it is.
DISEASES = frozenset("fever virus disease flu encephalitis haemorrhagic hemorrhagic syndrome respiratory".split())
# What only a person has: `Clinton's wife`, `Florence's flat`.
PERSONAL = frozenset(
    "wife husband widow son sons daughter daughters brother brothers sister sisters mother father parents uncle cousin "
    "nephew girlfriend boyfriend fiance fiancee partner family relatives friend friends lawyer lawyers attorney "
    "attorneys apartment flat bedroom body murder".split()
)
# Lower-case type words behind a name that no list holds, with what leads to them: `in the Hezil river`.
SITES = frozenset(kind for kind, fine in TYPES.items() if fine == "point") - frozenset(
    ("building", "base", "club", "school", "college", "university", "company", "factory", "plant", "store", "pass")
)
FEATURES = frozenset("lake loch mount camp fort port cape".split())  # kinds that stand before the name
PLURALS = {
    "provinces": "province",
    "districts": "district",
    "regions": "province",
    "counties": "district",
    "governorates": "province",
    "departments": "district",
    "states": "province",
    "municipalities": "city",
    "islands": "province",
    "villages": "city",
    "towns": "city",
    "neighbourhoods": "neighbourhood",
    "neighborhoods": "neighbourhood",
}
FOUND = frozenset("recovered retrieved missing cases deaths casualties".split())
COUNTED = frozenset("reported notified registered recorded confirmed".split())
QUANTITIES = frozenset("more most some many over about nearly almost at least up all a the".split())
SHORTENED = frozenset(("st", "ste", "mt", "ft"))
SIDES = frozenset("sur norte este oeste nord sud ouest north south east west".split())  # `Las Lomas Norte`
OPENING = frozenset((",", ";", "and", "but", "while", "whereas"))
REPORTING = frozenset(
    "reported reports recorded records registered registers confirmed confirms saw sees suffered suffers logged "
    "counted notified has had lost".split()
)


def is_name(s: Sentence, i: int) -> bool:
    """Whether token i begins like a name: with a capital, also behind an Arabic article (`al-Bab`)."""
    word = s.words[i]
    return s.is_name(i) or (s.kinds[i] == "w" and len(word) > 3 and word[2] == "-" and word[3].isupper())


class Finder:
    """Finds the place names of a document's sentences."""

    def __init__(self, document: Document):
        self.document = document
        self._places_listed: set[int] | None = None

    def find(self, s: Sentence, zones: list[tuple[int, int]]) -> list[Toponym]:
        """The names of a sentence in their order; `zones` are the phrases of its sources."""
        s.tokenise()
        found: list[Toponym] = []
        i, n, capitals = 0, len(s), self.document.capitals
        while i < n:
            if (
                not is_name(s, i)
                or (s.lows[i] in NEVER or s.lows[i] in wc.MONTHS)
                and not (
                    s.lows[i] in ("new", "united", "general", "islamic", "state") and i + 1 < n and s.is_name(i + 1)
                )
            ):
                i += 1
                continue
            several = self._several(s, i) or self._column_head(s, i) or self._site(s, i) or self._feature(s, i)
            if several:
                i = self._add(s, found, i, several, (), zones)
                continue
            taken, regions = self._longest(s, i)
            state = self._state(s, i, found)
            if state is not None:
                i = self._add(s, found, i, i + 1, (state,), zones)
                continue
            if (
                taken == 1
                and s.lows[i] in DIRECTIONS
                and not (i + 1 < n and s.lows[i + 1] in TYPES and s.words[i + 1][0].isupper())
            ):
                taken = 0
            if taken and (
                (i + taken < n and s.lows[i + taken] in DISEASES)
                or s.lows[max(0, i - 3) : i] == ["islamic", "state", "of"]
                or (regions[0].kind == "city" and self._belongs(s, i + taken))
            ):
                i += taken
                continue
            if not taken and s.lows[i].endswith("s") and len(s.lows[i]) > 4 and not capitals:
                # `Syrias Idlib province`: an apostrophe was lost.
                regions = gazetteer.lookup(s.words[i][:-1])
                if (
                    regions
                    and (regions[0].kind == "country" or regions[0].population > 200_000)
                    and s.lows[i] not in demonyms()
                    and not gazetteer.is_common_word(s.words[i])
                ):
                    i = self._add(s, found, i, i + 1, regions, zones)
                    found[-1].role, found[-1].name = "possessive", s.words[i - 1][:-1]
                    continue
            if taken and self._is_place(s, i, taken, regions, capitals):
                longer = None if regions[0].kind == "country" else self._longer(s, i, i + taken)
                if longer:
                    i = self._add(s, found, i, longer, (), zones)
                    continue
                i = self._add(s, found, i, i + taken, regions, zones)
                continue
            unknown = self._unknown(s, i, capitals)
            if unknown:
                i = self._add(s, found, i, unknown, (), zones)
                continue
            i += 1
        self._contain(s, found)
        return found

    def _longest(self, s: Sentence, i: int) -> tuple[int, tuple[Region, ...]]:
        """The longest listed name at token i; the stop of `St. Gallen` is a token of its own."""
        if s.lows[i] in SHORTENED and s.lows[i + 1 : i + 2] == ["."]:
            taken, regions = gazetteer.longest((s.words[i], *s.words[i + 2 : i + 6]), 0)
            if taken > 1:
                return taken + 1, regions
        return gazetteer.longest(s.words, i)

    def _several(self, s: Sentence, i: int) -> int | None:
        """The end of `Western and Northern provinces`: parts of a land that only compass words name."""
        if s.lows[i] not in COMPASS or self._headline(s):
            return None
        j = i + 1
        while j + 1 < len(s) and s.lows[j] in ("and", ",") and s.lows[j + 1] in COMPASS and s.is_name(j + 1):
            j += 2
        return j + 1 if j > i + 1 and j < len(s) and s.lows[j] in PLURALS else None

    def _site(self, s: Sentence, i: int) -> int | None:
        """The end of `at Cal Anderson Park`: a building, road or park is no town that its name begins with."""
        if self.document.capitals or self._headline(s) or s.lows[i] in TYPES:
            return None
        j = i
        while j < len(s) and j - i < 5 and is_name(s, j) and s.kinds[j] == "w" and s.lows[j] not in wc.MONTHS:
            j += 1
        if j - i < 2 or TYPES.get(s.lows[j - 1]) != "point" or s.lows[j - 1] == "port" or not self._at(s, i):
            return None
        taken, regions = gazetteer.longest(s.words, i)
        return j if taken < j - i and (not taken or regions[0].kind == "city") else None

    def _feature(self, s: Sentence, i: int) -> int | None:
        """The end of `on Lake Tarvo`, `at Camp Ashby`: a feature whose kind stands before its name."""
        if s.lows[i] not in FEATURES or self.document.capitals or self._headline(s) or not self._at(s, i):
            return None
        j = i + 1
        while j < len(s) and j - i < 4 and s.is_name(j) and s.kinds[j] == "w" and s.lows[j] not in wc.MONTHS:
            j += 1
        return j if j > i + 1 and gazetteer.longest(s.words, i)[0] < j - i else None

    def _at(self, s: Sentence, i: int) -> bool:
        """Whether a preposition of place, with or without `the`, stands directly before token i."""
        return bool(i) and (
            s.lows[i - 1] in LOCATIVE or (s.lows[i - 1] == "the" and i > 1 and s.lows[i - 2] in LOCATIVE)
        )

    def _column_head(self, s: Sentence, i: int) -> int | None:
        """The end of a name that heads an item (`Assaga: 210 households`) of a list in which others are places."""
        block = s.block
        if block.kind != "list" or s.start != block.start or any(k == "w" or k == "n" for k in s.kinds[:i]):
            return None
        end = _head(s, i)
        if end is None or self.document.capitals or gazetteer.longest(s.words, i)[0] == end - i:
            return None
        return end if block.index in self._columns() else None

    def _columns(self) -> set[int]:
        """The blocks of lists and tables whose items are places: one at least is known, or the column is called so."""
        if self._places_listed is None:
            self._places_listed = set()
            for listed, run in itertools.groupby(self.document.blocks, key=lambda b: b.kind == "list"):
                blocks = list(run)
                if listed and len(blocks) > 1 and any(self._known_head(b) for b in blocks):
                    self._places_listed.update(b.index for b in blocks)
        return self._places_listed

    def _known_head(self, block: Block) -> bool:
        if not block.sentences:
            return False
        s = block.sentences[0].tokenise()
        i = next((k for k, kind in enumerate(s.kinds) if kind != "m"), 0)
        end = _head(s, i) if i < len(s) else None
        if end is None:
            return False
        if s.lows[i] in TYPES and s.lows[end] == "|":
            return True
        taken, regions = gazetteer.longest(s.words, i)
        return (
            taken == end - i
            and not gazetteer.is_common_word(" ".join(s.words[i:end]))
            and not gazetteer.is_person_name(s.words[i])
            and regions[0].population > 5000
        )

    def _state(self, s: Sentence, i: int, found: list[Toponym]) -> Region | None:
        """The state of `in Mich.`, `Troy, Mich.`, `Troy, MI`."""
        if i == 0 or len(s.words[i]) > 5:
            return None
        dotted = s.lows[i + 1 : i + 2] == ["."] and not s.words[i].isupper()
        behind = s.lows[i - 1] == "," and bool(found) and found[-1].last == i - 1
        if dotted and (behind or s.lows[i - 1] == "in"):
            return gazetteer.state_abbreviation(s.words[i] + ".")
        if behind and (s.kinds[i] == "a" or gazetteer.is_postal_code(s.words[i])):
            return gazetteer.state_abbreviation(s.words[i])
        return None

    def _records(self, s: Sentence, first: int, last: int) -> bool:
        """`Nigeria also recorded 12 deaths`: the place itself is the subject of a verb that counts."""
        if first and s.lows[first - 1] not in OPENING and s.lows[first - 1] not in DIRECTIONS:
            return False
        i = last + (s.lows[last : last + 1] in (["also"], ["alone"], ["has"], ["had"]))
        if i >= len(s) or s.lows[i] not in REPORTING:
            return False
        return not {"that", "he", "it", "they"}.intersection(s.lows[i + 1 : i + 3])

    def _belongs(self, s: Sentence, i: int) -> bool:
        """Whether what follows a name at token i belongs to a person of that name: `Florence's wife`."""
        return (
            i + 1 < len(s)
            and s.lows[i] in ("'s", "’s")
            and (s.lows[i + 1] in PERSONAL or (i + 2 < len(s) and s.lows[i + 2] in PERSONAL and not s.is_name(i + 1)))
        )

    def _add(
        self,
        s: Sentence,
        found: list[Toponym],
        first: int,
        last: int,
        regions: tuple[Region, ...],
        zones: list[tuple[int, int]],
    ) -> int:
        role = self._role(s, first)
        if (
            role in ("other", "of")
            and last < len(s)
            and s.kinds[last] == "w"
            and s.words[last][0].isupper()
            and not self._headline(s)
            and not self.document.capitals
            and s.lows[last] not in TYPES
            and s.lows[last] not in wc.MONTHS
            and s.lows[last] not in wc.WEEKDAYS
        ):
            role = "mod"
        elif first == 0 and last < len(s) and s.lows[last] in (":", "|") and s.start == s.block.start:
            # `Hyderabad: With 17 more deaths …` opens an article: a dateline, which tells where it was written.
            dateline = (
                s.lows[last] == ":"
                and s.block.index <= 2
                and len(s) > 14
                and not any(r.kind == "country" for r in regions)
            )
            role = "mod" if dateline else "heading"
        elif role == "other" and first and s.lows[first - 1] in STRIKING:
            role = "struck"
        elif role == "other" and self._records(s, first, last):
            role = "subject"
        elif (
            role in ("other", "and")
            and s.lows[last : last + 1] == ["("]
            and (
                s.kinds[last + 1 : last + 3] == ["n", "w"]
                or any(t.role == "in" and s.lows[t.last : t.last + 1] == ["("] for t in found)
            )
        ):
            role = "in"  # `the worst hit are Sofala (120 cases) and …`, `in Sofala (12), Tete (5)`; no `Medina (24)`
        if (
            role in ("other", "and")
            and found
            and found[-1].last == first - 1
            and s.lows[first - 1] in (",", "and", "or", "&")
            and found[-1].role in ("in", "from", "to")
        ):
            role = found[-1].role
        if (
            role == "from"
            and first > 1
            and s.lows[first - 1] == "from"
            and (s.kinds[first - 2] == "n" or s.lows[first - 2] in STARTS)
            and any(t.role == "in" and s.lows[t.first - 1] == "from" for t in found)
        ):
            role = "in"  # `six were reported from Ourense, five from Lugo`
        kind = None
        end = last
        if last < len(s) and s.lows[last] in TYPES and not (role == "other" and TYPES[s.lows[last]] == "point"):
            kind = TYPES[s.lows[last]]
            end = last + 1
        elif not regions and s.lows[last - 1] in TYPES:
            kind = TYPES[s.lows[last - 1]]
        elif first >= 2 and s.lows[first - 1] == "of" and s.lows[first - 2] in TYPES:
            kind = TYPES[s.lows[first - 2]]
        elif first and s.lows[first - 1] in TYPES and TYPES[s.lows[first - 1]] != "point":
            kind = TYPES[s.lows[first - 1]]
        lead = first
        if first and s.lows[first - 1] in COMPASS and not (self._headline(s) and s.is_name(first - 1)):
            lead = first - 1
        text = s.span_text(lead, last)
        if end > last and s.words[last][0].isupper():
            text = s.span_text(lead, end)
        topo = Toponym(s.index, first, end, " ".join(s.words[first:last]), " ".join(text.split()), regions, role, kind)
        topo.in_zone = any(a <= first < b for a, b in zones)
        found.append(topo)
        return end

    def _is_place(self, s: Sentence, i: int, taken: int, regions: tuple[Region, ...], capitals: bool) -> bool:
        word = s.words[i]
        n = len(s)
        country = any(r.kind == "country" for r in regions)
        before = s.words[i - 1] if i else ""
        low_before = before.lower()
        after = s.words[i + taken] if i + taken < n else ""
        if taken == 1 and not country:
            if not capitals and word.isupper() and len(word.replace(".", "")) <= 6 and not s.string.isupper():
                return False
            if s.lows[i] in demonyms() and not self._locative(s, i):
                return False
            noun = noun_of(s, i)
            if noun is not None and noun.note != "demonym" and not self._locative(s, i):
                return False
            if (
                low_before == "the"
                and regions[0].population < 200_000
                and regions[0].kind == "city"
                and not any(low in TYPES for low in s.lows[i + 1 : i + 3])
                and not after[:1].isupper()
            ):
                return False  # `the Church`, `the Mission`: a town takes no article
            common = gazetteer.is_common_word(word)
            person = gazetteer.is_person_name(word)
            locative = self._locative(s, i) or (low_before == "," and i > 1 and s.is_name(i - 2))
            if (common or len(word) <= 3 or capitals) and not (
                locative or (capitals and regions[0].population > 200_000)
            ):
                return False
            if common and locative and low_before in ("on", "for", "of", ",") and regions[0].population < 500_000:
                return False
            if person and not locative and regions[0].population < 1_000_000:
                return False
        if not country or taken == 1:
            if low_before.rstrip(".") in wc.TITLES:
                return False
            # `Jose Medina`, `David Florence`: a name goes on before or behind.
            named_before = (
                i
                and s.is_name(i - 1)
                and before not in ("In", "At", "On", "Near", "From", "The")
                and s.kinds[i - 1] == "w"
                and i != 1
                and low_before not in DIRECTIONS
                and low_before not in demonyms()
                and low_before not in TYPES
                and not gazetteer.longest(s.words, i - 1)[0]
                and not (before.endswith("s") and any(r.kind == "country" for r in gazetteer.lookup(before[:-1])))
            )
            if (
                not capitals
                and named_before
                and not self._headline(s)
                and not country
                and low_before not in wc.MONTHS
                and low_before not in wc.WEEKDAYS
                and noun_of(s, i - 1) is None
            ):
                return False
            if (
                not capitals
                and not self._headline(s)
                and after[:1].isupper()
                and i + taken < n
                and s.kinds[i + taken] == "w"
                and not country
            ):
                low_after = after.lower()
                if (
                    regions[0].population < 400_000
                    and low_after not in TYPES
                    and low_after not in wc.MONTHS
                    and low_after not in wc.WEEKDAYS
                    and not self._locative(s, i)
                    and not gazetteer.longest(s.words, i + taken)[0]
                    and low_after not in demonyms()
                ):
                    return False
                if gazetteer.is_person_name(word) and gazetteer.is_person_name(after) and not self._locative(s, i):
                    return False
        return True

    def _longer(self, s: Sentence, first: int, last: int) -> int | None:
        """`Baba Amr` where the list holds only `Baba`: the whole run of capitals is the name, one that only the
        text knows.
        """
        if self._headline(s) or self.document.capitals or not self._locative(s, first) or last >= len(s):
            return None
        j = last
        while j < len(s) and j - first < 5 and s.kinds[j] == "w":
            low = s.lows[j]
            if (
                s.is_name(j)
                and low not in TYPES
                and low not in wc.MONTHS
                and low not in wc.WEEKDAYS
                and low not in NEVER
                and low not in QUANTITIES
                and (low in SIDES or not gazetteer.longest(s.words, j)[0])
                and (noun_of(s, j) is None or s.lows[first - 1] == "at")
            ):
                j += 1
            elif low in ("de", "del", "la", "el", "al", "di") and j + 1 < len(s) and s.is_name(j + 1):
                j += 2
            else:
                break
        return j if j > last else None

    def _headline(self, s: Sentence) -> bool:
        """Whether a sentence is a headline whose capitals tell nothing: most of its words have one."""
        if s.block.kind != "headline":
            return False
        words = [w for w, kind in zip(s.words, s.kinds, strict=True) if kind == "w" and len(w) > 3]
        return 2 * sum(w[0].isupper() for w in words) > len(words)

    def _locative(self, s: Sentence, i: int) -> bool:
        """Whether a preposition of place, or a type word, leads to token i."""
        j = i - 1
        while j >= 0 and (s.lows[j] in DIRECTIONS or s.lows[j] in demonyms() or s.lows[j] == "-" or _held(s.lows[j])):
            j -= 1
        if j < 0:
            return False
        low = s.lows[j]
        if low in LOCATIVE or low in ("from", "to", "into", "toward", "towards", "outside"):
            return True
        if low == "of" and j and (s.lows[j - 1] in BEFORE_OF or s.lows[j - 1] in DIRECTIONS):
            return True
        if low in ("'s", "’s") and i - j <= 2:
            return True
        return low in TYPES and i + 1 < len(s) and TYPES[low] != "point" and s.lows[j - 1] not in ("a",)

    def _unknown(self, s: Sentence, i: int, capitals: bool) -> int | None:
        """The end of a capitalised name that no list holds but that its surroundings call a place."""
        n, j = len(s), i
        if capitals:
            return None
        while (
            j < n
            and is_name(s, j)
            and s.kinds[j] == "w"
            and j - i < 4
            and s.lows[j] not in wc.MONTHS
            and s.lows[j] not in wc.WEEKDAYS
            and (s.lows[j] not in NEVER or j > i)
            and s.lows[j] not in TYPES
        ):
            j += 1
            if (
                j + 1 < n
                and s.lows[j] in ("de", "del", "la", "el", "al", "of")
                and s.is_name(j + 1)
                and s.lows[j] != "of"
            ):
                j += 1
        if j == i:
            return None
        if s.lows[i] in COMPASS and i + 1 < n and gazetteer.longest(s.words, i + 1)[0]:
            return None
        typed = j < n and s.lows[j] in TYPES
        direct = s.lows[i - 1] if i else ""
        if (
            typed
            and s.is_name(j)
            and s.lows[j] in ("department", "departments", "division", "sector", "quarter")
            and all(gazetteer.is_common_word(w) for w in s.words[i:j])
        ):
            return None  # `the Meteorological Department`
        if (
            typed
            and s.lows[j + 1 : j + 2] == ["of"]
            and not (direct == "the" and not s.is_name(j) and TYPES[s.lows[j]] in ("neighbourhood", "district", "city"))
            or all(w in DIRECTIONS or w in demonyms() for w in s.lows[i:j])
        ):
            return None
        if typed and TYPES[s.lows[j]] == "point":
            if self._at(s, i):
                if s.is_name(j):
                    return j + 1
                if (
                    s.lows[j] in SITES
                    and direct == "the"
                    and noun_of(s, i) is None
                    and s.lows[i] not in demonyms()
                    and not gazetteer.longest(s.words, i)[0]
                ):
                    return j + 1  # `in the Hezil river`, `outside the Tokoin clinic`
            return None
        if self._headline(s) and not typed and not (direct == "of" and i > 1 and s.lows[i - 2] in TYPES):
            return None
        if (
            typed
            and j - i <= 3
            and s.lows[i] not in demonyms()
            and (i == 0 or self._locative(s, i) or direct in ("the", ",", "'s", "’s"))
            and (
                s.lows[j] not in ("state", "area", "areas", "region", "station")
                or (s.lows[j] == "region" and s.is_name(j))
            )
        ):
            return j
        if s.lows[i] in demonyms() or noun_of(s, i) is not None or s.lows[i] in wc.TITLES:
            return None
        if self._at(s, i) and self._shares_kind(s, j):
            return j
        if direct in ("in", "near", "outside", "at", "off", "around", "across") and s.lows[i] not in NEVER:
            if j - i <= 2 and gazetteer.is_person_name(s.words[i]) and not gazetteer.lookup(s.words[i]):
                return None
            if j < n and s.lows[j] in ("'s", "’s") or (j < n and s.lows[j] == "-"):
                return None
            if gazetteer.is_common_word(s.words[i]) and j - i == 1:
                return None
            return j
        if direct == "of" and i > 1 and (s.lows[i - 2] in NAMED_BY_OF or s.lows[i - 2] in LOCALS | ASSAULTS):
            return j
        return None

    def _shares_kind(self, s: Sentence, j: int) -> bool:
        """Whether another name follows at token j, and a kind for both: `the Tarvo and Lin districts`."""
        if s.lows[j : j + 1] not in (["and"], [","]) or j + 1 >= len(s) or not s.is_name(j + 1):
            return False
        k = j + 1
        while k < len(s) and k - j < 10 and (s.is_name(k) or s.lows[k] in ("and", ",")):
            k += 1
        return k < len(s) and s.lows[k] in PLURALS and s.lows[k - 1] not in ("and", ",")

    def _role(self, s: Sentence, i: int) -> str:
        j = i - 1
        while j >= 0 and (
            s.lows[j] in DIRECTIONS
            or _held(s.lows[j])
            or s.lows[j] in demonyms()
            or s.lows[j] in ("-", "city", "province", "state")
            or (s.lows[j] in TYPES and TYPES[s.lows[j]] != "point")
            or s.kinds[j] == "p"
        ):
            if s.kinds[j] == "p" and j:
                j -= 1
            j -= 1
        if j < 0:
            return "other"
        low = s.lows[j]
        if low == "," and j == i - 1 and j > 2 and s.is_name(i) and self._apposition(s, j):
            return "in"
        if low == "of" and j:
            previous = s.lows[j - 1]
            if previous == "out":
                return "from"
            if any(
                w in ("kilometres", "kilometers", "km", "miles", "mile", "kilometre", "kms")
                or w.endswith(("km", "-mile"))
                for w in s.lows[max(0, j - 3) : j]
            ):
                return "distance"
            if previous in (
                "north",
                "south",
                "east",
                "west",
                "northeast",
                "northwest",
                "southeast",
                "southwest",
                "north-east",
                "north-west",
                "south-east",
                "south-west",
                "outside",
            ):
                k = j - 2
                while k > j - 5 and k > 0 and (s.lows[k] in DIRECTIONS or _held(s.lows[k])) and s.lows[k] != "the":
                    k -= 1
                return "in" if k >= 0 and s.lows[k] == "the" else "distance"
            if previous in BEFORE_OF:
                # `from the town of X`: what governs the type word governs the name.
                k = j - 2
                while (
                    k >= max(0, j - 8)
                    and s.kinds[k] != "m"
                    and s.lows[k] not in wc.PREPOSITIONS
                    and s.lows[k] not in wc.FINITE
                ):
                    k -= 1
                if k >= 0 and s.lows[k] in ("from", "to", "into", "toward", "towards"):
                    return "to" if s.lows[k] != "from" else "in" if _counted(s, k) else "from"
                return "in"
            return "of"
        if low == "from":
            if any(
                w in ("kilometres", "kilometers", "km", "miles", "mile") or w.endswith("km")
                for w in s.lows[max(0, j - 3) : j]
            ):
                return "distance"
            return "in" if _counted(s, j) else "from"
        if low in ("to", "into", "toward", "towards"):
            return "road" if j and s.lows[j - 1] in ("road", "highway", "way", "route", "damage") else "to"
        if low in LOCATIVE:
            if j and (
                s.lows[j - 1] in HEARERS
                or (s.lows[j - 1] in ("said", "told", "says", "speaking") and low in ("in", "at"))
            ):
                return "said"
            return "in"
        if low == "and" and j and s.is_name(j - 1):
            return "and"
        return "other"

    def _apposition(self, s: Sentence, comma: int) -> bool:
        """`in the capital, X`, `in two provinces, X and Y`: the place word before the comma is the place behind it."""
        if (
            s.lows[comma - 1] not in TYPES
            and s.lows[comma - 1] not in PLURALS
            and s.lows[comma - 1] not in ("epicentre", "epicenter", "stronghold")
        ):
            return False
        if gazetteer.is_person_name(s.words[comma + 1]) and not gazetteer.longest(s.words, comma + 1)[0]:
            return False  # `at the harbour, Ann Reed reports`
        j = comma - 2
        while j > 0 and comma - j < 6 and s.kinds[j] == "w" and not s.words[j][0].isupper():
            if (s.lows[j] in ("the", "its", "their", "a", "an") or s.lows[j] in ONES) and s.lows[j - 1] in LOCATIVE:
                return True
            j -= 1
        return j > 1 and s.lows[j] in demonyms() and s.lows[j - 1] == "the" and s.lows[j - 2] in LOCATIVE

    def _contain(self, s: Sentence, found: list[Toponym]) -> None:
        """`Ghaziabad, Uttar Pradesh`; `Nepal's capital Kathmandu`; `X in the south of Y`: the coarser name tells
        the finer one apart.
        """
        for a, b in itertools.pairwise(found):
            between = s.lows[a.last : b.first]
            if between == ["of"] and s.lows[a.last - 1] in SUBURBS and a.regions and not _may_hold(b, a):
                a.role, b.container, a.holds = "container", a, True  # `the Damascus suburb of Ghouta`
            elif len(between) <= 5 and _holding(between):
                if not _may_hold(b, a):
                    if not (
                        a.kind in ("neighbourhood", "district", "point") and b.regions and between[0] in ("of", "in")
                    ):
                        continue
                    a.name, a.regions = a.text, ()  # a quarter that shares its name with a place elsewhere
                a.container = b
                b.holds = True
                b.role = "container" if b.role in ("other", "in", "of") else b.role
            elif (between[:1] in (["'s"], ["’s"]) and len(between) <= 4) or (
                a.role == "possessive" and len(between) <= 3 and _may_hold(a, b)
            ):
                b.container = a
                a.holds = True
                a.role = "container"
                if b.role == "other":
                    b.role = self._role(s, a.first)


def _held(low: str) -> bool:
    """`government-controlled`, `militia-run`: who holds a place."""
    return low.endswith(("-held", "-controlled", "-run", "-besieged", "-occupied", "-ruled"))


def _counted(s: Sentence, i: int) -> bool:
    """Whether `from` at token i says where people were found or counted: `bodies were recovered on Monday from X`,
    `four deaths were reported from X`.
    """
    for k in range(i - 1, max(-1, i - 6), -1):
        low = s.lows[k]
        if low in FOUND or (low in COUNTED and k and s.lows[k - 1] in wc.BE):
            return True
        if s.is_name(k) and low not in wc.WEEKDAYS or s.kinds[k] == "m" or low in LOCATIVE and low != "on":
            return False
    return False


def _head(s: Sentence, i: int) -> int | None:
    """The end of a run of one to three names from token i that a colon or the bar of a table follows."""
    j = i
    while j < len(s) and j - i < 4 and is_name(s, j) and s.kinds[j] == "w" and s.lows[j] not in wc.MONTHS:
        j += 1
    return j if i < j < len(s) and j - i < 4 and s.lows[j] in (":", "|") else None


def _holding(between: list[str]) -> bool:
    """Whether the words between two names put the first into the second: `,`, `in`, `in the south of`, `of`, `(`."""
    if not between or between[0] not in (",", "in", "of", "("):
        return False
    return all(
        w in DIRECTIONS
        or w
        in (",", "in", "of", "the", "(", "province", "state", "district", "region", "county", "governorate", "city")
        for w in between
    )


def _may_hold(outer: Toponym, inner: Toponym) -> bool:
    """Whether one name can be the other's container: a listed ancestor, or, for an unlisted name, any listed place."""
    if not outer.regions:
        return False
    if not inner.regions:
        return True
    held = {a.region_id for r in inner.regions[:12] for a in gazetteer.ancestors(r)}
    return any(r.region_id in held for r in outer.regions[:6])
