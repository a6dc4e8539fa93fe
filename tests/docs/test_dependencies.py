"""docs/dependencies.md names every package that pyproject.toml asks for, and no other."""

import pathlib
import re
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def names(wanted: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9_.-]", text)[0] for text in wanted}


def test_what_an_installation_brings_has_a_row():
    rows = re.findall(r"^\| ([a-z0-9][a-z0-9, -]*) \|", PAGE, re.MULTILINE)
    told = {name.strip() for row in rows for name in row.split(",")} - {"package"}
    assert told == names(PROJECT["project"]["dependencies"])


def test_what_is_asked_for_besides_is_named():
    extras = [text for wanted in PROJECT["project"]["optional-dependencies"].values() for text in wanted]
    groups = [text for wanted in PROJECT["dependency-groups"].values() for text in wanted]
    assert set(re.findall(r"\*\*([a-z0-9-]+)\*\*", PAGE)) == names(extras + groups)
