"""Reading one article, top to bottom: the table of contents of the engine."""

import datetime
import hashlib

from tallybook.extraction import clauses
from tallybook.extraction.segmentation import segment
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
    """The reported figures of one text, in the order in which they stand."""
    document = segment(text)
    memory = clauses.Memory(disease=True)
    article_id = article_id or hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    figures = []
    for s in document.sentences:
        links = clauses.links(s.tokenise(), memory)
        if links:
            memory.last, memory.last_index = links, s.index
        for link in links:
            m = link.phrase.numeral
            start, end = s.starts[m.first], s.ends[m.last - 1]
            fid = hashlib.blake2b(f"{article_id}|{start}|{end}|{link.measure}".encode(), digest_size=8).hexdigest()
            figures.append(Figure(figure_id=fid, article_id=article_id, measure=link.measure, population=link.phrase.population, unit=link.phrase.unit or "person",
                value_low=m.low, value_best=m.best, value_high=m.high, qualifier=m.qualifier, number_text=text[start:end], start_char=start, end_char=end,
                sentence=s.string, basis="new"))
    return figures
