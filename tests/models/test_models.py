"""Rows in, rows out: each case of the YAML files beside this one, in one batch and in others."""

import importlib.util
import pathlib
from typing import Any

import pytest

SPEC = importlib.util.spec_from_file_location("model_cases", pathlib.Path(__file__).with_name("model_cases.py"))
model_cases = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(model_cases)
CASES = model_cases.cases()


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("how", [{}, {"reverse": True}, {"batch_size": 1}], ids=["at once", "backwards", "one by one"])
def test_models_answer_the_rows_of_the_case(name: str, how: dict[str, Any], tmp_path: pathlib.Path) -> None:
    case = CASES[name]
    if case.get("order_matters") and how.get("reverse"):
        # which revision of a uri came last is what such a case is about
        how = {"batch_size": 2}
    with model_cases.load_case(case, tmp_path / "case.duckdb", **how) as warehouse:
        for view, held, rows in model_cases.answers(warehouse, case):
            assert held == rows, view


def test_there_are_cases_for_every_reason_not_to_count() -> None:
    told = {
        row.get("excluded_because")
        for case in CASES.values()
        for row in model_cases.expected_rows(case["expect"].get("counted_figures", []))
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
