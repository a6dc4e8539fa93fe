"""A run that writes, while clients read."""

import contextlib
import shutil
import subprocess

import duckdb
import pytest

from tests.bi.conftest import ROOT

# Opens the warehouse as a run does, begins one and writes, until its standard input ends.
WRITER = """
import sys
from warehouse import Warehouse
with Warehouse.open(sys.argv[1]) as held:
    run_id = held.begin_run(engine_version="test", parameters={})
    print("writing", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def a_run_writes(warehouse):
    """Another process holds the warehouse's file for writing."""
    command = [ROOT / ".venv" / "bin" / "python", "-c", WRITER, warehouse]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        assert writer.stdout.readline() == "writing\n"
        with pytest.raises(duckdb.IOException, match="lock"):
            duckdb.connect(str(warehouse), read_only=True)
        yield
        with contextlib.suppress(BrokenPipeError):
            writer.stdin.close()
        assert writer.wait(timeout=60) == 0


@pytest.fixture
def file(published):
    """The published DuckDB file."""
    return published / "tallybook.duckdb"


@pytest.fixture
def sql(file, tmp_path):
    """Asks the published file directly: a copy of it, for a process opens a file with one configuration at a time."""
    copy = shutil.copy(file, tmp_path / "copy.duckdb")

    def ask(query):
        with duckdb.connect(str(copy), read_only=True) as db:
            return db.execute(query).fetchall()

    return ask
