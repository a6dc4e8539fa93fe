"""Harlequin, the SQL editor for the terminal, opens the published file while a run writes."""

import json
import os
import pathlib
import subprocess
import sys

import pytest

pytestmark = pytest.mark.usefixtures("a_run_writes")
QUESTION = "SELECT figure_id, measure, source_name FROM reported_figures ORDER BY figure_id"


def test_harlequin_shows_the_figures(file, sql, tmp_path):
    program = pathlib.Path(__file__).with_name("open_in_harlequin.py")
    own = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    command = [sys.executable, program, file, QUESTION]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | own)
    assert done.returncode == 0, done.stderr
    assert [tuple(row) for row in json.loads(done.stdout)] == sql(QUESTION)
