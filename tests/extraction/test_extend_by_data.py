"""A new measure and a new source are rows in two lists, and not a line of code."""

import json
import pathlib
import shutil
import subprocess
import sys

import pytest

import tallybook

PACKAGE = pathlib.Path(tallybook.__file__).resolve().parent
TEXT = (
    "KANO, Nigeria — At least 1,200 children were vaccinated on Tuesday, the Harmattan Relief Circle said.\n\n"
    "Nurses have vaccinated 85 pregnant women in the city of Kano, according to the HRC.\n"
)
MEASURE = ["vaccinated,vt,vaccinate,person,"]
SOURCE = ["Harmattan Relief Circle,ngo,,HRC"]

READ = """
import json, sys
sys.path.insert(0, sys.argv[1])
import tallybook
assert tallybook.__file__.startswith(sys.argv[1]), tallybook.__file__
figures = tallybook.extract(sys.argv[2], "2020-03-05", "Sahel Daily")
names = ("measure", "value_low", "population", "source_name", "source_kind")
print(json.dumps([[getattr(f, name) for name in names] for f in figures]))
"""


@pytest.fixture
def read_with(tmp_path):
    """`read_with({"predicates": rows})` answers what a copy of the package reads once rows are added to its lists."""

    def read(added: dict[str, list[str]]) -> list[list[object]]:
        copy = tmp_path / "-".join(["copy", *added])
        shutil.copytree(PACKAGE, copy / "tallybook", ignore=shutil.ignore_patterns("__pycache__"))
        for name, lines in added.items():
            with (copy / "tallybook/extraction/lexicon" / f"{name}.csv").open("a", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in lines)
        command = [sys.executable, "-c", READ, str(copy), TEXT]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path).stdout)

    return read


def test_without_the_rows_nothing_is_vaccinated(read_with):
    assert read_with({}) == []


def test_a_measure_is_a_row_in_the_list_of_predicates(read_with):
    figures = read_with({"predicates": MEASURE})
    assert [f[:3] for f in figures] == [["vaccinated", 1200, "children"], ["vaccinated", 85, "pregnant women"]]


def test_a_source_is_a_row_in_the_register_of_sources(read_with):
    figures = read_with({"predicates": MEASURE, "sources": SOURCE})
    assert [f[3:] for f in figures] == [["Harmattan Relief Circle", "ngo"]] * 2
