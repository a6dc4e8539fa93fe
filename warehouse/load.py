"""One batch into the warehouse, in one transaction: checked in bulk, what is bad to `rejects`, the rest in."""

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import polars as pl

import schemas
from warehouse import regions
from warehouse.connection import given, one_row, transaction

Rows = pl.DataFrame | Iterable[Any]


@dataclasses.dataclass(slots=True)
class Batch:
    """What one batch brings: articles as read, the figures found in them, and what was turned away before.

    Rows are a polars DataFrame, mappings, or dataclasses. `articles` has the fields of `tallybook.articles.Article`
    (`bands` and `signature` where near-copies are to be found), `figures` those of `tallybook.Figure`, `rejects` at
    least `uri`, `rule` and `message`: one row an input that could not be read or was left out for a reason. `skipped`
    counts the inputs that the flow left out itself because `known_articles` named them.
    """

    articles: Rows = ()
    figures: Rows = ()
    rejects: Rows = ()
    skipped: int = 0


@dataclasses.dataclass(slots=True)
class Loaded:
    """What a batch did: `read` = `new` + `changed` + `skipped` + `rejected` inputs, and the figures of the first two.

    `changed` are new revisions of a uri that was known. `rejected_figures` are figures whose row broke a rule.
    """

    read: int = 0
    new: int = 0
    changed: int = 0
    skipped: int = 0
    rejected: int = 0
    figures: int = 0
    rejected_figures: int = 0


def load(db: duckdb.DuckDBPyConnection, batch: Batch, run_id: str) -> Loaded:
    """Validate and load a batch in one transaction, its run's counts too; the same batch again adds nothing."""
    articles, seen_twice = _articles(batch.articles, run_id)
    known = known_articles(db, articles["article_id"])
    fresh = articles.filter(~pl.col("article_id").is_in(list(known)))
    fresh, article_rejects = sift(fresh, "articles")
    figures = _figures(batch.figures, known, seen_twice, run_id)
    figures, figure_rejects = sift(with_bodies(figures, fresh), "figures")
    rejects = pl.concat([_read_rejects(batch.rejects), article_rejects, figure_rejects])
    loaded = Loaded(
        skipped=batch.skipped + len(known) + len(seen_twice),
        rejected=rejects.filter(pl.col("stage") == "read").height + article_rejects["article_id"].n_unique(),
        figures=figures.height,
        rejected_figures=figure_rejects["figure_id"].n_unique(),
    )
    with transaction(db):
        loaded.changed = _insert_articles(db, fresh)
        loaded.new = fresh.height - loaded.changed
        loaded.read = loaded.new + loaded.changed + loaded.skipped + loaded.rejected
        insert_figures(db, figures)
        insert_rejects(db, rejects, run_id)
        _count(db, loaded, run_id)
        if fresh.height:
            mark_stale(db)
    return loaded


def known_articles(db: duckdb.DuckDBPyConnection, article_ids: Iterable[str]) -> set[str]:
    """Those of the ids that are in `articles`."""
    wanted = pl.DataFrame({"article_id": pl.Series(list(article_ids), dtype=pl.String)})
    if wanted.is_empty():
        return set()
    with given(db, wanted=wanted):
        found = db.execute("SELECT DISTINCT article_id FROM articles SEMI JOIN wanted USING (article_id)").fetchall()
    return {row[0] for row in found}


def mark_stale(db: duckdb.DuckDBPyConnection) -> None:
    """Remember, in the transaction that changed the rows, that the models have to be built again."""
    db.execute("DELETE FROM warehouse_state WHERE state_key = 'models_built'")


def rows_as_mappings(rows: Rows) -> pl.DataFrame | list[Mapping[str, Any]]:
    """Rows of any kind that `Batch` takes, dataclasses as mappings."""
    if isinstance(rows, pl.DataFrame):
        return rows
    listed: Iterable[Any] = rows
    return [
        row if isinstance(row, Mapping) else {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
        for row in listed
    ]


def shape_articles(rows: Rows) -> pl.DataFrame:
    """Articles in their table's shape, `bands` kept, each moment in UTC with its offset beside it.

    What only the ledger can say (`run_id`, `revision`) stays null. Articles that are in this shape already stay as they
    are, so that a process which only reads can do this work for the one that writes.
    """
    told = rows_as_mappings(rows)
    if isinstance(told, pl.DataFrame):
        told = _in_utc(told)
    else:
        told = [dict(row) | _moment(row.get("published_at")) for row in told]
    frame = schemas.shape(told, "articles", extra=("bands",))
    bands = pl.col("bands") if "bands" in frame.columns else pl.lit(None)
    return frame.with_columns(bands.cast(pl.List(pl.Int64)).alias("bands"))


def _articles(rows: Rows, run_id: str) -> tuple[pl.DataFrame, set[str]]:
    """The articles in their table's shape, `bands` kept, each once; and the ids that came more than once."""
    frame = shape_articles(rows).with_columns(
        run_id=pl.lit(run_id), revision=pl.lit(1, pl.Int32), removed_chars=pl.col("removed_chars").fill_null(0)
    )
    twice = set(frame.filter(~pl.col("article_id").is_first_distinct())["article_id"].to_list())
    return frame.unique("article_id", keep="first", maintain_order=True), twice


def _moment(value: datetime.datetime | datetime.date | None) -> dict[str, Any]:
    """A moment with or without a zone as the ledger stores it: in UTC, and the zone's offset beside it."""
    if not isinstance(value, datetime.datetime):
        whole_day = datetime.datetime.combine(value, datetime.time()) if isinstance(value, datetime.date) else None
        return {"published_at": whole_day, "published_utc_offset": None}
    offset = value.utcoffset()
    if offset is None:
        return {"published_at": value, "published_utc_offset": None}
    return {
        "published_at": value.replace(tzinfo=None) - offset,
        "published_utc_offset": int(offset.total_seconds() // 60),
    }


def _in_utc(frame: pl.DataFrame) -> pl.DataFrame:
    """The same for a whole column."""
    kind = frame.schema.get("published_at")
    if not isinstance(kind, pl.Datetime) or kind.time_zone is None:
        return frame
    moment = pl.col("published_at")
    local, in_utc = moment.dt.replace_time_zone(None), moment.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    return frame.with_columns(
        published_at=in_utc, published_utc_offset=(local - in_utc).dt.total_minutes().cast(pl.Int32)
    )


def _figures(rows: Rows, known: set[str], seen_twice: set[str], run_id: str) -> pl.DataFrame:
    """The figures in their table's shape, without those of articles that are here already."""
    frame = schemas.shape(rows_as_mappings(rows), "figures").with_columns(run_id=pl.lit(run_id))
    if known:
        frame = frame.filter(~pl.col("article_id").is_in(list(known)).fill_null(False))
    if seen_twice:
        repeated = (
            pl.col("article_id").is_in(list(seen_twice)).fill_null(False) & ~pl.col("figure_id").is_first_distinct()
        )
        frame = frame.filter(~repeated)
    return frame


def with_bodies(figures: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Figures with the `body` and `uri` of their article beside them, null where the article is not there."""
    return figures.join(
        articles.select("article_id", "body", "uri"), on="article_id", how="left", maintain_order="left"
    )


def sift(frame: pl.DataFrame, table: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The good rows of a table, in its columns (and `bands`); and a reject for each rule that a bad row broke."""
    kept = [name for name in frame.columns if name in schemas.TABLES[table].columns or name == "bands"]
    broken = schemas.broken_rules(frame, table)
    if broken.is_empty():
        return frame.select(kept), reject_rows([])
    numbered = frame.with_row_index("row_number")
    good = numbered.join(broken, left_on="row_number", right_on="row", how="anti", maintain_order="left").select(kept)
    bad = numbered.join(broken, left_on="row_number", right_on="row", how="inner", maintain_order="left")
    shown = [name for name in kept if name not in ("body", "signature", "bands", "removed")]
    rejects = bad.with_columns(
        stage=pl.lit(table.removesuffix("s")),
        message=pl.lit("the row breaks the rule ") + pl.col("rule") + pl.lit(" of the table " + table),
        row=pl.struct(shown).struct.json_encode(),
    )
    return good, reject_rows(rejects)


def reject_rows(rows: Rows) -> pl.DataFrame:
    """Rejects in their table's shape; the id comes when they are inserted."""
    return schemas.shape(rows_as_mappings(rows), "rejects").with_columns(stage=pl.col("stage").fill_null("read"))


def _read_rejects(rows: Rows) -> pl.DataFrame:
    frame = reject_rows(rows)
    return frame.with_columns(rule=pl.col("rule").fill_null("unreadable"), message=pl.col("message").fill_null(""))


def _insert_articles(db: duckdb.DuckDBPyConnection, fresh: pl.DataFrame) -> int:
    """Insert new articles with their revision numbers and bands; how many are a revision of a uri known before."""
    if fresh.is_empty():
        return 0
    with given(db, incoming=fresh.with_row_index("position")):
        db.execute(
            """
            INSERT INTO articles BY NAME
            SELECT incoming.* EXCLUDE (position, bands) REPLACE (coalesce(before.revision, 0) + row_number()
                OVER (PARTITION BY incoming.uri ORDER BY incoming.published_at NULLS FIRST, position) AS revision)
            FROM incoming LEFT JOIN (
                SELECT uri, max(revision) AS revision FROM articles SEMI JOIN incoming USING (uri) GROUP BY uri
            ) AS before ON before.uri = incoming.uri
            """
        )
        db.execute(
            """
            INSERT INTO article_bands BY NAME
            SELECT unnest(range(len(bands)))::INTEGER AS band, unnest(bands) AS band_hash, article_id FROM incoming
            """
        )
        counted = "SELECT count(*) FROM articles SEMI JOIN incoming USING (article_id) WHERE revision > 1"
        return int(one_row(db.execute(counted))[0])


def insert_figures(db: duckdb.DuckDBPyConnection, figures: pl.DataFrame) -> None:
    """Insert checked figures, and the sources and regions that they bring."""
    if figures.is_empty():
        return
    with given(db, incoming=figures):
        db.execute("INSERT INTO figures BY NAME SELECT * FROM incoming")
        db.execute(
            """
            INSERT INTO sources BY NAME
            SELECT source_id, min(source_name) AS source_name, min(source_kind) AS source_kind
            FROM incoming ANTI JOIN sources USING (source_id) WHERE source_id IS NOT NULL GROUP BY source_id
            """
        )
    regions.insert(db, figures)


def insert_rejects(db: duckdb.DuckDBPyConnection, rejects: pl.DataFrame, run_id: str) -> None:
    """Insert rejects, the same one only once however often it is met."""
    if rejects.is_empty():
        return
    with given(db, incoming=rejects.with_columns(run_id=pl.lit(run_id))):
        db.execute(
            """
            INSERT INTO rejects BY NAME
            WITH named AS (
                SELECT * REPLACE (md5(concat_ws('|', stage, uri, article_id, figure_id, rule, message, start_char,
                    end_char, "row")) AS reject_id)
                FROM incoming)
            SELECT DISTINCT ON (reject_id) * FROM named ANTI JOIN rejects USING (reject_id)
            """
        )


def _count(db: duckdb.DuckDBPyConnection, loaded: Loaded, run_id: str) -> None:
    """Add the batch to its run's row."""
    db.execute(
        """
        UPDATE runs SET articles_read = articles_read + $read, articles_new = articles_new + $new,
            articles_changed = articles_changed + $changed, articles_skipped = articles_skipped + $skipped,
            articles_rejected = articles_rejected + $rejected, figures_loaded = figures_loaded + $figures,
            figures_rejected = figures_rejected + $rejected_figures
        WHERE run_id = $run_id
        """,
        dataclasses.asdict(loaded) | {"run_id": run_id},
    )
