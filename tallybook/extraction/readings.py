"""How one predicate reads behind a subject: with auxiliaries, bare, among a group, or as two outcomes over one
number.
"""

from tallybook.extraction import gazetteer
from tallybook.extraction import predicates as pr
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.linking import COPULAS, GROUP_MODIFIERS, OUTCOME_GROUPS, Clause, Link, modality
from tallybook.extraction.noun_phrases import Phrase, noun_of
from tallybook.extraction.place_words import COMPASS
from tallybook.extraction.tokens import Sentence

LIVES_LOST = frozenset("lost claimed taken snatched cut ended".split())
FORMS_AS_PAST = ("hit", "hurt", "beat", "shot")


def governed(clause: Clause, mention: pr.Mention, words: list[str], phrase: Phrase, crossed: int) -> Link | None:
    """The link that a predicate behind these auxiliaries makes with its subject; None where it counts somebody
    else or nobody.
    """
    first = clause.s.lows[mention.first]
    if jointly(clause, mention):
        return None
    passive = is_passive(words) or any(w in ("feared", "reported", "confirmed", "left") for w in words)
    starts_with_aux = first in wc.AUXILIARIES
    for entry in clause.fitting(mention, phrase):
        if entry.construction == "vt":
            if entry.form == "ing" or (entry.form == "fixed" and first.endswith("ing") and not starts_with_aux):
                continue
            if not passive and not starts_with_aux:
                continue
            if entry.form == "s" or (entry.form == "base" and first not in FORMS_AS_PAST):
                continue
        elif entry.construction == "vi":
            if passive and first in ("perished", "disappeared", "vanished") and not any(w in wc.HAVE for w in words):
                continue
        elif entry.construction == "adj":
            if not (passive or any(w in ("still", "left", "remain") for w in words)):
                continue
        else:
            continue
        verdict = modality(words)
        if verdict == "none":
            return None
        state = (
            entry.construction == "adj"
            or entry.measure == "missing"
            or ("are" in words and entry.measure in ("displaced", "detained", "hospitalised"))
        )
        return Link(
            phrase,
            entry.measure,
            "subject",
            mention.first,
            doubt=verdict == "doubt",
            state=state,
            perfect=any(w in wc.HAVE for w in words),
            crossed=crossed,
            present="are" in words or "is" in words,
        )
    return None


def bare(
    clause: Clause, mention: pr.Mention, phrase: Phrase, soft: bool, crossed: int, relative: bool
) -> "Link | str | None":
    """A predicate without an auxiliary: `12 people killed in …`, `26 died`, `3 dead`; or the subject acts on others."""
    s = clause.s
    if jointly(clause, mention) or _second_of_joint(clause, mention):
        return "agent"
    first = s.lows[mention.first]
    before = s.lows[mention.first - 1]
    if before == "never" or _shot_fired(s, mention, phrase):
        return "agent"
    for entry in mention.entries:
        if entry.construction == "of" or (
            entry.form == "base" and entry.construction == "vt" and first not in FORMS_AS_PAST
        ):
            continue
        if entry.construction == "vt":
            if entry.form == "s" and before in ("with", "of", "from", "for"):
                return None  # `12 people with burns are in hospital`
            if entry.form == "s" or (entry.form == "fixed" and before == "to"):
                return "agent"
            if entry.form == "ing" or (entry.form == "fixed" and first.endswith("ing") and first != "being"):
                if before in ("of", "for", "with", "from", "after", "in"):
                    return None
                return "agent" if before != "," or not soft else None
            if relative and before in wc.RELATIVES and mention.last < len(s) and _name_follows(clause, mention.last):
                return "agent"  # `the three officers who shot Taylor`
            if (
                mention.last < len(s)
                and s.block.kind != "headline"
                and _name_follows(clause, mention.last)
                and gazetteer.is_person_name(s.lows[mention.last])
                and s.lows[mention.last] not in COMPASS  # `abducted North of Kismayo`
            ):
                return "agent"  # `the two men argued, then one shot Miller`
            moves = entry.form == "fixed" and s.lows[mention.last - 1] in ("flee", "leave", "abandon", "evacuate")
            if (
                pr.object_follows(s, mention.last, clause.objects_at)
                and not moves
                and not time_follows(clause, mention.last)
                and not _number_of_its_own(clause, mention)
            ):
                return "agent"
        if not clause.fits(entry, phrase, mention.first):
            continue
        if entry.construction == "vt":
            if (entry.note == "passive only" or first == "lost") and not _ends_or_goes_on(clause, mention.last):
                continue  # `300 people held candles`
            if before in ("the", "those", "a", "an", "and", "or", "of") and mention.first > phrase.end:
                return None
            doubt = _doubt_before(clause, mention.first)
            return Link(phrase, entry.measure, "subject", mention.first, crossed=crossed, doubt=doubt)
        if entry.construction == "vi":
            if entry.form == "ing":
                return Link(phrase, entry.measure, "weak", mention.first, crossed=crossed)
            rate = s.lows[phrase.end : mention.first] in (
                ["a", "day"],
                ["a", "year"],
                ["a", "week"],
                ["each", "day"],
                ["every", "day"],
                ["a", "month"],
                ["each", "year"],
                ["every", "year"],
            )
            if entry.form == "base" and mention.first > phrase.end + 1 and not relative and not rate and before != "to":
                continue
            if before in ("the", "a", "to", "of"):
                if (
                    before == "to"
                    and mention.first >= 2
                    and s.lows[mention.first - 2]
                    in (
                        "begun",
                        "began",
                        "forced",
                        "continue",
                        "continued",
                        "had",
                        "managed",
                        "have",
                        "start",
                        "started",
                    )
                ):
                    return Link(phrase, entry.measure, "subject", mention.first, crossed=crossed)
                continue
            return Link(
                phrase,
                entry.measure,
                "subject",
                mention.first,
                crossed=crossed,
                doubt=_doubt_before(clause, mention.first),
            )
        if entry.construction == "adj":
            if before in ("the", "a", "an", "of", "some", "those", "many", "with", "as") and mention.first > phrase.end:
                continue
            following = noun_of(s, mention.last) if mention.last < len(s) else None
            if following is not None and following.unit in ("person", "household"):
                continue
            # `people with burns are in hospital`: a finite verb behind says more
            return Link(
                phrase,
                entry.measure,
                "weak" if first == "with" else "subject",
                mention.first,
                crossed=crossed,
                state=True,
                doubt=_doubt_before(clause, mention.first),
            )
    return None


BULLETS_DO = frozenset("hit struck fired rang missed pierced penetrated grazed entered passed went ricocheted".split())


def _shot_fired(s: Sentence, mention: pr.Mention, phrase: Phrase) -> bool:
    """`at least one shot hit the helicopter`: what was fired, and nobody."""
    i = mention.last
    if s.lows[mention.first] != "shot" or mention.last - mention.first > 1 or phrase.head is not None:
        return False
    while i < len(s) and s.lows[i] in wc.AUXILIARIES:
        i += 1
    return phrase.end == mention.first and i < len(s) and s.lows[i] in BULLETS_DO


def jointly(clause: Clause, mention: pr.Mention) -> bool:
    """`were killed or wounded`, `died or disappeared`, `dead and injured`: two outcomes over one number are no
    figure of either.
    """
    lows, i = clause.s.lows, mention.last
    if lows[i : i + 1] not in (["or"], ["and/or"], ["and"]) or i + 1 not in clause.mentions:
        return False
    other = clause.mentions[i + 1]
    ours = {e.measure for e in mention.entries if e.construction in ("vt", "vi", "adj")}
    theirs = {e.measure for e in other.entries if e.construction in ("vt", "vi", "adj") and e.form != "ing"}
    if not ours or not theirs or ours & theirs or pr.object_follows(clause.s, other.last, clause.objects_at):
        return False
    return lows[i] != "and" or ("killed" in ours and bool(theirs & {"injured", "missing", "detained"}))


def _number_of_its_own(clause: Clause, mention: pr.Mention) -> bool:
    """`three people killed five injured`: the number behind has its own participle."""
    phrase = clause.phrase_at.get(mention.last)
    if phrase is not None and phrase.of_group and clause.s.lows[phrase.numeral.right + 1] in ("them", "whom"):
        return True  # `30 others wounded eight of them seriously`
    if phrase is None or phrase.head is not None or mention.first == 0 or mention.first - 1 not in clause.inside:
        return False
    own = clause.mentions.get(phrase.end)
    return (
        own is not None
        and any(e.construction in ("vt", "adj") and e.form not in ("ing", "s") for e in own.entries)
        and not pr.object_follows(clause.s, own.last, clause.objects_at)
    )


def _ends_or_goes_on(clause: Clause, i: int) -> bool:
    """Whether nothing that could be an object follows."""
    s = clause.s
    return i >= len(s) or s.kinds[i] == "m" or s.lows[i] in wc.PREPOSITIONS or s.lows[i] in wc.CONJUNCTIONS


def _name_follows(clause: Clause, i: int) -> bool:
    s = clause.s
    return s.is_name(i) and not s.words[i].isupper() and s.lows[i] not in wc.WEEKDAYS and s.lows[i] not in wc.MONTHS


def _second_of_joint(clause: Clause, mention: pr.Mention) -> bool:
    """The `injured` of `were killed and injured`: the number was for both."""
    i = mention.first
    before = clause.mention_ends.get(i - 1) if i > 1 else None
    return before is not None and clause.s.lows[i - 1] in ("and", "or", "and/or") and jointly(clause, before)


def time_follows(clause: Clause, i: int) -> bool:
    """`killed three days ago`: what follows is no object."""
    phrase = clause.phrase_at.get(i)
    if phrase is None:
        return False
    return phrase.unit == "thing" and phrase.head is not None and clause.s.lows[phrase.head] in wc.TIME_UNITS


def _doubt_before(clause: Clause, i: int) -> bool:
    return any(w in wc.DOUBT for w in clause.s.lows[max(0, i - 3) : i])


def among(clause: Clause, k: int, phrase: Phrase) -> Link | None:
    """`were among the dead`, `were among at least 31 people killed`."""
    s = clause.s
    for j in range(k + 1, min(k + 12, len(s))):
        measure = OUTCOME_GROUPS.get(s.lows[j])
        if measure is not None:
            measure = "killed" if measure == "victims" else measure
            return (
                Link(phrase, measure, "subject", j, share_of_group=True)
                if phrase.unit in ("person", None, "household")
                else None
            )
        if s.kinds[j] == "m" and s.lows[j] not in GROUP_MODIFIERS:
            return None
    return None


def is_passive(words: list[str]) -> bool:
    return any(w in wc.BE or w in wc.GET or w in COPULAS for w in words)


def hospital_named(clause: Clause, k: int) -> bool:
    """`are in Kimbe hospital`, `is at the city's main clinic`."""
    for j in range(k + 1, min(k + 6, len(clause.s))):
        if clause.s.lows[j] in ("hospital", "hospitals", "clinic", "infirmary"):
            return True
        if clause.s.kinds[j] == "m":
            return False
    return False


def whose_homes(clause: Clause, i: int, phrase: Phrase) -> Link | None:
    """`662 families whose houses collapsed` are homeless."""
    s = clause.s
    if s.lows[i + 1 : i + 2] == ["lives"] and any(w in LIVES_LOST for w in s.lows[i + 2 : i + 6]):
        return Link(phrase, "killed", "subject", i + 1)
    noun = next(
        (
            j
            for j in range(i + 1, min(i + 4, len(s)))
            if (entry := noun_of(s, j)) is not None and entry.unit == "building"
        ),
        None,
    )
    for j in range(noun + 1, min(noun + 7, len(s))) if noun is not None else ():
        mention = clause.mentions.get(j)
        if mention is not None and any(e.measure == "houses_destroyed" for e in mention.entries):
            return Link(phrase, "homeless", "subject", j)
    return None
