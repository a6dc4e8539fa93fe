"""Gold articles: texts beside the figures that a careful reader took from them, and the sets that they come in.

The project's own sets are always there; the real ones only where the folder `shared` lies beside the project.
"""

import dataclasses
import datetime
import functools
import json
import pathlib
from typing import Any

import tallybook
from tallybook.articles.text import clean
from tallybook.figure import Figure

ROOT = pathlib.Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@dataclasses.dataclass(frozen=True)
class GoldArticle:
    """One text as the reader of articles cleans it, what is known about it, and its gold figures (dicts as filed)."""

    name: str
    body: str
    published_at: datetime.date | None
    publisher: str | None
    title: str | None
    figures: tuple[dict[str, Any], ...]

    def extract(self) -> list[Figure]:
        """What the engine reads in it, in the order of the text."""
        return tallybook.extract(
            self.body, self.published_at, self.publisher, title=self.title, article_id=f"gold:{self.name}"
        )


@dataclasses.dataclass(frozen=True)
class GoldSet:
    """A set that is reported apart. `tuned` says whether its misses were read while the engine was made."""

    name: str
    gold: pathlib.Path
    articles: pathlib.Path
    tuned: bool
    first: str = ""
    last: str = "~"

    def paths(self) -> list[pathlib.Path]:
        """The gold files of the set; a side file's name ends in `.meta`, a gold file's in a digit."""
        if self.gold.is_file():
            return [self.gold]
        return [p for p in sorted(self.gold.glob("*[0-9].json")) if self.first <= p.stem <= self.last]

    def read(self) -> list[GoldArticle]:
        """The articles of the set."""
        return [read_gold(path, self.articles) for path in self.paths()]


SETS = (
    GoldSet("own, tuned", ROOT / "tests/gold/tuned", ROOT / "tests/gold/tuned", True),
    GoldSet("own, held back", ROOT / "tests/gold/held_back", ROOT / "tests/gold/held_back", False),
    GoldSet("syria", SHARED / "gold/syria-2012-02-29.json", SHARED / "articles", True),
    GoldSet("modern", SHARED / "gold/modern", SHARED / "articles/modern", True),
    GoldSet("more 001-030", SHARED / "gold/more", SHARED / "articles/more", True, last="more-030"),
    GoldSet("more 031-060, held back", SHARED / "gold/more", SHARED / "articles/more", False, first="more-031"),
    GoldSet("events", SHARED / "gold/events", SHARED / "articles/events", True),
    GoldSet("wire", SHARED / "gold/wire", SHARED / "articles/wire", True),
)
COUNTS = SHARED / "counts/dev.jsonl"


def present_sets() -> list[GoldSet]:
    """The sets that are there to be read."""
    return [s for s in SETS if s.gold.exists()]


def read_gold(path: pathlib.Path, articles: pathlib.Path) -> GoldArticle:
    """The gold file at `path`, and its text with the text's side file from the folder `articles`."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = articles / gold["article"]
    if not text.exists():  # a folder an event
        text = next(articles.glob(f"*/{text.name}"))
    side_file = text.with_suffix(".meta.json")
    side = json.loads(side_file.read_text(encoding="utf-8")) if side_file.exists() else {}
    published = side.get("published_at") or gold.get("published_at")
    return GoldArticle(
        path.stem,
        clean(text.read_text(encoding="utf-8")),
        datetime.datetime.fromisoformat(published).date() if published else None,
        side.get("publisher") or gold.get("publisher"),
        side.get("title"),
        tuple(gold["figures"]),
    )


@dataclasses.dataclass(frozen=True)
class CodedReport:
    """A short report and the numbers that people elsewhere coded from it.

    `coded` holds a number a measure; `clean` names the measures whose number follows from the text alone, `silent`
    those coded 0 of which the text says nothing.
    """

    name: str
    body: str
    published_at: datetime.date | None
    publisher: str | None
    coded: dict[str, float]
    clean: tuple[str, ...]
    silent: tuple[str, ...]

    def extract(self) -> list[Figure]:
        """What the engine reads in it."""
        return tallybook.extract(self.body, self.published_at, self.publisher, article_id=f"coded:{self.name}")


@functools.cache
def coded_reports(path: pathlib.Path = COUNTS) -> tuple[CodedReport, ...]:
    """The coded reports of a JSON Lines file; none where it is not there."""
    if not path.exists():
        return ()
    reports = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        published = record.get("published_at")
        reports.append(
            CodedReport(
                record["id"],
                clean(record["text"]),
                datetime.datetime.fromisoformat(published).date() if published else None,
                record.get("publisher"),
                record["coded"],
                tuple(record["clean"]),
                tuple(record["silent"]),
            )
        )
    return tuple(reports)
