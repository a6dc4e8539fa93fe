"""The gazetteer finds the regions that news name, in the order news mean them, and knows what contains what."""

import csv
import gzip
from importlib.resources import files

import pytest

from tallybook.extraction import gazetteer
from tallybook.extraction.gazetteer import country, fold, longest, lookup, neighbourhood, path, region

DATA = files("tallybook.extraction") / "lexicon"
KINDS = {"country", "province", "district", "city", "area"}


def rows(*parts: str) -> list[dict[str, str]]:
    with DATA.joinpath(*parts).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def lines(filename: str) -> list[str]:
    return gzip.decompress((DATA / "gazetteer" / filename).read_bytes()).decode("utf-8").splitlines()


@pytest.mark.parametrize(
    ("name", "kind", "code", "shown"),
    [
        ("Syria", "country", "SY", "Syria"),
        ("U.S.", "country", "US", "United States"),
        ("USA", "country", "US", "United States"),
        ("UAE", "country", "AE", "United Arab Emirates"),
        ("DRC", "country", "CD", "DR Congo"),
        ("Burma", "country", "MM", "Myanmar"),
        ("Holland", "country", "NL", "Netherlands"),
        ("Kosovo", "country", "XK", "Kosovo"),
        ("Hong Kong", "country", "HK", "Hong Kong"),
        ("Côte d’Ivoire", "country", "CI", "Ivory Coast"),
        ("England", "province", "GB", "England"),
        ("Northern Ireland", "province", "GB", "Northern Ireland"),
        ("West Bank", "province", "PS", "West Bank"),
        ("Gaza", "province", "PS", "Gaza Strip"),
        ("Gaza City", "city", "PS", "Gaza City"),
        ("Hama", "city", "SY", "Hama"),
        ("Ḩamāh", "city", "SY", "Hama"),
        ("Homs", "city", "SY", "Homs"),
        ("Dar‘ā", "city", "SY", "Daraa"),
        ("Douma", "city", "SY", "Douma"),
        ("Khan Sheikhoun", "city", "SY", "Khan Sheikhoun"),
        ("Deir ez-Zor", "city", "SY", "Deir ez-Zor"),
        ("Deir Ezzor", "city", "SY", "Deir ez-Zor"),
        ("Hassakeh", "city", "SY", "Hasakah"),
        ("Kobani", "city", "SY", "Kobani"),
        ("Misrata", "city", "LY", "Misrata"),
        ("Erbil", "city", "IQ", "Erbil"),
        ("Fallujah", "city", "IQ", "Fallujah"),
        ("Kyiv", "city", "UA", "Kyiv"),
        ("Kiev", "city", "UA", "Kyiv"),
        ("St. Louis", "city", "US", "St. Louis"),
        ("Port-au-Prince", "city", "HT", "Port-au-Prince"),
        ("El Galpon", "city", "AR", "El Galpón"),
        ("Helmand", "province", "AF", "Helmand"),
        ("Rakhine", "province", "MM", "Rakhine"),
        ("Xinjiang", "province", "CN", "Xinjiang"),
        ("Catalonia", "province", "ES", "Catalonia"),
        ("Sicily", "province", "IT", "Sicily"),
        ("East Java", "province", "ID", "East Java"),
        ("Tigray", "province", "ET", "Tigray"),
        ("Crimea", "province", "UA", "Crimea"),
        ("Chechnya", "province", "RU", "Chechnya"),
        ("Karbi Anglong", "district", "IN", "Karbi Anglong"),
        ("Mumbwa district", "district", "ZM", "Mumbwa"),
        ("Harris County", "district", "US", "Harris County"),
        ("Darfur", "area", "SD", "Darfur"),
        ("Eastern Ghouta", "area", "SY", "Eastern Ghouta"),
        ("Mindanao", "area", "PH", "Mindanao"),
        ("Bay Area", "area", "US", "Bay Area"),
        ("Kashmir", "area", "", "Kashmir"),
        ("Mediterranean", "area", "", "Mediterranean Sea"),
    ],
)
def test_names_of_the_news_resolve(name: str, kind: str, code: str, shown: str) -> None:
    first = lookup(name)[0]
    assert (first.kind, first.country_code, first.name) == (kind, code, shown)


@pytest.mark.parametrize("name", ["", "Nowhereville", "UN", "WHO", "the", "Baba Amr", "12"])
def test_what_is_no_region_is_not_found(name: str) -> None:
    assert lookup(name) == ()


@pytest.mark.parametrize(("name", "code"), [("US", "US"), ("CAR", "CF")])
def test_abbreviations_that_are_words_want_capitals(name: str, code: str) -> None:
    assert lookup(name)[0].region_id == code
    assert code not in {bearer.region_id for bearer in lookup(name.lower())}


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Georgia", ["GE", "US.GA"]),
        ("Washington", ["gn4140963", "US.WA"]),
        ("New York", ["gn5128581", "US.NY"]),
        ("Homs", ["gn169577", "SY.11"]),
        ("Tripoli", ["gn2210247", "LY.77", "gn266826"]),
        ("Congo", ["CD", "CG"]),
        ("Punjab", ["PK.04", "IN.23"]),
        ("Córdoba", ["gn3860259", "AR.05"]),
    ],
)
def test_homonyms_come_likeliest_first(name: str, ids: list[str]) -> None:
    found = [bearer.region_id for bearer in lookup(name)]
    assert [region_id for region_id in found if region_id in ids] == ids
    assert found[0] == ids[0]


def test_folding_drops_case_diacritics_apostrophes_and_hyphens() -> None:
    assert fold("Ḩamāh") == fold("HAMAH") == "hamah"
    assert fold("Deir ez-Zor") == "deir ez zor"
    assert fold("Dar‘ā") == fold("Dar'a") == "dara"
    assert fold("St. Paul") == "st paul"
    assert fold("Şırnak") == "sirnak"
    assert fold("Trinidad & Tobago") == "trinidad and tobago"


@pytest.mark.parametrize(
    ("text", "start", "taken", "shown"),
    [
        ("in Khan Sheikhoun on Tuesday", 1, 2, "Khan Sheikhoun"),
        ("the Democratic Republic of Congo said", 1, 4, "DR Congo"),
        ("New York City police", 0, 3, "New York City"),
        ("Syria's army", 0, 1, "Syria"),
        ("Syria’s army", 0, 1, "Syria"),
        ("Homs, Syria", 0, 1, "Homs"),
        ("US troops", 0, 1, "United States"),
        ("Saudi Arabia has", 0, 2, "Saudi Arabia"),
        ("near al-Bab in", 1, 1, "Al-Bab"),
        ("South Sudan and Sudan", 0, 2, "South Sudan"),
        ("Karbi Anglong district of", 0, 3, "Karbi Anglong"),
    ],
)
def test_longest_name_wins(text: str, start: int, taken: int, shown: str) -> None:
    count, found = longest(text.split(), start)
    assert (count, found[0].name) == (taken, shown)


@pytest.mark.parametrize(
    "text",
    [
        "told us that",
        "on Thursday",
        "Hamas said",
        "an English town",
        "car bomb",
        "nice people",
        "the UN said",
        "xyzzy",
        "of course",
    ],
)
def test_longest_finds_no_name_in_plain_words(text: str) -> None:
    words = text.split()
    assert [longest(words, start)[0] for start in range(len(words) + 1)] == [0] * (len(words) + 1)


def test_paths_run_from_the_country_down_without_repeating_a_name() -> None:
    homs = lookup("Homs")[0]
    assert path(homs) == "Syria / Homs"
    assert path(neighbourhood("Baba Amr", homs)) == "Syria / Homs / Baba Amr"
    assert path(lookup("Khan Sheikhoun")[0]) == "Syria / Idlib / Khan Sheikhoun"
    assert path(lookup("Eastern Ghouta")[0]) == "Syria / Rural Damascus / Ghouta / Eastern Ghouta"
    assert path(country("SY")) == "Syria"
    assert path(lookup("Mediterranean")[0]) == "Mediterranean Sea"


def test_containment_follows_the_ancestors() -> None:
    troy = next(r for r in lookup("Troy") if "US.MI" in {a.region_id for a in gazetteer.ancestors(r)})
    assert [a.kind for a in gazetteer.ancestors(troy)] == ["district", "province", "country"]
    assert gazetteer.contains(country("US"), troy)
    assert gazetteer.contains(troy, neighbourhood("Somerset", troy))
    assert gazetteer.contains(troy, troy)
    assert not gazetteer.contains(troy, country("US"))
    assert not gazetteer.contains(country("SY"), troy)


def test_a_neighbourhood_has_the_same_id_however_it_is_spelt() -> None:
    homs = lookup("Homs")[0]
    amr = neighbourhood("Baba Amr", homs)
    assert amr.region_id == neighbourhood("baba-ʻAmr", homs).region_id == "gn169577/baba-amr"
    assert (amr.country_code, amr.parent_id, amr.latitude) == ("SY", homs.region_id, homs.latitude)
    assert region(amr.region_id) == amr
    street = neighbourhood("Brazil Street", amr)
    assert region(street.region_id) == street
    assert [a.region_id for a in gazetteer.ancestors(street)] == [amr.region_id, "gn169577", "SY.11", "SY"]


@pytest.mark.parametrize("wrong", ["gn0", "", "SY.99", "gn0/baba-amr", "syria"])
def test_an_unknown_id_is_an_error_that_names_it(wrong: str) -> None:
    with pytest.raises(KeyError, match="no region has the id"):
        region(wrong)
    with pytest.raises(KeyError, match="no country has the code"):
        country("ZZ")


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Syria", "SY"),
        ("Syrian", "SY"),
        ("Syrians", "SY"),
        ("Burmese", "MM"),
        ("Dutch", "NL"),
        ("Filipinos", "PH"),
        ("American", "US"),
        ("US", "US"),
        ("U.S.", "US"),
        ("us", None),
        ("Nigerien", "NE"),
        ("Nigerian", "NG"),
        ("Congolese", "CD"),
        ("Korean", "KR"),
        ("North Koreans", "KP"),
        ("Dominican", "DO"),
        ("Gazans", "PS"),
        ("Homs", None),
    ],
)
def test_adjectives_and_demonyms_stand_for_a_country(word: str, code: str | None) -> None:
    assert gazetteer.country_of_word(word) == code


@pytest.mark.parametrize(
    ("word", "region_id", "postal"),
    [
        ("Mich.", "US.MI", False),
        ("Calif", "US.CA", False),
        ("W.Va.", "US.WV", False),
        ("MI", "US.MI", True),
        ("IN", "US.IN", True),
        ("Ont.", "CA.08", False),
        ("in", None, False),
        ("Miss", "US.MS", False),
        ("Homs", None, False),
    ],
)
def test_state_abbreviations_are_apart_from_names(word: str, region_id: str | None, postal: bool) -> None:
    found = gazetteer.state_abbreviation(word)
    assert (found.region_id if found else None) == region_id
    assert gazetteer.is_postal_code(word) is postal


def test_common_words_and_persons_names_are_told_from_places() -> None:
    for word in ("Reading", "Mobile", "Nice", "Of", "Spring", "Split", "Hit", "March", "Most", "Police", "us", "car"):
        assert gazetteer.is_common_word(word), word
    for word in ("Homs", "Aleppo", "Turkey", "Chad", "China", "Jordan", "US", "CAR"):
        assert not gazetteer.is_common_word(word), word
    for word in ("David", "Medina", "Lynn", "Victoria", "Jordan", "Georgia", "Chad", "Assad"):
        assert gazetteer.is_person_name(word), word
    for word in ("Homs", "Aleppo", "Mosul", "Reading"):
        assert not gazetteer.is_person_name(word), word


def test_a_region_is_made_only_when_asked_for() -> None:
    for cached in (gazetteer.lookup, gazetteer._region_at):
        cached.cache_clear()
    bearers = lookup("Springfield")
    assert 5 < len(bearers) < 100
    assert gazetteer._region_at.cache_info().currsize == len(bearers)


def test_every_region_is_valid() -> None:
    stored = [line.split("\t") for line in lines("regions.tsv.gz")]
    ids = [fields[0].encode() + b"\t" for fields in stored]
    assert ids == sorted(set(ids))
    codes = {fields[0] for fields in stored if fields[2] == "country"}
    assert len(codes) > 245
    for region_id, name, kind, parent, code, latitude, longitude, population in stored:
        assert name.strip() == name != "", region_id
        assert kind in KINDS, region_id
        assert code in codes or (kind == "area" and not code), region_id
        assert (parent == "") == (kind == "country" or not code) or kind == "area", region_id
        assert not latitude or (-90 <= float(latitude) <= 90 and -180 <= float(longitude) <= 180), region_id
        assert population == "" or int(population) > 0, region_id
    # Every chain of parents ends, at a country or an area that spans countries.
    for number in range(len(stored)):
        depth = 0
        while stored[number][3]:
            child_code, number = stored[number][4], int(stored[number][3])
            depth += 1
            assert depth < 6, stored[number]
            assert stored[number][4] in (child_code, ""), stored[number]
        assert stored[number][2] in ("country", "area"), stored[number]


def test_every_name_is_folded_sorted_and_leads_to_regions() -> None:
    stored = [line.split("\t") for line in lines("names.tsv.gz")]
    names = [name for name, _ in stored]
    assert [n.encode() + b"\t" for n in names] == sorted(n.encode() + b"\t" for n in set(names))
    count = len(lines("regions.tsv.gz"))
    for name, references in stored:
        assert fold(name) == name
        indices = [int(reference.rstrip("!")) for reference in references.split(",")]
        assert all(0 <= index < count for index in indices), name
        assert len(set(indices)) == len(indices), name


def test_the_data_stay_small_enough_to_load_at_once() -> None:
    assert len(lines("names.tsv.gz")) < 500_000
    assert len(lines("regions.tsv.gz")) < 250_000
    for filename in ("names.tsv.gz", "regions.tsv.gz", "words.tsv.gz"):
        assert len((DATA / "gazetteer" / filename).read_bytes()) < 5_000_000


def test_every_country_row_is_whole_and_resolves() -> None:
    listed = rows("countries.csv")
    assert len({row["code"] for row in listed}) == len(listed) > 245
    for row in listed:
        assert lookup(row["name"])[0].region_id == row["code"]
        for alias in filter(None, row["aliases"].split("|")):
            assert row["code"] in {bearer.region_id for bearer in lookup(alias.rstrip("!"))}, alias
        for word in filter(None, f"{row['adjectives']}|{row['people']}".split("|")):
            assert gazetteer.country_of_word(word), word


def test_every_row_of_our_own_lists_holds() -> None:
    for row in rows("gazetteer", "areas.csv"):
        slug = "area:" + fold(row["name"]).replace(" ", "-")
        assert region(slug).country_code == row["country_code"]
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            assert slug in {bearer.region_id for bearer in lookup(name)}, name
    for row in rows("gazetteer", "corrections.csv"):
        assert row["action"] in {"rename", "alias", "drop", "first"}
        assert row["reason"]
        corrected = region(row["region_id"])
        bearers = lookup(row["value"].rstrip("!"))
        if row["action"] == "rename":
            assert corrected.name == row["value"]
        if row["action"] == "drop":
            assert corrected not in bearers
        else:
            assert corrected in bearers
        if row["action"] == "first":
            assert bearers[0] == corrected
    for row in rows("gazetteer", "not_places.csv"):
        assert row["reason"]
        assert all(bearer.kind == "country" for bearer in lookup(row["name"])), row["name"]
    for row in rows("gazetteer", "state_abbreviations.csv"):
        assert region(row["region_id"]).kind == "province"
        assert row["style"] in {"postal", "press"}
