"""The systems that the benchmarks compare with take part where they can, and are left out plainly where not."""

import hashlib
import importlib.util
import sys

import pytest

from benchmarks import peer_runs
from benchmarks.gold import ROOT

TEXT = "Up to 30 people were killed."


def peer_module(name):
    """A peer's module, loaded by path: it stands apart from the project."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks/peers" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_a_peer_does_not_tell_stays_null():
    figure = peer_runs.figure({"measure": "killed", "value": 30, "start": 6, "end": 8}, TEXT, 0)
    assert (figure.number_text, figure.value_low, figure.value_best, figure.value_high) == ("30", 30, 30, 30)
    assert (figure.source_name, figure.region_name, figure.country_code, figure.period_start) == (None,) * 4


@pytest.mark.parametrize(
    ("qualifier", "bounds"),
    [
        ("exact", (30, 30, 30)),
        ("at_least", (30, 30, None)),
        ("up_to", (None, 30, 30)),
        ("about", (None, 30, None)),
    ],
)
def test_a_peers_qualifier_becomes_the_ledgers_bounds(qualifier, bounds):
    row = {"measure": "killed", "value": 30, "start": 6, "end": 8, "qualifier": qualifier}
    figure = peer_runs.figure(row, TEXT, 0)
    assert (figure.value_low, figure.value_best, figure.value_high) == bounds


def test_without_python_3_12_it_is_said_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setattr(peer_runs, "VENV", tmp_path / "none")
    with pytest.raises(peer_runs.PeersMissingError, match=r"needs Python 3\.12"):
        peer_runs.environment()


def test_an_environment_that_fits_the_lock_file_is_used_as_it_is(tmp_path, monkeypatch):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/python").touch()
    (tmp_path / ".made").write_text(hashlib.sha256(peer_runs.LOCK.read_bytes()).hexdigest())
    monkeypatch.setattr(peer_runs, "VENV", tmp_path)
    assert peer_runs.environment(pytest.fail) == str(tmp_path / "bin/python")


def test_a_peer_that_breaks_is_named():
    peer = peer_runs.Peer("A system", "no_such_module")
    with pytest.raises(peer_runs.PeersMissingError, match=r"A system does not start: .*no_such_module"):
        list(peer_runs.answers(peer, sys.executable, [TEXT]))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12", 12),
        ("1,200", 1200),
        ("twenty-five", 25),
        ("two hundred", 200),
        ("1.2 million", 1_200_000),
        ("many", None),
    ],
)
def test_the_spacy_script_reads_numbers(words, value):
    assert peer_module("spacy_script").number(words.split()) == value


def test_the_lock_file_names_no_index_and_hashes_everything():
    lines = peer_runs.LOCK.read_text().splitlines()
    assert [line for line in lines if "://" in line or line.startswith("-")] == []
    pinned = [i for i, line in enumerate(lines) if "==" in line and not line.startswith((" ", "#"))]
    assert len(pinned) > 20
    assert all("--hash=sha256:" in lines[i + 1] for i in pinned)
