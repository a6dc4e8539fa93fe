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
        ("Some 16 people were killed, the Daily Herald reported from Gao, Mali.", "new"),
        ("Some 16 people were killed, according to the daily Le Matin, in Gao, Mali.", "new"),
        ("Some 16 people were killed by daily shelling of Gao, Mali.", "new"),
        ("Clinics in Gao, Mali, counted 16 new cases of cholera on Friday, their lowest daily count.", "new"),
        ("Hunger kills 16 people daily in Gao, Mali.", "rate"),
        ("Hunger kills 16 people daily, doctors in Gao, Mali, said.", "rate"),
        ("In Gao, Mali, 16 people die daily because of hunger.", "rate"),
        ("Some 16 people daily die of hunger in Gao, Mali.", "rate"),
        ("Doctors in Gao, Mali, count 16 daily deaths.", "rate"),
        ("Doctors in Gao, Mali, count a daily average of 16 deaths.", "rate"),
        ("The daily death toll in Gao, Mali, rose to 16.", "rate"),
        ("The daily number of deaths in Gao, Mali, rose to 16.", "rate"),
        ("Under daily shelling the death toll in Gao, Mali, rose to 16.", "cumulative"),
        ("The death toll from daily shelling in Gao, Mali, rose to 16.", "cumulative"),
        ("Some 16 people are killed weekly in Gao, Mali.", "rate"),
        ("Some 16 people were killed, a weekly newspaper in Gao, Mali, reported.", "new"),
        ("Hunger kills 16 people monthly in Gao, Mali.", "rate"),
        ("Thus far 16 people have been killed in Gao, Mali.", "cumulative"),
        ("Deaths in Gao, Mali, rose by 16 on Friday.", "new"),
        ("The number of dead in Gao, Mali, rose by 16.", "new"),
        ("The number of wounded in Gao, Mali, rose by 16.", "new"),
        ("Police arrested 16 people living in Gao, Mali, on Friday.", "new"),
        ("Militants kidnapped 16 people living near Gao, Mali, on Friday.", "new"),
        ("Some 160 displaced people are living in Gao, Mali.", "stock"),
        ("Sixteen people have disappeared in Gao, Mali, since May.", "cumulative"),
        ("Sixteen people have gone missing in Gao, Mali, since May.", "cumulative"),
        ("Sixteen people have been missing in Gao, Mali, since Friday.", "stock"),
        ("Sixteen people disappeared in Gao, Mali, on Friday.", "new"),
        ("Sixteen people have disappeared in Gao, Mali.", "stock"),
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


@pytest.mark.parametrize(
    ("text", "basis", "start", "end"),
    [
        ("Rebels killed 16 people from Sunday to Friday in Gao, Mali.", "new", "2014-05-11", "2014-05-16"),
        (
            "Rebels have killed 16 people since 3 March until 5 April in Gao, Mali.",
            "cumulative",
            "2014-03-03",
            "2014-04-05",
        ),
        ("Cholera killed 16 people in the week ended 11 May in Gao, Mali.", "new", "2014-05-05", "2014-05-11"),
        ("Some 16 people were killed by the floods of April in Gao, Mali.", "new", "2014-04-01", "2014-04-30"),
        ("As of late Friday, 16 people had been infected in Gao, Mali.", "cumulative", "None", "2014-05-16"),
        (
            "A minister told a news conference on Friday that 16 people had been killed in Gao, Mali.",
            "new",
            "None",
            "None",
        ),
    ],
)
def test_basis_and_period_go_together(text: str, basis: str, start: str, end: str) -> None:
    (figure,) = tallybook.extract(text, published_at="2014-05-18")
    assert (figure.basis, str(figure.period_start), str(figure.period_end)) == (basis, start, end)
