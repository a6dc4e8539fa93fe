"""Acts of speech in a sentence: `X said`, `said X`, `according to X`, `citing X`, each with the tokens that name X."""

from tallybook.extraction import wordclasses as wc
from tallybook.extraction.linking import disease_words
from tallybook.extraction.source_joints import verbs
from tallybook.extraction.source_phrases import AUXILIARY, QUOTES, forward_name, name, step_back, walk_left
from tallybook.extraction.source_words import AMOUNTING, COUNTED_BY, COUNTS, REPORTERS, TEXTS, WIRES
from tallybook.extraction.speech_appositions import trailing_apposition
from tallybook.extraction.speech_subjects import (
    AFTER_PARENTHESIS,
    SPEAKS,
    Site,
    counted,
    subject_before,
)
from tallybook.extraction.tokens import Sentence

SUBORDINATE = frozenset(
    [
        "what",
        "where",
        "while",
        "which",
        "who",
        "whom",
        "whose",
        "as",
        "because",
        "when",
        "although",
        "though",
        "whether",
        "if",
        "since",
        "whereas",
        "than",
        "before",
        "until",
    ]
)
GIVEN = frozenset(
    [
        "toll",
        "tolls",
        "number",
        "numbers",
        "figure",
        "figures",
        "count",
        "total",
        "tally",
        "death",
        "deaths",
        "estimate",
        "casualties",
        "dead",
        "missing",
        "injured",
        "wounded",
    ]
)


REVISIONS = frozenset(["correct", "cut", "scale", "update", "upgrade", "downgrade"])
BLAMED = frozenset(
    [
        "death",
        "deaths",
        "attack",
        "attacks",
        "killing",
        "killings",
        "bombing",
        "bombings",
        "blast",
        "blasts",
        "violence",
    ]
)
ATTACKS = frozenset(["attack", "attacks", "bombing", "bombings", "blast", "blasts", "raid", "raids", "credit"])


# Words other than verbs of saying with which an act of speech may begin.
TRIGGERS = COUNTS | {
    *("based", "according", "accordng", "citing", "quoting", "cites", "cited", "quoted", "quotes", "by"),
    *("has", "have", "had", "drawn", "drew", "compiled", "compiles", "keeps", "kept"),
}


def find(s: Sentence, capitals: bool) -> list[Site]:
    """The acts of speech of a sentence, in order."""
    sites: list[Site] = []
    known, lows = verbs(), s.lows
    for v, low in enumerate(lows):
        if low not in known and low not in TRIGGERS:
            continue
        site = None
        if low == "based" and lows[v + 1 : v + 2] == ["on"] and not TEXTS.isdisjoint(lows[v + 2 : v + 10]):
            site = _forward(s, v, v + 2, "according", capitals)
            if site is not None and (site.named.text_only or not site.named.solid):
                site = None
        elif low in ("according", "accordng") and v + 1 < len(lows):
            site = _forward(s, v, v + (2 if lows[v + 1] == "to" else 1), "according", capitals)
        elif low in ("citing", "quoting", "cites", "cited") and v + 1 < len(lows) and not (v and lows[v - 1] in wc.BE):
            site = _forward(s, v, v + 1, "citing", capitals)
        elif low == "quoted" and v and lows[v - 1] in ("was", "were", "is", "been") and "saying" in lows[v + 1 : v + 3]:
            site = subject_before(s, v - 1, "say", "say", capitals)
            if site is not None:
                site.how, site.left, site.verb = "quoted", True, v
                by = next((k for k in range(v, min(v + 6, len(lows))) if lows[k] == "by"), None)
                if by is not None:
                    site.end = by
                    _, span = forward_name(s, by + 1, capitals)
                    if span[1] > span[0]:
                        site.extra.append(span)
        elif low == "by" and v and v + 1 < len(lows) and lows[v - 1] in COUNTED_BY:
            site = _forward(s, v, v + 1, "according", capitals)
            if site is not None and not site.named.solid:
                site = None
        elif low == "by" and "of" in lows[v + 2 : v + 5] and not COUNTS.isdisjoint(lows[v + 1 : v + 4]):
            site = _forward(s, v, lows.index("of", v + 2) + 1, "according", capitals)
        elif low in COUNTS and v > 1 and v + 1 < len(lows) and s.kinds[v - 1] == "p" and lows[v + 1] in AMOUNTING:
            site = _owner(s, v, capitals)
        elif low in ("notified", "informed") and v > 1 and lows[v - 1] == "been" and lows[v + 1 : v + 2] == ["of"]:
            site = subject_before(s, v - 1, "count", "give", capitals)  # `WHO has been notified of 12 cases`
        elif low in ("has", "have", "had") and "names" in lows[v + 1 : v + 4]:
            site = subject_before(s, v, "count", "give", capitals)  # `The forum has the names of 60 people killed`
        elif low in ("drawn", "drew", "compiled", "compiles", "keeps", "kept") and "list" in lows[v + 1 : v + 5]:
            site = subject_before(s, v, "count", "give", capitals)
        elif (
            low == "by"
            and v + 2 < len(lows)
            and (
                low_count := next(
                    (
                        k
                        for k in range(v + 2, min(v + 7, len(lows)))
                        if lows[k] in ("count", "tally", "estimate", "reckoning", "account", "estimates")
                    ),
                    None,
                )
            )
            and "p" in s.kinds[v:low_count]
        ):
            site = _forward(s, v, v + 1, "according", capitals)
        elif (
            low in ("quoted", "quotes", "quoting")
            and v
            and lows[v - 1] not in wc.BE
            and lows[v - 1] not in ("been", "as")
        ):
            if "as" in lows[v + 1 : v + 12] or "saying" in lows[v + 1 : v + 25]:
                site = _forward(s, v, v + 1, "quoted", capitals)
                if site is not None:
                    via = subject_before(s, v, "quote", "say", capitals)
                    if via is not None and via.named.name:
                        site.extra.append((via.first, via.last))
        elif low in known:
            base, group = known[low]
            if s.words[v][0].isupper() and not capitals and getattr(s.block, "kind", "") != "headline":
                continue
            if _is_speech(s, v, base, group):
                site = _inverted(s, v, base, capitals) if group == "say" else None
                if site is None:
                    site = subject_before(s, v, base, group, capitals)
        if site is not None and _no_speaker(site.named.name):
            site = None
        if site is not None and (not sites or site.verb > sites[-1].verb):
            if sites and site.first < sites[-1].last and site.how == "before" and sites[-1].how == "inverted":
                continue
            sites.append(site)
    return sites


def _no_speaker(name: str | None) -> bool:
    """Whether a phrase is what is counted and no source: `the death toll`, `cases of cholera`, `Covid`."""
    last = name.lower().split()[-1] if name else ""
    return last in GIVEN or last in ("cases", "infections", "victims") or last in disease_words()


def _is_speech(s: Sentence, v: int, base: str, group: str) -> bool:
    lows, n = s.lows, len(s)
    following = lows[v + 1] if v + 1 < n else ""
    low = lows[v]
    if base == "accuse" and following == "of":
        return False
    if following in ("he", "she", "they") and not SPEAKS.isdisjoint(lows[v + 2 : v + 5]):
        return False  # `a man who said he spoke for the rebels denied …`
    if base == "claim" and any(w in ("lives", "life", "responsibility") for w in lows[v + 1 : v + 7]):
        return False
    j = v - 1
    while j >= 0 and (lows[j] in wc.ADVERBS or lows[j].endswith("ly")):
        j -= 1
    if (
        j >= 0
        and lows[j] in wc.BE | wc.GET | {"been", "being", "be", "to", "not", "of", "for", "by"}
        and not (low.endswith("ing") and lows[j] in wc.BE)
    ):
        return False
    if low.endswith("ing") and j >= 0 and lows[j] not in wc.BE:
        return (
            base
            in (
                "say",
                "add",
                "warn",
                "report",
                "tell",
                "confirm",
                "put",
                "announce",
                "state",
                "claim",
                "estimate",
                "inform",
            )
            and v > 1
        )
    if (following == "to" and base == "say") or (
        following == "by" and not low.endswith("ing") and WIRES.isdisjoint(lows[v + 2 : v + 4])
    ):
        return False
    if base == "relate" and following not in ("that", "how"):
        return False  # `weather related deaths`
    if base == "blame":
        return not BLAMED.isdisjoint(lows[v + 1 : v + 8])
    if base in REVISIONS:
        return not GIVEN.isdisjoint(lows[v + 1 : v + 6])
    if low == base and lows[v - 1 : v] == ["and"] and "to" in lows[max(0, v - 4) : v - 1]:
        return False  # `must act to determine and disclose …`
    if base in ("put", "give", "raise", "lower", "revise", "release", "issue", "set"):
        return any(w in GIVEN or w == "higher" or w == "lower" for w in lows[v + 1 : v + 6])
    if (base == "note" and low == "note") or (
        low
        in (
            "state",
            "report",
            "claim",
            "charge",
            "count",
            "estimate",
            "list",
            "record",
            "document",
            "register",
            "post",
            "project",
            "show",
            "release",
            "issue",
            "broadcast",
            "log",
        )
        and (v == 0 or lows[v - 1] in wc.DETERMINERS or lows[v - 1] in ("of", "in", "at") or s.kinds[v - 1] == "p")
    ):
        return False
    if low == "state" and following not in ("that", "“", '"', ":"):
        return False  # `southern India’s Kerala state are taking steps`
    if base == "claim":
        claimed = lows[v + 1 : v + 6]
        if not ATTACKS.isdisjoint(claimed[: claimed.index("that")] if "that" in claimed else claimed):
            return False  # `The group has claimed recent attacks`
    if base == "find":
        return following == "that" or any(w in TEXTS for w in lows[max(0, v - 6) : v])
    if base == "attribute":
        return v + 1 < n and (s.kinds[v + 1] == "n" or GIVEN.isdisjoint(lows[v + 1 : v + 4]) is False)
    if base == "charge":
        return following == "that"
    if base == "speak":
        return "of" in lows[v + 1 : v + 6]
    if base == "see":
        return v > 0 and (
            any(w in ("he", "she") for w in lows[max(0, v - 2) : v])
            or (lows[v - 1] in REPORTERS and v > 1 and s.is_name(v - 2) and lows[v - 2] not in wc.DETERMINERS)
        )
    if base in ("show", "suggest", "indicate", "publish"):
        return v + 1 < n
    return True


def _forward(s: Sentence, v: int, i: int, how: str, capitals: bool) -> Site | None:
    named, span = forward_name(s, i, capitals)
    if named is None or not (named.solid or named.name):
        return None
    if (
        (named.text_only or named.pointer == "report")
        and s.lows[span[1] : span[1] + 1]
        and s.lows[span[1]] in ("published", "released", "issued", "compiled", "prepared", "by", "from", "provided")
    ):
        by = next((k for k in range(span[1], min(span[1] + 6, len(s))) if s.lows[k] in ("by", "from")), None)
        author, author_span = forward_name(s, by + 1, capitals) if by is not None else (None, span)
        if author is not None and (author.solid or author.name):
            named, span = author, author_span
    named = trailing_apposition(s, named, span, capitals)
    saying = next((k for k in range(span[1], min(span[1] + 3, len(s))) if s.lows[k] == "saying"), None)
    ended = how == "quoted" and saying is not None and (saying + 1 >= len(s) or s.kinds[saying + 1] == "m")
    return Site(
        v,
        span[1],
        span[0],
        span[1],
        named,
        how,
        how,
        how != "quoted" or ended,  # `…, the agency quoted police as saying.`
        s.lows[v - 1] if v else "",
    )


def _owner(s: Sentence, v: int, capitals: bool) -> Site | None:
    """`The Red Cross's count rose to 210`: whose count it is says so."""
    span = walk_left(s, v - 2, capitals)
    named = name(s, span, capitals) if span is not None else None
    if span is None or named is None or not named.solid or named.country_name:
        return None
    return Site(v, v + 1, span[0], span[1], named, "before", "count", False, s.lows[span[0] - 1] if span[0] else "")


def _inverted(s: Sentence, v: int, base: str, capitals: bool) -> Site | None:
    """`…, said X`: what is said stands before the verb, its speaker after."""
    lows, n = s.lows, len(s)
    if (
        v == 0
        or v + 1 >= n
        or lows[v].endswith("ing")
        or base in ("tell", "warn", "speak", "show", "suggest", "indicate")
    ):
        return None
    before = lows[v - 1]
    following = lows[v + 1]
    if (
        following in ("that", "in", "on", ",", ".", "there", "here", "to", "it", "they", "he", "she", "at", "by", "as")
        or s.kinds[v + 1] == "n"
    ):
        return None
    marked = before in QUOTES or before in (",", "”", '"')
    if not marked and (
        s.kinds[v - 1] == "m"
        or before in AUXILIARY
        or before in wc.BE
        or before in wc.PRONOUNS
        or before in wc.RELATIVES
        or base not in ("say", "report", "announce", "confirm", "add")
    ):
        return None
    if (
        not marked
        and (walk := walk_left(s, step_back(s, v - 1), capitals)) is not None
        and (got := name(s, walk, capitals)) is not None
        and (got.solid or got.person)
        and not counted(s, walk[0])
    ):
        return None
    if before == "," and v > 2:
        apposed = subject_before(s, v, base, "say", capitals)
        if apposed is not None and apposed.named.solid and apposed.extra:
            named, span = forward_name(s, v + 1, capitals)
            if named is None or not (
                span[1] >= n or lows[span[1]] in AFTER_PARENTHESIS or lows[span[1]] in ("who", "which", "–", "—")
            ):
                return None
    named, span = forward_name(s, v + 1, capitals)
    if named is None or not (named.solid or named.name):
        return None
    after = lows[span[1]] if span[1] < n else ""
    if (
        not marked
        and after
        and after not in AFTER_PARENTHESIS
        and after not in ("a", "an", "the", "head", "who")
        and not (span[1] < n and s.words[span[1]][:1].isupper())
    ):
        return None
    if (
        after in wc.AUXILIARIES
        or after in wc.FINITE
        or (after in verbs() and after not in ("adding", "citing", "reporting"))
        or (after.endswith("ed") and s.kinds[span[1]] == "w")
    ):
        return None
    if not marked and not (named.solid and (named.registered or named.pointer or named.kind != "unnamed")):
        return None
    named = trailing_apposition(s, named, span, capitals)
    return Site(v, span[1], span[0], span[1], named, "inverted", base, True, "")
