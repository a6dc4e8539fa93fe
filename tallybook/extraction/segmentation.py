"""Blocks and sentences of an article: headline, dateline, body, list item; hard-wrapped lines joined."""

import dataclasses
import re

from tallybook.extraction.tokens import Sentence

BULLET = re.compile(r"\s*(?:[•●▪◦‣·*–—]|-{1,2}|\(?\d{1,2}[.)])\s+(?=\S)")
TERMINAL = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|$)|(?<=[a-z)”\"]{2})\.(?=[A-Z][a-z]+\s)")
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sgt|Lt|Col|Gen|Capt|Cpl|Maj|Cmdr|Adm|Rev|Hon|Gov|Sen|Rep|Pres|Supt|Insp|Det|Brig|Pvt|Fr|Sr|Jr|No|Nos|vs|etc|approx|est|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Mt|Ft|"
    r"Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)"
    r"|(?:^|[\s(\"“])(?:[A-Z]|[A-Za-z](?:\.[A-Za-z])+))$"
)
# `Tues. Nov. 3`, `Wed. 2 March`: only before a date, for `on Sat.` may end a sentence.
WEEKDAY = re.compile(r"\b(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)$")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
DAY_OF_MONTH = re.compile(rf"{_MONTH}\.? \d|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}")
# After `U.S.` or `p.m.` a new sentence is sure only where one of its usual first words follows.
OPENERS = re.compile(
    r"[“\"‘']?(?:The|A|An|In|On|At|He|She|It|They|We|But|And|His|Her|Its|Their|This|That|These|Those|There|Some|Many|Most|More|No|One|Two|Three|As|After|Before|"
    r"When|While|Since|For|From|Police|Officials|Meanwhile|However|Earlier|Also|Another|Several|According)\b"
)
DATELINE = re.compile(
    r"^(?P<place>[A-Z][\w.'’-]*(?:[ ,/]+(?:[A-Z(][\w.'’)-]*|of|de|la|el|al|and))*)"
    r"(?P<date>,?\s+\(?\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][A-Za-z]{2,8}\.?(?:\s+\d{2,4})?\)?|,?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?)?"
    r"(?P<agency>\s*\([^()\n]{2,60}\))?\s*(?P<dash>—|–|--|- |\s-\s|-(?=[A-Z]))\s*"
)


@dataclasses.dataclass(slots=True)
class Block:
    """A paragraph, headline or list item: a span of the text."""

    start: int
    end: int
    kind: str  # headline, list, body
    index: int
    dateline: tuple[int, int] | None = None  # span of the dateline's place
    sentences: list[Sentence] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(slots=True)
class Document:
    """A text cut into blocks and sentences."""

    text: str
    blocks: list[Block]
    sentences: list[Sentence]
    capitals: bool  # all-capital wire copy: case tells nothing


def segment(text: str) -> Document:
    """Cut a text into blocks and sentences; spans point into the text as given."""
    letters = text[:4000]
    upper, lower = sum(map(str.isupper, letters)), sum(map(str.islower, letters))
    capitals = upper > 4 * lower and upper > 20
    blocks = [Block(start, end, "body", i) for i, (start, end) in enumerate(_paragraphs(text))]
    sentences: list[Sentence] = []
    for block in blocks:
        _classify(text, block, capitals)
        for start, end in _sentences(text, block):
            sentence = Sentence(text, start, end, len(sentences), block)
            block.sentences.append(sentence)
            sentences.append(sentence)
    _mark_quotations(sentences)
    return Document(text, blocks, sentences, capitals)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the paragraphs; lines are joined only where the text is hard-wrapped."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n\r]+", text)]
    lines = [(s, e) for s, e in lines if text[s:e].strip()]
    lengths = sorted(e - s for s, e in lines)
    wrapped = len(lines) > 3 and lengths[-1] <= 100 and lengths[len(lengths) // 2] >= 45
    spans: list[tuple[int, int]] = []
    for start, end in lines:
        previous = spans[-1] if spans else None
        if (
            wrapped
            and previous is not None
            and text[previous[1] : start].count("\n") == 1
            and not text[start:end].startswith("   ")
            and not BULLET.match(text, start, end)
        ):
            spans[-1] = (previous[0], end)
        else:
            spans.append((start, end))
    return spans


def _classify(text: str, block: Block, capitals: bool) -> None:
    while block.start < block.end and text[block.start].isspace():
        block.start += 1
    while block.end > block.start and text[block.end - 1].isspace():
        block.end -= 1
    content = text[block.start : block.end]
    bullet = BULLET.match(content)
    if bullet:
        block.kind = "list"
        block.start += bullet.end()
        content = text[block.start : block.end]
    elif "|" in content:
        block.kind = "list"  # a table's row
    elif len(content) < 160 and not re.search(r"[.!?…:;,][\"”’')\]]*$", content):
        words = re.findall(r"[^\W\d_]+", content)
        titled = sum(w[0].isupper() for w in words) if not capitals else 0
        if block.index == 0 or (words and titled >= 0.6 * len(words)) or (block.index <= 6 and len(words) >= 4):
            block.kind = "headline"
    dateline = DATELINE.match(content)
    if dateline and block.kind != "headline" and len(dateline.group("place")) < 60 and _is_dateline(dateline, capitals):
        block.dateline = (block.start, block.start + dateline.end("place"))
        block.start += dateline.end()


def _is_dateline(match: re.Match[str], capitals: bool) -> bool:
    place = match.group("place")
    if match.group("agency") or match.group("date"):
        return True
    return (place.isupper() and len(place) > 2 and not capitals) or (
        match.group("dash") in ("—", "–", "--")
        and len(place.split()) <= 4
        and place[0].isupper()
        and " " not in place.split(",")[0][20:]
    )


def _sentences(text: str, block: Block) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = block.start
    for match in TERMINAL.finditer(text, block.start, block.end):
        end = match.end()
        rest = text[end : min(end + 40, block.end)].lstrip()
        if rest and match.group()[0] == "." and len(match.group()) == 1:
            if ABBREVIATION.search(text[max(start, match.start() - 12) : match.start()]) and rest[:1] != "[":
                before = text[max(start, match.start() - 6) : match.start()]
                if not re.search(r"(?:^|\W)(?:[ap]\.m|[A-Z]\.[A-Z])$", before) or not OPENERS.match(rest):
                    continue
            if WEEKDAY.search(text[max(start, match.start() - 6) : match.start()]) and DAY_OF_MONTH.match(rest):
                continue
            if rest[0].islower() or rest[0] in ",;:":
                continue
        elif rest and rest[0].islower():
            continue
        _append(text, spans, start, end)
        start = end
    _append(text, spans, start, block.end)
    return spans


def _append(text: str, spans: list[tuple[int, int]], start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        # A sentence of many thousand characters is no sentence: cut it, so that work stays linear.
        while end - start > 3000:
            cut = text.rfind(" ", start, start + 3000)
            cut = cut if cut > start else start + 3000
            spans.append((start, cut))
            start = cut
            while start < end and text[start].isspace():
                start += 1
        if end > start:
            spans.append((start, end))


def _mark_quotations(sentences: list[Sentence]) -> None:
    """For each sentence that begins inside a quotation, the index of the sentence where that opened."""
    opened: int | None = None
    block = None
    for sentence in sentences:
        if block is not sentence.block:
            # A quotation that runs over paragraphs opens each of them anew.
            if opened is not None and not sentence.text.startswith(("“", '"'), sentence.start):
                opened = None
            block = sentence.block
        sentence.quoted_from = opened
        for mark in re.finditer(r"[“”\"]", sentence.text[sentence.start : sentence.end]):
            if mark.group() == "“":
                opened = sentence.index if opened is None else opened
            elif mark.group() == "”":
                opened = None
            else:
                opened = None if opened is not None else sentence.index
