"""Bad input gets one line that says what to do, the exit status of the README, and changes nothing."""

import pytest

GOOD = "ALEPPO, Syria — Police said 12 people were killed in Aleppo on Tuesday.\n"
PLAIN = "The council met on Tuesday and talked about the weather. Nothing came of it.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "not-a-db.duckdb").write_text("this is no database\n" * 50)
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "plain.txt").write_text(PLAIN)
    (tmp_path / "side.txt").write_text(GOOD)
    (tmp_path / "side.meta.json").write_text("{not json")
    (tmp_path / "hollow").mkdir()
    return tmp_path


# Each: the command with {f} for the folder, and words of the line that the user must get.
WRONG_CALLS = {
    "missing path": ("run {f}/nowhere --warehouse {f}/w.duckdb", "no such file"),
    "wrong date": ("run {f}/good.txt --published-at 31-of-Never --warehouse {f}/w.duckdb", "2012-02-29"),
    "ambiguous date": ("run {f}/good.txt --published-at 03/04/2012 --warehouse {f}/w.duckdb", "two dates"),
    "no database": ("run {f}/good.txt --warehouse {f}/not-a-db.duckdb", "not-a-db.duckdb"),
    "folder as warehouse": ("run {f}/good.txt --warehouse {f}", "is a folder"),
    "no workers": ("run {f}/good.txt --workers none --warehouse {f}/w.duckdb", "number"),
    "unknown option": ("run {f}/good.txt --colour red", "--colour"),
    "unknown command": ("runn {f}/good.txt", "runn"),
    "no paths": ("run", "PATH"),
    "query without a warehouse": ("query select --warehouse {f}/none.duckdb", "none.duckdb"),
    "query of no database": ("query select --warehouse {f}/not-a-db.duckdb", "not-a-db.duckdb"),
    "unknown format": ("query select --format xml --warehouse {f}/none.duckdb", "xml"),
    "status without a warehouse": ("status --warehouse {f}/none.duckdb", "none.duckdb"),
    "rejects without a warehouse": ("rejects --warehouse {f}/none.duckdb", "none.duckdb"),
    "publish without a warehouse": ("publish {f}/out --warehouse {f}/none.duckdb", "none.duckdb"),
    "backup without a warehouse": ("backup {f}/b.duckdb --warehouse {f}/none.duckdb", "none.duckdb"),
    "reprocess without a warehouse": ("reprocess --warehouse {f}/none.duckdb", "none.duckdb"),
    "restore from nothing": ("restore {f}/nowhere.duckdb --warehouse {f}/w.duckdb", "nowhere.duckdb"),
    "extract of nothing": ("extract {f}/nowhere.txt", "no such file"),
    "extract of an empty file": ("extract {f}/empty.txt", "empty"),
    "extract of a binary file": ("extract {f}/binary.txt", "binary"),
    "extract of a folder": ("extract {f}", "folder"),
    "extract with a wrong date": ("extract {f}/good.txt --published-at Never", "Never"),
    "extract with a broken side file": ("extract {f}/side.txt", "side file"),
}


@pytest.mark.parametrize(("command", "words"), WRONG_CALLS.values(), ids=WRONG_CALLS)
def test_a_wrong_call_is_told_in_one_line_and_makes_nothing(folder, tallybook, command, words):
    before = sorted(folder.iterdir())
    told = tallybook(*command.replace("{f}", str(folder)).split())
    assert told.status == 2
    assert words in told.err
    assert len(told.err.strip().splitlines()) == 1, told.err
    assert told.out == ""
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "words"), [("empty.txt", "empty"), ("binary.txt", "binary"), ("side.txt", "side file")]
)
def test_a_file_that_cannot_be_read_leaves_the_ledger_as_it_was(folder, tallybook, prefect_api, name, words):
    warehouse = folder / "w.duckdb"
    assert tallybook("run", folder / "good.txt", "--warehouse", warehouse).status == 0
    count = ("query", "select count(*) as n from figures", "--format", "csv", "--warehouse", warehouse)
    before = tallybook(*count).out
    told = tallybook("run", folder / name, "--warehouse", warehouse)
    assert told.status == 2
    assert words in told.err
    assert "Traceback" not in told.text
    assert tallybook(*count).out == before
    assert name in tallybook("rejects", "--format", "csv", "--warehouse", warehouse).out


def test_the_rest_is_read_when_one_file_cannot_be(folder, tallybook, prefect_api):
    told = tallybook(
        "run", folder / "good.txt", folder / "binary.txt", folder / "gone", "--warehouse", folder / "w.duckdb"
    )
    assert told.status == 1
    assert "binary" in told.err
    assert "gone" in told.err
    assert "1 new" in told.out


def test_an_article_without_figures_is_no_error(folder, tallybook, prefect_api):
    told = tallybook("run", folder / "plain.txt", "--warehouse", folder / "w.duckdb")
    assert told.status == 0
    assert "0 figures" in told.out


def test_an_empty_folder_is_told(folder, tallybook, prefect_api):
    told = tallybook("run", folder / "hollow", "--warehouse", folder / "w.duckdb")
    assert told.status == 2
    assert "nothing could be read" in told.err


def test_strict_exits_with_1_when_something_was_left_out(folder, tallybook, prefect_api):
    french = (
        "Le ministère de la Santé a annoncé mardi que les inondations avaient touché les villages du nord du pays. "
    )
    (folder / "french.txt").write_text(french * 4)
    call = ("run", folder / "good.txt", folder / "french.txt", "--warehouse", folder / "w.duckdb")
    assert tallybook(*call).status == 0
    assert tallybook(*call, "--strict").status == 1


@pytest.mark.parametrize("sql", ["selec 1", "select * from nowhere", "drop table figures", "select 1; select 2", ""])
def test_wrong_sql_is_told_in_one_line(folder, tallybook, prefect_api, sql):
    warehouse = folder / "w.duckdb"
    tallybook("run", folder / "good.txt", "--warehouse", warehouse)
    told = tallybook("query", sql, "--warehouse", warehouse)
    assert told.status == 2
    assert len(told.err.strip().splitlines()) == 1
    assert "Traceback" not in told.text


def test_of_many_unreadable_inputs_the_first_are_told_and_all_are_in_rejects(tmp_path, tallybook, prefect_api):
    lines, ledger = tmp_path / "lines.jsonl", tmp_path / "w.duckdb"
    lines.write_text('{"text": "Police said 12 people were killed in Aleppo."}\n' + '{"title": "none"}\n' * 31)
    told = tallybook("run", lines, "--warehouse", ledger)
    assert told.status == 1
    assert told.err.count("the record has no text") == 20
    assert "and 11 more; see `tallybook rejects`" in told.err
    counted = tallybook("query", "select count(*) from rejects", "--format", "csv", "--warehouse", ledger)
    assert counted.out.split() == ["count_star()", "31"]
