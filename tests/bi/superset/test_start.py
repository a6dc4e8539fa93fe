"""What `python -m bi` says where it cannot start."""

import subprocess
import sys
import urllib.parse

from tests.bi.conftest import ROOT


def started(*arguments):
    command = [sys.executable, "-m", "bi", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_missing_copy_is_told_in_one_line(tmp_path):
    done = started("--published", tmp_path / "none.duckdb", "--home", tmp_path)
    assert done.returncode == 2
    assert (
        done.stderr == f"there is no published copy at {tmp_path / 'none.duckdb'}: make one with `tallybook publish`\n"
    )


def test_a_taken_port_is_told_in_one_line(bi):
    port = urllib.parse.urlsplit(bi.superset.url).port
    done = started("--published", bi.file, "--home", bi.home, "--port", port)
    assert done.returncode == 2
    assert done.stderr == f"port {port} of 127.0.0.1 is taken: end what uses it, or choose another (PORT=…)\n"


def test_what_superset_keeps_is_for_its_owner_alone(bi):
    kept = [bi.home, bi.home / "secret_key", bi.home / "password"]
    assert [oct(path.stat().st_mode & 0o077) for path in kept] == ["0o0"] * 3
