"""The Containerfile copies what is there and installs what the wheel holds; `make container-steps` follows it whole."""

import pathlib
import shlex
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
LINES = (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines()
COPIED = [
    source for line in LINES if line.startswith("COPY ") and "--from=" not in line for source in shlex.split(line)[1:-1]
]


def test_what_is_copied_is_there():
    assert COPIED
    assert [source for source in COPIED if not (ROOT / source).exists()] == []


def test_every_package_of_the_wheel_is_copied():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) <= set(COPIED)
    assert {project["project"]["readme"], *project["project"]["license-files"], "pyproject.toml"} <= set(COPIED)


def test_packages_are_installed_as_they_are_locked_and_not_as_root_is_it_run():
    installs = [line for line in LINES if "pip install" in line]
    assert "--require-hashes -r requirements-build.txt -r requirements.txt" in installs[0]
    assert all("--no-deps" in line for line in installs)
    assert "USER tallybook" in LINES
