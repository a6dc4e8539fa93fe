"""SQL files that explain themselves: a header with the question, the grain and every column, then one SELECT.

::

    -- Which figures …?
    -- Grain: one row a figure.
    -- Columns:
    --   figure_id: …
    SELECT …

Files of `models/` become views, those of `counting/` tables of the schema `build`, which may be dropped at any time and
are made again from the ledger. A column that `schemas.fields` defines, or a model that is read explains, needs no line.
"""

import dataclasses
import functools
import hashlib
import json
import pathlib
import re
from collections.abc import Iterable
from typing import Any

import duckdb

from schemas import FIELDS
from schemas.ddl import meaning, named, quoted
from warehouse.connection import one_row
from warehouse.errors import ModelError

HERE = pathlib.Path(__file__).parent
FOLDERS = {"models": "main", "counting": "build"}


@dataclasses.dataclass(frozen=True, slots=True)
class SqlFile:
    """One model. `name` is as SQL reads it (`build.claims`), `reads` names tables and models alike."""

    name: str
    schema: str
    question: str
    grain: str
    columns: dict[str, str]
    sql: str
    reads: frozenset[str]

    @property
    def is_view(self) -> bool:
        """Whether it is computed when read; else it is stored when built."""
        return self.schema == "main"

    def statements(self, columns: Iterable[str]) -> list[str]:
        """The comments to set on it once it is made, given its real columns."""
        kind = "VIEW" if self.is_view else "TABLE"
        told = [f"COMMENT ON {kind} {self.name} IS {quoted(f'{self.question} {self.grain}')}"]
        return told + [
            f"COMMENT ON COLUMN {self.name}.{named(column)} IS {quoted(self.meaning(column))}" for column in columns
        ]

    def create(self) -> str:
        """The statement that makes it, or puts it in the place of an older one."""
        return f"CREATE OR REPLACE {'VIEW' if self.is_view else 'TABLE'} {self.name} AS\n{self.sql}"

    def meaning(self, column: str) -> str:
        """What a column means; raises `ModelError` where neither the header nor the schemas say so."""
        if column in self.columns:
            return self.columns[column]
        if column in FIELDS:
            return meaning(FIELDS[column])
        raise ModelError(
            f"says nothing of the column {column!r}", f"{self.name}.sql", f"add a line `--   {column}: …` to its header"
        )


def parse(parser: duckdb.DuckDBPyConnection, name: str, schema: str, text: str) -> SqlFile:
    """Read one file, its SELECT by any connection; raises `ModelError` where the header has not the form above."""
    header: list[str] = []
    body: list[str] = []
    for line in text.splitlines():
        (header if line.startswith("--") and not body else body).append(line)
    notes = [line.removeprefix("--").strip() for line in header]
    where = f"{name}.sql"
    grain_at = next((i for i, note in enumerate(notes) if note.startswith("Grain:")), None)
    if not grain_at:
        raise ModelError("does not open with a question and a grain", where, "see warehouse/sqlfile.py for the form")
    columns_at = next((i for i, note in enumerate(notes) if note == "Columns:"), len(notes))
    columns: dict[str, str] = {}
    last = None
    for note, line in zip(notes[columns_at + 1 :], header[columns_at + 1 :], strict=True):
        start = re.match(r"--   (\w+): (.+)", line)
        if start:
            last = start[1]
            columns[last] = start[2].strip()
        elif last is not None:
            columns[last] += " " + note
        else:
            raise ModelError("has a line under Columns that names none", where, "write `--   name: meaning`")
    sql = "\n".join(body).strip().removesuffix(";")
    return SqlFile(
        name=name if schema == "main" else f"{schema}.{name}",
        schema=schema,
        question=" ".join(notes[:grain_at]),
        grain=" ".join(notes[grain_at:columns_at]),
        columns=columns,
        sql=sql,
        reads=frozenset(_tables_read(parser, sql, where)),
    )


def _tables_read(parser: duckdb.DuckDBPyConnection, sql: str, where: str) -> set[str]:
    """The tables and views that a SELECT names, from DuckDB's own parser."""
    tree = json.loads(one_row(parser.execute("SELECT json_serialize_sql(?)", [sql]))[0])
    if tree["error"]:
        raise ModelError(f"is no single SELECT: {tree.get('error_message', '')}", where, "mend the file")
    named_here: set[str] = set()
    found: set[str] = set()
    _walk(tree, named_here, found)
    return found - named_here


def _walk(node: Any, named_here: set[str], found: set[str]) -> None:
    """Gather the names of common table expressions and of tables from a parse tree."""
    if isinstance(node, list):
        for item in node:
            _walk(item, named_here, found)
    elif isinstance(node, dict):
        if node.get("type") == "BASE_TABLE":
            found.add(".".join(part for part in (node.get("schema_name"), node["table_name"]) if part))
        for expression in (node.get("cte_map") or {}).get("map", []):
            named_here.add(expression["key"])
        for item in node.values():
            _walk(item, named_here, found)


@functools.cache
def sql_files() -> tuple[SqlFile, ...]:
    """Every model and counting step, each after those that it reads."""
    with duckdb.connect() as parser:
        found = [
            parse(parser, path.stem, schema, path.read_text(encoding="utf-8"))
            for folder, schema in FOLDERS.items()
            for path in sorted((HERE / folder).glob("*.sql"))
        ]
    waiting = {file.name: file for file in found}
    ordered: list[SqlFile] = []
    while waiting:
        ready = [file for file in waiting.values() if not (file.reads & waiting.keys()) - {file.name}]
        if not ready:
            raise ModelError("read each other in a circle", ", ".join(waiting), "break the circle")
        for file in ready:
            del waiting[file.name]
            ordered.append(_inheriting(file, {other.name: other for other in ordered}))
    return tuple(ordered)


def _inheriting(file: SqlFile, done: dict[str, SqlFile]) -> SqlFile:
    """The file with the meanings of columns that it takes over from the models that it reads."""
    inherited: dict[str, str] = {}
    for name in sorted(file.reads & done.keys()):
        inherited = done[name].columns | inherited
    return dataclasses.replace(
        file, columns={name: told for name, told in inherited.items() if name not in FIELDS} | file.columns
    )


@functools.cache
def fingerprint() -> str:
    """Changes whenever any of the files does, so that the views are made again."""
    text = "\n".join(f"{file.name}\n{file.question}{file.grain}{file.columns}\n{file.sql}" for file in sql_files())
    return hashlib.sha256(text.encode()).hexdigest()
