"""The places of an article, resolved together: which land it is about, and which of its namesakes each name means."""

import collections

from tallybook.extraction import gazetteer
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.gazetteer import Region
from tallybook.extraction.noun_phrases import demonyms
from tallybook.extraction.place_words import COMPASS, HOME_WORDS, TYPES
from tallybook.extraction.segmentation import Document
from tallybook.extraction.tokens import Sentence
from tallybook.extraction.toponyms import Finder, Toponym

# The parts in a sentence that only a place plays.
PLACED = frozenset(("in", "from", "to", "distance", "container", "struck", "road", "possessive", "heading"))
BEARING = 100_000  # a city of so many gives its name to its airport; a smaller one's name is rather a person's
FAMOUS = 1_000_000  # a place of so many is meant, even far from what else is spoken of
OBSCURE = 50_000  # of so few people a place is as likely one that no list holds


class Places:
    """All place names of an article, and the country that it is about."""

    def __init__(self, document: Document, zones: "dict[int, list[tuple[int, int]]]"):
        self.document = document
        self.by_sentence: dict[int, list[Toponym]] = {}
        self.zones = zones
        self.country_votes: dict[str, float] = collections.defaultdict(float)
        self.known: dict[str, Region] = {}
        self.dateline: Region | None = None
        self._provinces: set[str] = set()  # the first-level regions that the text names
        self._units: dict[str, list[Region]] = {}  # names that the text calls a county or province -> what they may be
        self._near: dict[int, set[str]] = {}  # sentence -> the lands that it names

    def read(self) -> None:
        """Find the names of every sentence, then settle countries and regions together."""
        finder = Finder(self.document)
        for s in self.document.sentences:
            self.by_sentence[s.index] = finder.find(s, self.zones.get(s.index, []))
        self._drop_names_of_persons()
        self._dateline()
        self._vote()
        self._provinces = {
            t.regions[0].region_id
            for names in self.by_sentence.values()
            for t in names
            if t.regions and t.regions[0].kind == "province"
        }
        for names in self.by_sentence.values():
            for t in names:
                words = gazetteer.fold(t.name).split()
                bare = words[:-1] if len(words) > 1 and words[-1] in TYPES else words
                if t.kind in ("district", "province") or bare is not words:
                    units = [r for r in t.regions[:10] if r.kind in ("district", "province")]
                    self._units.setdefault(" ".join(bare), []).extend(units)
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
        return max(self.country_votes, key=lambda code: self.country_votes[code]) if self.country_votes else None

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
                    and s.block.kind != "headline"
                    and not self.document.capitals
                ) and (not gazetteer.longest(s.words, i - 1)[0] or s.lows[i - 1] in wc.TITLES):
                    persons.add(gazetteer.fold(s.words[i]))
        located = {
            gazetteer.fold(t.name)
            for names in self.by_sentence.values()
            for t in names
            if t.role in PLACED or t.kind or t.container
        }
        for index, names in self.by_sentence.items():
            if self.document.sentences[index].block.kind == "headline":
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
                    t.role in PLACED
                    or t.kind
                    or not t.regions
                    or t.regions[0].kind in ("country", "area")
                    or t.regions[0].population >= 300_000
                    or gazetteer.fold(t.name) in located
                )
            ]

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
                    (first.population > 300_000 and _alone(topo.regions))
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
        # Small places speak together: the land that has most of them under these names is the likelier.
        lands = {t.name: {r.country_code for r in t.regions[:40] if r.country_code} for t, _ in small}
        shared = collections.Counter(code for codes in lands.values() for code in codes)
        for topo, scale in small:
            codes = list(dict.fromkeys(r.country_code for r in topo.regions[:40] if r.country_code))
            likeliest = max(codes, key=lambda c: 2 * sure.get(c, 0.0) + shared[c])
            known = bool(sure.get(likeliest)) or shared[likeliest] > 1
            only = len(codes) == 1 and topo.regions[0].population > OBSCURE
            votes[likeliest if known else codes[0]] += scale * (0.5 if known or only else 0.2)

    def _resolve(self, topo: Toponym) -> None:
        if not topo.regions:
            return
        if topo.kind == "point" and topo.regions[0].population < 100_000:
            topo.name, topo.regions = topo.text, ()  # `La Cruz Hill` is not the town of La Cruz
            return
        if topo.regions[0].kind in ("province", "district") and topo.name.split()[0].lower() in COMPASS:
            # `the Eastern Province`: many lands have one.
            lands = self._countries_near(topo) | {self.main_country}
            fitting = tuple(r for r in topo.regions if r.country_code in lands)
            if not fitting and (topo.container is None or not topo.container.regions):
                topo.name, topo.regions = topo.text, ()
                return
            topo.regions = fitting or topo.regions
        if _outside_container(topo):
            topo.name, topo.regions = topo.text, ()  # `San Salvador's Las Brisas`: not one of the towns of that name
            return
        best, best_score = None, -1e9
        near = self._countries_near(topo)
        container = topo.container
        units = self._units.get(gazetteer.fold(topo.name))
        if units and not any(gazetteer.contains(unit, r) for unit in units for r in topo.regions[:40]):
            topo.regions = tuple(units)  # `Harris and nearby counties`, after `Harris County`
        inside = {r.region_id for r in container.regions[:8]} if container is not None and container.regions else set()
        for rank, region in enumerate(topo.regions[:40]):
            score = -0.3 * min(rank, 6)
            if region.kind == "country":
                score += 4
            if region.kind == "area":
                score += 1
            score += min(len(str(region.population)), 8) * 0.6 + (0.8 if rank == 0 else 0.0)
            share = self.country_votes.get(region.country_code, 0.0)
            total = sum(self.country_votes.values()) or 1
            score += 5 * share / total
            if region.country_code in near:
                score += 3
            if region.kind == "city" and any(
                a.region_id in self._provinces and a.name != region.name for a in gazetteer.ancestors(region)
            ):
                score += 2  # `Bristol` in an article about Tennessee
            famous = topo.regions[0].population > FAMOUS or topo.regions[0].kind == "area"
            if famous and region.population < OBSCURE and region.kind == "city" and not inside:
                score -= 3  # a hamlet called Normandy, a town called Pacific
            if units and not any(gazetteer.contains(unit, region) for unit in units):
                score -= 3  # `Harris` beside `Harris County` is no town of another state
            if topo.holds and region.kind in ("province", "district"):
                score += 1.5
            if inside and any(a.region_id in inside for a in gazetteer.ancestors(region)):
                score += 6
            if topo.kind == "city" and region.kind in ("city",):
                score += 1
            elif (
                topo.kind == "province"
                and region.kind == "province"
                or topo.kind == "district"
                and region.kind == "district"
            ):
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
        near = self._near.get(s.index)
        if near is None:
            near = self._near[s.index] = set()
            if (land := self._heading_land(s)) is not None:
                near.add(land)
            for other in self.by_sentence.get(s.index, []):
                if other.regions and other.regions[0].kind == "country":
                    near.add(other.regions[0].country_code)
            for i, low in enumerate(s.lows):
                if s.words[i][0].isupper() and low in demonyms():
                    code = gazetteer.country_of_word(low)
                    if code:
                        near.add(code)
        return near

    def _heading_land(self, s: Sentence) -> str | None:
        """The land of `HUNGARY: …`, in front of a sentence's paragraph."""
        first = next(iter(self.by_sentence.get(s.block.sentences[0].index, ())), None) if s.block.sentences else None
        return first.regions[0].country_code or None if first and first.role == "heading" and first.regions else None

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
            country = self._heading_land(self.document.sentences[topo.sentence]) or self.main_country
            parent = gazetteer.country(country) if country else None
        if parent is None:
            return None
        if topo.kind == "point":
            # `Phnom Penh International Airport`: the city whose name it bears holds it.
            taken, regions = gazetteer.longest(topo.name.split(), 0)
            bearer = (
                next((r for r in regions if r.country_code == parent.country_code and r.population > BEARING), None)
                if taken
                else None
            )
            if bearer is not None:
                return bearer
        region = gazetteer.neighbourhood(topo.name, parent)
        self.known.setdefault(key, region)
        return region


def _outside_container(topo: Toponym) -> bool:
    """Whether the text puts a name into a place of another land than any of its namesakes is in."""
    container = topo.container
    if container is None or not container.regions or container.regions[0].kind == "area":
        return False
    lands = {r.country_code for r in container.regions[:8]}
    return not any(r.country_code in lands for r in topo.regions[:40])


def _alone(regions: tuple[Region, ...]) -> bool:
    """Whether a name means one well-known place: no namesake in another land that an article may as well mean
    (`Bristol`).
    """
    first = regions[0]
    return first.population > 2_000_000 or all(
        r.country_code == first.country_code or r.population * 20 < first.population for r in regions[1:8]
    )


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
