"""Who said a figure: hits beside near-misses, in sentences of our own."""

import pytest

import tallybook
from tallybook.extraction import attribution, clauses, source_joints
from tallybook.extraction.segmentation import segment


def attributed(text: str) -> list[tuple[str, attribution.Attributed]]:
    """Every figure of a text, as its number, with what it is attributed to."""
    document = segment(text)
    attributor, memory = attribution.Attributor(document, None), clauses.Memory(disease=True)
    found = []
    for s in document.sentences:
        links = clauses.links(s.tokenise(), memory)
        attributor.read(s)
        if links:
            memory.last, memory.last_index = links, s.index
        for link in links:
            numeral = link.phrase.numeral
            found.append((s.span_text(numeral.first, numeral.last), attributor.source_of(s, link)))
    return found


def names(text: str) -> list[str | None]:
    """The source's name of each figure."""
    return [a.source.name if a.source else None for _, a in attributed(text)]


def last(text: str) -> attribution.Attributed:
    return attributed(text)[-1][1]


@pytest.mark.parametrize(
    ("text", "name", "kind", "speaker"),
    [
        ("Twelve people were killed, police said.", "police", "police", None),
        ("Police said twelve people were killed.", "police", "police", None),
        ("According to local officials, twelve people were killed.", "local officials", "unnamed", None),
        ("Twelve people were killed, according to the U.N.", "United Nations", "un", None),
        (
            "Twelve people were killed, the Red Cross told reporters in Geneva.",
            "International Committee of the Red Cross",
            "ngo",
            None,
        ),
        ("Twelve people were killed on the spot, said a spokesman for UNICEF.", "UNICEF", "un", None),
        ("The Syrian government says 30 soldiers were killed.", "Government of Syria", "government", None),
        (
            "Washington accuses the militia of killing 40 villagers.",
            "Government of the United States",
            "government",
            None,
        ),
        ("Ankara said two soldiers were killed.", "Government of Turkey", "government", None),
        ("Five people died, the Ministry of Health announced.", "Health Ministry", "government", None),
        ("Five people died, Interior Minister Jana Novak said.", "Interior Ministry", "government", "Jana Novak"),
        ("Police spokesman Peter Hale said five people died.", "police", "police", "Peter Hale"),
        ("Peter Hale, a senior U.N. official, said five people died.", "United Nations", "un", "Peter Hale"),
        (
            "The head of Human Rights Watch, Maria Lopez, said five people died.",
            "Human Rights Watch",
            "ngo",
            "Maria Lopez",
        ),
        ("Five people died, said Captain Peter Hale of the highway police.", "highway police", "police", "Peter Hale"),
        ("The army, which lost four tanks, says it killed 40 rebels.", "army", "military", None),
        (
            "Doctors at the regional hospital said they had admitted 86 wounded, of whom 12 died.",
            "doctors",
            "medical",
            None,
        ),
        ("A source at the Lindau Police Command said 12 people were killed.", "Lindau Police Command", "police", None),
        ("By the ministry's count, 12 people were killed.", "ministry", "government", None),
        ("Another rights group, Human Rights Watch, said 12 people were killed.", "Human Rights Watch", "ngo", None),
        ("A fisherman reached by telephone spoke of 12 bodies.", "fisherman", "witness", None),
        ("Villagers put the death toll at 12.", "villagers", "witness", None),
        ("Twelve people died, according to the country's health ministry.", "Health Ministry", "government", None),
        ("Boulder County Sheriff Peter Hale said 12 people died.", "Boulder County sheriff", "police", "Peter Hale"),
        ("Western Australia announced that 12 people died.", "Western Australia government", "government", None),
        ("Twelve people were killed, a disease control official said.", "disease control official", "unnamed", None),
        (
            "Ann Lee, director of intensive care at Aster Hospital, said 12 died.",
            "Aster Hospital",
            "medical",
            "Ann Lee",
        ),
        (
            "Twelve people were killed, Human Rights Watch was quoted as saying by local media.",
            "Human Rights Watch",
            "ngo",
            None,
        ),
    ],
)
def test_the_source_in_the_sentence_is_named_by_its_body(text, name, kind, speaker):
    found = last(text)
    assert found.source is not None
    assert (found.source.name, found.source.kind, found.source.speaker) == (name, kind, speaker)
    assert found.attribution == "explicit"


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people have been confirmed dead.",
        "Twelve people were reported killed in the town.",
        "Twelve people are said to have been killed.",
        "The storm has claimed 12 lives.",
        "Twelve people were killed in what police said was a robbery.",
        "Twelve people were killed in Arwen, where aid workers say food is short.",
        "Twelve people were wounded while the army said the road was open.",
        "A man accused of killing 12 people was arraigned.",
        "Britain records 12 more deaths of the disease.",
        "The fire has spread to 30 U.S. states and killed 12 people.",
        "With 12 deaths reported so far, schools stay shut.",
        "Two days after bombs killed 31 people, the port was shut, local media reported.",
        "Twelve people were killed when the roof fell (Reuters).",
    ],
)
def test_words_of_saying_that_do_not_reach_the_number_leave_the_article_its_own_voice(text):
    assert names(text)[0] is None
    assert attributed(text)[0][1].attribution == "publisher"


def test_each_number_takes_the_nearest_speaker():
    text = "UNICEF said 22 children were killed, while the Syrian Observatory for Human Rights said 35 people had died."
    assert names(text) == ["UNICEF", "Syrian Observatory for Human Rights"]


def test_whom_the_text_was_told_to_is_no_source():
    assert names("Twelve people were killed, residents told Reuters.") == ["residents"]
    assert names("A nurse told AFP that 12 people were killed.") == ["nurse"]


def test_who_relays_is_kept_apart_from_who_counted():
    found = last("Pakistan's foreign ministry said four people were killed, citing Omani authorities.")
    assert found.source is not None
    assert found.source.name == "Omani authorities"
    assert found.source.via == "Foreign Ministry"
    found = last("The Syrian government reported 2,493 civilians killed, the United Nations said.")
    assert found.source is not None
    assert (found.source.name, found.source.via) == ("Government of Syria", "United Nations")


def test_reports_without_an_author_only_cast_doubt():
    found = last("Some reports suggest more than 500 children were killed, the United Nations said.")
    assert found.source is not None
    assert (found.source.name, found.doubt) == ("United Nations", True)


def test_an_estimate_is_told_from_a_count():
    assert last("UNICEF estimates that 500 children were killed.").estimated
    assert not last("UNICEF said that 500 children were killed.").estimated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Local Coordination Committees (LCC) said 104 people died. The LCC said 20 children were killed.",
            "Local Coordination Committees of Syria",
        ),
        (
            "The Syrian Observatory for Human Rights spoke on Monday. The Observatory said 20 people were killed.",
            "Syrian Observatory for Human Rights",
        ),
        (
            "The Relief Office of Arwen was founded in 1990. Officials met. The office said 20 people were killed.",
            "Relief Office of Arwen",
        ),
        ("The health ministry said roads were open. The ministry said 20 people were killed.", "Health Ministry"),
        ("UNICEF said roads were open. It said 20 children were killed.", "UNICEF"),
        ("UNICEF spokeswoman Maria Lopez said roads were open. Twenty children were killed, she said.", "UNICEF"),
        ("UNICEF spokeswoman Maria Lopez said roads were open. Lopez said 20 children were killed.", "UNICEF"),
        (
            "The Britain-based Syrian Observatory for Human Rights said so. The monitor said 20 people were killed.",
            "Syrian Observatory for Human Rights",
        ),
    ],
)
def test_short_forms_and_pronouns_lead_to_the_body_named_before(text, expected):
    assert names(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army said 40 people were killed. The dead include 12 children.", "army"),
        ("The army said 40 people were wounded. Thirty-five others were killed.", "army"),
        ('"We lost 40 people," said UNICEF. "In all 12 children were killed."', "UNICEF"),
        ("The army said 40 people were killed. The 2004 tsunami killed 230,000 people.", None),
        ("The army said roads were open. Twelve people were killed in the storm.", None),
    ],
)
def test_a_source_carries_on_only_where_the_words_go_on(text, expected):
    assert names(text)[-1] == expected


def test_a_carried_source_is_marked_as_inherited():
    assert last("The army said 40 people were killed. The dead include 12 children.").attribution == "inherited"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bus Crash Kills 12: Police", "police"),
        ("UNICEF: 12 Children Killed in Raid", "UNICEF"),
        ("Bus Crash Kills 12 in Peru", None),
        ("Rwanda: Lightning Kills 12", None),
    ],
)
def test_a_headline_has_a_source_only_where_it_names_one(text, expected):
    body = "\n\nThe minister visited the town on Monday and met the mayor there for several hours before he left again."
    assert names(text + body)[0] == expected


def test_capitals_do_not_hide_the_source():
    assert names("A MINISTRY COMMUNIQUE STATES THAT 12 PEOPLE WERE ARRESTED IN THE CAPITAL YESTERDAY.") == ["ministry"]


def test_generic_bodies_take_the_country_of_the_article():
    document = segment("The government said 12 people were killed. Police said three people were wounded.")
    attributor, memory = attribution.Attributor(document), clauses.Memory()
    found = []
    for s in document.sentences:
        attributor.read(s)
        found += [attributor.source_of(s, link) for link in clauses.links(s.tokenise(), memory)]
    attributor.settle("SY")
    assert [f.source.name for f in found if f.source] == ["government", "police"]
    assert [f.source.source_id for f in found if f.source] == ["government-sy", "police-sy"]


def test_a_government_said_in_full_elsewhere_is_one_with_the_government():
    document = segment("The Syrian government said 12 people were killed. The government said three were wounded.")
    attributor, memory = attribution.Attributor(document), clauses.Memory()
    found = []
    for s in document.sentences:
        attributor.read(s)
        found += [attributor.source_of(s, link) for link in clauses.links(s.tokenise(), memory)]
    attributor.settle("SY")
    assert {f.source.source_id for f in found if f.source} == {"government-of-syria"}


def test_a_common_name_is_a_lands_own_body_only_in_that_land():
    document = segment("The National Disaster Management Agency said 12 people were killed.")
    for country, name in (("ID", "BNPB"), ("BW", "National Disaster Management Agency")):
        attributor, memory = attribution.Attributor(document), clauses.Memory()
        found = []
        for s in document.sentences:
            attributor.read(s)
            found += [attributor.source_of(s, link) for link in clauses.links(s.tokenise(), memory)]
        attributor.settle(country)
        assert [f.source.name for f in found if f.source] == [name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # counts that a body keeps or makes
        ("The Red Crescent set the toll at 31 dead.", ["Red Crescent"]),
        ("Storms set fire to a house and 31 people were killed.", [None]),
        ("A count by local monitors found 48 people killed.", ["local monitors"]),
        (
            "By the tally of the Justice and Peace Commission, 73 villagers were killed.",
            ["Justice and Peace Commission"],
        ),
        ("Fourteen deaths were recorded by the Lindau Port Authority.", ["Lindau Port Authority"]),
        ("Fourteen people were killed by the Lindau Port Authority building.", [None]),
        ("The Karamba Peace Forum has the names of 60 people killed since March.", ["Karamba Peace Forum"]),
        ("WHO has been notified of 12 deaths.", ["World Health Organization"]),
        ("The families of 12 dead have been notified.", [None]),
        ('Ann Lee, a surgeon, said, "Some reports spoke of 90 dead; other sources gave more."', ["surgeon"]),
        ("Village elders have drawn up a list of 66 dead.", ["village elders"]),
        ("The toll stands at 23 dead, based on data from the Health Ministry.", ["Health Ministry"]),
        ("An Arwen Press photographer counted 11 bodies.", ["Arwen Press photographer"]),
        ("A reporter saw 11 bodies.", [None]),
        # who speaks for whom
        (
            "Seven men are missing, the district's chief medical officer, Eva Holm, said by telephone.",
            ["chief medical officer"],
        ),
        ("Five drowned, Ann Lee of the Lindau Rescue Agency told reporters.", ["Lindau Rescue Agency"]),
        ("Ann Lee, a surgeon at Aster Hospital, said 12 people died.", ["Aster Hospital"]),
        ("Ann Lee, a surgeon, said 12 people died.", ["surgeon"]),
        ("Ann Lee, 34, a fisherman, said 12 people died.", ["fisherman"]),
        ("Ann Lee, police chief of Lindau, said 12 people died.", ["police"]),
        ("Minister of Health Ann Lee said 12 people died.", ["Health Ministry"]),
        ("A lawyer for the families said 12 people died.", ["lawyer"]),
        ("A man who said he spoke for the Lindau Brigades denied that 12 people died.", ["Lindau Brigades"]),
        ("An army statement read out on state television said 21 militants had been killed.", ["army"]),
        ("A government statement released on Tuesday said 14 people were wounded.", ["government"]),
        ("Residents reached by radio speak of 20 dead.", ["residents"]),
        ("A coalition of rights groups says 511 people were killed.", ["coalition of rights groups"]),
        (
            "The Dunmere Statistics and Census Agency said 12 people died.",
            ["Dunmere Statistics and Census Agency"],
        ),
        ("Official statistics and the Census Agency say 12 people died.", ["Census Agency"]),
        (
            "Uganda’s Flood Secretariat (UFS) opened two camps. UFS said 12 people died.",
            ["Flood Secretariat"],
        ),
        (
            "The Disaster Management and Mitigation Unit said 12 people died.",
            ["Disaster Management and Mitigation Unit"],
        ),
        ("Hospital sources said 12 people were killed.", ["hospital sources"]),
        ("Flu has killed 65 people, WHO has said.", ["World Health Organization"]),
        ("Lindau officials are taking steps after the death of a boy, the health minister said.", ["Health Ministry"]),
        ("The journalists said 15 people were injured.", ["journalists"]),
        # words of saying that are none
        ("The group has claimed attacks that killed 70 people.", [None]),
        ("Some lands now recognise a Palestinian state, while the war has killed 1,200 people.", [None]),
        ("The premier announced the assault after bombings that killed 150 people.", [None]),
        # the next and the last sentence
        (
            "Fires have killed 12 people. The figures come from the national emergency office.",
            ["national emergency office"],
        ),
        ("Fires have killed 12 people. The crews come from the national emergency office.", [None]),
        (
            'The fire service fought the blaze. "We have three dead," its duty officer, Jan Holm, said.',
            ["fire service"],
        ),
        ("The army rescued 600 people, it said in a statement.", ["army"]),
        (
            "Witnesses said troops opened fire, killing 37 people according to the Lindau Hospital.",
            ["Lindau Hospital"],
        ),
    ],
)
def test_sources_in_the_manner_of_wires_bulletins_and_reports(text, expected):
    assert names(text) == expected


def test_items_of_a_list_may_name_their_own_source():
    items = ("Police: three gunmen shot dead", "60 people wounded (Lindau hospitals authority)", "12 houses destroyed")
    text = "Explosion in Lindau\n\nWhat we know:\n" + "\n".join(f"- {item}" for item in items)
    assert names(text) == ["police", "Lindau hospitals authority", None]


def test_a_source_line_speaks_for_its_table():
    text = "Toll by district\n\nDistrict | Dead | Injured\nArwen | 19 | 92\n\nSource: Lindau Relief Office"
    assert set(names(text)) == {"Lindau Relief Office"}
    assert set(names(text.replace("Source: Lindau Relief Office", "Call the Lindau Relief Office"))) == {None}


def test_a_spokesman_without_a_name_gets_it_from_the_next_sentence():
    text = "A rebel spokesman said 25 officers were killed. Abu Karim Holm said nine were wounded."
    assert [a.source.kind for _, a in attributed(text) if a.source] == ["opposition", "opposition"]
    assert last(text).source.speaker == "Abu Karim Holm"


def test_one_source_is_one_object():
    first, second = (
        a.source for _, a in attributed("Police said 12 people were killed. Police said three people were wounded.")
    )
    assert first is second


def test_zones_cover_the_words_that_name_the_source():
    document = segment("Twelve people were killed, a doctor at the Tripoli Medical Center said.")
    attributor = attribution.Attributor(document)
    s = document.sentences[0].tokenise()
    attributor.read(s)
    assert [s.span_text(a, b) for a, b in attributor.zones(s)] == ["a doctor at the Tripoli Medical Center"]


def test_names_are_clean_of_dates_verbs_and_relative_clauses():
    for text in (
        "The Interior Ministry said late on Tuesday in a statement that 12 people were killed.",
        "The Interior Ministry, which runs the camps, said 12 people were killed.",
        "The Interior Ministry on Tuesday said 12 people were killed.",
        "Twelve people were killed, the Interior Ministry also said, without giving names.",
    ):
        assert names(text) == ["Interior Ministry"], text


def test_every_verb_of_saying_is_listed_once():
    assert {"said", "told", "put", "according"} - set(source_joints.verbs()) == {"according"}
    assert all(group in ("say", "give") for _, group in source_joints.verbs().values())


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The ministry denied that 60 people had died.", "denied"),
        ("The army denied media reports that at least 60 people were killed.", "denied"),
        ("The governor did not deny that 60 people had died.", "reported"),
        ("The ministry denied any part in the blast, in which 60 people died.", "reported"),
        ("Police said 60 people had died and denied firing.", "reported"),
    ],
)
def test_a_denial_that_governs_the_number_makes_it_denied(text, certainty):
    (figure,) = tallybook.extract(text)
    assert figure.certainty == certainty
