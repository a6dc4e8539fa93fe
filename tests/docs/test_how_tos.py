"""docs/how-to/extend.md does what it says: its blocks, laid into a copy of the project, extend it."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGES = ("tallybook", "schemas", "warehouse", "flows")
BLOCKS = re.findall(
    r'^```(\w+) title="([^"]+)"\n(.*?)^```',
    (ROOT / "docs" / "how-to" / "extend.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)
MAIL = """From: Valley Wire <desk@example.org>
Subject: Clinics open
Date: Thu, 05 Mar 2020 09:00:00 +0000
Content-Type: text/plain; charset=utf-8

KATHMANDU, Nepal - At least 300 children were vaccinated on Tuesday in Kathmandu, the VRC said.
"""


@pytest.fixture(scope="module")
def extended(tmp_path_factory):
    """A copy of the project with every block of the page in its place."""
    copy = tmp_path_factory.mktemp("project")
    for name in (*PACKAGES, "tests"):
        ignored = shutil.ignore_patterns("__pycache__", "vendor", "gold")
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", copy)
    for language, path, text in BLOCKS:
        file = copy / path
        if language == "csv":
            file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
        elif language == "diff":
            lines = text.splitlines(keepends=True)
            old = "".join(line[1:] for line in lines if line[0] != "+")
            whole = file.read_text(encoding="utf-8")
            assert whole.count(old) == 1, f"{path} does not hold, once: {old}"
            file.write_text(whole.replace(old, "".join(line[1:] for line in lines)), encoding="utf-8")
        else:
            assert not file.exists(), f"{path} is there already"
            file.write_text(text, encoding="utf-8")
    return copy


def python(copy, *arguments):
    environment = os.environ | {"PYTHONPATH": str(copy)}
    done = subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_measure_a_source_and_a_reader_are_there(extended, tmp_path):
    mail = tmp_path / "clinics.eml"
    mail.write_text(MAIL, encoding="utf-8")
    figures = json.loads(python(extended, "-m", "flows.cli", "extract", mail, "--json"))
    told = [(f["measure"], f["value_low"], f["source_name"], f["source_kind"], f["period_start"]) for f in figures]
    assert told == [("vaccinated", 300, "Valley Rescue Council", "ngo", "2020-03-03")]


def test_a_model_answers_and_its_case_holds(extended):
    told = python(extended, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/models", "-k", "by_kind_of_source")
    assert "3 passed" in told
