"""The word lists are data that people edit by hand: these tests say what every list must keep to."""

import collections
import csv
import dataclasses
import pathlib
import re

import pytest

from tallybook.vocabulary import SourceKind, Unit

LEXICON = pathlib.Path(__file__).resolve().parents[2] / "tallybook" / "extraction" / "lexicon"
FILES = sorted(LEXICON.glob("*.csv"))

THING_CLASSES = {
    "time", "money", "distance", "measure", "vehicle", "weapon", "place", "event",
    "document", "animal", "bodypart", "organisation", "game", "media", "other",
}  # fmt: skip
EVENT_TYPES = {
    "earthquake", "aftershock", "tsunami", "flood", "storm", "landslide", "avalanche", "volcano", "fire",
    "explosion", "bombing", "airstrike", "shooting", "attack", "clash", "crash", "shipwreck", "stampede",
    "collapse", "outbreak", "crackdown", "kidnapping", "evacuation", "war", "drought", "famine", "heatwave",
}  # fmt: skip
PERSON_NOTES = {
    "", "age", "anaphor", "collective", "ethnic", "loose", "occupation",
    "outcome", "political", "relation", "religious", "role",
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Contract:
    """What one list promises to the code that reads it."""

    header: tuple[str, ...]
    key: tuple[str, ...]
    required: tuple[str, ...]
    at_least: int
    lower_case: tuple[str, ...] = ()
    allowed: dict[str, set[str]] = dataclasses.field(default_factory=dict)


CONTRACTS = {
    "persons.csv": Contract(
        header=("singular", "plural", "unit", "note"),
        key=("singular", "plural"),
        required=("plural", "unit"),
        at_least=700,
        lower_case=("singular", "plural", "unit", "note"),
        allowed={"unit": {unit.value for unit in Unit}, "note": PERSON_NOTES},
    ),
    "things.csv": Contract(
        header=("singular", "plural", "class", "note"),
        key=("singular", "plural"),
        required=("plural", "class"),
        at_least=700,
        lower_case=("singular", "plural", "class", "note"),
        allowed={"class": THING_CLASSES, "note": {"", "loose", "multiplier", "verb"}},
    ),
    "diseases.csv": Contract(
        header=("name", "aliases", "reach"),
        key=("name",),
        required=("name",),
        at_least=100,
        allowed={"reach": {"", "world"}},
    ),
    "roles.csv": Contract(
        header=("role", "kind", "note"),
        key=("role",),
        required=("role", "kind", "note"),
        at_least=200,
        lower_case=("role", "kind", "note"),
        allowed={"kind": {kind.value for kind in SourceKind}, "note": {"body", "loose", "person", "text"}},
    ),
    "sources.csv": Contract(
        header=("name", "kind", "country", "aliases"),
        key=("name",),
        required=("name", "kind"),
        at_least=500,
        lower_case=("kind",),
        allowed={"kind": {kind.value for kind in SourceKind}},
    ),
    "given_names.csv": Contract(header=("name",), key=("name",), required=("name",), at_least=1500),
    "events.csv": Contract(
        header=("noun", "type", "note"),
        key=("noun",),
        required=("noun", "type"),
        at_least=250,
        lower_case=("noun", "type", "note"),
        allowed={"type": EVENT_TYPES, "note": {"", "loose", "ongoing", "verb"}},
    ),
}


def _table(path: pathlib.Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def _records(name: str) -> list[dict[str, str]]:
    header, rows = _table(LEXICON / name)
    return [dict(zip(header, row, strict=True)) for row in rows]


def _repeated(values: list[str]) -> list[str]:
    return [value for value, times in collections.Counter(values).items() if times > 1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_list_is_a_full_table_of_clean_cells(path: pathlib.Path) -> None:
    assert b"\r" not in path.read_bytes()
    header, rows = _table(path)
    assert rows
    assert all(header)
    assert _repeated(header) == []
    assert [row for row in rows if len(row) != len(header)] == []
    assert [row for row in rows if not any(row)] == []
    assert [row for row in rows if any(cell != " ".join(cell.split()) for cell in row)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_list_holds_a_row_twice(path: pathlib.Path) -> None:
    _, rows = _table(path)
    assert _repeated(["\t".join(row) for row in rows]) == []


@pytest.mark.parametrize("name", CONTRACTS)
def test_a_list_has_the_columns_that_its_reader_expects(name: str) -> None:
    header, rows = _table(LEXICON / name)
    contract = CONTRACTS[name]
    assert tuple(header) == contract.header
    assert len(rows) >= contract.at_least


@pytest.mark.parametrize("name", CONTRACTS)
def test_an_entry_stands_once_in_its_list(name: str) -> None:
    contract = CONTRACTS[name]
    assert _repeated(["\t".join(record[column] for column in contract.key) for record in _records(name)]) == []


@pytest.mark.parametrize("name", CONTRACTS)
def test_required_cells_are_filled_and_closed_columns_keep_to_their_words(name: str) -> None:
    contract = CONTRACTS[name]
    records = _records(name)
    assert [record for record in records if not all(record[column] for column in contract.required)] == []
    for column, words in contract.allowed.items():
        assert {record[column] for record in records} - words == set(), column


@pytest.mark.parametrize("name", [name for name, contract in CONTRACTS.items() if contract.lower_case])
def test_words_matched_in_any_case_are_stored_in_lower_case(name: str) -> None:
    for column in CONTRACTS[name].lower_case:
        assert [record[column] for record in _records(name) if record[column] != record[column].lower()] == []


def test_a_noun_counts_people_or_things_and_never_both() -> None:
    def words(name: str) -> set[str]:
        return {record[column] for record in _records(name) for column in ("singular", "plural")} - {""}

    assert words("persons.csv") & words("things.csv") == set()


def test_a_name_of_a_source_or_disease_leads_to_one_entry() -> None:
    for name, fold in (("sources.csv", str), ("diseases.csv", str.casefold)):
        names = [fold(alias) for record in _records(name) for alias in (record["name"], *record["aliases"].split("|"))]
        assert _repeated([alias for alias in names if alias]) == [], name


def test_the_country_of_a_source_is_a_two_letter_code_or_open() -> None:
    codes = {record["country"] for record in _records("sources.csv")} - {""}
    assert [code for code in codes if not re.fullmatch("[A-Z]{2}", code)] == []


def test_a_given_name_is_one_capitalised_word() -> None:
    names = [record["name"] for record in _records("given_names.csv")]
    assert [name for name in names if " " in name or not name[0].isupper()] == []
