"""Who said each figure: the acts of speech of an article, read in order, and the one that reaches a number."""

import dataclasses
import re

from tallybook.extraction import source_bodies, source_phrases, source_words, speech, speech_subjects
from tallybook.extraction.antecedents import CUES, Antecedents, Speaker, read_text
from tallybook.extraction.linking import Link
from tallybook.extraction.segmentation import Document
from tallybook.extraction.source_bodies import Named, Source
from tallybook.extraction.speech_subjects import Site
from tallybook.extraction.tokens import Sentence
from tallybook.vocabulary import Attribution, SourceKind

# Another event begins here: `… just a day after dozens were killed`.
AFTERWARDS = frozenset(["day", "days", "hours", "hour", "week", "weeks", "month", "months", "year", "years"])
DOUBT = re.compile(
    r"\b(?:unconfirmed|some reports|one report|rumou?rs?|reports of|feared"
    r"|(?:it is|are|were|was|is) (?:believed|thought|feared))\b",
    re.IGNORECASE,
)
HELD_TO_OBJECT = frozenset(["accuse", "blame", "deny", "dispute", "reject", "dismiss"])
# The source goes on without a word of saying: `It is checking a report that …`.
GOES_ON = re.compile(
    r"(?:It|He|She|They) (?:also )?"
    r"(?:(?:is|are|was|were) (?:also )?(?:checking|investigating|examining|verifying|looking into|treating|caring for)"
    r"|(?:has|have|had) (?:also |so far )?"
    r"(?:treated|admitted|received|counted|recorded|registered|documented|logged|seen))\b"
)
ORIGIN = re.compile(
    r"(?:The|These|Those|All) (?:the )?(?:figures?|numbers?|counts?|tolls?|totals?|data)"
    r" (?:come|comes|came|were|was|are|is) (?:given |provided |released |compiled |supplied )?(?:from|by) ([^,.;]+)"
)
SINGLE_CLOSED = frozenset(["said", "says", "told", "added"])
SOURCE_LINE = re.compile(r"\bsources?\s*:\s*([^);|\n]+)", re.IGNORECASE)
ESTIMATES = frozenset(["estimate", "project", "predict", "reckon", "calculate"])
CONTINUED = re.compile(
    r"(?:The (?:dead|deaths|victims|toll|injured|wounded)\b|Among (?:them|those|the)\b"
    r"|Of (?:those|these|them|the)\b|Those\b|(?:\w+[- ]?)?\w+ (?:others|of (?:them|those|these|the))\b|They were\b)"
)


@dataclasses.dataclass(slots=True)
class Attributed:
    """A figure's source, how the text ties them, and whether the source doubts or estimates."""

    source: Source | None
    attribution: str
    doubt: bool = False
    estimated: bool = False


OWN_VOICE = Attributed(None, Attribution.PUBLISHER.value)


def _kind(s: Sentence) -> str:
    """The kind of the block that a sentence stands in: headline, list or body."""
    return str(getattr(s.block, "kind", "body"))


class Attributor:
    """The sources of one article. Feed every sentence in order; ask for a figure of the sentence fed last."""

    def __init__(self, document: Document, publisher: str | None = None):
        self.document, self.publisher, self.capitals = document, publisher, document.capitals
        self.memory = Antecedents(document)
        self._figures: dict[int, Attributed] = {}  # by sentence: what its last figure was attributed to
        self._sources: dict[tuple[str, str | None, str | None], tuple[Source, Named]] = {}

    def read(self, s: Sentence) -> None:
        """Feed a sentence; the work is done when a figure of it or of a later one asks for its source."""

    # -- which act of speech reaches a number ----------------------------------------------------------------------

    def source_of(self, s: Sentence, link: Link) -> Attributed:
        """Who said the figure of this link; asked in the order of the text."""
        self.memory.advance(s.index)
        attributed = self._decide(s, link)
        if attributed.source is not None and self._ours(attributed.source):
            attributed = dataclasses.replace(OWN_VOICE, doubt=attributed.doubt)
        self._figures[s.index] = attributed
        return attributed

    def _ours(self, source: Source) -> bool:
        """Whether the publisher names itself: `…, CNN has confirmed` in an article of CNN."""
        return (
            source.kind == SourceKind.MEDIA
            and self.publisher is not None
            and source_words.slug(source.name) == source_words.slug(self.publisher)
        )

    def _decide(self, s: Sentence, link: Link) -> Attributed:
        t = link.phrase.numeral.first
        acts = self.memory.said.get(s.index, [])
        doubt = bool(DOUBT.search(s.text, s.start, s.starts[t]))
        left = next((a for a in reversed(acts) if a[0].verb < t and self._reaches_right(s, a[0], t)), None)
        right = next((a for a in acts if a[0].verb > t and self._reaches_left(s, a[0], t)), None)
        cited = next((a for a in acts if a[0].how == "citing"), None)
        if cited is not None and (left or right):
            via = next((a[1] for a in (left, right) if a is not None and a is not cited), None)
            return self._attributed(cited, via, doubt)
        if left is not None and right is not None and not left[1].same(right[1]):
            if left[0].named.text_only or (left[1].body.text_only and not right[1].body.text_only):
                return self._attributed(right, None, True)
            lows = s.lows
            if (
                right[0].how == "according"
                and "," in lows[left[0].end : t]
                and not any(w in (",", ";") for w in lows[t : right[0].verb])
            ):
                return self._attributed(right, None, doubt)  # `witnesses said, killing 37 according to the hospital`
            if left[0].how == "according":
                return self._attributed(right, left[1], doubt)
            return self._attributed(left, right[1], doubt)
        chosen = left or right
        if chosen is not None:
            if chosen[0].how == "quoted" and chosen[0].extra:
                via_named = source_phrases.name(s, chosen[0].extra[0], self.capitals)
                return self._attributed(chosen, Speaker(via_named) if via_named is not None else None, doubt)
            if chosen[1].body.text_only and (quoting := self._quoted(s, t)) is not None and not quoting.body.text_only:
                return Attributed(self._source(quoting, None), Attribution.INHERITED.value, True)
            return self._attributed(chosen, None, doubt)
        if _kind(s) == "list" and (found := self._labelled(s, t)) is not None:
            return found
        afterwards = self._afterwards(s)
        if afterwards is not None:
            return Attributed(self._source(afterwards, None), Attribution.INHERITED.value, doubt)
        if _kind(s) == "headline" and "|" not in s.lows:
            return self._headline(s, t) or dataclasses.replace(OWN_VOICE, doubt=doubt)
        return self._carried(s, link, t, doubt) or dataclasses.replace(OWN_VOICE, doubt=doubt)

    def _reaches_right(self, s: Sentence, site: Site, t: int) -> bool:
        if site.first <= t < site.last or site.intro == "what" or any(a <= t < b for a, b in site.extra):
            return False
        lows = s.lows
        between = lows[site.end : t]
        if site.intro in ("that", "who", "whom", "which") and "," in between:
            return False
        if site.base in HELD_TO_OBJECT and any(w in ("which", "who") for w in between):
            return False
        if site.base in ("announce", "confirm") and between[:1] and between[0] in ("the", "a", "an", "his", "its"):
            spoken = next((k for k, w in enumerate(between) if w in ("after", "following")), None)
            if spoken is not None and "that" not in between[:spoken]:
                return False  # `announced the assault after bombings that killed 150`
        for k, low in enumerate(between):
            if (
                low in ("after", "before")
                and k
                and between[k - 1] in AFTERWARDS
                and not (k > 1 and s.kinds[site.end + k - 2] == "n")
            ):
                return False
        return True

    def _reaches_left(self, s: Sentence, site: Site, t: int) -> bool:
        if not site.left or site.first <= t < site.last or any(a <= t < b for a, b in site.extra):
            return False
        if site.intro in ("that", "whom", "who", "which"):
            return site.first - t <= 6
        if site.intro in speech.SUBORDINATE or (site.intro == "as" and site.how != "according"):
            return False
        for k in range(t - 1, max(0, t - 25), -1):
            if s.lows[k] in (",", ";"):
                break
            if s.lows[k] == "after" and s.lows[k - 1] in AFTERWARDS and s.kinds[k - 2] != "n" and k < 5:
                return False  # `Two days after attacks killed 31, …, media reported`
        return ";" not in s.lows[t : site.first] or site.how == "according"

    def _headline(self, s: Sentence, t: int) -> Attributed | None:
        """`Blast kills 12: police`, `Police: 12 killed`, `12 killed - Observatory`."""
        n = len(s)
        colon = next((k for k in range(1, min(n, 7)) if s.lows[k] == ":"), None)
        if colon is not None and colon < t:
            named = source_phrases.name(s, (0, colon), self.capitals)
            if named is not None and named.solid and not (named.name or "").startswith("Government of"):
                return self._named(s, named)
        end = n - 1
        while end > t and s.kinds[end] == "m":
            end -= 1
        span = source_phrases.walk_left(s, end, self.capitals) if end > t else None
        if span is None or span[0] <= t:
            return None
        for first in range(span[0], span[1]):
            mark = s.lows[first - 1]
            named = source_phrases.name(s, (first, span[1]), self.capitals)
            if named is None or not named.solid:
                continue
            if (
                mark in (":", ",")
                or mark in speech_subjects.DASHES
                or (named.registered and first == span[0] and s.kinds[first - 1] == "n")
            ):
                return self._named(s, named)
            if s.lows[first] in ("observatory", "police", "un", "monitor", "officials") and s.kinds[first - 1] == "n":
                return self._named(s, named)
        return None

    def _labelled(self, s: Sentence, t: int) -> Attributed | None:
        """`- Police: 12 dead`, `- 12 dead (Health Ministry)`: an item of a list that names its own source."""
        n = len(s)
        spans = []
        colon = next((k for k in range(1, min(n, 7)) if s.lows[k] == ":"), None)
        if colon is not None and colon < t:
            spans.append((0, colon))
        opened = next((k for k in range(t, n) if s.lows[k] == "("), None)
        closed = next((k for k in range(opened, n) if s.lows[k] == ")"), None) if opened is not None else None
        if opened is not None and closed is not None and closed >= n - 2:
            spans.append((opened + 1, closed))
        for span in spans:
            named = source_phrases.name(s, span, self.capitals)
            if named is not None and named.solid and not named.country_name and not named.pointer:
                return self._named(s, named)
        return None

    def _afterwards(self, s: Sentence) -> Speaker | None:
        """Whom the next sentence names as the origin: `The figures come from the emergency office.`"""
        if s.index + 1 >= len(self.document.sentences):
            return None
        line = self.document.sentences[s.index + 1]
        found = ORIGIN.match(line.text, line.start, line.end)
        named = read_text(found.group(1)) if found is not None else None
        return self.memory.resolve(line, named, []) if named is not None and named.solid else None

    def _named(self, s: Sentence, named: Named) -> Attributed | None:
        speaker = self.memory.resolve(s, named, [])
        return None if speaker is None else Attributed(self._source(speaker, None), Attribution.EXPLICIT.value)

    def _carried(self, s: Sentence, link: Link, t: int, doubt: bool) -> Attributed | None:
        inherited = Attribution.INHERITED.value
        speaker = self._quoted(s, t)
        if speaker is not None:
            return Attributed(self._source(speaker, None), inherited, doubt)
        previous = next((k for k in range(s.index - 1, max(-1, s.index - 3), -1) if k in self._figures), None)
        earlier = self._figures[previous] if previous is not None else None
        here = self._figures.get(s.index)
        if here is not None and here.source is not None and here.attribution == inherited:
            return here
        if _kind(s) == "list" or "|" in s.lows:
            return self._announced(s, doubt)
        if GOES_ON.match(s.text, s.start) and self.memory.said.get(s.index - 1) and self.memory.last is not None:
            return Attributed(self._source(self.memory.last, None), inherited, doubt)
        if earlier is not None and earlier.source is not None:
            same_block = self.document.sentences[previous or 0].block is s.block or _kind(s) != "headline"
            bare = link.phrase.head is None or s.lows[link.phrase.head] == "others"
            group = (
                (link.share_of_group or link.phrase.of_group)
                and link.whole is None
                and s.index not in self._figures
                and t <= 8
            )
            if same_block and (
                group or (link.phrase.numeral.more and bare and t <= 3) or CONTINUED.match(s.text, s.start)
            ):
                return Attributed(earlier.source, inherited, doubt)
        return None

    def _quoted(self, s: Sentence, t: int) -> Speaker | None:
        """Who speaks where the number stands inside quotation marks."""
        before = s.lows[:t]
        opened = s.quoted_from is not None
        if not opened and s.text[s.start] in "'‘" and not any(w in SINGLE_CLOSED for w in before[1:]):
            recent = [k for k in range(s.index - 3, s.index) if self.memory.said.get(k)]
            here = self.memory.said.get(s.index, [])
            return here[-1][1] if here else self.memory.last if recent else None
        for k, low in enumerate(before):
            if k == 0 and s.quoted_from is not None:
                continue  # a quotation that runs over paragraphs opens each of them anew
            if low == "“":
                opened = True
            elif low == "”":
                opened = False
            elif low == '"':
                opened = not opened
        if not opened:
            return None
        start = (
            s.quoted_from
            if s.quoted_from is not None and not any(q in before[1:] for q in ('"', "“", "”"))
            else s.index
        )
        acts = self.memory.said.get(start, [])
        if acts and start == s.index:
            mark = max((k for k, low in enumerate(before) if low in ('"', "“")), default=-1)
            outside = [a for a in acts if a[0].verb < mark]
            return (outside or acts)[-1][1]  # who introduced the quotation, not who is quoted inside it
        if acts:
            return acts[-1][1]
        sentences = self.document.sentences
        for k in range(s.index + 1, min(s.index + 4, len(sentences))):
            following = sentences[k]
            if following.quoted_from is None and not (
                k == s.index + 1
                and following.text.startswith(("“", '"'), following.start)
                and following.block is not s.block
                and s.string[:1] in '“"'
                and not s.string.endswith(("”", '"'))
            ):
                break
            found = self.memory.acts(following) if not CUES.isdisjoint(following.tokenise().lows) else []
            if found:
                return found[0][1]
        recent = [k for k in (s.index - 1, s.index - 2, s.index - 3) if self.memory.said.get(k)]
        return self.memory.last if recent and _kind(s) != "headline" else None

    def _announced(self, s: Sentence, doubt: bool) -> Attributed | None:
        """A list or table under a sentence that names its source, or with a line `Source: X` over or under it."""
        stated = self._stated(s)
        if stated is not None:
            return Attributed(self._source(stated, None), Attribution.INHERITED.value, doubt)
        for k in range(s.index - 1, max(-1, s.index - 40), -1):
            earlier = self.document.sentences[k]
            if _kind(earlier) == "list" or "|" in earlier.string:
                continue
            acts = self.memory.said.get(k)
            if not acts and len(earlier.string) < 60 and s.index - k < 20 and not earlier.string.endswith("."):
                continue  # a heading of the table
            if acts and (earlier.string.endswith(":") or "|" in s.lows):
                return Attributed(self._source(acts[-1][1], None), Attribution.INHERITED.value, doubt)
            return None
        return None

    def _stated(self, s: Sentence) -> Speaker | None:
        """Whom the line `Source: X` next to a list or table names."""
        sentences = self.document.sentences
        for step in (-1, 1):
            for k in range(s.index + step, s.index + 40 * step, step):
                if not 0 <= k < len(sentences):
                    break
                line = sentences[k]
                found = SOURCE_LINE.search(line.text, line.start, line.end)
                if found is not None:
                    named = read_text(found.group(1).strip())
                    if named is not None and named.name and (named.solid or len(named.name.split()) > 1):
                        named.person = None
                        return self.memory.resolve(line, named, [])
                    break
                if not (
                    _kind(line) == "list"
                    or "|" in line.string
                    or (len(line.string) < 60 and step < 0 and k == s.index - 1)
                ):
                    break
        return None

    # -- sources ---------------------------------------------------------------------------------------------------

    def _attributed(self, act: tuple[Site, Speaker], via: Speaker | None, doubt: bool) -> Attributed:
        site, speaker = act
        if via is not None and (via.same(speaker) or via.body.human or via.body.text_only):
            via = None
        return Attributed(self._source(speaker, via), Attribution.EXPLICIT.value, doubt, site.base in ESTIMATES)

    def _source(self, speaker: Speaker, via: Speaker | None) -> Source:
        body = speaker.body
        name = body.name or speaker.person or "unnamed"
        identity = source_words.slug(name)
        if body.generic and body.country:
            identity = f"{identity}-{body.country.lower()}"
        key = (identity, speaker.person, via.body.name if via is not None else None)
        known = self._sources.get(key)
        if known is None:
            relayed = via.body.name if via is not None else None
            source = Source(identity, name, str(body.kind), speaker.person, relayed, body.country)
            known = self._sources[key] = (source, body)
        return known[0]

    def zones(self, s: Sentence) -> list[tuple[int, int]]:
        """Token spans that name sources: a place named inside them is not where a figure happened."""
        self.memory.advance(s.index)
        spans = []
        for site, _ in self.memory.said.get(s.index, []):
            if site.last > site.first:
                spans.append((site.first, site.last))
            spans.extend(site.extra)
        return spans

    def settle(self, country: str | None) -> None:
        """Give the bodies that the text names without their country the article's main country."""
        if country is None:
            return
        names = {source.name for source, _ in self._sources.values()}
        for source, body in self._sources.values():
            if not body.generic or body.country:
                continue
            own = source_words.national().get((source.name.lower(), country))
            if own is not None:
                source.name, source.source_id = own, source_words.slug(own)
            elif source.name.lower() == "government" and (full := source_bodies.government(country).name) in names:
                source.name, source.source_id = full, source_words.slug(full)  # said in full elsewhere in the article
            elif source.kind not in (SourceKind.WITNESS, SourceKind.UNNAMED) or source.name in (
                "officials",
                "authorities",
            ):
                source.source_id = f"{source_words.slug(source.name)}-{country.lower()}"
