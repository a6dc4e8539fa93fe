"""Words that tell what a place name does in its sentence, from `lexicon/place_words.csv`."""

from tallybook.extraction.data import rows


def _words(kind: str) -> frozenset[str]:
    return frozenset(r["word"] for r in rows("place_words") if r["class"] == kind)


LOCATIVE = _words("locative")  # prepositions of place
DIRECTIONS = _words("direction")  # what may stand between a preposition and a name
COMPASS = frozenset(w for w in DIRECTIONS if w.startswith(("north", "south", "east", "west", "central")))
TYPES = {
    r["word"]: r["kind"] for r in rows("place_words") if r["class"] == "type"
}  # `village` -> how fine the place is
BEFORE_OF = _words("before_of")  # `the outskirts of`, `shelling of`: the name behind is where it happened
NEVER = _words("never")  # capitalised words that open no place name
HOME_WORDS = _words("home")  # behind an adjective of a land, they tell where, not who
HEARERS = _words("hearer")  # `told reporters in`: where it was told
STRIKING = _words("striking")  # verbs whose object is the place struck
LOCALS = _words("local")  # `villagers of`: witnesses who are where it happened
HOSTING = _words("hosting")  # verbs whose subject is the land that people came to
POINTER_KINDS = {r["word"]: tuple(r["kind"].split("|")) for r in rows("place_words") if r["class"] == "pointer"}
AUTHORITIES = _words("authority")  # who arrests, in their own land
