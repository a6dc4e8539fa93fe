"""Which figures of a text speak of one event, which of another, and which of none; texts of our own."""

import datetime

import pytest

import tallybook

PUBLISHED = datetime.date(2019, 8, 15)  # a Thursday
BLAST = "A bomb killed nine people at a market in Gombe, Nigeria, on Wednesday.\n\n"
FLOOD = "Floods in Malawi killed 40 people in Zomba on Monday.\n\n"
CHOLERA = "Cholera has broken out in Harar, Ethiopia, where 310 people have fallen ill.\n\n"

# Each number of the text by the event that it speaks of: equal letters are one event, None is none.
CASES = {
    # who is counted again
    "a share of the wounded": (
        BLAST + "It left 31 wounded. Four of the wounded were taken to Jos on Thursday.",
        {"nine": "a", "31": "a", "Four": "a"},
    ),
    "new dead are no share": (
        BLAST + "Four people were killed by gunmen in Jos on Thursday.",
        {"nine": "a", "Four": "b"},
    ),
    "the same noun and number": (
        "Troops killed 18 people in Gao, Mali, on Monday after gunmen killed a mayor.\n\nThe raid came days after a "
        "mayor was shot dead.",
        {"18": "a", "a": "b"},
    ),
    "where others died too": (
        "Rain killed 12 people in Cusco, Peru, on Sunday. Seven others died in Puno.",
        {"12": "a", "Seven": "a"},
    ),
    # what points back
    "an episode pointed at": (
        BLAST + "In May, soldiers shot dead 22 miners at a pit near Zuru. A judge still holds six officers over that "
        "episode.\n\nTwo guards were arrested over those killings.",
        {"nine": "a", "22": "b", "Two": "b"},
    ),
    "that as a conjunction points at nothing": (
        BLAST + "In May, soldiers shot dead 22 miners at a pit near Zuru.\n\nA nurse said that shrapnel wounded 31.",
        {"nine": "a", "22": "b", "31": "a"},
    ),
    # one event told as the cause of another
    "one deed after another": (
        "Jets killed 18 people in Gao, Mali, on Monday after rebels killed a mayor.",
        {"18": "a", "a": "b"},
    ),
    "a toll that the wounded raised": (
        "The toll of the fire in Tunis, Tunisia, rose to 18 on Monday after two of the injured died.",
        {"18": "a", "two": "a"},
    ),
    "one that another followed": (
        BLAST + "The curfew came after a raid in June that killed 64 people. It is the curfew that killed trade.",
        {"nine": "a", "64": "b"},
    ),
    "the one that a curfew followed": (
        BLAST + "The curfew followed the blast, which also wounded 64 people.",
        {"nine": "a", "64": "a"},
    ),
    # the same day elsewhere
    "the same day in another city": (
        BLAST + "Meanwhile, gunmen killed seven people in Kano on Wednesday.",
        {"nine": "a", "seven": "b"},
    ),
    "the same day in the same city": (
        BLAST + "Police said seven people in Gombe were wounded on Wednesday.",
        {"nine": "a", "seven": "a"},
    ),
    "another kind of happening on that day": (
        BLAST + "Rebels shelled a convoy on Tuesday. Three pilots died on Tuesday when their helicopter crashed.",
        {"nine": "a", "Three": "b"},
    ),
    "where they are treated": (
        BLAST + "Five people were taken to a hospital in Kano.",
        {"nine": "a", "Five": "a"},
    ),
    "a hospital's town": (
        BLAST + "Three soldiers were wounded and lie in the Kano military hospital.",
        {"nine": "a", "Three": "a"},
    ),
    "a street that bears a town's name": (
        BLAST + "Six people were killed outside a shop on Kano Street.",
        {"nine": "a", "Six": "a"},
    ),
    "one sentence that lists three": (
        "Four soldiers died in a mine blast, six nurses were shot dead in an ambush and nine people drowned in a "
        "shipwreck off Tartus, Syria.",
        {"Four": "a", "six": "b", "nine": "c"},
    ),
    "a caption beside the story": (
        "Protesters march in Kano on Tuesday.\n\nNine people were killed by a bomb in Gombe, Nigeria, on Wednesday, "
        "police said. Two more died on Wednesday.",
        {"Nine": "a", "Two": "a"},
    ),
    # what goes on for days
    "a flood goes on": (
        FLOOD + "Soldiers rescued 300 villagers on Wednesday.",
        {"40": "a", "300": "a"},
    ),
    "another flood does not": (
        FLOOD + "Separately, a bus fell into a gorge near Lilongwe on Wednesday, killing 11 people.",
        {"40": "a", "11": "b"},
    ),
    "a million driven from home by it": (
        FLOOD + "More than 1.2 million people have been displaced.",
        {"40": "a", "1.2 million": "a"},
    ),
    # named storms
    "two storms by their names": (
        "Typhoon Pabuk killed six people in Cebu on Tuesday.\n\nLast week Typhoon Wukong left 30 people dead. Wukong "
        "also injured 80.\n\nPabuk injured 12 people.",
        {"six": "a", "30": "b", "80": "b", "12": "a"},
    ),
    # sums over many happenings
    "a year's sum": (
        BLAST + "Gun crime has killed 71 people in Gombe this year.",
        {"nine": "a", "71": None},
    ),
    "a month's sum": (
        BLAST + "In all of 2018, 390 people were killed by gunfire.",
        {"nine": "a", "390": None},
    ),
    "one happening of a month": (
        BLAST + "An ambush in June killed 16 soldiers.",
        {"nine": "a", "16": "b"},
    ),
    "days of many raids": (
        BLAST + "Nine days of raids had left more than 60 people dead.",
        {"nine": "a", "60": None},
    ),
    "days of rain": (
        "Five days of rain killed 60 people in Zomba, Malawi.",
        {"60": "a"},
    ),
    "months of evacuations": (
        BLAST + "Thousands of people have been evacuated in recent months.",
        {"nine": "a", "Thousands": None},
    ),
    "a day of a whole land": (
        BLAST + "Across Nigeria, 41 people were shot dead on Wednesday.",
        {"nine": "a", "41": None},
    ),
    "a quake's toll across a land": (
        "An earthquake struck Nepal on Monday. Across Nepal, 41 people were killed on Monday.",
        {"41": "a"},
    ),
    "so many a year": (
        BLAST + "Cars kill some 4,100 people there each year.",
        {"nine": "a", "4,100": None},
    ),
    "who is stuck there": (
        BLAST + "About 41,000 refugees are stranded in the state.",
        {"nine": "a", "41,000": None},
    ),
    "who lives there": (
        BLAST + "The state is home to some 240,000 displaced people.",
        {"nine": "a", "240,000": None},
    ),
    "who was driven out by it": (
        BLAST + "The blast displaced 240 people.",
        {"nine": "a", "240": "a"},
    ),
    # diseases
    "an outbreak of a place": (CHOLERA + "Eleven patients have died.", {"310": "a", "Eleven": "a"}),
    "a disease of the whole world": (
        "Coronavirus cases in Peru rose to 310 on Monday, and 11 deaths were reported.",
        {"310": None, "11": None},
    ),
    # an event told first without its day
    "a raid told before its day": (
        "Rebels have hit a town, a day after dozens of children were killed in an air raid on Taiz, Yemen.\n\n"
        "Rockets killed six people in Aden on Thursday, a day after an air raid on Taiz left 35 people dead.",
        {"dozens": "a", "six": "b", "35": "a"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_figures_of_one_event_share_it(text: str, expected: dict[str, str | None]) -> None:
    told = {f.number_text: f.event_key for f in tallybook.extract(text, published_at=PUBLISHED)}
    assert told.keys() >= expected.keys()
    letters: dict[str, str | None] = {}
    for number, letter in expected.items():
        if letter is None:
            assert told[number] is None, number
        else:
            assert told[number] is not None, number
            assert letters.setdefault(letter, told[number]) == told[number], number
    assert len(set(letters.values())) == len(letters)
