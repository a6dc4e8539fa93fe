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
