"""Every column of the ledger, once: its type, whether it may be null, and what it means.

The pandera models, DuckDB's tables with their checks and comments, and the data dictionary derive from this file; a
table (`schemas.tables`) only lists the names of its columns. A field that two tables share means the same in both.
"""

import dataclasses
from enum import StrEnum

import polars as pl

from tallybook import vocabulary


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """One column. `check` is a condition on the column alone, in SQL that DuckDB and polars share; null passes."""

    name: str
    polars: pl.DataType
    duckdb: str
    meaning: str
    nullable: bool = True
    vocabulary: type[StrEnum] | tuple[str, ...] = ()
    check: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The closed vocabulary's words; empty where the column is open."""
        return tuple(str(word) for word in self.vocabulary)


TEXT = (pl.String(), "VARCHAR")
NUMBER = (pl.Float64(), "DOUBLE")
COUNT = (pl.Int64(), "BIGINT")
DATE = (pl.Date(), "DATE")
MOMENT = (pl.Datetime("us"), "TIMESTAMP")

RUN_STATUS = ("running", "done", "failed", "killed")
RUN_KIND = ("ingest", "reprocess", "backfill")
REJECT_STAGE = ("read", "article", "figure")


def _field(name: str, kind: tuple[pl.DataType, str], meaning: str, **more: object) -> Field:
    return Field(name, kind[0], kind[1], meaning, **more)  # type: ignore[arg-type]  # the keywords are Field's own


ALL = (
    # Articles
    _field(
        "article_id",
        TEXT,
        "One content at one uri; from the hash of both, the same wherever it is read",
        nullable=False,
    ),
    _field("uri", TEXT, "Where the article was read; ends with the file's name for a file", nullable=False),
    _field("publisher", TEXT, "Who published the article; null where its source did not say"),
    _field("title", TEXT, "The article's headline"),
    _field("published_at", MOMENT, "When the article was published, in UTC; null where its source did not say"),
    _field(
        "published_utc_offset",
        (pl.Int32(), "INTEGER"),
        "Minutes that the time zone of the publication lay ahead of UTC; null where none was given",
    ),
    _field(
        "published_at_source", TEXT, "Where the date came from: metadata, feed, sitemap, column, side_file or argument"
    ),
    _field("author", TEXT, "Who wrote the article, as printed"),
    _field("url", TEXT, "The article's own address on the web, where it gives one"),
    _field("language", TEXT, "The language of the body, ISO 639-1"),
    _field("body", TEXT, "The cleaned text; every span points into it", nullable=False),
    _field("content_hash", TEXT, "SHA-256 of the body, in hex", nullable=False),
    _field(
        "removed_chars",
        COUNT,
        "Unicode characters that were cut as boilerplate",
        nullable=False,
        check="removed_chars >= 0",
    ),
    _field(
        "removed", (pl.List(pl.String()), "VARCHAR[]"), "What was cut as boilerplate, in order, each piece shortened"
    ),
    _field(
        "revision",
        (pl.Int32(), "INTEGER"),
        "1 for the first content seen at the uri, 2 for the next, …; the highest stands",
        nullable=False,
        check="revision >= 1",
    ),
    _field("duplicate_of_article_id", TEXT, "The article that this one is a copy or a syndicated near-copy of"),
    _field("signature", (pl.Binary(), "BLOB"), "MinHash signature of the body, for finding near-copies"),
    # Figures
    _field("figure_id", TEXT, "Stable and citable name of the figure; from article, span and measure", nullable=False),
    _field(
        "measure",
        TEXT,
        "What happened to those counted: killed, injured, missing, displaced, …; an entry of the lexicon",
        nullable=False,
    ),
    _field("population", TEXT, "Who is counted, in the article's words, lower case", nullable=False),
    _field("unit", TEXT, "What one of the counted is", nullable=False, vocabulary=vocabulary.Unit),
    _field("value_low", NUMBER, "The least that the words allow; null where they set no floor", check="value_low >= 0"),
    _field("value_best", NUMBER, "The number itself where the words state one; never a guess", check="value_best >= 0"),
    _field(
        "value_high", NUMBER, "The most that the words allow; null where they set no ceiling", check="value_high >= 0"
    ),
    _field("qualifier", TEXT, "How exact the words are", nullable=False, vocabulary=vocabulary.Qualifier),
    _field("number_text", TEXT, "The number as written", nullable=False, check="number_text <> ''"),
    _field(
        "start_char",
        COUNT,
        "Where the number starts in articles.body, in Unicode characters from 0",
        nullable=False,
        check="start_char >= 0",
    ),
    _field(
        "end_char",
        COUNT,
        "The first character after the number: body[start_char:end_char] = number_text",
        nullable=False,
    ),
    _field("sentence", TEXT, "The sentence that holds the figure", nullable=False),
    _field(
        "basis",
        TEXT,
        "new (in the period), cumulative (since a start), stock (at a time), rate (per day, …)",
        nullable=False,
        vocabulary=vocabulary.Basis,
    ),
    _field("period_start", DATE, "First day of the period, inclusive; null where the text does not fix it"),
    _field("period_end", DATE, "Last day of the period, inclusive; null where the text does not fix it"),
    _field("period_text", TEXT, "The words that tell the period"),
    _field(
        "period_precision",
        TEXT,
        "How finely the text fixes the period",
        nullable=False,
        vocabulary=vocabulary.PeriodPrecision,
    ),
    _field("region_id", TEXT, "The leaf region in which it happened"),
    _field("region_name", TEXT, "The leaf region's name as English-language news writes it"),
    _field("region_path", TEXT, "From the country down to the leaf: Syria / Homs / Baba Amr"),
    _field(
        "country_code",
        TEXT,
        "ISO 3166-1 alpha-2 code of the country in which it happened",
        check="length(country_code) = 2 and upper(country_code) = country_code",
    ),
    _field("place_text", TEXT, "The words of the text that name the place"),
    _field(
        "place_precision", TEXT, "The level of the leaf region", nullable=False, vocabulary=vocabulary.PlacePrecision
    ),
    _field(
        "latitude",
        NUMBER,
        "Degrees north, of the nearest gazetteer region up the path",
        check="latitude between -90 and 90",
    ),
    _field(
        "longitude",
        NUMBER,
        "Degrees east, of the nearest gazetteer region up the path",
        check="longitude between -180 and 180",
    ),
    _field(
        "source_id", TEXT, "The body that the figure is attributed to; null where the article speaks in its own voice"
    ),
    _field("source_name", TEXT, "That body's canonical name"),
    _field("source_kind", TEXT, "What kind of body it is", vocabulary=vocabulary.SourceKind),
    _field("speaker", TEXT, "The person quoted"),
    _field("via_source_name", TEXT, "Who relayed the figure: the UN relaying a government's"),
    _field(
        "attribution",
        TEXT,
        "explicit, inherited (carried from the sentence before) or publisher (own voice)",
        nullable=False,
        vocabulary=vocabulary.Attribution,
    ),
    _field("certainty", TEXT, "How firmly the source states it", nullable=False, vocabulary=vocabulary.Certainty),
    _field("part_of_figure_id", TEXT, "The figure that this one is a share of: 50 in Homs, of 104"),
    _field("restates_figure_id", TEXT, "The fuller mention, where this one repeats it: a headline, a recap"),
    _field("event_key", TEXT, "The event of the article that the figure belongs to, unique within the article"),
    _field("event_type", TEXT, "What kind of event it is: earthquake, attack, flood, …"),
    _field("event_start", DATE, "First day of that event"),
    _field("event_end", DATE, "Last day of that event"),
    _field("event_region_id", TEXT, "The region of that event"),
    _field("event_country_code", TEXT, "The country of that event, ISO 3166-1 alpha-2"),
    _field("event_place", TEXT, "The place of that event, in words"),
    _field(
        "confidence",
        NUMBER,
        "0 to 1: the share of such rows that were right on the gold files",
        nullable=False,
        check="confidence between 0 and 1",
    ),
    _field("engine_version", TEXT, "The version of the engine that read the article", nullable=False),
    _field("incident_id", TEXT, "The one datable event, across articles, that the figure belongs to; null for none"),
    # Regions
    _field("parent_region_id", TEXT, "The region one step up the path; null for a country"),
    _field(
        "depth", (pl.Int32(), "INTEGER"), "Steps down from the country, which is 0", nullable=False, check="depth >= 0"
    ),
    # Incidents
    _field("incident_type", TEXT, "What kind of event it is: earthquake, attack, flood, …"),
    _field("label", TEXT, "A short name of the incident: earthquake, Aceh, 2 July 2013", nullable=False),
    _field("started_on", DATE, "First day of the incident, where a report fixes it"),
    _field("ended_on", DATE, "Last day of the incident, where a report fixes it"),
    _field("first_published_at", MOMENT, "When the first report of it was published, in UTC"),
    _field("last_published_at", MOMENT, "When the latest report of it was published, in UTC"),
    _field("articles", COUNT, "How many articles stand behind the row", nullable=False),
    _field("publishers", COUNT, "How many publishers stand behind the row", nullable=False),
    _field("sources", COUNT, "How many sources stand behind the row", nullable=False),
    _field("merged_into", TEXT, "The surviving incident that this id leads to, where two turned out to be one"),
    # Runs
    _field("run_id", TEXT, "The run that wrote the row", nullable=False),
    _field("kind", TEXT, "What the run did", nullable=False, vocabulary=RUN_KIND),
    _field("status", TEXT, "How the run stands; killed where its process died", nullable=False, vocabulary=RUN_STATUS),
    _field("started_at", MOMENT, "When the run began, in UTC", nullable=False),
    _field("finished_at", MOMENT, "When the run ended, in UTC; null while it runs or where it was killed"),
    _field("flow_run_id", TEXT, "Prefect's id of the flow run, which leads to its logs"),
    _field("parameters", (pl.String(), "JSON"), "What the run was called with, as JSON"),
    _field("timings", (pl.String(), "JSON"), "Seconds a stage took, as JSON"),
    _field("message", TEXT, "What is to be said about it, in one line"),
    _field("articles_read", COUNT, "Inputs read: new + changed + skipped + rejected", nullable=False),
    _field("articles_new", COUNT, "Articles of a uri that was not known", nullable=False),
    _field("articles_changed", COUNT, "Articles that are a new revision of a known uri", nullable=False),
    _field(
        "articles_copies", COUNT, "Of the new and changed, copies or near-copies of another article", nullable=False
    ),
    _field("articles_skipped", COUNT, "Inputs that were here already", nullable=False),
    _field(
        "articles_rejected",
        COUNT,
        "Inputs that were turned away; each has a row in rejects, the same input only one",
        nullable=False,
    ),
    _field("figures_loaded", COUNT, "Figures loaded", nullable=False),
    _field("figures_rejected", COUNT, "Figures turned away because their row broke a rule", nullable=False),
    # Rejects
    _field("reject_id", TEXT, "From what was rejected and why, so that the same again is the same row", nullable=False),
    _field(
        "stage",
        TEXT,
        "Where it was turned away: read (no article came of it), article or figure (its row broke a rule)",
        nullable=False,
        vocabulary=REJECT_STAGE,
    ),
    _field("rule", TEXT, "The rule that was broken", nullable=False),
    _field("row", (pl.String(), "JSON"), "The rejected row, as JSON"),
    # Near-copies and the schema's own
    _field("band", (pl.Int32(), "INTEGER"), "Number of the band of the signature", nullable=False),
    _field(
        "band_hash", (pl.Int64(), "BIGINT"), "Hash of that band; articles that share one are compared", nullable=False
    ),
    _field("version", (pl.Int32(), "INTEGER"), "Version of the warehouse's schema", nullable=False),
    _field("applied_at", MOMENT, "When the warehouse came to that version, in UTC", nullable=False),
    _field("state_key", TEXT, "Name of a fact that the warehouse keeps about itself", nullable=False),
    _field("state_value", TEXT, "The fact"),
)

FIELDS: dict[str, Field] = {field.name: field for field in ALL}
