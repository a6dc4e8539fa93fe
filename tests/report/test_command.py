"""`tallybook report`: the site of a warehouse, and what is said where there is none."""

import shutil


def test_report_writes_the_site_of_a_warehouse(tallybook, published, tmp_path):
    warehouse = published.with_name("ledger.duckdb")
    told = tallybook("report", tmp_path / "site", "--warehouse", warehouse)
    assert told.status == 0
    assert "8 figures from 3 articles" in told.out
    assert (tmp_path / "site" / "index.html").is_file()


def test_report_publishes_first_where_nothing_was_published(tallybook, published, tmp_path):
    warehouse = shutil.copy(published.with_name("ledger.duckdb"), tmp_path / "moved.duckdb")
    assert tallybook("report", tmp_path / "site", "--warehouse", warehouse).status == 0
    assert (tmp_path / "moved.published" / "tallybook.duckdb").is_file()


def test_report_reads_a_published_folder(tallybook, published, tmp_path):
    told = tallybook("report", tmp_path / "site", "--warehouse", published)
    assert (told.status, told.err) == (0, "")


def test_report_leaves_a_folder_of_something_else_alone(tallybook, published, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    told = tallybook("report", tmp_path, "--warehouse", published)
    assert told.status == 2
    assert told.err.count("\n") == 1
    assert "choose an empty folder" in told.err


def test_report_of_no_warehouse_is_one_line(tallybook, tmp_path):
    told = tallybook("report", tmp_path / "site", "--warehouse", tmp_path / "none.duckdb")
    assert told.status == 2
    assert told.err.count("\n") == 1
