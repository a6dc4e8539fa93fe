"""Reading one article, top to bottom: the table of contents of the engine."""

import datetime
import hashlib

from tallybook.extraction import attribution, basis, clauses, confidence, events, gazetteer, places, relations
from tallybook.extraction.linking import Link
from tallybook.extraction.mention import Mention
from tallybook.extraction.segmentation import Document, segment
from tallybook.extraction.tokens import Sentence
from tallybook.figure import Figure

ENGINE_VERSION = "1"


def extract(
    text: str,
    published_at: datetime.date | str | None = None,
    publisher: str | None = None,
    *,
    title: str | None = None,
    article_id: str | None = None,
) -> list[Figure]:
    """The reported figures of one text, in the order in which they stand.

    `published_at` (a date, or an ISO 8601 string) is what relative days are counted from; without it they stay null.
    `article_id` goes into the ids of the figures; without it the text itself does. Spans point into `text` as given.
    Raises ValueError for a `published_at` that is no date.
    """
    published = as_date(published_at)
    document = segment(text)
    counted = count(document)
    if not counted:
        return []
    article_id = article_id or digest(text)
    attributor = attribution.Attributor(document, publisher)
    for s in document.sentences:
        attributor.read(s.tokenise())
    sources = {id(link): attributor.source_of(s, link) for s, links in counted for link in links}
    named = places.Places(document, {s.index: attributor.zones(s) for s in document.sentences})
    named.read()
    mentions = situate(document, counted, named, published, sources, article_id)
    relations.relate(mentions)
    relations.share_periods(mentions)
    relations.widen_places(mentions)
    basis.inherit(mentions)
    attributor.settle(named.main_country)
    return [figure(document, m, sources[id(m.link)], article_id) for m in mentions]


def as_date(value: datetime.date | str | None) -> datetime.date | None:
    """The day of publication; none where its year is no year of news: counting from it could leave the calendar."""
    if isinstance(value, str):
        value = datetime.datetime.fromisoformat(value)
    day = value.date() if isinstance(value, datetime.datetime) else value
    return day if day is not None and 1000 <= day.year <= 9000 else None


def digest(text: str) -> str:
    """An id made of the text."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def count(document: Document) -> list[tuple[Sentence, list[Link]]]:
    """Every sentence with the numerals that count somebody, each linked to its predicate."""
    memory = clauses.memory_of(document)
    counted = []
    for s in document.sentences:
        links = clauses.links(s.tokenise(), memory)
        if links:
            memory.last, memory.last_index = links, s.index
            counted.append((s, links))
    return counted


def situate(
    document: Document,
    counted: list[tuple[Sentence, list[Link]]],
    named: places.Places,
    published: datetime.date | None,
    sources: dict[int, attribution.Attributed],
    article_id: str,
) -> list[Mention]:
    """Give each figure its event, and so its place, period and basis."""
    links_of = {s.index: links for s, links in counted}
    told = events.Events(document, named, published)
    mentions = []
    for s in document.sentences:
        links = links_of.get(s.index, [])
        placed = told.read(s, links)
        kinds = told.kinds(s) if links else []
        for link, place in zip(links, placed, strict=True):
            source = sources[id(link)].source
            mentions.append(
                Mention(
                    link,
                    s,
                    place,
                    basis.basis(s, link, place, kinds),
                    source.source_id if source else None,
                    source.kind if source else None,
                    figure_id(s, link, article_id),
                )
            )
    for mention in mentions:
        told.leave_out(mention)
    told.join([mention.placed for mention in mentions])
    told.settle([(m.sentence, m.link, m.placed, sources[id(m.link)].source) for m in mentions])
    return mentions


def figure_id(s: Sentence, link: Link, article_id: str) -> str:
    """Stable and citable: from article, span and measure, whatever the engine's version."""
    numeral = link.phrase.numeral
    return digest(f"{article_id}|{s.starts[numeral.first]}|{s.ends[numeral.last - 1]}|{link.measure}")


def _undated(mention: Mention) -> bool:
    """Whether the day of its event is not the figure's: a stock is of now, and an epidemic goes on behind the day that
    some of its cases were told for.
    """
    placed = mention.placed
    if placed.own_time:
        return False
    leads = mention.part_of is not None or mention.restates is not None or mention.link.share_of_group
    ill = placed.event is not None and placed.event.type == "outbreak" and placed.precision == "day"
    return mention.basis == "stock" or (ill and not leads)


def figure(document: Document, mention: Mention, said: attribution.Attributed, article_id: str) -> Figure:
    """The ledger's row of a mention."""
    s, link, placed = mention.sentence, mention.link, mention.placed
    numeral, phrase = link.phrase.numeral, link.phrase
    start, end = s.starts[numeral.first], s.ends[numeral.last - 1]
    region, topo, event, source = placed.region, placed.toponym, placed.event, said.source
    undated = _undated(mention)
    row = Figure(
        figure_id=mention.figure_id,
        article_id=article_id,
        measure=link.measure,
        population=phrase.population or "people",
        unit=phrase.unit if phrase.unit in ("household", "building") else "person",
        value_low=numeral.low,
        value_best=numeral.best,
        value_high=numeral.high,
        qualifier=numeral.qualifier,
        number_text=document.text[start:end],
        start_char=start,
        end_char=end,
        sentence=s.string,
        basis=mention.basis,
        period_start=None if undated else placed.start,
        period_end=None if undated else placed.end,
        period_text=None if undated else placed.period_text,
        period_precision="unknown" if undated else placed.precision,
        region_id=region.region_id if region else None,
        region_name=region.name if region else None,
        region_path=gazetteer.path(region) if region else None,
        country_code=placed.country,
        place_text=topo.text if topo else None,
        place_precision=places.precision(topo, region),
        latitude=region.latitude if region else None,
        longitude=region.longitude if region else None,
        source_id=source.source_id if source else None,
        source_name=source.name if source else None,
        source_kind=source.kind if source else None,
        speaker=source.speaker if source else None,
        via_source_name=source.via if source else None,
        attribution=said.attribution,
        certainty="denied" if mention.withdrawn else certainty(s, link, said),
        part_of_figure_id=mention.part_of.figure_id if mention.part_of else None,
        restates_figure_id=mention.restates.figure_id if mention.restates else None,
        engine_version=ENGINE_VERSION,
    )
    if event is not None and not placed.of_none:
        place = event.place()
        where = place.resolved if place is not None else None
        row.event_key, row.event_type, row.event_start, row.event_end = event.key, event.type, event.start, event.end
        row.event_region_id = where.region_id if where else None
        row.event_country_code = (where.country_code or None) if where else placed.country
        row.event_place = place.text if place is not None else None
    row.confidence = confidence.confidence(mention, row)
    return row


DENYING = frozenset("denied denies deny denying refuted refutes refute disputed disputes dispute".split())
TO_DENY = frozenset(
    "a an the all any media news social false claim claims report reports rumour rumours rumor rumors allegation "
    "allegations accusation accusations suggestion suggestions statement statements by from on in of that some more "
    "than at least about around as many over up to nearly almost".split()
)


def denied(s: Sentence, link: Link) -> bool:
    """Whether a verb of denial governs the number: `denied that 60 had died`, `denies reports of 60 deaths`.

    Between the two stand only a noun of claiming, its article and who claimed it; `did not deny` denies nothing.
    """
    for i in range(link.phrase.numeral.first - 1, max(-1, link.phrase.numeral.first - 10), -1):
        if s.lows[i] in DENYING:
            return not {"not", "n't", "n’t", "never", "nobody", "neither"}.intersection(s.lows[max(0, i - 3) : i])
        if s.lows[i] not in TO_DENY and not s.is_name(i):
            return False
    return False


def certainty(s: Sentence, link: Link, said: attribution.Attributed) -> str:
    """How firmly the figure is stated: denied, suggested, estimated, else reported."""
    if denied(s, link):
        return "denied"
    if link.doubt or said.doubt:
        return "suggested"
    return "estimated" if said.estimated or link.phrase.numeral.estimated else "reported"
