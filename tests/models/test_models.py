"""Rows in, rows out: each case of the YAML files beside this one, in one batch and in others."""

import datetime
import importlib.util
import pathlib
from typing import Any

import pytest

SPEC = importlib.util.spec_from_file_location("model_cases", pathlib.Path(__file__).with_name("model_cases.py"))
model_cases = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(model_cases)
CASES = model_cases.cases()


def plain(value: Any) -> Any:
    """A value as YAML writes it."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def answered(warehouse: Any, view: str, rows: list[dict[str, Any]], where: str) -> list[dict[str, Any]]:
    columns = list(rows[0]) if rows else ["*"]
    found = warehouse.db.execute(f"SELECT {', '.join(columns)} FROM {view} WHERE {where}").fetchall()
    return [dict(zip(columns, map(plain, row), strict=True)) for row in found] if rows else found


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=repr)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("how", [{}, {"reverse": True}, {"batch_size": 1}], ids=["at once", "backwards", "one by one"])
def test_models_answer_the_rows_of_the_case(name: str, how: dict[str, Any], tmp_path: pathlib.Path) -> None:
    case = CASES[name]
    if case.get("order_matters") and how.get("reverse"):
        # which revision of a uri came last is what such a case is about
        how = {"batch_size": 2}
    with model_cases.load_case(case, tmp_path / "case.duckdb", **how) as warehouse:
        for view, expected in case["expect"].items():
            rows = expected["rows"] if isinstance(expected, dict) else expected
            where = expected.get("where", "true") if isinstance(expected, dict) else "true"
            assert in_order(answered(warehouse, view, rows, where)) == in_order(rows), view


def test_there_are_cases_for_every_reason_not_to_count() -> None:
    told = {
        row.get("excluded_because")
        for case in CASES.values()
        for view, rows in case["expect"].items()
        if view == "counted_figures"
        for row in rows
    }
    assert told - {None} == {
        "part_of",
        "restates",
        "duplicate_article",
        "superseded_revision",
        "denied",
        "repeats_same_claim",
        "revised",
        "within_wider_figure",
    }
