"""What a caller may set about reading: columns, limits, network manners."""

import dataclasses
import json
import tomllib
from pathlib import Path

from tallybook.articles.article import ReadError

MEGABYTE = 1_000_000

DEFAULT_COLUMNS: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "body",
        "content",
        "article",
        "maintext",
        "articleBody",
        "content_text",
        "content_html",
        "description",
    ),
    "title": ("title", "headline", "name"),
    "published_at": ("published_at", "published", "date_published", "datePublished", "pubDate", "publishedAt", "date"),
    "publisher": ("publisher", "source", "outlet", "site_name", "domain"),
    "author": ("author", "authors", "byline"),
    "url": ("url", "link", "uri", "id"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read. Sizes are in bytes unless the name says characters; every limit ends in a clear message.

    ``columns`` maps ``text``, ``title``, ``published_at``, ``publisher``, ``author`` and ``url`` to the names to look
    for in records and tables, first found first taken.
    """

    columns: dict[str, tuple[str, ...]] = dataclasses.field(default_factory=lambda: dict(DEFAULT_COLUMNS))
    languages: tuple[str, ...] = ("en",)
    max_article_chars: int = 5 * MEGABYTE
    max_document_bytes: int = 50 * MEGABYTE
    max_page_bytes: int = 5 * MEGABYTE
    max_record_bytes: int = 20 * MEGABYTE
    max_unpacked_bytes: int = 20_000 * MEGABYTE
    max_ratio: int = 200
    max_members: int = 1_000_000
    max_nesting: int = 3
    allow_private_addresses: bool = False
    max_download_bytes: int = 2_000 * MEGABYTE
    timeout_seconds: float = 30.0
    max_seconds_per_url: float = 600.0
    seconds_between_requests: float = 1.0
    max_redirects: int = 5
    max_urls: int = 1_000
    user_agent: str = "tallybook (+reads public articles; polite)"


def load_columns(path: str | Path) -> dict[str, tuple[str, ...]]:
    """The columns of a small TOML or JSON file such as ``text = "story"`` or ``text = ["story", "lead"]``.

    What the file does not name keeps its default. Raises `ReadError` where the file cannot be used.
    """
    path = Path(path)
    try:
        raw = path.read_bytes()
        table = json.loads(raw) if path.suffix == ".json" else tomllib.loads(raw.decode("utf-8"))
    except OSError as error:
        raise ReadError(f"the column map cannot be read ({error.strerror})", "check the path", str(path)) from error
    except ValueError as error:
        raise ReadError(f"the column map is neither TOML nor JSON ({error})", "mend the file", str(path)) from error
    table = table.get("columns", table) if isinstance(table, dict) else None
    if not isinstance(table, dict):
        raise ReadError("the column map is no table", 'write lines such as text = "story"', str(path))
    columns = dict(DEFAULT_COLUMNS)
    for field, names in table.items():
        names = [names] if isinstance(names, str) else names
        if field not in columns:
            known = ", ".join(columns)
            raise ReadError(f"the column map names {field!r}", f"name one of {known}", str(path))
        if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
            raise ReadError(f"the column map gives {field} no column name", "give one name or a list", str(path))
        columns[field] = tuple(names)
    return columns
