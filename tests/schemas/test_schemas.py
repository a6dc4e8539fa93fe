"""The contract of every column: what a row must be, and that all who state it say the same."""

import dataclasses
import datetime
import typing
from typing import Any

import duckdb
import polars as pl
import pytest

import schemas
from schemas import ddl, dictionary
from schemas.rules import FIGURE_RULES, STATED
from tallybook import Figure
from tallybook.vocabulary import Qualifier

GOOD: dict[str, Any] = {
    "figure_id": "f1",
    "article_id": "a1",
    "measure": "killed",
    "population": "people",
    "unit": "person",
    "value_low": 5.0,
    "value_best": 5.0,
    "value_high": 5.0,
    "qualifier": "exact",
    "number_text": "5",
    "start_char": 2,
    "end_char": 3,
    "sentence": "é 5 died",
    "basis": "new",
    "period_precision": "unknown",
    "place_precision": "unknown",
    "attribution": "publisher",
    "certainty": "reported",
    "confidence": 0.5,
    "engine_version": "1",
    "run_id": "r1",
    "body": "é 5 died",
}


def broken(**changed: Any) -> set[str]:
    """The rules that a good figure breaks once it is changed."""
    frame = schemas.shape([GOOD | changed], "figures", extra=("body",))
    return set(schemas.broken_rules(frame, "figures")["rule"])


def test_figure_and_schema_state_the_same_columns() -> None:
    of_dataclass = [field.name for field in dataclasses.fields(Figure)]
    assert [*of_dataclass, "run_id"] == list(schemas.TABLES["figures"].columns)


def test_figure_and_schema_state_the_same_types_and_nulls() -> None:
    kinds = {str: pl.String, int: pl.Int64, float: pl.Float64, datetime.date: pl.Date}
    hints = typing.get_type_hints(Figure)
    for field in schemas.TABLES["figures"].fields():
        if field.name == "run_id":
            continue
        options = set(typing.get_args(hints[field.name])) or {hints[field.name]}
        assert field.nullable == (type(None) in options), field.name
        assert field.polars == kinds[(options - {type(None)}).pop()], field.name


def test_a_good_row_breaks_nothing() -> None:
    assert broken() == set()


@pytest.mark.parametrize(
    ("rule", "changed"),
    [
        ("article_is_known", {"body": None}),
        ("span_in_order", {"start_char": 3}),
        ("number_text_at_span", {"start_char": 1, "end_char": 2}),
        ("number_text_at_span", {"body": "e\u0301 5 died"}),
        ("number_text_is_not_null", {"number_text": None}),
        ("bounds_in_order", {"value_low": 6.0}),
        ("bounds_in_order", {"qualifier": "between", "value_low": 6.0, "value_best": None}),
        ("one_number_unless_between", {"value_best": 4.0, "value_low": 3.0}),
        ("qualifier_fits_bounds", {"qualifier": "at_least"}),
        ("qualifier_fits_bounds", {"value_best": None}),
        ("qualifier_in_vocabulary", {"qualifier": "roughly"}),
        ("unit_in_vocabulary", {"unit": "cow"}),
        ("basis_in_vocabulary", {"basis": "old"}),
        ("certainty_in_vocabulary", {"certainty": "sure"}),
        (
            "source_kind_in_vocabulary",
            {"source_id": "s", "source_name": "S", "source_kind": "club", "attribution": "explicit"},
        ),
        ("period_in_order", {"period_start": datetime.date(2020, 1, 2), "period_end": datetime.date(2020, 1, 1)}),
        ("event_in_order", {"event_start": datetime.date(2020, 1, 2), "event_end": datetime.date(2020, 1, 1)}),
        ("country_code_in_range", {"country_code": "sy"}),
        ("country_code_in_range", {"country_code": "SYR"}),
        ("latitude_in_range", {"latitude": 90.5}),
        ("longitude_in_range", {"longitude": -181.0}),
        ("confidence_in_range", {"confidence": 1.01}),
        ("value_low_in_range", {"value_low": -1.0, "value_best": -1.0, "value_high": -1.0}),
        ("part_of_is_another", {"part_of_figure_id": "f1"}),
        ("restates_is_another", {"restates_figure_id": "f1"}),
        ("source_named_when_attributed", {"source_id": "s", "attribution": "explicit"}),
        ("own_voice_without_source", {"source_id": "s", "source_name": "S"}),
        ("measure_is_not_null", {"measure": None}),
    ],
)
def test_a_bad_row_breaks_the_rule(rule: str, changed: dict[str, Any]) -> None:
    assert rule in broken(**changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"period_start": datetime.date(2020, 1, 1), "period_end": datetime.date(2020, 1, 1)},
        {"period_start": datetime.date(2020, 1, 1)},
        {"part_of_figure_id": "f2", "restates_figure_id": "f3"},
        {"source_id": "s", "source_name": "S", "attribution": "inherited"},
        {"latitude": 90.0, "longitude": -180.0, "country_code": "SY", "confidence": 1.0},
        {"qualifier": "between", "value_low": 4.0, "value_best": None, "value_high": 4.0},
        {"qualifier": "vague", "value_low": 200.0, "value_best": None, "value_high": None},
    ],
)
def test_a_row_close_to_bad_is_good(changed: dict[str, Any]) -> None:
    assert broken(**changed) == set()


@pytest.mark.parametrize("qualifier", list(Qualifier))
def test_each_qualifier_takes_its_own_bounds_alone(qualifier: Qualifier) -> None:
    names = ("value_low", "value_best", "value_high")
    for flags in {(low, best, high) for low in (True, False) for best in (True, False) for high in (True, False)}:
        values = {name: 5.0 if there else None for name, there in zip(names, flags, strict=True)}
        rules = broken(qualifier=str(qualifier), **values)
        assert ("qualifier_fits_bounds" in rules) == (flags != STATED[qualifier]), flags


def test_the_second_of_two_figures_of_one_id_is_broken() -> None:
    frame = schemas.shape([GOOD, GOOD], "figures", extra=("body",))
    assert schemas.broken_rules(frame, "figures").rows() == [(1, "figure_is_unique")]


def test_every_rule_is_tried_here() -> None:
    tried = {case[0] for case in test_a_bad_row_breaks_the_rule.pytestmark[0].args[1]}
    assert set(FIGURE_RULES) - tried == {"figure_is_unique"}


def test_a_value_of_another_type_becomes_null_and_is_reported() -> None:
    assert "value_best_is_not_null" not in broken(value_best="many")
    assert "qualifier_fits_bounds" in broken(value_best="many")


def test_a_lone_surrogate_keeps_spans_in_place() -> None:
    frame = schemas.shape([GOOD | {"body": "\ud800 5 died", "sentence": "\ud800 5 died"}], "figures", extra=("body",))
    assert schemas.broken_rules(frame, "figures").is_empty()


@pytest.mark.parametrize("table", list(schemas.TABLES))
def test_an_empty_frame_is_good(table: str) -> None:
    extra = ("body",) if table == "figures" else ()
    frame = schemas.shape([], table)
    if extra:
        frame = frame.with_columns(body=pl.lit(None, pl.String))
    assert schemas.broken_rules(frame, table).is_empty()


@pytest.fixture
def tables() -> typing.Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as db:
        for statement in ddl.statements():
            db.execute(statement)
        yield db


def test_tables_hold_the_fields_with_types_and_comments(tables: duckdb.DuckDBPyConnection) -> None:
    found = tables.execute(
        "SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE NOT internal"
    ).fetchall()
    assert sorted(found) == sorted(tuple(entry) for entry in dictionary.entries())


@pytest.mark.parametrize("changed", [{"unit": "cow"}, {"measure": None}, {"confidence": 2.0}, {"start_char": -1}])
def test_duckdb_itself_refuses_a_bad_row(tables: duckdb.DuckDBPyConnection, changed: dict[str, Any]) -> None:
    rows = schemas.shape([GOOD | changed], "figures")
    tables.register("rows_in", rows)
    with pytest.raises(duckdb.ConstraintException):
        tables.execute("INSERT INTO figures BY NAME SELECT * FROM rows_in")


def test_every_table_names_only_known_fields_and_a_key_of_its_own() -> None:
    for table in schemas.TABLES.values():
        assert set(table.columns) <= schemas.FIELDS.keys()
        assert set(table.key) <= set(table.columns)
        assert len(set(table.columns)) == len(table.columns)


def test_every_field_is_used_and_says_what_it_means() -> None:
    used = {name for table in schemas.TABLES.values() for name in table.columns}
    assert schemas.FIELDS.keys() - used == {"incident_id"} - used
    assert all(field.meaning and not field.meaning.endswith(".") for field in schemas.FIELDS.values())


def test_the_dictionary_tells_every_column() -> None:
    text = dictionary.markdown()
    for entry in dictionary.entries():
        assert f"| `{entry.column}` | {entry.type} |" in text
