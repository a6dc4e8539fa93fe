"""What the warehouse holds, told from its files: the lineage of the models, and what each of them answers."""

from collections.abc import Iterator

from warehouse.sqlfile import SqlFile, sql_files


def lineage() -> dict[str, list[str]]:
    """Each model and counting step with the tables and models that it reads, both in the order they are built."""
    return {file.name: sorted(file.reads) for file in sql_files()}


def lineage_mermaid() -> str:
    """The lineage as a Mermaid flowchart: tables as cylinders, counting steps as boxes, views as rounded boxes."""
    lines = ["flowchart LR"]
    models = {file.name: file for file in sql_files()}
    for name in sorted({name for reads in lineage().values() for name in reads} - models.keys()):
        lines.append(f"  {_node(name)}[({name})]")
    for name, file in models.items():
        lines.append(f"  {_node(name)}({name})" if file.is_view else f"  {_node(name)}[{name}]")
    lines += [f"  {_node(read)} --> {_node(name)}" for name, reads in lineage().items() for read in reads]
    return "\n".join(lines) + "\n"


def _node(name: str) -> str:
    return name.replace(".", "_")


def models_markdown() -> str:
    """The models' part of the data dictionary: question, grain and columns of each view, then of the counting steps."""
    return "\n".join(line for file in sorted(sql_files(), key=lambda file: not file.is_view) for line in _model(file))


def _model(file: SqlFile) -> Iterator[str]:
    yield from (f"## {file.name}", "", file.question, "", file.grain, "")
    yield f"Reads {', '.join(f'`{name}`' for name in sorted(file.reads))}."
    yield ""
    if file.columns:
        yield from ("| column | meaning |", "| --- | --- |")
        for column, told in file.columns.items():
            yield f"| `{column}` | {told} |"
        yield ""
