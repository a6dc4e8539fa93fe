"""The tutorial's commands and the README's query and snippet do what the pages say, as they stand there."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

from scripts import readme_figures

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(sys.executable).parent
# What sets the machine up is done already where a test runs; the rest of what `make run` does is in its place.
SETTING_UP = {
    "make run": "tallybook run examples/articles --warehouse var/examples.duckdb",
    "source .venv/bin/activate": "",
}


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def script(console: str) -> str:
    """The commands of a console block; a line without a prompt goes on with the one before."""
    lines = [line.removeprefix("$ ") for line in console.splitlines()]
    return "\n".join(SETTING_UP.get(line, line) for line in lines)


def shell(commands: str, folder: pathlib.Path) -> str:
    environment = os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """The folder in which the tutorial was followed to its end, and what it printed."""
    folder = tmp_path_factory.mktemp("tutorial")
    shutil.copytree(ROOT / "examples", folder / "examples")
    commands = "\n".join(map(script, blocks("docs/tutorial.md", "console")))
    # The only place outside its folder to which the tutorial writes.
    assert commands.count("/tmp/ledger") == 1
    return folder, shell(commands.replace("/tmp/ledger", "ledger"), folder)


def test_the_tutorial_ends_in_answers(followed):
    folder, told = followed
    assert "Read 10 articles: 10 new" in told
    assert "Where sources disagree" in told
    assert "At least 12 people were killed" in (folder / "articles" / "aleppo.txt").read_text(encoding="utf-8") + told
    assert "Largest less smallest" in told  # the comment on a column
    assert "measure,region_path,source_name,value,spread" in told
    assert (folder / "figures.csv").stat().st_size > 0
    assert (folder / "ledger" / "tallybook.duckdb").exists()


def test_the_bounds_of_at_least_are_as_the_tutorial_tells_them(followed):
    folder, _ = followed
    words = "`value_low` and `value_best` are 12 and `value_high` is empty"
    assert words in " ".join((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8").split())
    asked = "select value_low, value_best, value_high from reported_figures where qualifier = 'at_least'"
    told = shell(f'tallybook query --warehouse mine.duckdb --format csv "{asked}"', folder)
    assert told.splitlines()[1:] == ["12.0,12.0,"]


def test_the_readme_asks_the_examples(followed):
    folder, _ = followed
    (query,) = [block for block in blocks("README.md", "console") if "counted_figures" in block]
    told = shell(script(query).replace("ledger.duckdb", "var/examples.duckdb"), folder)
    assert "Home Ministry" in told


def test_the_readme_s_snippet_runs():
    (snippet,) = blocks("README.md", "python")
    done = subprocess.run([sys.executable, "-c", snippet], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split()[:3] == ["killed", "at_least", "12.0"]


def test_the_readme_s_figures_are_those_measured_last():
    text = readme_figures.README.read_text(encoding="utf-8")
    assert readme_figures.renewed(text) == text, "run `python -m scripts.readme_figures`"
    assert text.count("`make bench-") >= 2
