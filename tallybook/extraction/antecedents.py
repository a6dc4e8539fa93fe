"""What words for a source mean here: the bodies and persons that the article has named, and who spoke last."""

import dataclasses
import re

from tallybook.extraction import (
    gazetteer,
    source_joints,
    source_phrases,
    source_words,
    speech,
    speech_appositions,
    speech_subjects,
)
from tallybook.extraction.segmentation import Document
from tallybook.extraction.source_bodies import Named
from tallybook.extraction.speech_subjects import Site
from tallybook.extraction.tokens import Sentence
from tallybook.vocabulary import SourceKind

CUES = (
    frozenset(source_joints.verbs())
    | {
        "according",
        "citing",
        "quoted",
        "quotes",
        "quoting",
        "count",
        "tally",
        "estimate",
        "account",
        "by",
        "based",
        "has",
        "have",
    }
    | source_words.COUNTS
)
ACRONYM = re.compile(r"\((?:the )?([A-Z][A-Za-z]*[A-Z]|[A-Z]{2,}s?)\)")
OWNED = re.compile(r"([A-Z]\w+(?: [A-Z]\w+)?)\s?['’]s (.*[A-Z]\w* .+)")
GROUP_NOUNS = frozenset(
    [
        "group",
        "organisation",
        "organization",
        "monitor",
        "charity",
        "ngo",
        "network",
        "watchdog",
        "body",
        "agency",
        "centre",
        "center",
        "institution",
    ]
)
# Offices of whom the next sentence may give the name.
UNNAMED = frozenset(["commander", "minister", "director", "chief", "governor", "mayor", "head", "president", "manager"])
# Offices whose first word may tell the body: `disaster coordinator`; but not these first words.
OFFICERS = frozenset(["coordinator", "director", "chief", "head", "manager", "commissioner", "officer", "official"])
COMMON_FIRST = frozenset(
    ["local", "senior", "provincial", "district", "regional", "police", "deputy", "national", "state"]
)
# `Mary Keji, 41, sat …`: a person is brought in.
PERSON_STANDS = re.compile(r"([A-Z][a-z]+(?: [A-Z][a-z]+){1,2}), \d{1,2}, ")


EMPLOYERS = (
    "Hospital|Center|Centre|Clinic|Ministry|Department|Agency|Authority|Office|Council|Police|Institute|Committee|"
    "University|Army|Navy|Company"
)
NAMED_EMPLOYER = re.compile(rf"(?:[A-Z][\w’'-]+\s+(?:of\s+)?){{1,4}}(?:{EMPLOYERS})\b")
PLAIN_EMPLOYER = re.compile(
    r"\b(?:[Tt]he|[Aa]n?)\s+((?:[a-z]+\s+){0,2}"
    r"(?:hospital|clinic|company|airline|prison|shelter|union|ministry|agency|brigade|department))\b"
)


@dataclasses.dataclass(slots=True)
class Speaker:
    """A body, and the person who speaks for it."""

    body: Named
    person: str | None = None

    def same(self, other: "Speaker") -> bool:
        return self.body.name == other.body.name


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last place in text[start:end] where a pattern stands."""
    found = None
    for match in pattern.finditer(text, start, end):
        found = match
    return found


def read_text(text: str) -> Named | None:
    """What a phrase names, given as plain text."""
    piece = source_words.phrase(text).tokenise()
    return source_phrases.name(piece, (0, len(piece)), False)


def _without_country(named: Named) -> Named:
    """`Chile's National Emergency Office` is the office, of Chile."""
    found = OWNED.match(named.name) if named.name and not named.registered and not named.person else None
    code = gazetteer.country_of_word(found.group(1)) if found is not None else None
    if found is None or code is None:
        return named
    return dataclasses.replace(named, name=found.group(2), country=code)


class Antecedents:
    """The sources that an article has named so far; sentences are read in order, each once."""

    def __init__(self, document: Document):
        self.document, self.capitals = document, document.capitals
        self.said: dict[int, list[tuple[Site, Speaker]]] = {}  # the acts of speech by sentence
        self.last: Speaker | None = None
        self._read = 0
        self._bodies: list[Named] = []  # the latest last
        self._short: dict[str, Named] = {}
        self._persons: dict[str, Speaker] = {}
        self._last_person: Speaker | None = None
        self._unnamed: tuple[int, Named] | None = None  # the sentence and body of a spokesman without a name

    def advance(self, index: int) -> None:
        """Read on, up to and with the sentence of that index."""
        sentences = self.document.sentences
        while self._read <= index:
            s = sentences[self._read]
            self._read += 1
            lows = s.tokenise().lows
            if not CUES.isdisjoint(lows):
                self.said[s.index] = self.acts(s)
            if "(" in lows:
                self._acronyms(s)

    def acts(self, s: Sentence) -> list[tuple[Site, Speaker]]:
        """The acts of speech of a sentence, each with the body that it leads to."""
        acts: list[tuple[Site, Speaker]] = []
        for site in speech.find(s.tokenise(), self.capitals):
            if site.how == "participle" and acts:
                speaker: Speaker | None = acts[-1][1]
            else:
                speaker = self._opener(s, site, acts) or self.resolve(s, site.named, acts, site.base)
            if speaker is None:
                continue
            acts.append((site, speaker))
            spoken = s.lows[site.first : site.last]
            if speaker.person is None and any(w.startswith("spokes") or w in UNNAMED for w in spoken):
                self._unnamed = (s.index, speaker.body)
            if site.how != "citing" or len(acts) == 1:
                self._remember(speaker)
        return acts

    def _opener(self, s: Sentence, site: Site, acts: list[tuple[Site, Speaker]]) -> Speaker | None:
        """The body that opens the sentence, where `it said`, `its director said` or its matron follows."""
        named = site.named
        theirs = site.first < len(s) and s.lows[site.first] in ("its", "their") and site.last > site.first
        office = theirs and named.human and not named.registered
        bare = named.spokesman and s.lows[site.first] not in ("a", "an", "the")
        if named.pointer != "it" and not office and not bare:
            return None
        body, span = source_phrases.opening(s, self.capitals)
        if (
            not acts
            and body is not None
            and 0 < span[1] <= site.first
            and not body.human
            and not body.person
            and not body.country_name
            and body.pointer not in source_words.PRONOUNS
            and (body.registered or body.kind != SourceKind.UNNAMED)
            and s.lows[span[0]] not in ("its", "their")
            and (not bare or body.kind in (SourceKind.MEDICAL, SourceKind.COMPANY, SourceKind.ACADEMIC))
        ):
            known = self.resolve(s, body, acts)
            if known is not None:
                return Speaker(known.body, named.person)
        if office:
            before = self._subject_before(s, human=False, common=True)
            if before is None and self.last is not None and not self.last.body.human:
                before = self.last
            if before is not None:
                return Speaker(before.body, named.person)
        return None

    def _remember(self, speaker: Speaker) -> None:
        self.last = speaker
        if speaker.person:
            self._persons[speaker.person.split()[-1].lower()] = speaker
        if speaker.person or (not speaker.body.registered and not (speaker.body.name or "").lower().endswith("s")):
            self._last_person = speaker
        if speaker.body.name:
            self._bodies.append(speaker.body)

    def _acronyms(self, s: Sentence) -> None:
        for match in ACRONYM.finditer(s.text, s.start, s.end):
            s.tokenise()
            opened = next((k for k, start in enumerate(s.starts) if start == match.start()), 0)
            span = source_phrases.walk_left(s, opened - 1, self.capitals) if opened else None
            named = source_phrases.name(s, span, self.capitals) if span else None
            if named is not None and named.name and (named.kind != SourceKind.UNNAMED or len(named.name.split()) > 2):
                if named.person == named.name:
                    named.person = None
                named = _without_country(named)
                self._short[match.group(1).lower()] = named
                self._bodies.append(named)

    # -- what a phrase means here ----------------------------------------------------------------------------------

    def resolve(self, s: Sentence, named: Named, acts: list[tuple[Site, Speaker]], base: str = "say") -> Speaker | None:
        """The body and person that a phrase stands for, given the acts of speech before it in its sentence."""
        if named.pointer == "same":
            return acts[-1][1] if acts else None
        named = _without_country(named)
        if named.pointer in ("he", "she"):
            known = self._last_person
            if known is None or (known.person is None and self.last is not None and not self.last.body.generic):
                known = self.last
            known = (self._subject_before(s, human=True) if not named.name else None) or known
            return known or (Speaker(dataclasses.replace(named, pointer=None)) if named.name else None)
        if named.pointer in ("it", "they"):
            before = self._subject_before(s, human=False) if named.pointer == "it" else None
            if before is not None:
                return before
            if named.pointer == "it":
                for body in reversed(self._bodies[-3:]):
                    if not body.human and not ((body.name or "").endswith("s") and body.generic):
                        return Speaker(body)
            return Speaker(self.last.body) if self.last is not None else None
        if named.pointer == "report":
            author = self._subject_before(s, human=False, common=True)
            return author or (Speaker(self._bodies[-1]) if self._bodies else None)
        if named.pointer is not None:
            pointed: Named | None = (
                self._short.get(named.pointer)
                or self._opened_by(s, named.pointer)
                or self._body_with(named.pointer, named.kind)
                or self._body_in_text(s, named.pointer)
            )
            return Speaker(pointed or dataclasses.replace(named, pointer=None, generic=True), named.person)
        short = self._short.get(named.name.lower()) if named.name else None
        if short is not None and (not named.registered or short.generic):
            return Speaker(short, named.person)
        if named.name and named.human and not named.registered and " " in named.name:
            theirs = self._short.get(named.name.split()[0].lower())  # `ODF researcher Anna Petrova`
            if theirs is not None and named.name.split()[0].isupper():
                return Speaker(theirs, named.person)
        if named.spokesman:
            return Speaker(self._employer(s) or named, named.person)
        if named.person and named.person == named.name:
            return self._person(s, named, base)
        if named.person and named.name and named.name.startswith("former "):
            known = self._persons.get(named.person.split()[-1].lower())
            if known is not None:
                return known  # `Ruiz, a former judge, said`: whom Ruiz speaks for now was told before
        if named.human and named.person and named.name:
            sharing = self._sharing(named.name)
            if sharing is not None:
                return Speaker(sharing, named.person)
        return Speaker(named, named.person)

    def _subject_before(self, s: Sentence, human: bool, common: bool = False) -> Speaker | None:
        """Whom a pronoun points to: the subject that opens the sentence before, if that did not speak; `common` lets
        a body stand there without its name (`The fire service`)."""
        if not s.index:
            return None
        earlier = self.document.sentences[s.index - 1]
        if human:
            for k in range(s.index - 1, max(-1, s.index - 4), -1):
                if self.said.get(k):
                    break
                for match in PERSON_STANDS.finditer(
                    s.text, self.document.sentences[k].start, self.document.sentences[k].end
                ):
                    name = match.group(1)
                    if gazetteer.is_person_name(name.split()[0]) or gazetteer.is_person_name(name.split()[-1]):
                        known = self._persons.get(name.split()[-1].lower())
                        return known or Speaker(Named(name, SourceKind.WITNESS.value, name, human=True), name)
            return None
        if self.said.get(earlier.index) or getattr(earlier.block, "kind", "") == "headline":
            return None
        named, span = source_phrases.opening(earlier.tokenise(), self.capitals)
        if named is None or named.pointer in source_words.PRONOUNS or span[1] - span[0] > 12:
            return None
        if named.human or not (
            named.registered
            or named.pointer
            or (named.kind != SourceKind.UNNAMED and named.name and (common or named.name[0].isupper()))
        ):
            return None
        speaker = self.resolve(earlier, named, [])
        if speaker is not None and (speaker.body.human or speaker.body.kind == SourceKind.UNNAMED):
            return None
        return speaker

    def _opened_by(self, s: Sentence, noun: str) -> Named | None:
        """The body with which the sentence opens, where it ends with that noun: `…, the department said.`"""
        body, _ = source_phrases.opening(s, self.capitals)
        name = (body.name or "").lower().split() if body is not None and body.pointer is None else []
        return body if len(name) > 1 and name[-1] == noun else None

    def _body_with(self, noun: str, kind: str) -> Named | None:
        """The latest body whose name holds the noun of `the ministry`; for `the group` the latest of that sort."""
        for body in reversed(self._bodies):
            if (
                body.name
                and re.search(rf"\b{re.escape(noun)}s?\b", body.name, re.IGNORECASE)
                and body.name.lower() != noun
            ):
                return body
        if noun in GROUP_NOUNS:
            for body in reversed(self._bodies):
                if (body.registered and body.kind in (SourceKind.NGO, SourceKind.OPPOSITION, SourceKind.UN)) or (
                    body.kind == kind and body.name and body.name[0].isupper()
                ):
                    return body
        for body in reversed(self._bodies):
            if body.kind == kind == SourceKind.MEDIA and body.name and body.name[0].isupper():
                return body
        return None

    def _sharing(self, office: str) -> Named | None:
        """The body spoken of before that shares an office's first word: `disaster coordinator`, the disaster office."""
        first, *rest = office.lower().split()
        if not rest or rest[-1] not in OFFICERS or first in COMMON_FIRST or len(first) < 5:
            return None
        for body in reversed(self._bodies):
            if not body.human and body.name and first in body.name.lower().split() and body.kind != SourceKind.UNNAMED:
                return body
        return None

    def _body_in_text(self, s: Sentence, noun: str) -> Named | None:
        """The body that the text before named in full: `the Musanze Fire Department`, later `the department`."""
        lead = r"(?:[A-Z][\w.’'-]*\s+(?:(?:of|for|and|the)\s+){0,2}){1,5}"
        tail = r"(?:\s+(?:of|for|and)\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)*)*"
        pattern = rf"{lead}{re.escape(noun.capitalize())}s?\b{tail}"
        found = last_match(re.compile(pattern), s.text, max(0, s.end - 20_000), s.end)
        if found is None:
            return None
        named = read_text(found.group())
        return named if named is not None and named.name and not named.pointer else None

    def _employer(self, s: Sentence) -> Named | None:
        """The body of a spokesman who stands without one: the last that spoke or was named nearby."""
        start = self.document.sentences[max(0, s.index - 1)].start
        plain = last_match(PLAIN_EMPLOYER, s.text, start, s.end)
        found = last_match(NAMED_EMPLOYER, s.text, start, s.end)
        if found is not None:
            text = re.sub(r"^(?:(?:At|In|The|From|For|And|But|Of|A|An|On|With)\s+)+", "", found.group())
            named = read_text(text)
            if named is not None and named.name and not named.pointer:
                named.person = None
                return named
        if plain is not None:
            named = read_text(plain.group(1))
            if named is not None and named.name:
                return self._body_with(plain.group(1).split()[-1], named.kind) or dataclasses.replace(
                    named, pointer=None, generic=True
                )
        return self._bodies[-1] if self._bodies else None

    def _person(self, s: Sentence, named: Named, base: str) -> Speaker | None:
        """A name alone: whom the article has introduced before, else whoever bears it."""
        name = named.person or ""
        last = name.split()[-1].lower()
        known = self._persons.get(last)
        if known is not None:
            return known
        if self._unnamed is not None and s.index - self._unnamed[0] == 1:
            return Speaker(self._unnamed[1], name)  # `a spokesman said …. Abu Musab said …`
        matches = [
            b
            for b in self._bodies
            if b.name
            and not b.name.startswith("Government of")
            and re.search(rf"\b{re.escape(last)}\b", b.name, re.IGNORECASE)
        ]
        if matches:
            return Speaker(matches[-1])
        place = s.text.find(name.split()[-1])
        if place < s.start:
            speaker = self._introduced(place, name)
            if speaker is not None:
                return speaker
        words = name.split()
        regions = gazetteer.lookup(name) if len(words) < 4 else ()
        if (
            regions
            and (regions[0].kind in ("country", "province") or not gazetteer.is_person_name(name))
            and base not in ("say", "add", "tell")
        ):
            # `Queensland announced …`: a land speaks through its government.
            return (
                None
                if base in speech_subjects.RECORDING
                else Speaker(Named(f"{name} government", SourceKind.GOVERNMENT.value))
            )
        human = any(w in ("she", "he", "her", "his") for w in s.lows)
        if (
            not self.capitals and len(words) > 1 and (human or gazetteer.is_person_name(words[0]))
        ) or gazetteer.is_person_name(words[-1]):
            return Speaker(dataclasses.replace(named, kind=SourceKind.WITNESS.value), name)
        return Speaker(dataclasses.replace(named, person=None))

    def _introduced(self, place: int, name: str) -> Speaker | None:
        for s in self.document.sentences:
            if s.start <= place < s.end:
                s.tokenise()
                k = next((k for k, start in enumerate(s.starts) if start == place), None)
                span = source_phrases.walk_left(s, k, self.capitals) if k is not None else None
                if k is None or span is None:
                    return None
                found = source_phrases.name(s, span, self.capitals)
                if found is not None and found.person:
                    found = speech_appositions.trailing_apposition(s, found, (span[0], k + 1), self.capitals)
                    if found.name and found.name != found.person:
                        speaker = Speaker(found, found.person)
                        self._persons[name.split()[-1].lower()] = speaker
                        return speaker
                return None
        return None
