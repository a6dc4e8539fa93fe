"""Audits: SQL files that select bad rows; a sound warehouse answers each with none.

Files of `audits/` open with the question in a comment. They read the warehouse's own tables, also those of `build`.
"""

import dataclasses
import functools
import pathlib
from typing import Any

import duckdb

HERE = pathlib.Path(__file__).parent / "audits"
ROWS_SHOWN = 5


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """What an audit found: how many bad rows, and the first of them by column."""

    audit: str
    question: str
    bad_rows: int
    examples: list[dict[str, Any]]

    def __str__(self) -> str:
        return (
            f"{self.audit}: {self.bad_rows} bad rows, such as {self.examples[0]}"
            if self.bad_rows
            else f"{self.audit}: sound"
        )


@functools.cache
def audits() -> dict[str, tuple[str, str]]:
    """The question and the SQL of each audit, by name."""
    found = {}
    for path in sorted(HERE.glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        question = " ".join(line.removeprefix("--").strip() for line in text.splitlines() if line.startswith("--"))
        found[path.stem] = (question, text)
    return found


def run_audits(db: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Every audit's finding, on a warehouse whose models are built."""
    findings = []
    for name, (question, sql) in audits().items():
        bad = int(db.execute(f"SELECT count(*) FROM ({sql})").fetchall()[0][0])
        examples: list[dict[str, Any]] = []
        if bad:
            shown = db.execute(f"SELECT * FROM ({sql}) LIMIT {ROWS_SHOWN}")
            columns = [column[0] for column in shown.description or []]
            examples = [dict(zip(columns, row, strict=True)) for row in shown.fetchall()]
        findings.append(Finding(name, question, bad, examples))
    return findings


def faults(db: duckdb.DuckDBPyConnection) -> list[Finding]:
    """The findings of the audits that found bad rows."""
    return [finding for finding in run_audits(db) if finding.bad_rows]
