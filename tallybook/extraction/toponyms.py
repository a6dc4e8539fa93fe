"""Place names of a text: found with the gazetteer and by their surroundings, resolved together for the whole article."""

import collections
import dataclasses

from tallybook.extraction import gazetteer
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.gazetteer import Region
from tallybook.extraction.noun_phrases import demonyms, noun_of
from tallybook.extraction.segmentation import Document
from tallybook.extraction.tokens import Sentence

LOCATIVE = frozenset(
    "in at near outside inside across around within throughout over off along on under between beside amid via nearby for via".split()
) - {"for", "via"}
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest northeastern northwestern southeastern southwestern "
    "north-east north-west south-east south-west north-eastern north-western south-eastern south-western upper lower downtown mainland rural suburban coastal greater "
    "rebel-held government-held opposition-held besieged war-torn remote nearby neighbouring neighboring far the all ancient historic".split()
)
COMPASS = frozenset(w for w in DIRECTIONS if w.startswith(("north", "south", "east", "west", "central")))
# Words that say what kind of place a name is, and the precision that they give it.
TYPES = {
    word: kind
    for kind, words in {
        "city": "city town village hamlet settlement commune township capital port municipality oasis resort",
        "district": "district county subdistrict sub-district sub-county regency sector prefecture canton subdivision borough department departments",
        "province": "province governorate state region oblast territory division emirate republic island islands valley",
        "neighbourhood": "neighbourhood neighborhood suburb suburbs quarter ward area outskirts slum camp locality barrio favela district's districts districts.",
        "point": "hospital school prison jail bridge airport airbase base market mosque church temple university college hotel stadium square street road highway river lake hill "
        "mountain mountains mine factory plant station checkpoint crossing port dam park beach junction peak volcano mount mall building club pass border",
    }.items()
    for word in words.split()
}
BEFORE_OF = frozenset(
    "town city village district province state region capital suburb suburbs outskirts neighbourhood neighborhood area areas island port county municipality governorate parts part "
    "streets coast shores north south east west northeast northwest southeast southwest edge border hamlet republic department valley most centre center heart all kingdom camp "
    "country villages towns cities provinces districts territory slopes banks city's stronghold enclave countryside shelling bombing bombardment siege battle invasion attack "
    "one department regency township sub-district commune prefecture emirate coastline skies waters half people residents inhabitants".split()
)
NEVER = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday god allah ramadan easter christmas parliament congress senate house twitter facebook youtube instagram telegram english "
    "arabic french spanish internet covid-19 islam christianity brexit army police government ministry president minister state states union united nations security council general "
    "new year's mr mrs ms dr april may june july august september october november december january february march islamic muslim christian eid hajj text passage excerpts "
    "i he she it they we a the this that these those if but and in on at as by for".split()
)
HOME_WORDS = frozenset(
    "civilians people residents villagers citizens children soil territory capital coast border refugees villages towns cities countryside".split()
)
HEARERS = frozenset(
    "reporters journalists conference briefing interview news statement telephone phone newspaper television radio correspondents ministry headquarters".split()
)
STRIKING = frozenset(
    "hit struck rocked jolted shook hits strikes battered pummeled pummelled devastated lashed ravaged targeted shelled bombed pounded attacked raided stormed swept".split()
)


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


def is_name(s: Sentence, i: int) -> bool:
    """Whether token i begins like a name: with a capital, also behind an Arabic article (`al-Bab`)."""
    word = s.words[i]
    return s.is_name(i) or (s.kinds[i] == "w" and len(word) > 3 and word[2] == "-" and word[3].isupper())


class Places:
    """All place names of an article, and the country that it is about."""

    def __init__(self, document: Document, zones: "dict[int, list[tuple[int, int]]]"):
        self.document = document
        self.by_sentence: dict[int, list[Toponym]] = {}
        self.zones = zones
        self.country_votes: collections.Counter[str] = collections.Counter()
        self.known: dict[str, Region] = {}
        self.dateline: Region | None = None

    def read(self) -> None:
        """Find the names of every sentence, then settle countries and regions together."""
        for s in self.document.sentences:
            self.by_sentence[s.index] = self._find(s)
        self._drop_names_of_persons()
        self._dateline()
        self._vote()
        for names in self.by_sentence.values():
            for name in names:
                self._resolve(name)
        # Places named only in the text hang on regions that are settled by now.
        unlisted = [t for names in self.by_sentence.values() for t in names if not t.regions]
        for name in sorted(unlisted, key=lambda t: (self._parent(t) is None, t.sentence)):
            name.resolved = self._unlisted(name)

    @property
    def main_country(self) -> str | None:
        """The country most spoken of."""
        return self.country_votes.most_common(1)[0][0] if self.country_votes else None

    # -- finding -----------------------------------------------------------------------------------------------------

    def _find(self, s: Sentence) -> list[Toponym]:
        s.tokenise()
        found: list[Toponym] = []
        zones = self.zones.get(s.index, [])
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
            taken, regions = gazetteer.longest(s.words, i)
            if (
                taken == 1
                and s.lows[i] in DIRECTIONS
                and not (i + 1 < n and s.lows[i + 1] in TYPES and s.words[i + 1][0].isupper())
            ):
                taken = 0
            if taken and s.lows[i + taken : i + taken + 1] == ["respiratory"]:
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
                longer = self._longer(s, i, i + taken)
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
        elif role == "other" and first and s.lows[first - 1] in STRIKING:
            role = "struck"
        if (
            role in ("other", "and")
            and found
            and found[-1].last == first - 1
            and s.lows[first - 1] in (",", "and", "or", "&")
            and found[-1].role in ("in", "from", "to")
        ):
            role = found[-1].role
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
        if first and s.lows[first - 1] in COMPASS and not self._headline(s):
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
            if noun_of(s, i) is not None and not self._locative(s, i) and noun_of(s, i).note != "demonym":
                return False
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
                and not (i == 1)
                and low_before not in DIRECTIONS
                and low_before not in demonyms()
                and low_before not in TYPES
                and not gazetteer.longest(s.words, i - 1)[0]
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
        """`Baba Amr` where the list holds only `Baba`: the whole run of capitals is the name, one that only the text knows."""
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
                and not gazetteer.longest(s.words, j)[0]
                and (noun_of(s, j) is None or s.lows[first - 1] == "at")
            ):
                j += 1
            elif low in ("de", "del", "la", "el", "al", "di") and j + 1 < len(s) and s.is_name(j + 1):
                j += 2
            else:
                break
        return j if j > last else None

    def _headline(self, s: Sentence) -> bool:
        return s.block.kind == "headline"

    def _locative(self, s: Sentence, i: int) -> bool:
        """Whether a preposition of place, or a type word, leads to token i."""
        j = i - 1
        while j >= 0 and (s.lows[j] in DIRECTIONS or s.lows[j] in demonyms() or s.lows[j] == "-"):
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
        if typed and s.lows[j + 1 : j + 2] == ["of"] or all(w in DIRECTIONS or w in demonyms() for w in s.lows[i:j]):
            return None
        if typed and TYPES[s.lows[j]] == "point":
            k = i - 1
            if s.is_name(j) and (direct in LOCATIVE or (direct == "the" and k and s.lows[k - 1] in LOCATIVE)):
                return j + 1
            return None
        if self._headline(s) and not typed and not (direct == "of" and i > 1 and s.lows[i - 2] in TYPES):
            return None
        if (
            typed
            and j - i <= 3
            and s.lows[i] not in demonyms()
            and (i == 0 or self._locative(s, i) or direct in ("the", ",", "'s", "’s"))
            and s.lows[j] not in ("state", "area", "areas", "region", "station")
        ):
            return j
        if s.lows[i] in demonyms() or noun_of(s, i) is not None or s.lows[i] in wc.TITLES:
            return None
        if direct in ("in", "near", "outside", "at", "off", "around", "across") and s.lows[i] not in NEVER:
            if j - i <= 2 and gazetteer.is_person_name(s.words[i]) and not gazetteer.lookup(s.words[i]):
                return None
            if j < n and s.lows[j] in ("'s", "’s") or (j < n and s.lows[j] == "-"):
                return None
            if gazetteer.is_common_word(s.words[i]) and j - i == 1:
                return None
            return j
        if (
            direct == "of"
            and i > 1
            and s.lows[i - 2]
            in (
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
            )
        ):
            return j
        return None

    def _role(self, s: Sentence, i: int) -> str:
        j = i - 1
        while j >= 0 and (
            s.lows[j] in DIRECTIONS
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
                return "distance" if s.lows[j - 2 : j - 1] != ["the"] else "in"
            if previous in BEFORE_OF:
                # `from the town of X`: what governs the type word governs the name.
                k = j - 2
                while k >= 0 and (
                    s.lows[k] in DIRECTIONS
                    or s.lows[k] in demonyms()
                    or s.lows[k] in ("a", "an", "its", "their", "two", "both")
                ):
                    k -= 1
                if k >= 0 and s.lows[k] in ("from", "to", "into", "toward", "towards"):
                    return "from" if s.lows[k] == "from" else "to"
                return "in"
            return "of"
        if low == "from":
            if any(
                w in ("kilometres", "kilometers", "km", "miles", "mile") or w.endswith("km")
                for w in s.lows[max(0, j - 3) : j]
            ):
                return "distance"
            return "from"
        if low in ("to", "into", "toward", "towards"):
            return "road" if j and s.lows[j - 1] in ("road", "highway", "way", "route", "damage") else "to"
        if low in LOCATIVE:
            if j and (
                s.lows[j - 1] in HEARERS
                or (s.lows[j - 1] in ("said", "told", "says", "speaking", "reported") and low in ("in", "at"))
            ):
                return "said"
            return "in"
        if low == "and" and j and s.is_name(j - 1):
            return "and"
        return "other"

    def _contain(self, s: Sentence, found: list[Toponym]) -> None:
        """`Ghaziabad, Uttar Pradesh`; `Nepal's capital Kathmandu`; `X in the south of Y`: the coarser name tells the finer one apart."""
        for a, b in zip(found, found[1:], strict=False):
            between = s.lows[a.last : b.first]
            if len(between) <= 5 and _holding(between):
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

    def _drop_names_of_persons(self) -> None:
        """A small place's name that no preposition of place ever leads to is somebody's name (`Clinton`, `Mansar`)."""
        persons = set()
        for s in self.document.sentences:
            for i in range(1, len(s)):
                if (
                    s.is_name(i)
                    and s.is_name(i - 1)
                    and s.kinds[i] == "w"
                    and (gazetteer.is_person_name(s.words[i - 1]) or s.lows[i - 1] in wc.TITLES)
                    and not self._headline(s)
                    and not self.document.capitals
                ):
                    if not gazetteer.longest(s.words, i - 1)[0] or s.lows[i - 1] in wc.TITLES:
                        persons.add(gazetteer.fold(s.words[i]))
        located = {
            gazetteer.fold(t.name)
            for names in self.by_sentence.values()
            for t in names
            if t.role in ("in", "from", "to", "distance", "container") or t.kind or t.container
        }
        for index, names in self.by_sentence.items():
            if self._headline(self.document.sentences[index]):
                continue
            self.by_sentence[index] = [
                t
                for t in names
                if not (
                    gazetteer.fold(t.name) in persons
                    and t.regions
                    and t.regions[0].kind != "country"
                    and t.kind is None
                    and t.role not in ("in", "from")
                )
                and (
                    t.role in ("in", "from", "to", "distance", "container")
                    or t.kind
                    or not t.regions
                    or t.regions[0].kind in ("country", "area")
                    or t.regions[0].population >= 300_000
                    or gazetteer.fold(t.name) in located
                )
            ]

    # -- resolving ---------------------------------------------------------------------------------------------------

    def _dateline(self) -> None:
        for block in self.document.blocks[:4]:
            if block.dateline is None:
                continue
            words = (
                self.document.text[block.dateline[0] : block.dateline[1]].replace("/", " ").replace(",", " ").split()
            )
            names = [w.title() if w.isupper() and len(w) > 3 else w for w in words]
            country = None
            for i in range(len(names)):
                taken, regions = gazetteer.longest(names, i)
                if taken and regions:
                    if regions[0].kind == "country" and i:
                        country = regions[0].country_code
                    elif self.dateline is None:
                        self.dateline = regions[0]
            if self.dateline is not None and country is not None and self.dateline.country_code != country:
                fitting = [r for r in gazetteer.lookup(names[0]) if r.country_code == country]
                self.dateline = fitting[0] if fitting else gazetteer.country(country)
            break

    def _vote(self) -> None:
        """Countries by how plainly the text speaks of them; small places only strengthen what larger names say."""
        votes = self.country_votes
        if self.dateline is not None and self.dateline.country_code:
            votes[self.dateline.country_code] += 3.0
        small: list[tuple[Toponym, float]] = []
        for s in self.document.sentences:
            weight = 2.5 if s.index == 0 or s.block.kind == "headline" else 1.6 if s.block.index <= 3 else 1.0
            zones = self.zones.get(s.index, [])
            for topo in self.by_sentence[s.index]:
                if not topo.regions:
                    continue
                scale = weight * (0.3 if topo.in_zone else 1.0)
                first = topo.regions[0]
                if first.kind == "country":
                    votes[first.country_code] += (
                        1.8 if topo.role in ("in", "struck", "container", "possessive") else 1.0
                    ) * scale
                elif first.country_code and (
                    first.population > 300_000
                    or (first.kind in ("province", "area") and len({r.country_code for r in topo.regions[:4]}) == 1)
                ):
                    votes[first.country_code] += scale
                elif first.country_code:
                    small.append((topo, scale))
            for i, low in enumerate(s.lows):
                if s.words[i][0].isupper() and low in demonyms() and not any(a <= i < b for a, b in zones):
                    code = gazetteer.country_of_word(low)
                    if code:
                        # `the Syrian town` tells where, `Russian jets` only who.
                        after = s.lows[i + 1] if i + 1 < len(s) else ""
                        votes[code] += (0.8 if after in TYPES or after in HOME_WORDS else 0.3) * weight
        sure = dict(votes)
        for topo, scale in small:
            codes = list(dict.fromkeys(r.country_code for r in topo.regions[:40] if r.country_code))
            known = max(codes, key=lambda c: sure.get(c, 0.0))
            if sure.get(known):
                votes[known] += 0.5 * scale
            else:
                votes[topo.regions[0].country_code] += scale * (0.5 if len(codes) == 1 else 0.2)

    def _resolve(self, topo: Toponym) -> None:
        if not topo.regions:
            return
        if topo.kind == "point" and topo.regions[0].population < 100_000:
            topo.name, topo.regions = topo.text, ()  # `La Cruz Hill` is not the town of La Cruz
            return
        best, best_score = None, -1e9
        near = self._countries_near(topo)
        container = topo.container
        inside = {r.region_id for r in container.regions[:8]} if container is not None and container.regions else set()
        for rank, region in enumerate(topo.regions[:40]):
            score = -0.3 * min(rank, 6)
            if region.kind == "country":
                score += 4
            if region.kind == "area":
                score += 1
            score += min(len(str(region.population)), 8) * 0.35 + (0.8 if region.kind == "city" else 0.0)
            share = self.country_votes.get(region.country_code, 0.0)
            total = sum(self.country_votes.values()) or 1
            score += 5 * share / total
            if region.country_code in near:
                score += 3
            if topo.holds and region.kind in ("province", "district"):
                score += 1.5
            if inside:
                if any(a.region_id in inside for a in gazetteer.ancestors(region)):
                    score += 6
            if topo.kind == "city" and region.kind in ("city",):
                score += 1
            elif topo.kind == "province" and region.kind == "province":
                score += 3
            elif topo.kind == "district" and region.kind == "district":
                score += 3
            if score > best_score:
                best, best_score = region, score
        if best is not None and best.kind != "country" and self._stray(topo, best, near):
            # A small place of a land of which the article says nothing else: another place of the name, in no list.
            topo.regions = ()
            return
        topo.resolved = best

    def _stray(self, topo: Toponym, region: Region, near: set[str]) -> bool:
        main = self.main_country
        if (
            main is None
            or region.country_code in (main, "")
            or region.country_code in near
            or region.population > 150_000
        ):
            return False
        if topo.container is not None and topo.container.regions:
            return False
        return self.country_votes[region.country_code] < 0.2 * self.country_votes[main]

    def _countries_near(self, topo: Toponym) -> set[str]:
        s = self.document.sentences[topo.sentence]
        cached = s.cache.get("countries")
        if cached is None:
            cached = set()
            for other in self.by_sentence.get(s.index, []):
                if other.regions and other.regions[0].kind == "country":
                    cached.add(other.regions[0].country_code)
            for i, low in enumerate(s.lows):
                if s.words[i][0].isupper() and low in demonyms():
                    code = gazetteer.country_of_word(low)
                    if code:
                        cached.add(code)
            s.cache["countries"] = cached
        return cached

    def _parent(self, topo: Toponym) -> Region | None:
        """What an unlisted name lies in, by its own words: a container, or `the city's …` after a city."""
        if topo.container is not None and topo.container.resolved is not None:
            return topo.container.resolved
        s = self.document.sentences[topo.sentence]
        before = s.lows[max(0, topo.first - 3) : topo.first]
        if before[-1:] in (["'s"], ["’s"]) and before[-2:-1] in (["city"], ["town"], ["capital"], ["village"]):
            for index in range(topo.sentence, max(-1, topo.sentence - 4), -1):
                for other in reversed(self.by_sentence[index]):
                    if (
                        other.resolved is not None
                        and other.resolved.kind == "city"
                        and not other.in_zone
                        and (index < topo.sentence or other.first < topo.first)
                    ):
                        return other.resolved
        return None

    def _unlisted(self, topo: Toponym) -> Region | None:
        """A region for a name that only the text knows, under what its words put it in, else under the main country."""
        key = gazetteer.fold(topo.name)
        parent = self._parent(topo)
        if parent is None and key in self.known:
            return self.known[key]
        if parent is None:
            country = self.main_country
            parent = gazetteer.country(country) if country else None
        if parent is None:
            return None
        if topo.kind == "point":
            # `Phnom Penh International Airport`: the city whose name it bears holds it.
            taken, regions = gazetteer.longest(topo.name.split(), 0)
            bearer = (
                next((r for r in regions if r.country_code == parent.country_code and r.kind != "country"), None)
                if taken
                else None
            )
            if bearer is not None:
                return bearer
        region = gazetteer.neighbourhood(topo.name, parent)
        self.known.setdefault(key, region)
        return region


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


PRECISIONS = {
    "country": "country",
    "province": "province",
    "district": "district",
    "city": "city",
    "area": "province",
    "neighbourhood": "neighbourhood",
}


def precision(topo: Toponym | None, region: Region | None) -> str:
    """How fine a place is, in the vocabulary of `place_precision`."""
    if topo is not None and topo.kind == "point" and (region is None or region.kind == "neighbourhood"):
        return "point"
    if region is None:
        return "unknown"
    if region.kind == "neighbourhood" and topo is not None and topo.kind in ("city", "district", "province"):
        return topo.kind
    return PRECISIONS.get(region.kind, "unknown")
