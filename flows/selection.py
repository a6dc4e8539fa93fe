"""Which articles a run wants, how they are read, and what it says of those that do not say it themselves."""

import dataclasses
import datetime
from collections.abc import Iterable, Iterator

from tallybook.articles import DEFAULT_COLUMNS, Article, ReadOptions, Skipped, Unreadable, read


class Outside:
    """An article that lies outside the days asked for: read, and not wanted."""


@dataclasses.dataclass(frozen=True, slots=True)
class Selection:
    """The caller's date and publisher for every article, and the days, both inclusive and in UTC, that are wanted.

    `columns` says under which names records and tables hold what (see `ReadOptions`); None for the usual names. Where a
    day is given, an article without a date is not wanted: nothing says that it lies between them.
    """

    published_at: datetime.datetime | None = None
    publisher: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    columns: dict[str, tuple[str, ...]] | None = None
    allow_private_addresses: bool = False

    def read(self, paths: Iterable[str]) -> Iterator[Article | Skipped | Unreadable | Outside]:
        """The articles of the paths in order."""
        options = ReadOptions(
            columns=self.columns or DEFAULT_COLUMNS, allow_private_addresses=self.allow_private_addresses
        )
        for found in read(paths, published_at=self.published_at, publisher=self.publisher, options=options):
            yield found if not isinstance(found, Article) or self._wants(found.published_at) else Outside()

    def _wants(self, moment: datetime.datetime | None) -> bool:
        if self.since is None and self.until is None:
            return True
        if moment is None:
            return False
        day = (moment if moment.tzinfo is None else moment.astimezone(datetime.UTC)).date()
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
