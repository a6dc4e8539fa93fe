"""A published copy of the example articles, made by the project's own command, as any client finds it."""

import importlib.util
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TALLYBOOK = ROOT / ".venv" / "bin" / "tallybook"

# Superset and the clients have environments of their own: `make test-bi` runs each folder in its own, `make test`
# (which has neither) leaves both to it.
collect_ignore = [
    folder
    for folder, package in (("superset", "superset"), ("clients", "duckdb_sqlalchemy"))
    if importlib.util.find_spec(package) is None
]


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory):
    """A warehouse of the example articles, with its published copy beside it."""
    path = tmp_path_factory.mktemp("warehouse") / "examples.duckdb"
    command = [TALLYBOOK, "run", ROOT / "examples" / "articles", "--warehouse", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=path.parent)
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture(scope="session")
def published(warehouse):
    """The folder of the published copy: `tallybook.duckdb` and `parquet/`."""
    return warehouse.with_name("examples.published")
