"""Basis by the cues that govern a number; sentences of our own."""

import pytest

import tallybook


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("A mine blast killed 16 men in Soma, Turkey, on Friday.", "new"),
        ("The death toll from the mine blast in Soma, Turkey, rose to 16.", "cumulative"),
        ("Snipers have killed 160 people in Homs, Syria, since April.", "cumulative"),
        ("Measles has killed 16 children so far in Samoa.", "cumulative"),
        ("Hunger kills 16 people a day in Baidoa, Somalia.", "rate"),
        ("Sixteen people are still missing in Surigao, Philippines.", "stock"),
        ("Some 1,600 people are displaced in Cabo Delgado, Mozambique.", "stock"),
        ("Police in Minsk, Belarus, arrested 160 people on Sunday.", "new"),
        ("Police in Minsk, Belarus, are holding 160 people in custody.", "stock"),
        ("The fire left 160 people homeless in Valparaiso, Chile.", "new"),
        ("Police in Gao, Mali, counted 160 deaths, up from 90 a week earlier.", "new"),
        ("Bad water kills 1,600 people annually in Baidoa, Somalia.", "rate"),
        ("Sixteen people died after a week of rain in Surigao, Philippines.", "new"),
        ("The number of hospitalised patients in Lyon, France, rose to 160.", "stock"),
        ("The number of displaced people in Gao, Mali, has dropped to 1,600.", "stock"),
        ("In the past two weeks 16 people have been rescued off Lampedusa, Italy.", "new"),
        ("In the past two years 160 people have been rescued off Lampedusa, Italy.", "cumulative"),
        ("The Ebola outbreak has reached Kenema, Sierra Leone. There were 16 deaths in the district.", "cumulative"),
        ("The Ebola outbreak has reached Kenema, Sierra Leone. There were 16 deaths on Friday.", "new"),
        ("The Red Cross brought food to 1,600 people displaced by floods in Kasese, Uganda.", "stock"),
        ("Floods have now claimed 16 lives in Kasese, Uganda.", "cumulative"),
        ("A monitor gave a toll of 16 dead in Kasese, Uganda.", "cumulative"),
    ],
)
def test_basis_follows_the_cue(text: str, basis: str) -> None:
    assert tallybook.extract(text, published_at="2014-05-18")[0].basis == basis


def test_a_headline_tells_who_was_displaced_and_the_body_who_is():
    headline, body = tallybook.extract(
        "1,600 Displaced by Uganda Floods\n\nSome 1,600 people are displaced in Kasese, Uganda."
    )
    assert (headline.basis, body.basis) == ("new", "stock")


def test_a_repeat_counts_over_what_the_figure_told_before_counts_over():
    first, again = tallybook.extract(
        "The death toll from the mine blast in Soma, Turkey, rose to 316. The 316 dead were miners."
    )
    assert again.restates_figure_id == first.figure_id
    assert [first.basis, again.basis] == ["cumulative", "cumulative"]
