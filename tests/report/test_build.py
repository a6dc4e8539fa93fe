"""What is written to disk: whole or not at all, never over something else, and only what the marts say."""

import csv
import io
import json
import pathlib
import re

import duckdb
import pytest

from tallybook.report import ReportError, build
from tallybook.report.data_files import shard
from tallybook.report.texts import number_at

from .conftest import ARTICLES, HOSTILE


def data(site: pathlib.Path, name: str):
    """The value of a data file."""
    text = (site / "data" / f"{name}.js").read_text(encoding="utf-8")
    found = re.fullmatch(r'tally\.receive\("([^"]+)",(.*)\);\n', text, re.DOTALL)
    assert found
    assert found[1] == name
    return json.loads(found[2])


def test_no_page_names_another_host(site):
    for page in site.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r'(?:src|href)="(?:https?:)?//', text), page.name
        assert "Content-Security-Policy" in text


def test_vendored_files_are_small_and_ask_nobody():
    vendor = pathlib.Path(build.__globals__["HERE"]) / "static" / "vendor"
    for file in vendor.iterdir():
        assert file.stat().st_size < 5_000_000
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"registry\.|npmjs|jsdelivr|unpkg|sourceMappingURL", text), file.name


def test_text_of_articles_is_escaped_in_the_pages(site):
    page = (site / "index.html").read_text(encoding="utf-8")
    assert HOSTILE not in page
    assert "&lt;script&gt;window.ran" in page


def test_every_figure_is_found_by_its_id(site):
    ledger = data(site, "ledger")
    wanted = {"f-head", "f-22", "f-nine", "f-40", "f-50", "f-35", "f-2300", "f-7"}
    for figure_id in wanted:
        number = data(site, f"figure_ids/{shard(figure_id)}")[figure_id]
        file = data(site, f"figures/{number // ledger['figures_a_file']}")
        row = dict(zip(file["columns"], file["rows"][number % ledger["figures_a_file"]], strict=True))
        assert row["figure_id"] == figure_id


def test_cells_are_the_rows_of_the_marts(site, published):
    ledger = data(site, "ledger")
    shown = sorted(
        (ledger["regions"][cell[0]][2], ledger["claimants"][cell[1]][0], cell[2])
        for entry in ledger["cells"]
        if (entry["measure"], entry["basis"], entry["grain"]) == ("killed", "new", "all")
        for cell in data(site, entry["file"])
    )
    with duckdb.connect(published / "tallybook.duckdb", read_only=True) as copy:
        told = copy.execute(
            "SELECT region_path, source_name, value FROM totals_by_source_region "
            "WHERE measure = 'killed' AND grain = 'all'"
        ).fetchall()
    assert shown == sorted(told)
    assert ("Nepal / Jumla", "Police", 22) in shown


def test_a_disagreement_carries_who_said_what_and_how_firmly(site):
    ledger = data(site, "ledger")
    claims = {
        ledger["claimants"][claim["source"]][0]: claim
        for thing in data(site, "disagreements/0")
        if thing["measure"] == "killed"
        for claim in thing["claims"]
    }
    assert claims["mayor"]["value_high"] is None
    assert claims["mayor"]["certainties"] == ["estimated"]
    assert claims["Police"]["value"] == 22


def test_csv_cannot_carry_a_formula(site):
    rows = list(csv.DictReader(io.StringIO((site / "downloads" / "counted_figures.csv").read_text(encoding="utf-8"))))
    named = next(row["source_name"] for row in rows if row["figure_id"] == "f-7")
    assert named.startswith("'=army")


def test_parquet_holds_every_figure(site):
    held = duckdb.sql(f"SELECT count(*) FROM '{site}/downloads/counted_figures.parquet'").fetchall()
    assert held == [(8,)]


def test_dictionary_gives_each_column_its_meaning(site):
    page = (site / "dictionary.html").read_text(encoding="utf-8")
    assert 'id="disagreements"' in page
    assert "The least that its words allow" in page


def test_building_again_replaces_the_site_as_a_whole(published, tmp_path):
    out = tmp_path / "site"
    build(published, out)
    (out / "left-over.html").write_text("old", encoding="utf-8")
    built = build(published, out)
    assert not (out / "left-over.html").exists()
    assert (built.articles, built.figures) == (3, 8)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_with_something_else_is_left_alone(published, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ReportError, match="holds something else than a report"):
        build(published, tmp_path)
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "mine"


def test_a_file_is_no_place_for_a_site(published, tmp_path):
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(ReportError, match="is a file"):
        build(published, tmp_path / "out")


def test_a_missing_copy_is_said_with_its_remedy(tmp_path):
    with pytest.raises(ReportError, match=r"no published copy; write one with `tallybook run`"):
        build(tmp_path / "none.published", tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_what_is_no_database_is_said_in_one_line(tmp_path):
    (tmp_path / "tallybook.duckdb").write_bytes(b"not a database at all" * 500)
    with pytest.raises(ReportError, match="cannot be opened") as told:
        build(tmp_path, tmp_path / "site")
    assert "\n" not in str(told.value)


def test_a_copy_without_the_marts_is_refused(tmp_path):
    with duckdb.connect(tmp_path / "tallybook.duckdb") as copy:
        copy.execute("CREATE TABLE articles (article_id VARCHAR)")
    with pytest.raises(ReportError, match="lacks the marts counted_figures"):
        build(tmp_path, tmp_path / "site")


def test_an_empty_ledger_has_a_site(tmp_path):
    from .conftest import lay

    built = build(lay(tmp_path / "empty.duckdb", [], []), tmp_path / "site")
    assert built.figures == 0
    assert "incidents.html" not in built.index.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("sentence", "start", "number", "at"),
    [
        ("Police said 22 people died in Jumla on Tuesday.", None, "22", 12),
        ("a sentence that the body does not hold: 22", 5, "22", 40),
        ("22 here and 22 there, not in the body", 5, "22", -1),
        ("122 holds it, but not as a word", 5, "22", -1),
    ],
)
def test_the_number_is_found_in_its_sentence(sentence, start, number, at):
    body = ARTICLES[0].body
    assert number_at(body, sentence, body.index(sentence) + at if start is None else start, number) == at
