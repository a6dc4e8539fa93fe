"""Which predicate counts a number: constructions in tables, hits beside near-misses."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # passive, active, intransitive, verbless
        ("Nine anglers were killed.", [(9, "killed")]),
        ("The blast killed nine anglers.", [(9, "killed")]),
        ("Nine anglers drowned.", [(9, "killed")]),
        ("Nine anglers dead in Orkesh", [(9, "killed")]),
        ("Orkesh blast kills nine", [(9, "killed")]),
        ("The boat sank, killing nine anglers.", [(9, "killed")]),
        ("A blast that killed nine anglers shook Orkesh.", [(9, "killed")]),
        ("It left nine anglers dead.", [(9, "killed")]),
        ("The deaths of nine anglers shook Orkesh.", [(9, "killed")]),
        ("Divers found nine bodies.", [(9, "killed")]),
        ("Nine anglers lost their lives.", [(9, "killed")]),
        ("The storm claimed nine lives.", [(9, "killed")]),
        ("The family lost two daughters.", [(2, "killed")]),
        ("Nine anglers from the north coast of the lake, police said, were killed.", [(9, "killed")]),
        ("Nine anglers who had rowed out at dawn were killed.", [(9, "killed")]),
        ("Nine anglers, described as beginners, died.", [(9, "killed")]),
        ("Nine anglers, after having vanished for days, died.", [(9, "killed")]),
        ("Nine anglers are believed to have been killed.", [(9, "killed")]),
        # conjoined predicates
        ("Nine anglers were robbed and killed.", [(9, "killed")]),
        ("Nine anglers were shot and later died.", [(9, "killed")]),
        ("Nine anglers were abducted on Monday and found dead the next day.", [(9, "abducted"), (9, "killed")]),
        ("One guard was killed and another wounded.", [(1, "killed"), (1, "injured")]),
        ("It stopped the guard and killed him; nine anglers watched.", []),
        # frames
        ("The fire forced 300 anglers from their homes.", [(300, "displaced")]),
        ("Rebels took two nuns hostage.", [(2, "abducted")]),
        ("The gang stabbed two nuns to death.", [(2, "killed")]),
        ("Crews pulled nine anglers from the rubble.", [(9, "rescued")]),
        ("Troops pulled nine cannon from the rubble.", []),
        # other measures
        ("Nine anglers sustained minor injuries.", [(9, "injured")]),
        ("Nine anglers sustained an appeal.", []),
        ("Nine anglers were taken to the hospital in Orkesh.", [(9, "hospitalised")]),
        ("Nine anglers were taken to the theatre in Orkesh.", []),
        ("Nine anglers are in Orkesh hospital.", [(9, "hospitalised")]),
        ("Orkesh hospital treated nine anglers.", [(9, "hospitalised")]),
        ("The search for two anglers went on.", [(2, "missing")]),
        ("The search for two boats went on.", []),
        ("Nine anglers have not been found.", [(9, "missing")]),
        ("Nine families whose houses collapsed got tents.", [(9, "homeless")]),
        ("Some 900 displaced villagers got tents.", [(900, "displaced")]),
        ("Some 900 relaxed villagers got tents.", []),
        ("Nine cottages were flooded.", [(9, "houses_damaged")]),
        ("Nine cottages burned down.", [(9, "houses_destroyed")]),
        ("Nine villagers have returned to their homes.", [(9, "returned")]),
        # the captor decides
        ("Police seized nine anglers.", [(9, "detained")]),
        ("Rebels captured nine anglers.", [(9, "abducted")]),
        ("Nine anglers were detained by militants.", [(9, "abducted")]),
        ("Nine anglers were detained by the navy.", [(9, "detained")]),
        # lists and gaps
        ("It killed nine anglers, two cooks and a boy.", [(9, "killed"), (2, "killed"), (1, "killed")]),
        ("Nine died in Orkesh and four in Karlsby.", [(9, "killed"), (4, "killed")]),
        ("Nine anglers were killed along with two cooks.", [(9, "killed"), (2, "killed")]),
        ("It killed the captain and two cooks.", [(2, "killed")]),
        ("It left nine dead and dozens stranded.", [(9, "killed")]),
        ("Nine anglers 2 cooks killed", [(9, "killed"), (2, "killed")]),
        ("Police beat and arrested nine anglers.", [(9, "detained")]),
        ("The bomber killed himself and ten anglers.", [(10, "killed")]),
    ],
)
def test_a_construction_is_counted_as_it_says(counts, text, expected):
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It killed 20 anglers, including three cooks and two boys.", [(3, 20), (2, 20)]),
        ("Seven people died (four cooks and three boys).", [(4, 7), (3, 7)]),
        ("Nine officers were injured, two of them seriously.", [(2, 9)]),
        ("It wounded nine, two of whom later died.", []),
        ("It killed 20 anglers and three cooks.", []),
    ],
)
def test_a_share_knows_its_whole(shares, text, expected):
    assert shares(text) == expected


def test_both_ends_of_one_event_are_counted(counts):
    assert counts("It wounded nine anglers, two of whom later died.") == [(9, "injured"), (2, "killed")]


def test_a_share_of_a_sentence_before_takes_its_measure(links_of):
    (_, first), (_, second) = links_of("The storm killed 30 anglers. Of those, 12 were children.")
    assert (second.measure, second.share_of_group, first.share_of_group) == ("killed", True, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Losses by district\nDistrict | Dead | Cottages destroyed\nOrkesh | 19 | 4,050\nKarlsby | 8 | 2,730",
            [(19, "killed"), (4050, "houses_destroyed"), (8, "killed"), (2730, "houses_destroyed")],
        ),
        ("District | Schools | Teachers\nOrkesh | 19 | 405", []),
        ("The dead by town:\n- Orkesh: 19\n- Karlsby: 8", [(19, "killed"), (8, "killed")]),
        ("The schools by town:\n- Orkesh: 19\n- Karlsby: 8", []),
        ("- Orkesh: 12 killed, 30 injured", [(12, "killed"), (30, "injured")]),
    ],
)
def test_tables_and_lists_take_their_measure_from_above(counts, text, expected):
    assert counts(text) == expected


def test_work_grows_with_the_text_and_not_with_its_square(counts):
    text = "one " * 2_000
    assert counts(text) == []
    assert counts("12 killed, " * 200)[0] == (12, "killed")
