"""The published copy, opened for reading, and the numbers by which pages refer to regions, articles and figures."""

import dataclasses
import pathlib
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

import duckdb

from tallybook.report.data_files import names
from tallybook.report.errors import ReportError

PUBLISHED_FILE = "tallybook.duckdb"
# What the pages are made from; a copy without one of these was written by another version.
NEEDED = names(
    "articles counted_figures coverage data_quality disagreements incident_timeline incident_tolls incidents "
    "latest_by_source_region regions revisions sources totals_by_source_region"
)

Claimant = tuple[str | None, str | None, bool]


@dataclasses.dataclass(slots=True)
class Numbers:
    """Positions by which data files refer to what stands once in ``data/ledger.js``."""

    figures: dict[str, int]
    articles: dict[str, int]
    regions: dict[str, int]
    claimants: dict[Claimant, int] = dataclasses.field(default_factory=dict)

    def claimant(self, source_name: str | None, source_kind: str | None, own_voice: bool) -> int:
        """The number of who says something: a source, or a publisher in its own voice."""
        return self.claimants.setdefault((source_name, source_kind, bool(own_voice)), len(self.claimants))

    def of_figures(self, figure_ids: list[str] | None) -> list[int]:
        """The numbers of some figures, in ascending order."""
        return sorted(self.figures[figure_id] for figure_id in figure_ids or ())


class Ledger:
    """A read-only connection to the published copy. Raises `ReportError` where there is none that can be read."""

    def __init__(self, published: pathlib.Path) -> None:
        self.path = published / PUBLISHED_FILE if published.is_dir() else published
        if not self.path.is_file():
            raise ReportError("no published copy", self.path, "write one with `tallybook run` or `tallybook publish`")
        try:
            self.db = duckdb.connect(self.path, read_only=True)
        except duckdb.Error as error:
            told = str(error).splitlines()[0]
            raise ReportError(
                f"cannot be opened ({told})", self.path, "publish again with `tallybook publish`"
            ) from error
        held = {name for (name,) in self.db.execute("SELECT table_name FROM information_schema.tables").fetchall()}
        missing = [name for name in NEEDED if name not in held]
        if missing:
            self.db.close()
            raise ReportError(
                f"lacks the marts {', '.join(missing)}", self.path, "publish again with `tallybook publish`"
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.db.close()

    def rows(self, sql: str, parameters: list[Any] | None = None) -> Iterator[tuple[Any, ...]]:
        """The rows of an answer, fetched in portions so that memory stays flat."""
        cursor = self.db.cursor().execute(sql, parameters or [])
        while portion := cursor.fetchmany(20_000):
            yield from portion

    def records(self, sql: str, parameters: list[Any] | None = None) -> list[dict[str, Any]]:
        """A short answer's rows by column name."""
        cursor = self.db.cursor().execute(sql, parameters or [])
        columns = [column[0] for column in cursor.description or []]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def count(self, sql: str) -> int:
        """The one number that a statement answers."""
        return int(next(self.rows(sql))[0])

    def columns(self, table: str) -> set[str]:
        """The names of a table's columns."""
        return {row[0] for row in self.rows(f"DESCRIBE {table}")}

    def numbers(self) -> Numbers:
        """Number articles from the newest, and figures by article and place in the text."""
        articles = [
            row[0]
            for row in self.rows("SELECT article_id FROM articles ORDER BY published_at DESC NULLS LAST, article_id")
        ]
        figures = [
            row[0]
            for row in self.rows(
                "SELECT figure_id FROM counted_figures JOIN articles USING (article_id) "
                "ORDER BY articles.published_at DESC NULLS LAST, article_id, start_char, end_char, figure_id"
            )
        ]
        regions = [row[0] for row in self.rows("SELECT region_id FROM regions ORDER BY region_path, region_id")]
        return Numbers(*({name: place for place, name in enumerate(ids)} for ids in (figures, articles, regions)))
