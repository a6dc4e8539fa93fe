"""Shares and repeats between the figures of one article; texts of our own."""

import pytest

import tallybook


def figures(text: str) -> list[tallybook.Figure]:
    return tallybook.extract(text, published_at="2015-05-07")


def by_number(text: str) -> dict[str, tallybook.Figure]:
    return {f.number_text: f for f in figures(text)}


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("A mudslide killed 48 people, including 19 pupils, in Leyte, Philippines.", "19", "48"),
        ("A mudslide killed 48 people in Leyte. Of those, 19 were pupils.", "19", "48"),
        ("A mudslide killed 48 people in Leyte. The dead include 19 pupils.", "19", "48"),
        ("Two nuns were among at least 31 people killed in the raid on Juba.", "Two", "31"),
        ("The toll rose to 44 after a fireman died of his burns in Izmir.", "a", "44"),
        ("Fourteen people died in Ghana: nine in Accra and five in Kumasi.", "nine", "Fourteen"),
    ],
)
def test_a_share_leads_to_its_whole(text: str, part: str, whole: str) -> None:
    found = by_number(text)
    assert found[part].part_of_figure_id == found[whole].figure_id


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Guards killed 12 prisoners and wounded seven in Lara, Venezuela.", "seven"),
        ("The rebels killed 12 soldiers. Four of their fighters died, they said.", "Four"),
    ],
)
def test_a_neighbour_is_no_share(text: str, number: str) -> None:
    assert by_number(text)[number].part_of_figure_id is None


def test_a_headline_repeats_the_body() -> None:
    headline, body = figures(
        "Ferry fire kills 61\n\nAt least 61 people died when a ferry burned off Cebu, Philippines, on Monday."
    )
    assert (headline.restates_figure_id, body.restates_figure_id) == (body.figure_id, None)


def test_two_named_sources_that_agree_do_not_repeat_each_other() -> None:
    found = figures(
        "Police said 23 people were killed in Mombasa, Kenya, on Monday. The Kenya Red Cross said 23 people were "
        "killed."
    )
    assert [f.restates_figure_id for f in found] == [None, None]


def test_links_never_close_a_circle() -> None:
    text = "Of 30 dead, 30 were miners, including 30 of them from Oruro, Bolivia. The 30 dead include 30 miners. " * 3
    found = {f.figure_id: f for f in figures(text)}
    for figure in found.values():
        seen = set()
        at = figure
        while at.part_of_figure_id is not None:
            assert at.figure_id not in seen
            seen.add(at.figure_id)
            at = found[at.part_of_figure_id]


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("A mudslide killed 48 people in Leyte. The dead include 14 pupils and 2 drivers.", "2", "48"),
        ("Rescuers in Cebu found 94 dead, among them the bride and 31 wedding guests.", "31", "94"),
        ("About 40 miners were injured, with nine burned in the face, at a pit near Katowice.", "nine", "40"),
        ("A porter died in hospital, bringing to six the number of people killed in Izmir.", "A", "six"),
        ("Some 250 of the 410 protesters arrested in Sfax remain in jail.", "250", "410"),
        ("A crash killed 31 people near Oslo. Six pilots were among the dead.", "Six", "31"),
        ("A crash killed 12 pupils in Quito. Of those, five were girls.", "five", "12"),
        ("A blast killed nine people in Herat on Monday. Five women and four men died, doctors said.", "four", "nine"),
        ("Some 150,000 have fled Burundi. Tanzania hosts 90,000 of them, Uganda 40,000.", "40,000", "150,000"),
        ("Floods killed 61 people in Nepal.\n\nDistrict | Dead\nKaski | 30\nLamjung | 31", "30", "61"),
    ],
)
def test_shares_by_construction(text: str, part: str, whole: str) -> None:
    found = by_number(text)
    assert found[part].part_of_figure_id == found[whole].figure_id


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Police arrested 12 men – including two brothers – and nine women in Lille, France.", "nine"),
        (
            "A blast killed nine people in Herat on Monday. On Tuesday seven men died in another blast in Kabul.",
            "seven",
        ),
        ("One clerk, three drivers and four guards were killed in a raid on Herat.", "three"),
        ("The toll in Izmir rose to 44 on Saturday. The ministry had put the toll at 41 on Friday.", "41"),
    ],
)
def test_no_share_though_it_stands_near_a_larger_number(text: str, number: str) -> None:
    assert by_number(text)[number].part_of_figure_id is None


@pytest.mark.parametrize(
    "text",
    [
        "Officials said 23 people were killed in Mombasa, Kenya. The Interior Ministry said all 23 dead were dockers.",
        "Dozens killed in Cebu ferry fire\n\nAt least 61 people died when a ferry burned off Cebu on Monday.",
        "At least 61 people died when a ferry burned off Cebu on Monday. The 61 dead were pilgrims.",
    ],
)
def test_repeats_by_construction(text: str) -> None:
    first, second = figures(text)
    assert (first.restates_figure_id, second.restates_figure_id) in (
        (second.figure_id, None),
        (None, first.figure_id),
    )


@pytest.mark.parametrize(
    "text",
    [
        "A mine killed six soldiers in Kidal, Mali, on Monday. On Tuesday six shepherds were killed in Gao.",
        "Police said 23 people died in Mombasa on Monday. The Kenya Red Cross said 23 people died.",
        "One blast killed 12 people in Herat, Afghanistan, and another killed 14 people in Kabul.",
    ],
)
def test_like_numbers_that_repeat_nothing(text: str) -> None:
    assert {f.restates_figure_id for f in figures(text)} == {None}


@pytest.mark.parametrize(
    ("text", "certainties"),
    [
        (
            "The ministry said 45 people died. The ministry later corrected the death toll to 43.",
            ["denied", "reported"],
        ),
        ("Officials said 45 people died. Officials revised the death toll down to 43.", ["denied", "reported"]),
        ("Officials said 43 people died. The death toll later rose to 45.", ["reported", "reported"]),
        ("Police said 45 people died. The Red Cross corrected its own death toll to 43.", ["reported", "reported"]),
    ],
)
def test_a_corrected_toll_takes_back_the_one_told_before(text: str, certainties: list[str]) -> None:
    assert [f.certainty for f in figures(text)] == certainties
