"""Where a figure is whose own clause names no place, or only one that is something else; texts of our own."""

import pytest

import tallybook


def placed(text: str) -> dict[str, str | None]:
    return {f.number_text: f.region_name for f in tallybook.extract(text, published_at="2021-06-10")}


def test_the_seat_of_a_source_is_not_where_its_figure_is() -> None:
    found = placed(
        "A bus plunged into a ravine near Cuenca, Ecuador, on Sunday.\n\n"
        "Nineteen people died, the transport ministry in Quito said. Rescuers pulled seven survivors from the wreck."
    )
    assert found == {"Nineteen": "Cuenca", "seven": "Cuenca"}


def test_a_paragraph_about_one_town_keeps_its_figures_there() -> None:
    found = placed(
        "Cholera has spread in Malawi.\n\n"
        "In Blantyre, nurses are short of drips. They have admitted 41 patients since Friday.\n\n"
        "In Lilongwe, the wards are calm. Only three patients were admitted there."
    )
    assert found == {"41": "Blantyre", "three": "Lilongwe"}


def test_the_source_of_a_land_counts_in_that_land() -> None:
    found = placed(
        "The heat wave went on in Spain and Portugal on Monday, and 14 people died in Badajoz in Spain.\n\n"
        "Portugal is hit as hard. The Portuguese health ministry said that 62 people had died since Friday."
    )
    assert found == {"14": "Badajoz", "62": "Portugal"}


@pytest.mark.parametrize(
    ("text", "number", "place"),
    [
        ("Riots went on in Nairobi. At least 40 people have been arrested nationwide, police said.", "40", "Kenya"),
        (
            "The virus is spreading in Singapore. It hit 12 Indonesian provinces and infected 340 people.",
            "340",
            "Indonesia",
        ),
        ("A gang robbed banks in Vienna. Slovak police have arrested five of its members.", "five", "Slovakia"),
        ("A storm passed over Norway. Denmark also reported four deaths from it.", "four", "Denmark"),
        ("Of the 17 deaths, six were reported from Kasese in Uganda.", "17", "Uganda"),
        ("Of the 17 deaths, six were reported from Kasese in Uganda.", "six", "Kasese"),
        ("Seventeen people died in Uganda, six of them in Kasese.", "Seventeen", "Uganda"),
        ("Statewide, 13 people died, the Nevada coroner said, five of them in Elko.", "13", "Nevada"),
        ("More than 5,000 refugees have crossed into Moldova since Syria's war began.", "5,000", "Moldova"),
        ("In Salta province 800 people were evacuated, with Tartagal, in Argentina, worst hit.", "800", "Salta"),
        ("Japan's death toll rose to 36 after two people died in a clinic in Sendai.", "36", "Japan"),
        ("At least 22 people died in Uganda, most of them in Kasese.", "22", "Uganda"),
        ("Guards killed nine men in Peru, while police said that a raid in Cusco had failed.", "nine", "Peru"),
        ("Three boys drowned in Peru while bathing in a lake at Puno.", "Three", "Puno"),
        (
            "Cholera is back. The worst hit districts of Uganda are Kasese (120 cases) and Gulu (54 cases).",
            "120",
            "Kasese",
        ),
        (
            "Cholera is back. The worst hit districts of Uganda are Kasese (120 cases) and Gulu (54 cases).",
            "54",
            "Gulu",
        ),
        ("Two men were killed in a crash in St. Louis, Missouri.", "Two", "St. Louis"),
        ("Shells fell on a school in the Harasta district of east Aleppo in Syria and killed 12.", "12", "Harasta"),
        (
            "The war in Darfur has killed tens of thousands of people, a court in Sudan heard.",
            "tens of thousands",
            "Darfur",
        ),
        ("More than 39,000 people have died in Darfur in the war, while Sudan looks on.", "39,000", "Darfur"),
        ("Troops killed dozens in six days of protest in Chad since an uprising in Niger began.", "dozens", "Chad"),
        ("Four men were stabbed to death at Lamar Hutchins Park in Tulsa, Oklahoma.", "Four", "Lamar Hutchins Park"),
    ],
)
def test_places_of_whole_lands(text: str, number: str, place: str) -> None:
    assert placed(text)[number] == place


def test_the_land_in_front_of_a_paragraph_settles_which_town_is_meant() -> None:
    found = tallybook.extract(
        "Floods in Europe: France counts its damage\n\nFRANCE: The government of France met in Paris.\n\n"
        "POLAND: It rained. Two men drowned near Jelenia Gora.",
        published_at="2021-06-10",
    )
    assert [(f.region_name, f.country_code) for f in found] == [("Jelenia Góra", "PL")]


def test_soldiers_of_a_land_abroad_do_not_move_the_dead_there() -> None:
    assert placed("Slovak soldiers killed five men in Graz, Austria, on Monday.")["five"] == "Graz"


@pytest.mark.parametrize(
    "text",
    [
        "Doctors in Peru are worried. The flu has killed 4,300 people worldwide, the WHO said.",
        "Peru watches. Around the world the virus has killed 4,300 people.",
        "Peru watches. The number of global deaths rose to 4,300.",
    ],
)
def test_a_count_of_the_world_is_of_no_land(text: str) -> None:
    figure = next(f for f in tallybook.extract(text, published_at="2021-06-10") if f.number_text == "4,300")
    assert (figure.region_name, figure.country_code) == ("Worldwide", None)


@pytest.mark.parametrize(
    "text",
    [
        "At the World Cup in Peru, 43 people were killed.",
        "On the way to the world's highest railway in Peru, 43 people were killed.",
        "A global company owns the mine in Peru where 43 people were killed.",
    ],
)
def test_the_word_alone_is_not_the_world(text: str) -> None:
    assert [f.country_code for f in tallybook.extract(text, published_at="2021-06-10")] == ["PE"]
