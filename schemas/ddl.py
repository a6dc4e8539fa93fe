"""DuckDB's tables and comments, made from the fields; no column's type or meaning is written anywhere else."""

from collections.abc import Iterable, Iterator

from schemas.fields import Field
from schemas.tables import TABLES, Table


def quoted(text: str) -> str:
    """An SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _column(field: Field) -> str:
    parts = [named(field.name), field.duckdb]
    if field.duckdb == "BLOB":
        # a signature is as good as random: to look for what could be pressed out of it takes longer than all the rest
        parts.append("USING COMPRESSION uncompressed")
    if not field.nullable:
        parts.append("NOT NULL")
    if field.vocabulary:
        parts.append(f"CHECK ({named(field.name)} IN ({', '.join(map(quoted, field.words))}))")
    if field.check:
        parts.append(f"CHECK ({field.check})")
    return " ".join(parts)


def create_table(table: Table, *, if_not_exists: bool = True) -> str:
    """`CREATE TABLE` with types, nulls, vocabularies and conditions.

    No primary key: DuckDB keeps its index in memory, which would grow with the ledger. The loader brings no key twice,
    and the audit `keys_are_unique` holds it to that.
    """
    clause = "IF NOT EXISTS " if if_not_exists else ""
    return f"CREATE TABLE {clause}{named(table.name)} (\n  " + ",\n  ".join(map(_column, table.fields())) + "\n)"


def comments(kind: str, name: str, meaning: str, columns: Iterable[tuple[str, str]]) -> Iterator[str]:
    """`COMMENT ON` statements for a table or view (`kind`) and its columns (name, meaning)."""
    yield f"COMMENT ON {kind} {named(name)} IS {quoted(meaning)}"
    for column, text in columns:
        yield f"COMMENT ON COLUMN {named(name)}.{named(column)} IS {quoted(text)}"


def statements() -> Iterator[str]:
    """Everything that makes the tables of an empty warehouse, in order."""
    for table in TABLES.values():
        yield create_table(table)
        yield from table_comments(table)


def table_comments(table: Table) -> Iterator[str]:
    """The comments of one table, vocabularies told with them."""
    return comments("TABLE", table.name, table.meaning, ((field.name, meaning(field)) for field in table.fields()))


def meaning(field: Field) -> str:
    """What a column means, with the words that may stand in it."""
    return f"{field.meaning}. One of: {', '.join(field.words)}" if field.vocabulary else field.meaning
