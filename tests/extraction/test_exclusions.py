"""Numbers that only look like figures, each beside a neighbour that is one."""

import pytest


@pytest.mark.parametrize(
    ("decoy", "figure", "expected"),
    [
        ("The miner was killed on 14 May.", "On the quay 14 miners were killed.", [(14, "killed")]),
        ("The miner was killed in 1996.", "The war killed 1996 miners.", [(1996, "killed")]),
        ("Petra Olund, 47, of Karlsby, was injured.", "47 of the miners were injured.", [(47, "injured")]),
        ("The joiner of 38 was injured.", "A column of 38 joiners were injured.", [(38, "injured")]),
        ("The 30-year-old mayor died.", "The 30 mayors died.", [(30, "killed")]),
        ("The blast killed 12% of the herd.", "The blast killed 12 herders.", [(12, "killed")]),
        ("Flood damage cost $12 million.", "Floods displaced 12 million people.", [(12_000_000, "displaced")]),
        ("The team lost 3-1 and nobody died.", "Three players died.", [(3, "killed")]),
        ("No one was killed.", "One was killed.", [(1, "killed")]),
        ("One of the pilots was killed.", "One pilot was killed.", [(1, "killed")]),
        ("Several miners were killed.", "Seven miners were killed.", [(7, "killed")]),
        ("The third miner was killed.", "Three miners were killed.", [(3, "killed")]),
        ("They rescued 60 goats.", "They rescued 60 goatherds.", [(60, "rescued")]),
        (
            "The crew rescued 340 gulls; nine died.",
            "The crew rescued 340 anglers; nine died.",
            [(340, "rescued"), (9, "killed")],
        ),
        ("Four bridges were destroyed.", "Four cottages were destroyed.", [(4, "houses_destroyed")]),
        ("Four police buildings were destroyed.", "Four buildings were destroyed.", [(4, "houses_destroyed")]),
        ("Two boats have not been found.", "Two anglers have not been found.", [(2, "missing")]),
        ("A quake could kill up to 900 people.", "A quake killed up to 900 people.", [(900, "killed")]),
        ("If two miners are killed, work stops.", "Two miners are killed.", [(2, "killed")]),
        ("When thousands are killed, nobody wins.", "Thousands are killed.", [(2000, "killed")]),
        ("It could have been a dozen dead.", "It has left a dozen dead.", [(12, "killed")]),
        ("I have never seen ten men die like that.", "I have seen ten men die.", [(10, "killed")]),
        (
            "22 miners were killed or wounded.",
            "22 miners were killed and nine wounded.",
            [(22, "killed"), (9, "injured")],
        ),
        ("22 migrants died or disappeared.", "22 migrants died.", [(22, "killed")]),
        ("They ambushed the bus with 50 gunmen.", "They killed 50 gunmen.", [(50, "killed")]),
        ("The road was cut and 255 evacuation centres opened.", "There were 255 evacuations.", [(255, "evacuated")]),
    ],
)
def test_a_decoy_is_left_out_and_its_neighbour_counts(counts, decoy, figure, expected):
    assert counts(decoy) == []
    assert counts(figure) == expected


@pytest.mark.parametrize(
    ("named", "counted"),
    [
        ("Petra Olund, a joiner, was killed.", "A joiner, Petra Olund, was killed."),
        ("The latest victim, a schoolgirl, died.", "On Monday a schoolgirl died."),
        ("The joiner was killed.", "A joiner was killed."),
        ("His brother was killed.", "A brother of his was killed."),
        ("A resident said the blast was loud.", "A resident died of the blast."),
        ("The inquest heard he was killed by a soldier.", "They killed a soldier."),
    ],
)
def test_a_named_or_definite_person_is_no_count_and_an_introduced_one_is(counts, named, counted):
    assert counts(named) == []
    assert counts(counted) == [(1, "killed")]


def test_persons_in_apposition_to_their_number_are_not_counted_again(counts):
    assert counts("Two health workers, a nurse and a porter, were kidnapped.") == [(2, "abducted")]


def test_cases_are_infections_only_where_a_disease_is_the_subject(counts):
    assert counts("Cholera has reached the delta. There were 14 cases.") == [(14, "infected")]
    assert counts("The court sat on Monday. There were 14 cases.") == []
