"""What silences a checker says why."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[1]
FOLDERS = ("tallybook", "schemas", "warehouse", "flows", "benchmarks", "bi", "scripts")
UNEXPLAINED = re.compile(r"# (?:type: ignore\[[\w, -]+\]|noqa: [\w, ]+|pragma: [\w ]+)$")


def test_every_suppression_has_its_reason_behind_it():
    silent = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNEXPLAINED.search(line)
    ]
    assert silent == []
