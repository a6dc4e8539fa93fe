"""Constructions of everyday news beside their near-misses: what counts, and what only sounds like it."""

import collections

import pytest

import tallybook


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A charred body was found in a ditch.", [(1, "killed")]),
        ("The body of a diver was brought ashore.", [(1, "killed")]),
        ("Her mother was detained along with 35 refugees in Kismayo.", [(35, "detained")]),
        ("Nine rebels were killed as well as dozens of porters.", [(9, "killed"), (24, "killed")]),
        ("Two Ohio sheriff's deputies were wounded on Monday.", [(2, "injured")]),
        ("Some 4,200 people have fled into Chad.", [(4200, "refugees")]),
        ("Some 4,200 people have fled to Mopti.", [(4200, "displaced")]),
        ("The death toll from a hill slide has risen to 19, with 11 still missing.", [(19, "killed"), (11, "missing")]),
        ("One ranger is in serious but stable condition.", [(1, "injured")]),
        ("One ranger is in serious condition in a hospital in Arusha.", [(1, "hospitalised")]),
        ("The storm forced the relocation of another 7,000 villagers.", [(7000, "evacuated")]),
        ("A total of 312 people in low areas have been relocated to safe places.", [(312, "evacuated")]),
        ("Troops have eliminated over 60 insurgents this week.", [(60, "killed")]),
        ("A driver shot a motorist several times.", [(1, "injured")]),
        ("Both provinces counted 25 deaths. Among them was a 9-year-old girl.", [(25, "killed"), (1, "killed")]),
        ("More than 80 of the 110 people who were arrested remain in jail.", [(80, "detained"), (110, "detained")]),
        (
            "Officials lowered their estimate of deaths from the fever to 70, down from 95.",
            [(70, "killed"), (95, "killed")],
        ),
        ("The total number of evacuees could rise to between 4,000 and 5,000.", [(4000, "evacuated")]),
        ("Eleven of the dead were pupils, while four were teachers.", [(11, "killed"), (4, "killed")]),
        ("Five deaths were reported in Herat and two were reported in Farah.", [(5, "killed"), (2, "killed")]),
        (
            "The number of patients in Oslo rose to 900 in May. It fell to 300 in June, but surged to 1,100 on July 2.",
            [(900, "hospitalised"), (300, "hospitalised"), (1100, "hospitalised")],
        ),
        ("Officials said 14 people feared killed in the slide have been found alive.", [(14, "rescued")]),
        ("The house is home to nearly a million Tamils in a refugee camp.", [(1_000_000, "refugees")]),
        ("He stabbed five people, one fatally, on a train.", [(5, "injured"), (1, "killed")]),
        ("The island recorded 91 suicides last year.", [(91, "killed")]),
        ("Nine of her relatives left the town to flee the raids.", [(9, "displaced")]),
        ("A girl, 9, was among those killed when a mine killed six people.", [(1, "killed"), (6, "killed")]),
        ("The blast killed a guard, 12 children and a nurse.", [(1, "killed"), (12, "killed"), (1, "killed")]),
        ("In Gao, a nurse and her son died when a shell hit their house.", [(1, "killed")]),
        ("In the raid 90 people were killed and 40 more taken hostage.", [(90, "killed"), (40, "abducted")]),
        ("That means that 31 hostages remain in the valley.", [(31, "abducted")]),
        ("Some 31 hostages are still being held in the valley.", [(31, "abducted")]),
        ("The fatal shooting of another driver led to protests.", [(1, "killed")]),
        ("The new deaths include five men in their 80s.", [(5, "killed")]),
        (
            "In Oti, 5 laboratory-confirmed and 105 probable cases of Ebola were told.",
            [(5, "infected"), (105, "infected")],
        ),
        (
            "Oti has 41 cases of cholera (9 laboratory confirmed, 32 probable).",
            [(41, "infected"), (9, "infected"), (32, "infected")],
        ),
        ("The ministry has announced a new case of human infection with cholera.", [(1, "infected")]),
        ("A case of cholera was confirmed in Oti.", [(1, "infected")]),
        ("Hundreds of farmers' houses were destroyed.", [(200, "houses_destroyed")]),
        ("Four men clung to a tree until they were rescued.", [(4, "rescued")]),
        ("The deaths occurred in Cusco (7), Lang Son (5) and Puno (3).", [(7, "killed"), (5, "killed"), (3, "killed")]),
    ],
)
def test_a_report_counts_what_it_says(counts, text, expected):
    assert collections.Counter((n, m) for n, m in counts(text) if m != "houses_damaged") == collections.Counter(
        expected
    )


@pytest.mark.parametrize(
    "text",
    [
        "The parties will set up a transitional body with full powers.",
        "A regional body estimates the damage at $40 billion.",
        "The court blocked the state from executing a prisoner.",
        "If such a strain struck now, thousands could die and trade would stop.",
        "The law sets a life term for drivers convicted of killing a cyclist.",
        "Every household which has had a member killed will be paid.",
        "At least one shot hit the balcony.",
        "The cull means slaughtering more than 90,000 head of cattle.",
        "He was charged over the 2014 deaths of Ann Reed and Paul Marsh.",
        "Another officer admitted to Lopez that it was a mistake.",
        "She was the daughter of a sailor who died in the war.",
        "In this gritty drama which follows the fate of two brothers lost at sea, she plays the aunt.",
        "About 15,000 residents were advised to evacuate.",
        "Three robberies, two fatal, took place in this street.",
        "The news brought relief to the population, millions of whom had stayed indoors.",
        "The curfew will end once there are fewer than five cases of cholera a day.",
        "The doctor said he suffered six deep injuries on his neck.",
        "He is a suspect in two other murders.",
        "They visited the 14 refugee evacuation centres.",
        "Ann saved two lives through organ donation.",
        "It was the worst plague since the Black Death of 1348.",
        "John Smith, a farmer, was shot dead.",
        "The men quarrelled, then one of the two fatally shot Miller.",
        "A search involving 350 rangers was begun before she was found dead.",
        "She has a friend who posts pictures of a dog and of her daughter who died.",
        "If you have had a child die, this is for you.",
        "If two strains of the flu infect a person, they may mix.",
        "A gunman entered a home for the elderly and opened fire.",
        "One in 10 cases of cholera comes from this well.",
        "The law speaks of an outbreak of measles (defined as three or more related cases).",
        "The patient is a contact of a confirmed case of cholera.",
        "The flu has a fatality rate of 0.1 percent.",
        "Ben, Tom and Max, aged 17, 18, and 23, were arrested.",
        "Ana Lopez (7) and Juan Perez (5) died in the fire.",
        "The boy (7) and the girl (5) died in the fire.",
        "Casualties: 12",
        "The casualties by district: Herat 12, Farah four.",
        "The casualties included 12 women.",
        "The army has bases in Cusco (7) and Puno (6), where cadets died.",
    ],
)
def test_what_only_sounds_like_a_count_is_none(counts, text):
    assert counts(text) == []


def test_an_ordinal_is_no_count_though_the_words_behind_it_are():
    (figure,) = tallybook.extract("A fourth victim, a 30-year-old woman, was taken to a hospital.")
    assert (figure.number_text, figure.start_char) == ("a", 17)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Chilean authorities have scaled back their estimate of deaths from the flu to 90.", "Chilean authorities"),
        ("Nepal's Home Ministry corrected the death toll to 43.", "Home Ministry"),
        ("Some 900 families fled, the Ministry of Roads, Water and Housing said.", "Roads, Water and Housing Ministry"),
        ("Chile’s National Relief Office said 700 people were evacuated.", "National Relief Office"),
        ("Nine people died on Monday, the Local Relief Group said - four of them women.", "Local Relief Group"),
        (
            "The Open Rivers Foundation (ORF) says nine died. ORF researcher Ana Petrova said dozens were missing.",
            "Open Rivers Foundation",
        ),
        (
            "On Friday, the Relief Centre (RC) announced, weather related accidents accounted for 59 deaths.",
            "Relief Centre",
        ),
        (
            "Figures issued by the World Health Organization put the number of cholera cases at 700.",
            "World Health Organization",
        ),
        ("Northern Chile also reported damage and one fatality.", None),
        ("Cases of Covid reported per day rose to 4,000.", None),
        ("According to the Rights and Risks Group, at least 54 people are detained.", "Rights and Risks Group"),
        (
            "“The state must act to find and disclose the fate of 500 people who disappeared,” a UN envoy said.",
            "United Nations",
        ),
        ("Nine people died, police said this week.", "police"),
        ("Nine people died, police said earlier.", "police"),
        ("Nine people died in Tarvo, a Home Ministry statement said here on Sunday.", "Home Ministry"),
        ("Nine people died, hospital sources here said.", "hospital sources"),
        (
            "Nine people died, local flood control and drought prevention headquarters said.",
            "local flood control and drought prevention headquarters",
        ),
        (
            "Nine people died, according to the State Avalanche Control and Road Safety Headquarters.",
            "State Avalanche Control and Road Safety Headquarters",
        ),
        (
            "“Nine people died,” said the provincial landslide mitigation agency.",
            "provincial landslide mitigation agency",
        ),
        ("Police in Lima, Peru, said nine people died.", "police"),
        (
            "Ana Ruiz, the UN rights chief, said talks had failed. Ruiz, a former judge, said nine people died.",
            "United Nations",
        ),
    ],
)
def test_who_said_it(text, source):
    assert tallybook.extract(text)[-1].source_name == source


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Nine people drowned at Sable Cove, the coast guard said.", "Sable Cove"),
        ("Nine people died when a ferry sank on Lake Dornel.", "Lake Dornel"),
        ("Nine people died at Camp Dornel on Monday.", "Camp Dornel"),
        ("Nine people were killed in the Dornel and Karvel districts.", "Dornel"),
        ("Shelling of Dornel killed nine people.", "Dornel"),
        ("Shelling of civilians killed nine people.", "Peru"),
        ("Nine people died in two provinces, Junin and Ancash, on Monday.", "Junin"),
        ("Nine people died in a raid by Camp guards.", "Peru"),
    ],
)
def test_where_it_was(text, place):
    (figure,) = tallybook.extract(f"LIMA, Peru — {text}")
    assert place in (figure.region_name, figure.place_text)


def test_numbers_in_brackets_are_each_of_the_place_before_them():
    figures = tallybook.extract("LIMA — The deaths occurred in Cusco (7), Arequipa (5) and Puno (3).")
    assert [figure.region_name for figure in figures] == ["Cusco", "Arequipa", "Puno"]


def test_a_publisher_that_names_itself_speaks_in_its_own_voice():
    text = "Two people were injured, CNN has confirmed."
    assert tallybook.extract(text, publisher="CNN")[0].source_name is None
    assert tallybook.extract(text, publisher="BBC News")[0].source_name == "CNN"


def test_a_time_behind_and_in_opens_the_next_clause():
    text = "On April 25, a bomb struck a depot, killing eight people, and in February, blasts killed 83 people."
    first, second = tallybook.extract(text, published_at="2016-05-10")
    assert str(first.period_start) == "2016-04-25"
    assert str(second.period_start) == "2016-02-01"


def test_the_year_of_an_event_is_no_beginning_of_a_count():
    text = "They are the first to play there since a 2009 attack on a bus left six guards and a driver dead."
    for figure in tallybook.extract(text, published_at="2015-05-10"):
        assert (str(figure.period_start), str(figure.period_end)) == ("2009-01-01", "2009-12-31")


def test_a_clause_with_where_keeps_its_time():
    text = "Rebels killed 25 officers near Lamu, where they killed 148 students in April."
    first, second = tallybook.extract(text, published_at="2015-05-10")
    assert (first.period_start, str(second.period_start)) == (None, "2015-04-01")


@pytest.mark.parametrize(
    "text",
    [
        "The minister warned that 500 people could die by November.",
        "Experts said the land faces 200 deaths a day by the middle of October.",
    ],
)
def test_a_month_ahead_is_none_of_last_year(text):
    (figure,) = tallybook.extract(text, published_at="2020-05-05")
    assert (figure.period_start, figure.period_end) == (None, None)


def test_the_week_that_ends_on_a_day_is_seven_days():
    text = "A total of 73 people died of the flu in the week ending April 28."
    (figure,) = tallybook.extract(text, published_at="2020-05-05")
    assert (str(figure.period_start), str(figure.period_end)) == ("2020-04-22", "2020-04-28")


def test_an_epidemic_goes_on_behind_the_day_that_is_told_for_some_of_it():
    text = (
        "The state recorded 90 new cases of cholera on Monday. Another 12 people have died, officials said. "
        "Of the 90 cases, 40 were children."
    )
    new, deaths, again, children = tallybook.extract(text, published_at="2020-05-05")
    assert (str(new.period_start), deaths.period_start) == ("2020-05-04", None)
    assert again.period_start == children.period_start == new.period_start


def test_since_and_as_of_are_one_period():
    text = "As of Monday, the clinic had recorded the deaths of 20 people since April 22."
    (figure,) = tallybook.extract(text, published_at="2020-05-05")
    assert (str(figure.period_start), str(figure.period_end)) == ("2020-04-22", "2020-05-04")
