"""The systems that the benchmarks compare with, each run in the peers' own environment, `.venv-peers`."""

import dataclasses
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator

from benchmarks.gold import ROOT
from tallybook.figure import Figure

LOCK = ROOT / "requirements-peers.txt"
VENV = ROOT / ".venv-peers"
ANSWER = ROOT / "benchmarks/peers/answer.py"


class PeersMissingError(Exception):
    """The peers' environment cannot be made here; the message says why and what would help."""


@dataclasses.dataclass(frozen=True)
class Peer:
    """A system to compare with: its name in the tables, and its module in `benchmarks/peers`."""

    name: str
    module: str


PEERS = (
    Peer("gdelt-regkg", "gdelt_counts"),
    Peer("spaCy script", "spacy_script"),
    Peer("EpiTator", "epitator_counts"),
)


@dataclasses.dataclass(frozen=True)
class Answer:
    """What a peer read in one text, the processor time that took in seconds, and its peak memory so far in MB."""

    figures: list[Figure]
    seconds: float
    peak_mb: float


def python_3_12() -> str | None:
    """A Python 3.12 that runs: `python3.12` of the path, else one of pyenv's; None where there is none."""
    pyenv = pathlib.Path(os.environ.get("PYENV_ROOT", pathlib.Path.home() / ".pyenv"))
    candidates = [shutil.which("python3.12"), *sorted(map(str, pyenv.glob("versions/3.12*/bin/python3.12")))]
    for candidate in candidates:
        # A shim of pyenv is on the path for versions that are not chosen here, and fails.
        if candidate and subprocess.run([candidate, "-c", ""], capture_output=True, check=False).returncode == 0:
            return candidate
    return None


def environment(say: Callable[[str], object] = print) -> str:
    """The Python of the peers' environment, made or brought up to the lock file; raises PeersMissingError."""
    python, stamp = VENV / "bin/python", VENV / ".made"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return str(python)
    base = python_3_12()
    if base is None:
        raise PeersMissingError("gdelt-regkg needs Python 3.12, and none was found on the path or under pyenv")
    say("Setting up the systems to compare with in .venv-peers (once)")
    uv = [sys.executable, "-m", "uv"]
    for command in (
        [*uv, "venv", "--quiet", "--clear", "--python", base, str(VENV)],
        [*uv, "pip", "sync", "--quiet", "--require-hashes", "--python", str(python), str(LOCK)],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            said = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
            raise PeersMissingError(f"`uv {command[3]}` failed while setting them up: {said}")
    stamp.write_text(wanted)
    return str(python)


def answers(peer: Peer, python: str, texts: Iterable[str]) -> Iterator[Answer]:
    """What the peer reads in each text, in order, in one warm process; raises PeersMissingError where it fails."""
    pipe = subprocess.PIPE
    command = [python, str(ANSWER), peer.module]
    alone = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(command, env=alone, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        if process.stdin is None or process.stdout is None or process.stderr is None:
            raise RuntimeError("a pipe was asked for and not given")
        if not process.stdout.readline():
            said = (process.stderr.read().strip().splitlines() or ["it said nothing"])[-1]
            raise PeersMissingError(f"{peer.name} does not start: {said}")
        for text in texts:
            process.stdin.write(json.dumps({"text": text}) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
            if not line:
                raise PeersMissingError(f"{peer.name} broke: {process.stderr.read().strip().splitlines()[-1:]}")
            told = json.loads(line)
            rows = [figure(row, text, i) for i, row in enumerate(told["rows"])]
            yield Answer(rows, told["seconds"], told["peak_mb"])
        process.stdin.close()


def figure(row: dict, text: str, number: int) -> Figure:
    """A peer's row as a figure, so that one scorer reads all; what the peer does not tell stays null."""
    row = dict(row)
    start, end, value = row.pop("start"), row.pop("end"), row.pop("value")
    told = row.get("qualifier", "exact")
    # By the qualifier, as the ledger reads them: a floor, a ceiling, or the number itself.
    low = value if told in ("exact", "at_least", "more_than") else None
    high = value if told in ("exact", "nearly", "up_to") else None
    known = {"population": "people", "unit": "person", "qualifier": "exact", "basis": "new", "sentence": ""}
    return Figure(
        figure_id=str(number),
        article_id="",
        value_low=low,
        value_best=value,
        value_high=high,
        number_text=text[start:end],
        start_char=start,
        end_char=end,
        **{**known, **row},
    )
