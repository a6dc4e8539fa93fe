"""What a call may say of how its inputs are read: the columns of tables, and that private addresses are meant."""

import functools
import http.server
import threading

import duckdb
import pytest

TEXT = "ALEPPO, Syria — Police said 17 people were killed in Aleppo on Tuesday."


@pytest.fixture
def table(tmp_path):
    """A table whose columns have names of their own, and the file that says which is which."""
    path, columns = tmp_path / "table.csv", tmp_path / "columns.toml"
    path.write_text(f'kop,datum,bericht\nBlast,2012-03-01,"{TEXT}"\n', encoding="utf-8")
    columns.write_text('text = "bericht"\ntitle = ["head", "kop"]\npublished_at = "datum"\n', encoding="utf-8")
    return path, columns


@pytest.fixture
def page(tmp_path):
    """The URL of a page on a loopback address."""
    (tmp_path / "served").mkdir()
    (tmp_path / "served" / "page.txt").write_text(TEXT, encoding="utf-8")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    handler = functools.partial(Quiet, directory=tmp_path / "served")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/page.txt"
        server.shutdown()


def test_a_column_file_says_which_column_is_which(tmp_path, table, tallybook, prefect_api):
    path, columns = table
    ledger = tmp_path / "w.duckdb"
    assert "text =" in tallybook("run", path, "--warehouse", tmp_path / "none.duckdb").err
    told = tallybook("run", path, "--columns", columns, "--warehouse", ledger)
    assert told.status == 0, told.text
    with duckdb.connect(ledger, read_only=True) as db:
        rows = db.execute("SELECT title, published_at::DATE::VARCHAR, value_best FROM reported_figures").fetchall()
        assert rows == [("Blast", "2012-03-01", 17.0)]
        assert "bericht" in db.execute("SELECT parameters FROM runs").fetchall()[0][0]
    assert "17" in tallybook("extract", path, "--columns", columns).out


def test_a_column_file_that_cannot_be_used_is_told_before_anything_is_done(tmp_path, table, tallybook):
    path, columns = table
    columns.write_text('body = "bericht"', encoding="utf-8")
    for given in (columns, tmp_path / "gone.toml"):
        told = tallybook("run", path, "--columns", given, "--warehouse", tmp_path / "w.duckdb")
        assert told.status == 2
        assert str(given) in told.err
        assert len(told.err.strip().splitlines()) == 1
    assert not (tmp_path / "w.duckdb").exists()


def test_a_loopback_address_is_read_only_where_that_is_allowed(tmp_path, page, tallybook, prefect_api):
    ledger = tmp_path / "w.duckdb"
    refused = tallybook("run", page, "--warehouse", ledger)
    assert refused.status == 2
    assert "--allow-private-addresses" in refused.err
    read = tallybook("run", page, "--allow-private-addresses", "--warehouse", ledger)
    assert read.status == 0, read.text
    with duckdb.connect(ledger, read_only=True) as db:
        assert db.execute("SELECT uri, value_best FROM reported_figures").fetchall() == [(page, 17.0)]
