"""What readers are given: the marts and tables that are published, and what each of their columns means."""

from collections.abc import Iterator

from schemas import FIELDS, TABLES
from schemas.ddl import meaning, named
from warehouse.sqlfile import sql_files

# What only the writer needs stays behind: signatures, their bands, and the warehouse's own notes.
TABLES_LEFT_OUT = ("article_bands", "warehouse_state", "schema_versions")
COLUMNS_LEFT_OUT = {"articles": ("signature",)}


def marts() -> Iterator[tuple[str, str]]:
    """What is published: name and the SELECT that fills it, `counted_figures` first."""
    models = sorted(
        (file.name for file in sql_files() if file.is_view), key=lambda name: (name != "counted_figures", name)
    )
    for name in models:
        yield name, f"SELECT * FROM {named(name)}"
    for name in TABLES:
        if name not in TABLES_LEFT_OUT:
            dropped = COLUMNS_LEFT_OUT.get(name)
            kept = f"* EXCLUDE ({', '.join(dropped)})" if dropped else "*"
            yield name, f"SELECT {kept} FROM {named(name)}"


def meanings() -> dict[str, tuple[str, dict[str, str]]]:
    """What each published table or view and each of its columns means."""
    told = {file.name: (f"{file.question} {file.grain}", file.columns) for file in sql_files() if file.is_view}
    for table in TABLES.values():
        told[table.name] = (table.meaning, {})
    return told


def column_meaning(name: str, column: str) -> str:
    """What a column of a published table means."""
    own = meanings()[name][1]
    return own[column] if column in own else meaning(FIELDS[column])
