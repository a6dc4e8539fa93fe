"""Who said each figure: the acts of speech of an article, read in order, and the one that reaches a number."""

import dataclasses
import re

from tallybook.extraction import gazetteer, source_names, speech
from tallybook.extraction import wordclasses as wc
from tallybook.extraction.linking import Link
from tallybook.extraction.segmentation import Document
from tallybook.extraction.source_names import Named, Source
from tallybook.extraction.speech import Site
from tallybook.extraction.tokens import Sentence
from tallybook.vocabulary import Attribution, SourceKind

CUES = frozenset(speech.verbs()) | {"according", "citing", "quoted", "quotes", "quoting", "count", "tally", "estimate", "account"}
ACRONYM = re.compile(r"\((?:the )?([A-Z][A-Za-z]*[A-Z]|[A-Z]{2,}s?)\)")
# Another event begins here: `… just a day after dozens were killed`.
AFTERWARDS = frozenset("day days hours hour week weeks month months year years".split())
GROUP_NOUNS = frozenset("group organisation organization monitor charity ngo network watchdog body agency centre center institution".split())
DOUBT = re.compile(r"\b(?:unconfirmed|some reports|one report|rumou?rs?|reports of|(?:it is|are|were|was|is) (?:believed|thought|feared)|feared)\b", re.IGNORECASE)
HELD_TO_OBJECT = frozenset("accuse blame deny dispute reject dismiss".split())
# The source goes on without a word of saying: `It is checking a report that …`.
GOES_ON = re.compile(
    r"(?:It|He|She|They) (?:also )?(?:(?:is|are|was|were) (?:also )?(?:checking|investigating|examining|verifying|looking into|treating|caring for)"
    r"|(?:has|have|had) (?:also |so far )?(?:treated|admitted|received|counted|recorded|registered|documented|logged|seen))\b"
)
# `Mary Keji, 41, sat …`: a person is brought in.
PERSON_STANDS = re.compile(r"([A-Z][a-z]+(?: [A-Z][a-z]+){1,2}), \d{1,2}, ")
ESTIMATES = frozenset("estimate project predict reckon calculate".split())
CONTINUED = re.compile(r"(?:The (?:dead|deaths|victims|toll|injured|wounded)\b|Among (?:them|those|the)\b|Of (?:those|these|them|the)\b|Those\b|(?:\w+[- ]?)?\w+ (?:others|of (?:them|those|these|the))\b|They were\b)")


@dataclasses.dataclass(slots=True)
class Attributed:
    """A figure's source, how the text ties them, and whether the source doubts or estimates."""

    source: Source | None
    attribution: str
    doubt: bool = False
    estimated: bool = False


@dataclasses.dataclass(slots=True)
class Speaker:
    """A body, and the person who speaks for it."""

    body: Named
    person: str | None = None

    def same(self, other: "Speaker") -> bool:
        return self.body.name == other.body.name


OWN_VOICE = Attributed(None, Attribution.PUBLISHER.value)


class Attributor:
    """The sources of one article. Feed every sentence in order; ask for a figure of the sentence fed last."""

    def __init__(self, document: Document, publisher: str | None = None):
        self.document, self.publisher, self.capitals = document, publisher, document.capitals
        self._read = 0  # sentences whose acts of speech are in memory
        self._fed = 0
        self._said: dict[int, list[tuple[Site, Speaker]]] = {}
        self._bodies: list[Named] = []  # the latest last
        self._short: dict[str, Named] = {}
        self._persons: dict[str, Speaker] = {}
        self._last: Speaker | None = None
        self._last_person: Speaker | None = None
        self._figures: dict[int, Attributed] = {}  # by sentence: what its last figure was attributed to
        self._sources: dict[tuple[str, str | None, str | None], tuple[Source, Named]] = {}

    # -- reading ---------------------------------------------------------------------------------------------------

    def read(self, s: Sentence) -> None:
        """Feed a sentence; the work is done when a figure asks for it."""
        self._fed = s.index + 1

    def _advance(self, index: int) -> None:
        sentences = self.document.sentences
        while self._read <= index:
            s = sentences[self._read]
            self._read += 1
            lows = s.tokenise().lows
            if not CUES.isdisjoint(lows):
                self._said[s.index] = self._acts(s)
            if "(" in lows:
                self._acronyms(s)

    def _acts(self, s: Sentence) -> list[tuple[Site, Speaker]]:
        acts: list[tuple[Site, Speaker]] = []
        for site in speech.find(s.tokenise(), self.capitals):
            speaker = acts[-1][1] if site.how == "participle" and acts else self._resolve(s, site.named, acts, site.base)
            if speaker is None:
                continue
            acts.append((site, speaker))
            if site.how != "citing" or len(acts) == 1:
                self._remember(speaker)
        return acts

    def _remember(self, speaker: Speaker) -> None:
        self._last = speaker
        if speaker.person:
            self._persons[speaker.person.split()[-1].lower()] = speaker
        if speaker.person or not speaker.body.registered and not (speaker.body.name or "").endswith("s"):
            self._last_person = speaker
        if speaker.body.name:
            self._bodies.append(speaker.body)

    def _acronyms(self, s: Sentence) -> None:
        for match in ACRONYM.finditer(s.text, s.start, s.end):
            s.tokenise()
            opened = next((k for k, start in enumerate(s.starts) if start == match.start()), 0)
            span = speech.walk_left(s, opened - 1, self.capitals) if opened else None
            named = speech.name(s, span, self.capitals) if span else None
            if named is not None and named.name and (named.kind != SourceKind.UNNAMED or len(named.name.split()) > 2):
                if named.person == named.name:
                    named.person = None
                self._short[match.group(1).lower()] = named
                self._bodies.append(named)

    # -- what a phrase means here ----------------------------------------------------------------------------------

    def _resolve(self, s: Sentence, named: Named, acts: list[tuple[Site, Speaker]], base: str = "say") -> Speaker | None:
        if named.pointer == "same":
            return acts[-1][1] if acts else None
        if named.pointer in ("he", "she"):
            known = (self._subject_before(s, human=True) if not named.name else None) or self._last_person or self._last
            return known or (Speaker(dataclasses.replace(named, pointer=None)) if named.name else None)
        if named.pointer in ("it", "they"):
            before = self._subject_before(s, human=False) if named.pointer == "it" else None
            if before is not None:
                return before
            if named.pointer == "it":
                for body in reversed(self._bodies[-3:]):
                    if not body.human and not ((body.name or "").endswith("s") and body.generic):
                        return Speaker(body)
            return Speaker(self._last.body) if self._last is not None else None
        if named.pointer == "report":
            return Speaker(self._bodies[-1]) if self._bodies else None
        if named.pointer is not None:
            body = self._short.get(named.pointer) or self._body_with(named.pointer, named.kind) or self._body_in_text(s, named.pointer)
            if body is None:
                body = dataclasses.replace(named, pointer=None, generic=True)
            return Speaker(body, named.person)
        if named.name and not named.registered and named.name.lower() in self._short:
            return Speaker(self._short[named.name.lower()])
        if named.spokesman:
            body = self._employer(s)
            if body is not None:
                return Speaker(body, named.person)
            return Speaker(named, named.person)
        if named.person and named.person == named.name:
            return self._person(s, named, base)
        return Speaker(named, named.person)

    def _subject_before(self, s: Sentence, human: bool) -> Speaker | None:
        """Whom a pronoun points to: the subject that opens the sentence before, if that did not speak."""
        if not s.index:
            return None
        earlier = self.document.sentences[s.index - 1]
        if human:
            for k in range(s.index - 1, max(-1, s.index - 4), -1):
                if self._said.get(k):
                    break
                for match in PERSON_STANDS.finditer(s.text, self.document.sentences[k].start, self.document.sentences[k].end):
                    name = match.group(1)
                    if gazetteer.is_person_name(name.split()[0]) or gazetteer.is_person_name(name.split()[-1]):
                        known = self._persons.get(name.split()[-1].lower())
                        return known or Speaker(Named(name, SourceKind.WITNESS.value, name, human=True), name)
            return None
        if earlier.index in self._said and self._said[earlier.index] or earlier.block.kind == "headline":
            return None
        named, span = speech.opening(earlier.tokenise(), self.capitals)
        if named is None or named.pointer in source_names.PRONOUNS or span[1] - span[0] > 12:
            return None
        if named.human or not (named.registered or named.pointer or named.kind != SourceKind.UNNAMED and named.name and named.name[0].isupper()):
            return None
        speaker = self._resolve(earlier, named, [])
        if speaker is not None and (speaker.body.human or speaker.body.kind == SourceKind.UNNAMED):
            return None
        return speaker

    def _body_with(self, noun: str, kind: str) -> Named | None:
        """The latest body whose name holds the noun of `the ministry`; for `the group` the latest of that sort."""
        for body in reversed(self._bodies):
            if body.name and re.search(rf"\b{re.escape(noun)}s?\b", body.name, re.IGNORECASE) and body.name.lower() != noun:
                return body
        if noun in GROUP_NOUNS:
            for body in reversed(self._bodies):
                if body.registered and body.kind in (SourceKind.NGO, SourceKind.OPPOSITION, SourceKind.UN) or (body.kind == kind and body.name and body.name[0].isupper()):
                    return body
        for body in reversed(self._bodies):
            if body.kind == kind == SourceKind.MEDIA and body.name and body.name[0].isupper():
                return body
        return None

    def _body_in_text(self, s: Sentence, noun: str) -> Named | None:
        """The body that the text before named in full: `the Musanze Fire Department`, later `the department`."""
        pattern = rf"((?:[A-Z][\w.’'-]*\s+(?:(?:of|for|and|the)\s+){{0,2}}){{1,5}}{re.escape(noun.capitalize())}s?)\b((?:\s+(?:of|for|and)\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)*)*)"
        found = None
        for found in re.finditer(pattern, s.text[: s.end]):
            pass
        if found is None:
            return None
        piece = Sentence(found.group(), 0, len(found.group()), 0, None).tokenise()
        named = source_names.read(piece.words, piece.lows, piece.kinds)
        return named if named is not None and named.name and not named.pointer else None

    def _employer(self, s: Sentence) -> Named | None:
        """The body of a spokesman who stands without one: the last that spoke or was named nearby."""
        nouns = "Hospital|Center|Centre|Clinic|Ministry|Department|Agency|Authority|Office|Council|Police|Institute|Committee|University|Army|Navy|Company"
        found = None
        start = self.document.sentences[max(0, s.index - 1)].start
        plain = None
        for plain in re.finditer(r"\b(?:[Tt]he|[Aa]n?)\s+((?:[a-z]+\s+){0,2}(?:hospital|clinic|company|airline|prison|shelter|union|ministry|agency|brigade|department))\b", s.text[start : s.end]):
            pass
        for found in re.finditer(rf"(?:[A-Z][\w’'-]+\s+(?:of\s+)?){{1,4}}(?:{nouns})\b", s.text[start : s.end]):
            pass
        if found is not None:
            text = re.sub(r"^(?:(?:At|In|The|From|For|And|But|Of|A|An|On|With)\s+)+", "", found.group())
            piece = Sentence(text, 0, len(text), 0, None).tokenise()
            named = source_names.read(piece.words, piece.lows, piece.kinds)
            if named is not None and named.name and not named.pointer:
                named.person = None
                return named
        if plain is not None:
            piece = Sentence(plain.group(1), 0, len(plain.group(1)), 0, None).tokenise()
            named = source_names.read(piece.words, piece.lows, piece.kinds)
            if named is not None and named.name:
                return self._body_with(plain.group(1).split()[-1], named.kind) or dataclasses.replace(named, pointer=None, generic=True)
        return self._bodies[-1] if self._bodies else None

    def _person(self, s: Sentence, named: Named, base: str) -> Speaker | None:
        """A name alone: whom the article has introduced before, else whoever bears it."""
        name = named.person or ""
        last = name.split()[-1].lower()
        known = self._persons.get(last)
        if known is not None:
            return known
        matches = [b for b in self._bodies if b.name and not b.name.startswith("Government of") and re.search(rf"\b{re.escape(last)}\b", b.name, re.IGNORECASE)]
        if matches:
            return Speaker(matches[-1])
        place = s.text.find(name.split()[-1])
        if place < s.start:
            speaker = self._introduced(place, name)
            if speaker is not None:
                return speaker
        words = name.split()
        regions = gazetteer.lookup(name) if len(words) < 4 else ()
        if regions and (regions[0].kind in ("country", "province") or not gazetteer.is_person_name(name)) and base not in ("say", "add", "tell"):
            # `Queensland announced …`: a land speaks through its government.
            return None if base in speech.RECORDING else Speaker(Named(f"{name} government", SourceKind.GOVERNMENT.value))
        human = any(w in ("she", "he", "her", "his") for w in s.lows)
        if not self.capitals and len(words) > 1 and (human or gazetteer.is_person_name(words[0])) or gazetteer.is_person_name(words[-1]):
            return Speaker(dataclasses.replace(named, kind=SourceKind.WITNESS.value), name)
        return Speaker(dataclasses.replace(named, person=None))

    def _introduced(self, place: int, name: str) -> Speaker | None:
        for s in self.document.sentences:
            if s.start <= place < s.end:
                s.tokenise()
                k = next((k for k, start in enumerate(s.starts) if start == place), None)
                span = speech.walk_left(s, k, self.capitals) if k is not None else None
                if k is None or span is None:
                    return None
                found = speech.name(s, span, self.capitals)
                if found is not None and found.person:
                    found = speech._trailing_apposition(s, found, (span[0], k + 1), self.capitals)
                    if found.name and found.name != found.person:
                        speaker = Speaker(found, found.person)
                        self._persons[name.split()[-1].lower()] = speaker
                        return speaker
                return None
        return None

    # -- which act of speech reaches a number ----------------------------------------------------------------------

    def source_of(self, s: Sentence, link: Link) -> Attributed:
        """Who said the figure of this link; asked in the order of the text."""
        self._advance(s.index)
        attributed = self._decide(s, link)
        self._figures[s.index] = attributed
        return attributed

    def _decide(self, s: Sentence, link: Link) -> Attributed:
        t = link.phrase.numeral.first
        acts = self._said.get(s.index, [])
        doubt = bool(DOUBT.search(s.text, s.start, s.starts[t]))
        left = next((a for a in reversed(acts) if a[0].verb < t and self._reaches_right(s, a[0], t)), None)
        right = next((a for a in acts if a[0].verb > t and self._reaches_left(s, a[0], t)), None)
        cited = next((a for a in acts if a[0].how == "citing"), None)
        if cited is not None and (left or right):
            via = next((a[1] for a in (left, right) if a is not None and a is not cited), None)
            return self._attributed(cited, via, doubt)
        if left is not None and right is not None and not left[1].same(right[1]):
            if left[0].named.text_only or left[1].body.text_only and not right[1].body.text_only:
                return self._attributed(right, None, True)
            if left[0].how == "according":
                return self._attributed(right, left[1], doubt)
            return self._attributed(left, right[1], doubt)
        chosen = left or right
        if chosen is not None:
            if chosen[0].how == "quoted" and chosen[0].extra:
                via_named = speech.name(s, chosen[0].extra[0], self.capitals)
                return self._attributed(chosen, Speaker(via_named) if via_named is not None else None, doubt)
            if chosen[1].body.text_only and (quoting := self._quoted(s, t)) is not None and not quoting.body.text_only:
                return Attributed(self._source(quoting, None), Attribution.INHERITED.value, True)
            return self._attributed(chosen, None, doubt)
        if s.block.kind == "headline" and "|" not in s.lows:
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
        for k, low in enumerate(between):
            if low in ("after", "before") and k and between[k - 1] in AFTERWARDS and not (k > 1 and s.kinds[site.end + k - 2] == "n"):
                return False
        return True

    def _reaches_left(self, s: Sentence, site: Site, t: int) -> bool:
        if not site.left or site.first <= t < site.last or any(a <= t < b for a, b in site.extra):
            return False
        if site.intro in ("that", "whom", "who", "which"):
            return site.first - t <= 6
        if site.intro in speech.SUBORDINATE or site.intro == "as" and site.how != "according":
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
            named = speech.name(s, (0, colon), self.capitals)
            if named is not None and named.solid and not (named.name or "").startswith("Government of"):
                return self._named(s, named)
        end = n - 1
        while end > t and s.kinds[end] == "m":
            end -= 1
        span = speech.walk_left(s, end, self.capitals) if end > t else None
        if span is None or span[0] <= t:
            return None
        for first in range(span[0], span[1]):
            mark = s.lows[first - 1]
            named = speech.name(s, (first, span[1]), self.capitals)
            if named is None or not named.solid:
                continue
            if mark in (":", ",") or mark in speech.DASHES or (named.registered and first == span[0] and s.kinds[first - 1] == "n"):
                return self._named(s, named)
            if s.lows[first] in ("observatory", "police", "un", "monitor", "officials") and s.kinds[first - 1] == "n":
                return self._named(s, named)
        return None

    def _named(self, s: Sentence, named: Named) -> Attributed | None:
        speaker = self._resolve(s, named, [])
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
        if s.block.kind == "list" or "|" in s.lows:
            return self._announced(s, doubt)
        if GOES_ON.match(s.text, s.start) and self._said.get(s.index - 1) and self._last is not None:
            return Attributed(self._source(self._last, None), inherited, doubt)
        if earlier is not None and earlier.source is not None:
            same_block = self.document.sentences[previous or 0].block is s.block or s.block.kind != "headline"
            bare = link.phrase.head is None or s.lows[link.phrase.head] == "others"
            group = (link.share_of_group or link.phrase.of_group) and link.whole is None and s.index not in self._figures
            if same_block and (group or link.phrase.numeral.more and bare and t <= 3 or CONTINUED.match(s.text, s.start)):
                return Attributed(earlier.source, inherited, doubt)
        return None

    def _quoted(self, s: Sentence, t: int) -> Speaker | None:
        """Who speaks where the number stands inside quotation marks."""
        before = s.lows[:t]
        opened = s.quoted_from is not None
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
        start = s.quoted_from if s.quoted_from is not None and not any(q in before[1:] for q in ('"', "“", "”")) else s.index
        acts = self._said.get(start, [])
        if acts:
            return acts[-1][1]
        sentences = self.document.sentences
        for k in range(s.index + 1, min(s.index + 4, len(sentences))):
            following = sentences[k]
            if following.quoted_from is None and not (k == s.index + 1 and following.text.startswith(("“", '"'), following.start) and following.block is not s.block and s.string[:1] in "“\"" and not s.string.endswith(("”", '"'))):
                break
            found = self._acts(following) if not CUES.isdisjoint(following.tokenise().lows) else []
            if found:
                return found[0][1]
        recent = [k for k in (s.index - 1, s.index - 2, s.index - 3) if self._said.get(k)]
        return self._last if recent and s.block.kind != "headline" else None

    def _announced(self, s: Sentence, doubt: bool) -> Attributed | None:
        """A list or table under a sentence that names its source."""
        for k in range(s.index - 1, max(-1, s.index - 40), -1):
            earlier = self.document.sentences[k]
            if earlier.block.kind == "list" or "|" in earlier.string:
                continue
            acts = self._said.get(k)
            if not acts and len(earlier.string) < 60 and s.index - k < 20 and not earlier.string.endswith("."):
                continue  # a heading of the table
            if acts and (earlier.string.endswith(":") or "|" in s.lows):
                return Attributed(self._source(acts[-1][1], None), Attribution.INHERITED.value, doubt)
            return None
        return None

    # -- sources ---------------------------------------------------------------------------------------------------

    def _attributed(self, act: tuple[Site, Speaker], via: Speaker | None, doubt: bool) -> Attributed:
        site, speaker = act
        if via is not None and via.same(speaker):
            via = None
        return Attributed(self._source(speaker, via), Attribution.EXPLICIT.value, doubt, site.base in ESTIMATES)

    def _source(self, speaker: Speaker, via: Speaker | None) -> Source:
        body = speaker.body
        name = body.name or speaker.person or "unnamed"
        identity = source_names.slug(name)
        if body.generic and body.country:
            identity = f"{identity}-{body.country.lower()}"
        key = (identity, speaker.person, via.body.name if via is not None else None)
        known = self._sources.get(key)
        if known is None:
            source = Source(identity, name, str(body.kind), speaker.person, via.body.name if via is not None else None)
            known = self._sources[key] = (source, body)
        return known[0]

    def zones(self, s: Sentence) -> list[tuple[int, int]]:
        """Token spans that name sources: a place named inside them is not where a figure happened."""
        self._advance(s.index)
        spans = []
        for site, _ in self._said.get(s.index, []):
            if site.last > site.first:
                spans.append((site.first, site.last))
            spans.extend(site.extra)
        return spans

    def settle(self, country: str | None) -> None:
        """Give the bodies that the text names without their country the article's main country."""
        if country is None:
            return
        for source, body in self._sources.values():
            if not body.generic or body.country:
                continue
            if source.name.lower() == "government":
                named = source_names.government(country)
                source.name, source.source_id = named.name or source.name, source_names.slug(named.name or source.name)
            elif source.kind not in (SourceKind.WITNESS, SourceKind.UNNAMED) or source.name in ("officials", "authorities"):
                source.source_id = f"{source_names.slug(source.name)}-{country.lower()}"
