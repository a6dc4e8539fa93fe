"""Answers are written so that neither a terminal nor a spreadsheet takes them for something else."""

import datetime
import json

import pytest

from flows import show


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (1234.0, "1,234"),
        (2.5, "2.50"),
        (1234, "1,234"),
        (True, "yes"),
        (datetime.datetime(2012, 2, 29), "2012-02-29"),
        (datetime.datetime(2012, 2, 29, 10, 30), "2012-02-29 10:30:00"),
        (["a", "b"], "a, b"),
    ],
)
def test_a_cell_reads_as_a_person_writes_it(value, shown):
    assert show.cell(value) == shown


def test_brackets_in_a_sentence_are_not_taken_for_markup(capsys):
    show.table(["sentence"], [["[bold]12[/bold] killed [sic]"]])
    assert "[bold]12[/bold] killed [sic]" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_csv_carries_no_formula(text):
    written = show.as_csv(["title"], [[text]])
    assert written.splitlines()[1].lstrip('"').startswith("'")


def test_csv_keeps_negative_numbers_as_numbers():
    assert show.as_csv(["n"], [[-1.5]]) == "n\n-1.5\n"


def test_json_names_columns_and_writes_dates():
    written = json.loads(show.as_json(["day", "n"], [[datetime.date(2012, 2, 29), None]]))
    assert written == [{"day": "2012-02-29", "n": None}]


def test_an_answer_without_rows_says_so(capsys):
    show.table(["n"], [])
    assert "(no rows)" in capsys.readouterr().out
