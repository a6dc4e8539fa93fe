"""Articles from where they are: readers, cleaning, identity and near-copies. It knows nothing of figures.

for result in tallybook.articles.read(["reports/", "https://example.org/feed.xml"]):
    match result: ...   # Article | Skipped | Unreadable
"""

from tallybook.articles.article import Article, ReadError, Skipped, Unreadable, article_id, content_hash
from tallybook.articles.dates import DateError, parse_date
from tallybook.articles.inputs import STORES, Source, expand
from tallybook.articles.options import DEFAULT_COLUMNS, ReadOptions, load_columns
from tallybook.articles.read import read

__all__ = [
    "DEFAULT_COLUMNS",
    "STORES",
    "Article",
    "DateError",
    "ReadError",
    "ReadOptions",
    "Skipped",
    "Source",
    "Unreadable",
    "article_id",
    "content_hash",
    "expand",
    "load_columns",
    "parse_date",
    "read",
]
