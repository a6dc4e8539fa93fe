"""Place names: what is one, what it stands in, and which of its namesakes is meant."""

import pytest

from tallybook.extraction import gazetteer
from tallybook.extraction.places import Places
from tallybook.extraction.segmentation import segment


def places(text: str) -> Places:
    document = segment(text)
    found = Places(document, {})
    found.read()
    return found


def named(text: str) -> list[tuple[str, str, str | None]]:
    found = places(text)
    return [
        (t.resolved.name, t.role, t.resolved.country_code)
        for names in found.by_sentence.values()
        for t in names
        if t.resolved is not None
    ]


@pytest.mark.parametrize(
    ("text", "name", "role", "country"),
    [
        ("A bus overturned in Arequipa, Peru, on Monday.", "Arequipa", "in", "PE"),
        ("The blast was heard near Tripoli, the port in northern Lebanon.", "Tripoli", "in", "LB"),
        ("Libya's coast guard towed the boat to the capital. Nine bodies lay in Tripoli.", "Tripoli", "in", "LY"),
        ("Families fled from the town of Bambari in the Central African Republic.", "Bambari", "from", "CF"),
        ("Gunmen struck Maiduguri in Nigeria.", "Maiduguri", "struck", "NG"),
        ("The crash happened 40 kilometres south of Lusaka in Zambia.", "Lusaka", "distance", "ZM"),
        ("Riots shook Kenya's capital Nairobi.", "Nairobi", "other", "KE"),
        ("A mine caved in outside Potosi, Bolivia.", "Potosí", "in", "BO"),
    ],
)
def test_a_name_is_found_with_its_part_in_the_sentence(text: str, name: str, role: str, country: str) -> None:
    assert (name, role, country) in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hillary Clinton spoke for an hour. Clinton then left.",
        "David Florence won the heat by a second.",
        "The two sides will meet in March or in May.",
        "Officials at UNICEF and at the WHO said so.",
    ],
)
def test_names_of_people_months_and_bodies_are_no_places(text: str) -> None:
    assert named(text) == []


def test_a_quarter_named_only_in_the_text_lies_in_its_city() -> None:
    found = places("Shells fell on Beirut in Lebanon. Six died in the city's Hayy Zaytun neighbourhood.")
    quarter = next(t for t in found.by_sentence[1] if t.name == "Hayy Zaytun")
    assert quarter.resolved is not None
    assert gazetteer.path(quarter.resolved).endswith("Beirut / Hayy Zaytun")


def test_a_small_namesake_elsewhere_gives_way_to_the_land_of_the_article() -> None:
    found = places(
        "MANAGUA, Nicaragua — Nicaragua's army searched the hills. Soldiers of Nicaragua met rebels in El Salto, in "
        "the north of Nicaragua."
    )
    place = next(t for names in found.by_sentence.values() for t in names if t.name == "El Salto")
    assert place.resolved is not None
    assert place.resolved.country_code == "NI"


def test_the_land_of_an_article_is_where_things_happen_not_whose_planes_fly() -> None:
    found = places(
        "Saudi jets bombed a market in Yemen. Saudi officials denied it. The market lies in the Yemeni town of Mocha."
    )
    assert found.main_country == "YE"


def test_a_compass_word_belongs_to_the_place_text() -> None:
    found = places("A quake shook northern Chile.")
    assert [t.text for t in found.by_sentence[0]] == ["northern Chile"]


def texts(text: str) -> list[str]:
    return [t.text for names in places(text).by_sentence.values() for t in names]


@pytest.mark.parametrize(
    ("text", "written", "role"),
    [
        ("Bodies lay along the Rukwe river in Tanzania.", "Rukwe river", "in"),
        ("Shots rang out at the Oruku crossing in Mozambique.", "Oruku crossing", "in"),
        ("Lightning struck in the Eastern and Central provinces of Zambia.", "Eastern and Central provinces", "in"),
        ("Shells fell in the main port, Songkhla, in Thailand.", "Songkhla", "in"),
        ("Six deaths were reported on Monday from Kasese in Uganda.", "Kasese", "in"),
        ("Six deaths were reported from Kasese, four from Mbarara.", "Mbarara", "in"),
        ("Bodies were recovered by Friday from the districts of Kasese and Mbarara.", "Kasese", "in"),
        ("Norway also recorded 14 deaths.", "Norway", "subject"),
        ("One man died in a fire in Duluth, Minn., on Monday.", "Minn", "container"),
        ("Two were hurt in a crash in Mich. on Monday.", "Mich", "in"),
    ],
)
def test_what_stands_around_a_name_makes_it_a_place(text: str, written: str, role: str) -> None:
    assert (written, role) in [(t.text, t.role) for names in places(text).by_sentence.values() for t in names]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Lassa fever has come back to Liberia.", "Lassa"),
        ("Police searched Albany's flat and spoke to Albany's wife.", "Albany"),
        ("They met in the Hadley building.", "Hadley building"),
        ("Ministers from Eastern and Central committees met.", "Eastern and Central committees"),
        ("Chile said it had 14 deaths to look into.", "subject"),
    ],
)
def test_near_misses_are_no_places(text: str, written: str) -> None:
    assert written not in [
        word for names in places(text).by_sentence.values() for t in names for word in (t.text, t.role)
    ]


def test_a_name_that_people_came_from_is_not_where_they_were_counted() -> None:
    assert ("Kasese", "from") in [(t, r) for t, r, _ in named("Six traders came on Monday from Kasese in Uganda.")]


LIST = """Storm in the Philippines

- Tagbilaran: 12 dead
- Hinlagan: 7 dead
- Cebu City: 3 dead
"""


def test_the_heads_of_a_list_in_which_one_is_a_place_are_places() -> None:
    assert "Hinlagan" in texts(LIST)
    assert "Hinlagan" not in texts(LIST.replace("Tagbilaran", "Teachers").replace("Cebu City", "Pupils"))


def test_a_province_that_many_lands_have_is_of_the_land_of_the_article() -> None:
    found = places("Zambia counts its dead. Police of Zambia found four bodies in the Northern Province.")
    assert found.by_sentence[1][-1].resolved is not None
    assert found.by_sentence[1][-1].resolved.country_code == "ZM"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Rockets fell in the militia-held east of Benghazi in Libya.", "Benghazi", "in"),
        ("Rockets fell in militia-controlled Benghazi in Libya.", "Benghazi", "in"),
        ("The truck overturned 60 km west of Benghazi in Libya.", "Benghazi", "distance"),
    ],
)
def test_a_side_of_a_town_is_in_it_and_a_way_off_is_not(text: str, name: str, role: str) -> None:
    assert (name, role) in [(n, r) for n, r, _ in named(text)]


@pytest.mark.parametrize(
    ("text", "name", "path"),
    [
        (
            "Voters in London and in Surrey in England knew of the ship lost off Normandy.",
            "Normandy",
            "France / Normandy",
        ),
        (
            "The seat of Sumner County in Tennessee is dry. Wells in Sumner run low.",
            "Sumner",
            "United States / Tennessee / Sumner County",
        ),
        ("Wells in Sumner, Washington, run low.", "Sumner", "United States / Washington / Pierce County / Sumner"),
    ],
)
def test_a_famous_place_or_one_called_a_county_is_no_town_elsewhere(text: str, name: str, path: str) -> None:
    found = [t for names in places(text).by_sentence.values() for t in names if t.name == name]
    assert found[-1].resolved is not None
    assert gazetteer.path(found[-1].resolved) == path


def test_a_party_is_no_town_that_lost_its_apostrophe() -> None:
    assert "Hama" not in [name for name, _, _ in named("The Syrian town is quiet. Hamas denied it.")]
