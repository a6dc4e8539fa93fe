"""Numbers that only look like figures, claimed by their own rules: dates, ages, clocks, sums, shares, scores,
labels.
"""

from tallybook.extraction import lists
from tallybook.extraction import predicates as pr
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.linking import Link
from tallybook.extraction.noun_phrases import Phrase, noun_of
from tallybook.extraction.numerals import ONES
from tallybook.extraction.tokens import Sentence

CURRENCY = frozenset("$ £ € ₹ ¥ us$ rs usd eur gbp a$ c$ rs. pesos dollars".split())
MONEY = frozenset(
    "dollars dollar pounds euros rupees pesos yen yuan rubles roubles cents francs crore bucks sterling won naira "
    "shillings rand kroner".split()
)
SHARE = frozenset("percent % pct percentage per-cent".split())
LABELS = frozenset(
    "flight route highway interstate boeing airbus room page section article chapter channel type level grade class "
    "category brigade precinct ward zone "
    "block gate platform line bus train age aged number no magnitude covid version apollo windows resolution act "
    "title rule item figure table paragraph "
    "unit road street avenue terminal runway squadron battalion regiment psalm verse season episode series part "
    "volume phase stage top runs formula area week day chapter".split()
)


def excluded(s: Sentence, phrase: Phrase, mentions: dict[int, pr.Mention]) -> bool:
    """Whether the numeral is claimed as something else than a count of people or homes."""
    m = phrase.numeral
    first, last, n = m.first, m.last, len(s)
    before = s.lows[first - 1] if first else ""
    after = s.lows[last] if last < n else ""
    digits = s.kinds[first] == "n"
    if before in CURRENCY or after in MONEY or (after in ("million", "billion") and before in CURRENCY):
        return True
    if (
        after in SHARE
        or (after == "per" and s.lows[last + 1 : last + 2] == ["cent"])
        or (after == "per" and s.lows[last + 1 : last + 2] and s.lows[last + 1] != "day")
    ):
        return True
    if digits and len(s.words[first]) > 1 and s.words[first][0] == "0":
        return True  # `at 0745`, a clock or a label
    if _ratio(s, phrase) or _population_of_place(s, phrase) or _livestock(s, phrase):
        return True
    if after in ("°", "º", "/", "x", "×", "am", "pm", "a.m.", "p.m.", "gmt", "hrs", "o'clock") or before in (
        "/",
        "#",
        "°",
        "x",
    ):
        return True
    if digits and (after == ":" and last + 1 < n and s.kinds[last + 1] == "n" and s.starts[last + 1] == s.ends[last]):
        return True
    if digits and before == ":" and first > 1 and s.kinds[first - 2] == "n" and s.starts[first] == s.ends[first - 1]:
        return True
    if digits and after == ")" and before != "(" and not (phrase.left > 1 and "(" in s.lows[max(0, first - 8) : first]):
        return True  # an enumeration: `3) at the hospital`
    if digits and _date(s, first, last, m.best, phrase.unit == "person"):
        return True
    if _age(s, phrase, before, after):
        return True
    if (
        before in LABELS
        and digits
        and not (phrase.head is not None and phrase.unit in ("person", "household", "building"))
        and not phrase.outcome_head
        and last not in mentions
    ):
        return True
    if (
        digits
        and before in ("-", "–")
        and first > 1
        and s.kinds[first - 2] == "n"
        and s.starts[first] == s.ends[first - 1]
        and s.starts[first - 1] == s.ends[first - 2]
    ):
        return True  # the second half of a score or label that is no range
    if (
        digits
        and after in ("-", "–")
        and last + 1 < n
        and s.kinds[last + 1] == "n"
        and s.starts[last] == s.ends[last - 1]
        and s.starts[last + 1] == s.ends[last]
    ):
        return True
    if (
        digits
        and after == "in"
        and last + 1 < n
        and s.kinds[last + 1] == "n"
        and phrase.head is None
        and s.lows[last + 1 : last + 2] == ["10"]
    ):
        return True
    if (
        after == "in"
        and phrase.head is None
        and s.lows[last + 1 : last + 2] in (["ten"], ["five"], ["four"], ["three"])
    ):
        return True  # `seven in ten`
    if s.lows[max(0, phrase.left - 2) : phrase.left] == ["defined", "as"]:
        return True  # `an outbreak (defined as three or more related cases)`
    if digits and before == "in" and first > 1 and s.lows[first - 2] in ONES:
        return True  # `one in 10 cases`
    if phrase.outcome_head and before == "for" and _provided_for(s, first):
        return True
    if s.lows[first] == "one" and m.last - m.first == 1:
        return _pronoun_one(s, first, phrase, mentions)
    if before in ("times", "by") and after in ("times",):
        return True
    if after in ("times", "fold", "th", "st", "nd", "rd"):
        return True
    if (
        after == "out"
        and s.lows[last + 1 : last + 2] == ["of"]
        and (s.kinds[last + 2 : last + 3] == ["n"] or s.lows[last + 2 : last + 3] and s.lows[last + 2] in ONES)
    ):
        return True
    return phrase.unit == "thing" and not phrase.outcome_head


def _ratio(s: Sentence, phrase: Phrase) -> bool:
    """`30 infant deaths for every 100,000 births`, `two civilians per fighter`: a ratio counts nobody."""
    lows, end = s.lows, phrase.end
    before = lows[max(0, phrase.left - 2) : phrase.left]
    if before[-1:] == ["per"] or before == ["for", "every"] or before == ["in", "every"] or before[-1:] == ["every"]:
        return lows[end : end + 1] != ["killed"]
    return lows[end : end + 2] == ["for", "every"] or (
        lows[end : end + 1] == ["per"]
        and lows[end + 1 : end + 2] not in (["day"], ["week"], ["month"], ["hour"], ["year"])
    )


PROVISIONS = frozenset(
    "room space capacity beds tents shelter blankets needs need fund funds housing place places schools money".split()
)


def _provided_for(s: Sentence, i: int) -> bool:
    """`room for 5,000 refugees`, `$30m for 200,000 refugees`: how many something would do for."""
    window = s.lows[max(0, i - 6) : i]
    return not PROVISIONS.isdisjoint(window) or not CURRENCY.isdisjoint(window)


HERDS = frozenset("head heads herd herds flock flocks carcass carcasses".split())


def _livestock(s: Sentence, phrase: Phrase) -> bool:
    """`300,000 head of cattle`."""
    i = phrase.end
    if phrase.head is None or s.lows[phrase.head] not in HERDS or s.lows[i : i + 1] != ["of"] or i + 1 >= len(s):
        return False
    noun = noun_of(s, i + 1)
    return noun is not None and noun.note == "animal"


TIMES = frozenset("day week month hour year".split())
PLACES_WITH_PEOPLE = frozenset("city town village island municipality community settlement population district".split())


def _population_of_place(s: Sentence, phrase: Phrase) -> bool:
    """`a city of some 170,000 on the river`: how many live there."""
    i = phrase.left
    return (
        i > 1
        and s.lows[i - 1] == "of"
        and s.lows[i - 2] in PLACES_WITH_PEOPLE
        and s.lows[i - 2] != "population"
        or (i > 1 and s.lows[i - 2 : i] == ["population", "of"])
    )


def _date(s: Sentence, first: int, last: int, value: float | None, person: bool = False) -> bool:
    n = len(s)
    before = s.lows[first - 1] if first else ""
    after = s.lows[last] if last < n else ""
    plain = s.words[first].isdigit()
    if plain and value is not None and value <= 31:
        if before in wc.MONTHS and (before != "may" or s.words[first - 1][0].isupper()) and not person:
            return True
        if after in wc.MONTHS and (after != "may" or s.words[last][0].isupper() or s.words[last] == "MAY"):
            return True
        if after == "of" and s.lows[last + 1 : last + 2] and s.lows[last + 1] in wc.MONTHS:
            return True
        if before == "." and first > 1 and s.lows[first - 2] in wc.MONTHS and len(s.lows[first - 2]) <= 4:
            return True
        # `18 and 19 October`, `4-11 May`
        if (
            after in ("and", "to", "-", "–")
            and last + 2 < n
            and s.words[last + 1].isdigit()
            and s.lows[last + 2] in wc.MONTHS
        ):
            return True
        if (
            before in ("and", "to", "-", "–")
            and first > 2
            and s.words[first - 2].isdigit()
            and s.lows[first - 3] in wc.MONTHS
        ):
            return True
    if plain and value is not None and 1000 <= value <= 2100 and last - first == 1 and len(s.words[first]) == 4:
        if before == "the" and 1900 <= value <= 2035 and last < n and s.lows[last + 1 : last + 2] == ["of"]:
            named = s.words[last + 2 : last + 3]
            if s.lows[last] in pr.nouns() and named and named[0][:1].isupper():
                return True  # `the 2012 deaths of Mary Poole and …`
        following = noun_of(s, last) if last < n else None
        titled = first > 2 and s.words[first - 2].istitle() and s.lows[first - 2] not in COUNTING
        if before == "of" and following is None and titled:
            return True  # `the Black Death of 1348`
        if (
            before
            in (
                "in",
                "since",
                "of",
                "by",
                "until",
                "from",
                "during",
                "late",
                "early",
                "mid",
                "around",
                "year",
                ",",
                "(",
                "before",
                "after",
                "between",
            )
            or before in wc.MONTHS
            or (first > 1 and s.lows[first - 2] in wc.MONTHS)
        ):
            if 1900 <= value <= 2100:
                if (
                    before in ("around", "of", "from", ",", "by", "between", "after", "before", "(")
                    and following is not None
                    and following.unit in ("person", "household", "building")
                ):
                    return False
                if (
                    before in ("in", "since", "during")
                    and following is not None
                    and following.unit == "person"
                    and following.plural
                ):
                    return before != "in"
                return True
        elif (
            1900 <= value <= 2035
            and (following is None or following.unit == "thing")
            and not (last < n and s.lows[last] in pr.nouns() and pr.nouns()[s.lows[last]][2])
            and (_single_outcome(s, last) or not (last < n and (s.lows[last] in pr.table())))
        ):
            return before not in (
                "least",
                "than",
                "some",
                "about",
                "nearly",
                "killed",
                "killing",
                "kills",
                "injuring",
                "over",
                "to",
                "another",
            )
    return False


COUNTING = frozenset("toll total count tally number deaths cases arrests dead".split())


def _single_outcome(s: Sentence, i: int) -> bool:
    """`the 2015 death of …`: a singular outcome behind four digits, which are then a year."""
    known = pr.nouns().get(s.lows[i]) if i < len(s) else None
    return known is not None and not known[2]


def _age(s: Sentence, phrase: Phrase, before: str, after: str) -> bool:
    m = phrase.numeral
    value = m.best
    if value is None or value > 115:
        return False
    if after in ("year", "years", "month", "months", "yr", "yrs") or before == "aged":
        return True
    start = m.first
    while start and (s.kinds[start - 1] == "n" or s.lows[start - 1] in (",", "and")):
        start -= 1
    if start < m.first and phrase.head is None and s.lows[start - 1 : start] in (["aged"], ["ages"]):
        return True  # `three men aged 17, 18, and 23`
    if (
        before == ","
        and m.first > 1
        and s.kinds[m.first] == "n"
        and not phrase.of_group
        and (after in (",", ".", ";", ")", "and", "of", "from", "who", "was") or m.last >= len(s))
        and phrase.head is None
    ):
        name = s.words[m.first - 2]
        noun = noun_of(s, m.first - 2)
        if noun is not None and noun.unit == "person" and noun.singular and not noun.plural:
            return True  # `a boy, 12, was among them`
        return name[:1].isupper() and s.kinds[m.first - 2] == "w" and s.lows[m.first - 2] not in wc.WEEKDAYS
    if before == "(" and after in (")", ",") and m.first > 1:
        if lists.bracketed(s, phrase):
            return False  # `in Lugo (7), Ourense (6)`
        return s.words[m.first - 2][:1].isupper() or noun_of(s, m.first - 2) is not None
    if before == "and" and s.lows[max(0, m.first - 3) : m.first - 2] in (["ages"], ["aged"]):
        return True
    if (
        before == "of"
        and phrase.head is None
        and m.first > 1
        and (noun := noun_of(s, m.first - 2)) is not None
        and noun.unit == "person"
        and noun.singular
        and (s.lows[m.first - 2] not in GROUPS or not _ends_or_acts(s, m.last))
    ):
        return True  # `a bricklayer of 38,`
    return (
        before in ("age", "ages")
        or (before == "of" and m.first > 1 and s.lows[m.first - 2] in ("age", "ages"))
        or (before in ("and", "to", "between") and "aged" in s.lows[max(0, m.first - 5) : m.first])
    )


def _ends_or_acts(s: Sentence, i: int) -> bool:
    """`a family of five was …`, `a crew of 14, …`: the number goes on to a verb or ends its phrase."""
    return i < len(s) and (
        s.lows[i] in wc.AUXILIARIES or s.lows[i] in pr.table() or s.lows[i] in (",", "who", "aboard", "and", ".")
    )


def _pronoun_one(s: Sentence, i: int, phrase: Phrase, mentions: dict[int, pr.Mention]) -> bool:
    """`one of`, `no one`, `the one that`, `one another`: a pronoun; a count before a person, directly behind or
    before an outcome.
    """
    before = s.lows[i - 1] if i else ""
    after = s.lows[i + 1] if i + 1 < len(s) else ""
    if (
        before
        in (
            "no",
            "any",
            "every",
            "the",
            "this",
            "that",
            "each",
            "only",
            "which",
            "new",
            "last",
            "another",
            "first",
            "number",
            "day",
        )
        and phrase.head is None
    ):
        return not (before == "the" and after in ("dead",))
    if after in ("another", "day", "side", "hand", "thing") or before in ("no", "any", "every"):
        return True
    if after == "in" and (s.kinds[i + 2 : i + 3] == ["n"] or s.lows[i + 2 : i + 3] and s.lows[i + 2] in ONES):
        return True  # `one in four`
    if after == "of":
        # `one of the pilots` is a pronoun; `one of whom died` counts one, but not where a noun follows: `one of them
        # a boy`.
        if s.lows[i + 2 : i + 3] not in (["them"], ["whom"]):
            return True
        return s.lows[i + 3 : i + 4] in (["a"], ["an"], ["the"])
    if phrase.head is not None:
        return phrase.unit == "thing"
    return False


GROUPS = frozenset("family crew group party team gang squad band household convoy".split())
CONDITIONS = frozenset("if whether unless whenever should".split())


def animal(s: Sentence, phrase: Phrase) -> bool:
    """Whether the phrase counts animals."""
    if phrase.head is None or phrase.unit != "thing":
        return False
    noun = noun_of(s, phrase.head)
    return noun is not None and noun.note == "animal"


INVENTED = frozenset(
    "film movie novel play drama thriller sequel musical opera sitcom painting story game video".split()
)
EXERCISES = frozenset("drill exercise simulation rehearsal mock simulated mock-up scenario".split())
TELLING = frozenset("follows tells depicts portrays stars imagines recounts centres centers dramatises".split())
PRETENDING = frozenset(
    "volunteers played playing pretend pretended actors mock simulated mock-up practised scenario".split()
)
SAVING = frozenset(
    "vaccine vaccines vaccination screening masks drug drugs seatbelts policy donation donor donors transplant organ "
    "organs".split()
)


def invented(s: Sentence) -> bool:
    """Whether a sentence tells of a film, a novel or an exercise: `The film follows two brothers who …`."""
    words = set(s.lows)
    if words.isdisjoint(INVENTED) and words.isdisjoint(EXERCISES):
        return False
    if not words.isdisjoint(EXERCISES) and not words.isdisjoint(PRETENDING):
        return True
    for i, low in enumerate(s.lows[:6]):
        article = next((j for j in (i - 1, i - 2) if j >= 0 and s.lows[j] in ("the", "a", "his", "her", "this")), None)
        if low in INVENTED and article is not None:
            opens = article == 1 and s.lows[0] == "in"
            return opens or not TELLING.isdisjoint(s.lows[i + 1 : i + 3])
    return False


HINDERING = frozenset(
    "blocked blocks blocking prevented prevents preventing prevent stopped stops stopping stop barred bars barring "
    "banned bans banning kept keeps keeping saved deterred forbade refrain refrained abstain".split()
)


def _hindered(s: Sentence, phrase: Phrase, link: Link) -> bool:
    """`blocked the state from executing an inmate`: it did not happen."""
    i = link.at
    return (
        link.how == "object"
        and i < phrase.left
        and s.lows[i - 1 : i] == ["from"]
        and not HINDERING.isdisjoint(s.lows[max(0, i - 9) : i - 1])
    )


def _supposed(s: Sentence, link: Link) -> bool:
    """`If it struck today, millions could die`: what follows from a supposition."""
    i = min(link.at, len(s) - 1)
    if WOULD.isdisjoint(s.lows[max(0, i - 3) : i + 1]):
        return False
    opener = 1 if s.lows[0] in ("“", '"', "‘", "but", "and", "even") else 0
    return s.lows[opener] == "if" and "," in s.lows[opener:i]


def _awaited(s: Sentence, phrase: Phrase) -> bool:
    """`the curfew will end once there are fewer than five cases`: a condition that is still to come."""
    lows, i = s.lows, phrase.left
    opened = next((k for k in range(i - 1, max(-1, i - 9), -1) if lows[k] in AWAITING), None)
    if opened is None or "," in lows[opened:i]:
        return False
    return not PRESENT.isdisjoint(lows[opened:i]) and not {"will", "must", "shall"}.isdisjoint(lows[:opened])


AWAITING = frozenset(("when", "once", "until", "unless", "if"))
PRESENT = frozenset("has have is are reaches reach falls fall drops drop records record sees see".split())
CRIMES = frozenset("murder murders killing killings homicide homicides".split())
ACCUSING = frozenset("suspect suspected charged convicted guilty counts count accused acquitted investigating".split())


def _charges(s: Sentence, phrase: Phrase, link: Link) -> bool:
    """`charged with three murders`, `a suspect in two killings`: counts of a crime."""
    return (
        link.how == "head"
        and phrase.head is not None
        and s.lows[phrase.head] in CRIMES
        and not ACCUSING.isdisjoint(s.lows[max(0, phrase.left - 4) : phrase.left])
    )


WOULD = frozenset(("could", "would", "might", "may", "will", "can"))
GENERAL = frozenset(("every", "each", "any", "anyone", "anybody", "those", "whoever"))
ACCUSED = frozenset("convicted guilty accused charged suspected".split())


def _general(s: Sentence, phrase: Phrase) -> bool:
    """`every family which has had a member killed`, `a life term for anyone convicted of killing an officer`: whoever
    it may be.
    """
    if not phrase.numeral.singular:
        return False
    before = s.lows[max(0, phrase.left - 9) : phrase.left]
    for k, low in enumerate(before):
        if low in GENERAL and not wc.RELATIVES.isdisjoint(before[k + 1 :]):
            return True
        if low in ACCUSED and k and (before[k - 1] in GENERAL or _bare_plural(s, max(0, phrase.left - 9) + k - 1)):
            return True
    return False


def _bare_plural(s: Sentence, i: int) -> bool:
    """`criminals`, `drivers`, without an article or a number."""
    noun = noun_of(s, i)
    return (
        noun is not None
        and noun.unit == "person"
        and noun.plural
        and not noun.singular
        and (i == 0 or s.kinds[i - 1] == "m" or s.lows[i - 1] in wc.PREPOSITIONS or s.lows[i - 1] in ("that", "if"))
    )


def _conditional(s: Sentence, i: int) -> bool:
    """`If a strain of the flu infects a person, …`: whoever it may be; `asked if` opens no condition."""
    opened = next((k for k in range(i - 1, max(-1, i - 12), -1) if s.lows[k] == "if"), None)
    if opened is None or "," in s.lows[opened:i]:
        return False
    return opened == 0 or s.kinds[opened - 1] == "m" or s.lows[opened - 1] in ("but", "and", "even", "that")


def unreal(s: Sentence, phrase: Phrase, link: Link) -> bool:
    """A condition, a general truth or a counterfactual: `if two people are infected`, `when thousands are killed`,
    `could be a dozen dead`.
    """
    i = phrase.left
    near = s.lows[max(0, i - 3) : i]
    if any(w in CONDITIONS for w in near) and "as" not in near:
        return True
    if "when" in near and link.present:
        return True
    if phrase.numeral.singular and (
        _conditional(s, i) or (phrase.unit == "building" and s.lows[phrase.end : phrase.end + 2] == ["for", "the"])
    ):
        return True  # `a home for the elderly` is nobody's house
    if (
        invented(s)
        or _hindered(s, phrase, link)
        or _supposed(s, link)
        or _awaited(s, phrase)
        or _general(s, phrase)
        or _charges(s, phrase, link)
    ):
        return True
    if link.measure == "rescued" and "lives" in s.lows and not SAVING.isdisjoint(s.lows):
        return True
    if s.lows[phrase.end : phrase.end + 1] in (["rate"], ["rates"], ["ratio"], ["risk"]):
        return True  # `with a fatality rate of 2 percent`
    if "never" in s.lows[max(0, i - 5) : i]:
        return True
    if link.how == "object" and link.at and s.lows[link.at - 1] in ("could", "would", "might", "can") and link.at < i:
        return True
    if link.how in ("head", "subject", "object"):
        window = s.lows[max(0, min(i, link.at) - 5) : min(i, link.at)]
        for k, word in enumerate(window):
            if (
                word in ("could", "would", "might", "can")
                and window[k + 1 : k + 2] in (["be"], ["have"], ["kill"], ["leave"], ["cause"], ["see"])
                and not {",", ".", "and"} & set(window[k:])
            ):
                return True
    if phrase.of_group and phrase.end < len(s) and s.lows[phrase.end - 1] in ("“", '"', "‘"):
        return True
    return (
        link.at < len(s)
        and link.at > 0
        and s.lows[link.at - 1] in ("“", '"', "‘")
        and link.at + 1 < len(s)
        and s.lows[link.at + 1] in ("”", '"', "’")
    )
