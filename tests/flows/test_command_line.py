"""The command line teaches itself, starts light because it imports little, and its reference is never stale."""

import pathlib
import subprocess
import sys

import pytest
import typer

from flows.cli import app

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMANDS = typer.main.get_command(app).commands
CONTRACT = {"run", "extract", "query", "publish", "export", "rejects", "reprocess", "backup", "restore"} | {
    "status",
    "doctor",
}
TOUCH_A_WAREHOUSE = sorted(set(COMMANDS) - {"extract"})


def test_every_command_of_the_design_is_there():
    assert set(COMMANDS) >= CONTRACT


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself_with_an_example(name):
    assert len(COMMANDS[name].help.split("\n")[0]) > 20
    assert f"`tallybook {name}" in COMMANDS[name].help


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_parameter_of_every_command_has_help(name):
    silent = [parameter.name for parameter in COMMANDS[name].params if not getattr(parameter, "help", None)]
    assert silent == []


@pytest.mark.parametrize("name", TOUCH_A_WAREHOUSE)
def test_every_command_on_a_warehouse_takes_it_by_option_or_environment(name):
    option = next(parameter for parameter in COMMANDS[name].params if "--warehouse" in parameter.opts)
    assert option.envvar == "TALLYBOOK_WAREHOUSE"
    assert str(option.default) == "tallybook.duckdb"


def test_the_reference_in_docs_is_what_the_program_says():
    made = subprocess.run(
        [
            sys.executable,
            "-m",
            "typer",
            "flows.cli",
            "utils",
            "docs",
            "--name",
            "tallybook",
            "--title",
            "The command tallybook",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    kept = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    assert made.split() == kept.split(), "stale; make it anew: make reference"


def test_extract_starts_neither_prefect_nor_duckdb(tmp_path):
    (tmp_path / "a.txt").write_text("ALEPPO, Syria — Police said 12 people were killed in Aleppo on Tuesday.\n")
    code = (
        "import sys\nfrom flows.cli import _status\n"
        "status = _status(['extract', sys.argv[1], '--json', '--published-at', '2012-02-29'])\n"
        "heavy = {'prefect', 'duckdb', 'polars', 'pandera', 'scipy', 'trafilatura'} & set(sys.modules)\n"
        "assert not heavy, heavy\nsys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "a.txt"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert '"value_best": 12' in done.stdout


def test_extract_takes_the_side_file(tmp_path, tallybook):
    (tmp_path / "a.txt").write_text("ALEPPO, Syria — Police said 12 people were killed in Aleppo on Tuesday.\n")
    (tmp_path / "a.meta.json").write_text('{"published_at": "2012-02-29", "publisher": "Paper"}')
    assert '"period_start": "2012-02-28"' in tallybook("extract", tmp_path / "a.txt", "--json").out


def test_version_and_help_go_without_a_warehouse(tallybook):
    assert tallybook("--version").out.startswith("tallybook ")
    assert "First steps" in tallybook("--help").out
    assert tallybook("run", "--help").status == 0
