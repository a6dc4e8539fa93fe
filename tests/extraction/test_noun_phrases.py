"""What a numeral counts: the head of its phrase, the unit, and the population in the article's words."""

import pytest


@pytest.mark.parametrize(
    ("phrase", "unit", "population"),
    [
        ("12 soldiers", "person", "soldiers"),
        ("12 young Peruvian soldiers", "person", "young peruvian soldiers"),
        ("12 NGO aid workers", "person", "ngo aid workers"),
        ("12 off-duty police officers", "person", "off-duty police officers"),
        ("12 (male) nurses", "person", "(male) nurses"),
        ("12 more nurses", "person", "nurses"),
        ("12 of the nurses", "person", "nurses"),
        ("hundreds of nurses", "person", "nurses"),
        ("12 members of its coast guard", "person", "coast guard members"),
        ("12 others", "person", "people"),
        ("12 families", "household", "families"),
        ("12", None, "people"),
    ],
)
def test_the_head_is_found_behind_its_modifiers(links_of, phrase, unit, population):
    (_, link), *rest = links_of(f"Officials said {phrase} were displaced.")
    assert not rest
    assert (link.phrase.unit, link.phrase.population) == (unit, population)


@pytest.mark.parametrize("thing", ["12 trucks", "12 police stations", "12 besieged Andean towns", "12 gunshots"])
def test_a_thing_is_nobody(links_of, thing):
    assert links_of(f"Rebels killed the guards of {thing} and {thing} were displaced.") == []


def test_a_name_of_a_group_in_capitals_is_no_animal(links_of):
    assert [link.measure for _, link in links_of("Troops killed 14 Sand Lions near Orkesh.")] == ["killed"]
    assert links_of("Troops killed 14 lions near Orkesh.") == []


def test_a_bare_number_takes_the_unit_of_the_one_before(links_of):
    assert [
        (link.phrase.numeral.value, link.measure)
        for _, link in links_of("The storm destroyed 40 houses and 70 were damaged.")
    ] == [
        (40, "houses_destroyed"),
        (70, "houses_damaged"),
    ]
