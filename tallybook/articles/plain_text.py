"""The reader of plain text: one file, one article, nothing cut."""

from tallybook.articles.article import Draft
from tallybook.articles.documents import Document, Read
from tallybook.articles.options import ReadOptions
from tallybook.articles.text import decode


def read_text(document: Document, options: ReadOptions) -> Read:
    """The one article of a text file, as it stands; the engine itself knows a share bar when it sees one."""
    yield Draft(document.uri, decode(document.whole(options.max_document_bytes)))
