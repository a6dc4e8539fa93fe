"""One running Superset with the published copy registered, for all tests of the folder."""

import dataclasses
import pathlib
import socket

import duckdb
import pytest

from bi.register import register
from bi.rest import Superset
from bi.server import Home, serving


@dataclasses.dataclass
class Bi:
    """What tests need of the running Superset."""

    superset: Superset
    password: str
    dashboard: str
    file: pathlib.Path
    home: pathlib.Path

    def sql(self, query):
        """The rows that the same file gives directly."""
        with duckdb.connect(str(self.file), read_only=True) as db:
            return db.execute(query).fetchall()


@pytest.fixture(scope="session")
def bi(published, tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("bi") / "superset")
    home.prepare(print)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    file = published / "tallybook.duckdb"
    with serving(home, port) as running:
        superset = Superset(running.url, home.secret("password"))
        yield Bi(superset, home.secret("password"), register(superset, file), file, home.path)
