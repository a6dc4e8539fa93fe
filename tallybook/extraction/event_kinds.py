"""The types of event, and what follows from a type: whether it strikes many places at once, for how long it goes on."""

from tallybook.extraction.linking import Link

Kinds = list[tuple[int, str, str]]  # of a sentence: token, type, note of each word that names an event

WIDE = frozenset(("flood", "storm", "earthquake", "tsunami", "outbreak", "heatwave", "drought", "famine", "landslide"))
# What lasts: a count of this month or year is of the event itself.
LASTING = frozenset(("flood", "storm", "outbreak", "heatwave", "drought", "famine", "volcano"))
ONGOING = frozenset(("war", "famine", "drought"))
VIOLENT = frozenset(("bombing", "attack", "shooting", "airstrike", "explosion", "clash"))
# Types of which two in the plural are two events, and not two names of one.
SUDDEN = VIOLENT | {"kidnapping", "crash", "shipwreck"}
# Events that strike many places at once; one of any other type at another place is another event.
SPREAD = frozenset(
    (
        "flood",
        "storm",
        "earthquake",
        "tsunami",
        "outbreak",
        "heatwave",
        "drought",
        "famine",
        "crackdown",
        "war",
        "landslide",
        "evacuation",
        "fire",
    )
)
# Where a day's count of the whole land adds up many events.
NATIONS_DAY = VIOLENT | {"crackdown", "war"}
# For how many days after its own a figure's day is still of the event, for events that go on.
GOES_ON = {"flood": 45, "storm": 20, "landslide": 7, "volcano": 30, "fire": 14, "earthquake": 14, "tsunami": 14}
FAMILIES = {
    **dict.fromkeys(("bombing", "attack", "shooting", "airstrike", "clash", "kidnapping", "crackdown"), "violence"),
    **dict.fromkeys(("earthquake", "aftershock", "tsunami"), "earthquake"),
    **dict.fromkeys(("flood", "storm", "landslide"), "water"),
    **dict.fromkeys(("crash", "shipwreck"), "accident"),
    "outbreak": "disease",
}
HURT = frozenset(("killed", "injured", "infected", "detained", "abducted"))


def type_of(kinds: Kinds, at: int, measure: str) -> str | None:
    """The type that the nearest word gives; that people moved or were moved is what followed of another one, and
    nobody is arrested in an outbreak.
    """
    wrong = {"outbreak"} if measure in ("detained", "abducted") else set[str]()
    if measure in HURT:
        wrong.add("evacuation")
    near = sorted(
        (k for k in kinds if k[1] not in ONGOING and k[1] not in wrong and k[2] != "loose"),
        key=lambda k: (k[1] == "evacuation" and k[2] == "verb", abs(k[0] - at)),
    )
    return near[0][1] if near else None


def at_odds(event_type: str | None, link: Link, kinds: Kinds) -> bool:
    """Whether the sentence names a happening of another family than the event's, nearer than any of its own."""
    near = sorted((k for k in kinds if k[2] != "loose"), key=lambda k: abs(k[0] - link.at))
    for _, kind, _ in near[:1]:
        one, other = FAMILIES.get(kind), FAMILIES.get(event_type or "")
        return one is not None and other is not None and one != other
    return False


def may_be_one(a: str | None, b: str | None) -> bool:
    """Whether two events can be one by their types."""
    return a is None or b is None or FAMILIES.get(a, a) == FAMILIES.get(b, b)
