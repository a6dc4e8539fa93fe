"""The snippets of docs/bi.md do what they say, as they stand there."""

import os
import pathlib
import re
import subprocess
import sys

import pytest

from tests.bi.conftest import ROOT

pytestmark = pytest.mark.usefixtures("a_run_writes")
SNIPPETS = re.findall(r"^```(python|sh)\n(.*?)^```", (ROOT / "docs" / "bi.md").read_text(encoding="utf-8"), re.M | re.S)


def test_the_page_has_snippets_of_both_kinds():
    assert {language for language, _ in SNIPPETS} == {"python", "sh"}


@pytest.mark.parametrize(("language", "snippet"), SNIPPETS)
def test_a_snippet_prints_figures(language, snippet, published, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "examples.published").symlink_to(published)
    command = [sys.executable, "-c", snippet] if language == "python" else ["sh", "-e", "-c", snippet]
    own = {"PATH": f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": str(tmp_path)}
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "police" in done.stdout or "killed" in done.stdout
