"""What all tests share: the command line in this process, articles to read, and a Prefect apart from the machine's."""

import dataclasses
import json
import os
import pathlib
import random

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples" / "articles"


@pytest.fixture(scope="session", autouse=True)
def _own_state(tmp_path_factory):
    """Prefect's database and this machine's settings stay out of the tests, and theirs out of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patch.setenv("PREFECT_HOME", str(tmp_path_factory.mktemp("prefect")))
        for name in ("PREFECT_API_URL", "PREFECT_PROFILE", "TALLYBOOK_WAREHOUSE"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def prefect_api(_own_state):
    """One temporary Prefect server for all tests that run flows in this process; yields its URL."""
    from flows import local_server

    local_server.quiet()
    with local_server.api() as url:
        yield url


@dataclasses.dataclass
class Told:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def text(self) -> str:
        return self.out + self.err


@pytest.fixture
def tallybook(capsys):
    """Call the command line in this process: `tallybook("query", "select 1", "--warehouse", path)`."""
    from flows import cli

    def call(*arguments: object) -> Told:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main([os.fspath(a) if isinstance(a, os.PathLike) else str(a) for a in arguments])
        said = capsys.readouterr()
        return Told(int(ended.value.code or 0), said.out, said.err)

    return call


def lay_articles(folder: pathlib.Path, count: int, seed: int = 7, prefix: str = "a") -> pathlib.Path:
    """Write `count` short reports of two figures each, with their side files; the same for the same seed."""
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(seed)
    for i in range(count):
        text = (
            f"ALEPPO, Syria — Police said {draw.randint(2, 900)} people were killed and {draw.randint(2, 900)} wounded "
            f"on Tuesday in Aleppo. Report {prefix}{i} of the series {seed}.\n"
        )
        (folder / f"{prefix}{i}.txt").write_text(text, encoding="utf-8")
        meta = {"published_at": "2012-03-01", "publisher": f"Paper {prefix}{i}"}
        (folder / f"{prefix}{i}.meta.json").write_text(json.dumps(meta), encoding="utf-8")
    return folder


@pytest.fixture
def articles(tmp_path):
    """`articles("name", 20)` lays twenty reports into a folder of that name."""

    def lay(name: str, count: int, seed: int = 7, prefix: str = "a") -> pathlib.Path:
        return lay_articles(tmp_path / name, count, seed, prefix)

    return lay
