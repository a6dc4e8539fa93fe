"""The reported figure: one row of the ledger, as the engine writes it down."""

import dataclasses
import datetime


@dataclasses.dataclass(slots=True)
class Figure:
    """One reported figure of one text.

    Spans are half-open, in Unicode characters, into the text that was read:
    ``text[start_char:end_char] == number_text`` always. A value that the text does not state is ``None``.
    The vocabularies of ``qualifier``, ``basis``, … are the enums of `tallybook.vocabulary`.
    """

    figure_id: str
    article_id: str
    measure: str
    population: str
    unit: str
    value_low: float | None
    value_best: float | None
    value_high: float | None
    qualifier: str
    number_text: str
    start_char: int
    end_char: int
    sentence: str
    basis: str
    period_start: datetime.date | None = None
    period_end: datetime.date | None = None
    period_text: str | None = None
    period_precision: str = "unknown"
    region_id: str | None = None
    region_name: str | None = None
    region_path: str | None = None
    country_code: str | None = None
    place_text: str | None = None
    place_precision: str = "unknown"
    latitude: float | None = None
    longitude: float | None = None
    source_id: str | None = None
    source_name: str | None = None
    source_kind: str | None = None
    speaker: str | None = None
    via_source_name: str | None = None
    attribution: str = "publisher"
    certainty: str = "reported"
    part_of_figure_id: str | None = None
    restates_figure_id: str | None = None
    # The event of the article that the figure belongs to; None where it belongs to none (a war's running total).
    # `event_key` is unique within the article; figures of one event share all seven.
    event_key: str | None = None
    event_type: str | None = None
    event_start: datetime.date | None = None
    event_end: datetime.date | None = None
    event_region_id: str | None = None
    event_country_code: str | None = None
    event_place: str | None = None
    confidence: float = 0.0
    engine_version: str = ""

    def as_dict(self) -> dict[str, object]:
        """The fields by name, in the order of the ledger's columns."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
