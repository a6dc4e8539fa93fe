"""The models as files: their form, their order, what they tell; and audits that find what is wrong."""

import hashlib
import pathlib
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import pytest

from schemas import TABLES, ddl
from tallybook.articles.near_duplicates import sign
from warehouse import Batch, ModelError, Warehouse, catalogue
from warehouse.audit import audits, faults
from warehouse.migrations import SCHEMA_VERSION
from warehouse.sqlfile import parse, sql_files

CONTRACT = """
figure_id article_id uri publisher title published_at measure population unit value_low value_best value_high
qualifier number_text start_char end_char sentence basis period_start period_end period_text period_precision
region_id region_name region_path country_code place_text place_precision latitude longitude source_id
source_name source_kind speaker via_source_name attribution certainty part_of_figure_id restates_figure_id
duplicate_of_article_id incident_id confidence engine_version run_id
"""


@pytest.fixture
def warehouse(filled: Callable[..., pathlib.Path], rows: Any) -> Iterator[Warehouse]:
    batch = Batch(
        [rows.article("a1"), rows.article("a2")],
        [rows.figure("a1"), rows.figure("a2"), rows.figure("a1", figure_id="part", part_of_figure_id="a1-12")],
    )
    with Warehouse.open(filled(batch)) as opened:
        yield opened


def columns(warehouse: Warehouse, name: str) -> list[str]:
    return [row[0] for row in warehouse.db.execute(f"DESCRIBE {name}").fetchall()]


def test_reported_figures_has_the_columns_of_the_contract_in_order(warehouse: Warehouse) -> None:
    assert columns(warehouse, "reported_figures")[: len(CONTRACT.split())] == CONTRACT.split()


def test_counted_figures_has_all_columns_of_reported_figures(warehouse: Warehouse) -> None:
    reported = columns(warehouse, "reported_figures")
    assert columns(warehouse, "counted_figures")[: len(reported) + 2] == [*reported, "counted", "excluded_because"]


def test_a_model_comes_after_those_that_it_reads() -> None:
    seen: set[str] = set()
    names = {file.name for file in sql_files()}
    for file in sql_files():
        assert file.reads & names <= seen, file.name
        seen.add(file.name)


def test_a_column_that_a_header_names_is_there(warehouse: Warehouse) -> None:
    by_name = {file.name: file for file in sql_files()}
    for name, file in by_name.items():
        inherited = {column for read in file.reads & by_name.keys() for column in by_name[read].columns}
        assert file.columns.keys() - inherited <= set(columns(warehouse, name)), name


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("SELECT 1", "question"),
        ("-- Grain: one row.\nSELECT 1", "question"),
        ("-- What?\n-- Grain: one row.\n-- Columns:\n-- more\nSELECT 1", "names none"),
        ("-- What?\n-- Grain: one row.\nDROP TABLE figures", "no single SELECT"),
    ],
)
def test_a_file_of_another_form_is_refused(text: str, fault: str) -> None:
    with duckdb.connect() as parser, pytest.raises(ModelError, match=fault):
        parse(parser, "made_up", "main", text)


def test_a_header_is_read_over_several_lines() -> None:
    text = "-- What\n-- now?\n-- Grain: one row.\n-- Columns:\n--   n: A\n--     number\nSELECT 1 AS n;"
    with duckdb.connect() as parser:
        file = parse(parser, "made_up", "main", text)
    assert (file.question, file.columns, file.sql) == ("What now?", {"n": "A number"}, "SELECT 1 AS n")
    with pytest.raises(ModelError, match="'m'"):
        file.meaning("m")


def test_lineage_and_dictionary_name_every_model() -> None:
    drawing, text = catalogue.lineage_mermaid(), catalogue.models_markdown()
    for file in sql_files():
        assert f"({file.name})" in drawing or f"[{file.name}]" in drawing
        assert f"## {file.name}\n" in text
    assert "reported_figures --> counted_figures" in drawing


FAULTS = {
    "keys_are_unique": "INSERT INTO figures SELECT * FROM figures LIMIT 1",
    "views_keep_every_figure": "DELETE FROM articles WHERE article_id = 'a1'",
    "counted_figures_have_evidence": "UPDATE articles SET body = 'Nothing.'",
    "every_reason_is_one_of_the_contract": "UPDATE build.figure_counting SET excluded_because = 'bored'",
    "no_part_counted_beside_its_whole": "UPDATE build.figure_counting SET counted = true",
    "no_claim_counted_twice": "UPDATE build.figure_counting SET counted = true WHERE figure_id <> 'part'",
    "exclusions_lose_nothing": "UPDATE build.figure_counting SET stands = false",
    "no_figure_twice_in_a_cell": "INSERT INTO regions SELECT * FROM regions",
    "totals_equal_their_figures": "UPDATE figures SET value_best = 99, value_high = 99, value_low = 99",
    "leaves_sum_to_total": "DELETE FROM build.region_ancestors WHERE distance = 1",
    "marts_count_their_figures": "INSERT INTO build.figure_counting SELECT * FROM build.figure_counting",
    "no_figure_twice_in_a_mart": "INSERT INTO articles SELECT * FROM articles",
    "marts_lead_back_to_figures": "DELETE FROM figures WHERE figure_id = 'a1-12'",
    "run_counts_add_up": "UPDATE runs SET articles_read = articles_read + 1",
    "copies_lead_to_originals": "UPDATE articles SET duplicate_of_article_id = article_id",
    "region_tree_is_whole": "UPDATE regions SET parent_region_id = NULL",
}


def test_a_sound_warehouse_passes_every_audit(warehouse: Warehouse) -> None:
    assert faults(warehouse.db) == []


@pytest.mark.parametrize("audit", audits())
def test_an_audit_finds_its_fault(warehouse: Warehouse, audit: str) -> None:
    warehouse.db.execute(FAULTS[audit])
    found = {finding.audit: finding for finding in faults(warehouse.db)}
    assert found[audit].bad_rows > 0
    assert found[audit].examples


def articles_of(rows: Any, words: dict[str, str]) -> list[dict[str, Any]]:
    signed = {name: sign(text) for name, text in words.items()}
    return [rows.article(name, signature=signed[name][0], bands=signed[name][1]) for name in words]


def test_copies_are_found_across_runs_whatever_their_order(
    path: pathlib.Path, tmp_path: pathlib.Path, rows: Any
) -> None:
    text = " ".join(f"word{n}" for n in range(200))
    words = {"a": text, "b": text.replace("word7 ", "other "), "c": text + " and some more", "d": text[::-1]}
    found = []
    for number, order in enumerate((["a", "b", "c", "d"], ["d", "c", "b", "a"], ["c", "a", "d", "b"])):
        with Warehouse.open(tmp_path / f"{number}.duckdb") as opened:
            run_id = opened.begin_run(engine_version="1")
            for name in order:
                opened.load(Batch(articles_of(rows, {name: words[name]})), run_id)
                opened.build_models(run_id)
            found.append(
                opened.db.execute("SELECT article_id, duplicate_of_article_id FROM articles ORDER BY 1").fetchall()
            )
    assert found == [[("a", None), ("b", "a"), ("c", "a"), ("d", None)]] * 3


def test_many_copies_of_one_article_cost_their_number_and_not_its_square(warehouse: Warehouse, rows: Any) -> None:
    signature, bands = sign(" ".join(f"word{n}" for n in range(200)))
    many = [rows.article(f"m{n:04}", signature=signature, bands=bands) for n in range(2000)]
    warehouse.load(Batch(many), warehouse.begin_run(engine_version="1"))
    warehouse.build_models()
    checks = warehouse.db.execute("SELECT count(*) FROM build.copy_checks").fetchall()[0][0]
    assert checks <= 2 * len(many)
    marked = "SELECT count(duplicate_of_article_id), count(DISTINCT duplicate_of_article_id) FROM articles"
    assert warehouse.db.execute(marked).fetchall() == [(1999, 1)]


def test_a_changed_schema_needs_a_new_version() -> None:
    # where this fails: raise SCHEMA_VERSION, write its migration, lay a ledger of the version into `released`, and note
    # the new digest here; where a column merely lies otherwise in a new file, note the digest alone
    digest = hashlib.sha256("\n".join(ddl.create_table(table) for table in TABLES.values()).encode()).hexdigest()
    assert (SCHEMA_VERSION, digest[:16]) == (1, "e3c90b77bb938ad2")
