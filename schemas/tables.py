"""The tables: which fields each holds, in what order, and what names one of its rows."""

import dataclasses
from collections.abc import Iterator

from schemas.fields import FIELDS, Field


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ARTICLE = _names(
    """article_id uri url publisher title author published_at published_utc_offset published_at_source language body
content_hash removed_chars removed revision duplicate_of_article_id signature run_id"""
)

FIGURE = _names(
    """figure_id article_id measure population unit value_low value_best value_high qualifier number_text start_char
end_char sentence basis period_start period_end period_text period_precision region_id region_name region_path
country_code place_text place_precision latitude longitude source_id source_name source_kind speaker via_source_name
attribution certainty part_of_figure_id restates_figure_id event_key event_type event_start event_end event_region_id
event_country_code event_place confidence engine_version run_id"""
)

RUN = _names(
    """run_id kind status started_at finished_at engine_version flow_run_id parameters articles_read articles_new
articles_changed articles_copies articles_skipped articles_rejected figures_loaded figures_rejected timings message"""
)

INCIDENT = _names(
    """incident_id incident_type label country_code region_id region_path started_on ended_on first_published_at
last_published_at articles publishers sources merged_into"""
)


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """One table. `required` and `optional` name the fields whose nulls differ here from what `schemas.fields` says."""

    name: str
    meaning: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()

    def fields(self) -> Iterator[Field]:
        """The fields in order, with this table's own nulls."""
        for name in self.columns:
            field = FIELDS[name]
            nullable = (field.nullable or name in self.optional) and name not in self.required
            yield field if nullable == field.nullable else dataclasses.replace(field, nullable=nullable)


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "runs",
            "One row a run of Tallybook: what it was called with, and counts that add up",
            RUN,
            ("run_id",),
        ),
        Table(
            "articles",
            "One row an article: one content at one uri; changed content is a new revision",
            ARTICLE,
            ("article_id",),
        ),
        Table(
            "sources",
            "One row a body to which figures are attributed",
            ("source_id", "source_name", "source_kind"),
            ("source_id",),
            required=frozenset({"source_id", "source_name"}),
        ),
        Table(
            "regions",
            "One row a region: countries, their parts, and places known from texts alone",
            (
                "region_id",
                "region_name",
                "region_path",
                "parent_region_id",
                "depth",
                "country_code",
                "latitude",
                "longitude",
            ),
            ("region_id",),
            required=frozenset({"region_id", "region_name", "region_path"}),
        ),
        Table(
            "incidents",
            "One row an attack, quake, flood, crash, outbreak …, whoever reported it",
            INCIDENT,
            ("incident_id",),
            required=frozenset({"incident_id"}),
        ),
        Table(
            "figures",
            "One row a reported figure, as the engine read it; `reported_figures` joins the rest",
            FIGURE,
            ("figure_id",),
        ),
        Table(
            "rejects",
            "One row an input or a row that was turned away, with the rule and the evidence",
            (
                "reject_id",
                "stage",
                "uri",
                "article_id",
                "figure_id",
                "rule",
                "message",
                "start_char",
                "end_char",
                "row",
                "run_id",
            ),
            ("reject_id",),
            optional=frozenset({"uri", "article_id", "figure_id", "start_char", "end_char"}),
        ),
        Table(
            "article_bands",
            "One row a band of an article's signature: what near-copies are found by",
            ("band", "band_hash", "article_id"),
            ("band", "article_id"),
        ),
        Table(
            "schema_versions",
            "One row a version that this warehouse's schema has had",
            ("version", "applied_at"),
            ("version",),
        ),
        Table(
            "warehouse_state",
            "One row a fact that the warehouse keeps about itself",
            ("state_key", "state_value"),
            ("state_key",),
        ),
    )
}
