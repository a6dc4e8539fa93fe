"""The data dictionary, generated: every table and column with type, nulls and meaning."""

from collections.abc import Iterator
from typing import NamedTuple

from schemas.ddl import meaning
from schemas.tables import TABLES


class Entry(NamedTuple):
    """One column of one table."""

    table: str
    column: str
    type: str
    nullable: bool
    meaning: str


def entries() -> Iterator[Entry]:
    """Every column of every table, in order."""
    for table in TABLES.values():
        for field in table.fields():
            yield Entry(table.name, field.name, field.duckdb, field.nullable, meaning(field))


def markdown() -> str:
    """The tables' part of the data dictionary as Markdown."""
    lines: list[str] = []
    for table in TABLES.values():
        lines += [f"## {table.name}", "", f"{table.meaning}. Key: {', '.join(f'`{name}`' for name in table.key)}.", ""]
        lines += ["| column | type | null | meaning |", "| --- | --- | --- | --- |"]
        lines += [
            f"| `{field.name}` | {field.duckdb} | {'yes' if field.nullable else 'no'} | {meaning(field)} |"
            for field in table.fields()
        ]
        lines.append("")
    return "\n".join(lines)
