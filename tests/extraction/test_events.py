"""Which event a figure speaks of, and the place and day that it takes from there; texts of our own."""

import datetime

import tallybook

PUBLISHED = datetime.date(2019, 8, 15)  # a Thursday


def rows(text: str) -> dict[str, tallybook.Figure]:
    return {f.number_text: f for f in tallybook.extract(text, published_at=PUBLISHED)}


TWO_EVENTS = """Bomb at bus station kills nine

A bomb exploded at the bus station in Gombe, Nigeria, on Wednesday, killing nine people.

Another 31 were wounded, a nurse said.

In June, gunmen killed 64 villagers in Damboa.
"""


def test_a_figure_without_a_place_or_day_takes_those_of_its_event() -> None:
    wounded = rows(TWO_EVENTS)["31"]
    assert (wounded.region_name, wounded.period_start) == ("Gombe", datetime.date(2019, 8, 14))


def test_a_dated_aside_is_another_event_with_its_own_place_and_time() -> None:
    found = rows(TWO_EVENTS)
    aside = found["64"]
    assert aside.event_key != found["31"].event_key
    assert (aside.region_name, aside.period_start, aside.period_end) == (
        "Damboa",
        datetime.date(2019, 6, 1),
        datetime.date(2019, 6, 30),
    )


def test_a_headline_takes_the_place_but_never_the_day() -> None:
    headline = rows(TWO_EVENTS)["nine"]
    first = tallybook.extract(TWO_EVENTS, published_at=PUBLISHED)[0]
    assert (first.number_text, first.period_start, first.region_name) == ("nine", None, "Gombe")
    assert headline.period_start == datetime.date(2019, 8, 14)


def test_the_total_of_a_war_stays_with_the_country_and_belongs_to_no_event() -> None:
    found = rows(
        "Shells hit a clinic in Taiz, Yemen, on Tuesday, killing four people.\n\nThe war has killed more than 70,000 "
        "people, a monitor says."
    )
    assert found["70,000"].event_key is None
    assert found["70,000"].region_name == "Yemen"
    assert found["four"].region_name == "Taiz"


def test_a_count_since_the_middle_of_a_month_is_cumulative_and_its_start_not_told() -> None:
    count = rows("Floods have killed 64 people in Ghana since mid-March.")["64"]
    assert (count.basis, count.period_start, count.period_end) == ("cumulative", None, None)


def test_a_count_since_a_start_is_cumulative_and_open() -> None:
    count = rows("Police in Kampala, Uganda, say 212 people have been arrested since July.")["212"]
    assert (count.basis, count.period_start, count.period_end) == ("cumulative", datetime.date(2019, 7, 1), None)


def test_arrests_after_an_attack_do_not_take_its_day() -> None:
    found = rows("A bomb killed five people in Quetta, Pakistan, on Monday.\n\nThree men have been arrested.")
    assert found["Three"].period_start is None
    assert found["five"].period_start == datetime.date(2019, 8, 12)


def test_an_entry_of_a_list_stands_at_its_heading() -> None:
    found = rows(
        "Storms killed dozens across Europe this week.\n\nITALY: Six people drowned.\n\nPORTUGAL: Two people drowned."
    )
    assert (found["Six"].country_code, found["Two"].country_code) == ("IT", "PT")


def test_just_a_day_after_opens_the_event_before() -> None:
    found = rows(
        "Rockets killed six people in Basra, Iraq, on Wednesday, just a day after an ambush near Kirkuk left 17 "
        "soldiers dead."
    )
    assert found["17"].period_start == datetime.date(2019, 8, 13)
    assert found["six"].period_start == datetime.date(2019, 8, 14)


def test_pointers_lead_back_to_the_place_last_named() -> None:
    found = rows(
        "Heavy rain fell on Jalisco state in Mexico. A river burst its banks and 14 people died in the state on "
        "Tuesday."
    )
    assert found["14"].region_name == "Jalisco"


def test_where_it_was_told_is_not_where_it_happened() -> None:
    found = rows(
        "A landslide buried a hamlet in Cusco, Peru, on Sunday. "
        '"We have found 12 bodies," an officer told reporters in Lima.'
    )
    assert found["12"].region_name == "Cusco"


def test_a_number_stays_with_the_place_before_it_when_the_next_number_has_its_own() -> None:
    found = rows("Cholera cases in Kenya rose by 12 to 340 on Monday, and there were 50 new cases in Uganda.")
    assert {n: f.region_name for n, f in found.items()} == {"12": "Kenya", "340": "Kenya", "50": "Uganda"}


def test_numbers_share_the_only_place_behind_them() -> None:
    found = rows("Twelve people were killed and 30 were injured in Cusco.")
    assert {f.region_name for f in found.values()} == {"Cusco"}


def test_who_takes_refugees_in_is_where_they_are() -> None:
    found = rows("Jordan already hosts 600,000 Syrian refugees, while Lebanon shelters 1 million.")
    assert {n: f.region_name for n, f in found.items()} == {"600,000": "Jordan", "1 million": "Lebanon"}
    found = rows("Unlike Sudan and Eritrea, Ethiopia has taken in thousands of refugees fleeing Somalia.")
    assert found["thousands"].region_name == "Ethiopia"
