"""Pages of the documentation that follow from the code, made while MkDocs builds: they cannot go stale.

A hook of MkDocs (https://www.mkdocs.org/user-guide/configuration/#hooks).
"""

import dataclasses
import inspect
import json
import pathlib
from collections.abc import Callable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

import tallybook
from schemas import dictionary
from tallybook import vocabulary
from tallybook.figure import Figure
from warehouse import catalogue


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages to those that lie in docs/."""
    for path, text in {
        "reference/python.md": _python(),
        "reference/dictionary.md": _dictionary(),
        "reference/models.md": _models(),
    }.items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put each table where a page has its marker; a marker that nothing fills stops the build."""
    for marker, table in TABLES.items():
        if f"<!-- {marker} -->" in markdown:
            markdown = markdown.replace(f"<!-- {marker} -->", table())
    if "<!--" in markdown:
        raise PluginError(f"{page.file.src_path} has a marker that no table fills")
    return markdown


def _measured(name: str) -> Any:
    return json.loads((pathlib.Path(__file__).parent / "measured" / f"{name}.json").read_text(encoding="utf-8"))


def _errors() -> str:
    measured = _measured("accuracy")
    sets = measured["sets"]["Tallybook"]
    held_back = _wrong([told for name, told in sets.items() if name in measured["held_back"]])
    tuned = _wrong([told for name, told in sets.items() if name not in measured["held_back"]])
    lines = [
        f"Of version {measured['version']}, on {sum(told['articles'] for told in sets.values())} articles in which a "
        "careful reader marked every figure. Nobody who writes rules reads the mistakes in the sets *held back*: these "
        "tell what to expect of other articles. `make docs-measured` writes the numbers anew.",
        "",
        "| what goes wrong | held back | | tuned on | |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    worst_first = sorted(held_back, key=lambda what: -held_back[what][0] / held_back[what][1])
    for what in worst_first:
        cells = (f"{wrong} of {of} | {wrong / of:.0%}" for wrong, of in (held_back[what], tuned[what]))
        lines.append(f"| {what} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _wrong(sets: list[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    """What goes wrong in some sets of gold: how often, of how many."""
    gold, predicted, found = (sum(told[what] for told in sets) for what in ("gold", "predicted", "found"))
    wrong = {
        "a figure is not found": (gold - found, gold),
        "what is found is no figure": (predicted - found, predicted),
    }
    for name in dict.fromkeys(name for told in sets for name in told["attributes"]):
        tallies = [told["attributes"][name] for told in sets if name in told["attributes"]]
        of = sum(tally["of"] for tally in tallies)
        wrong[f"of a found figure, `{name}`"] = (of - sum(tally["right"] for tally in tallies), of)
    return wrong


def _imports() -> str:
    lines = ["| package | version | seconds | MB |", "| --- | --- | ---: | ---: |"]
    lines += [
        f"| {row['package']} | {row['version']} | {row['seconds']:.2f} | {row['megabytes']} |"
        for row in sorted(_measured("imports"), key=lambda row: -row["seconds"])
    ]
    return "\n".join(lines)


TABLES: dict[str, Callable[[], str]] = {"errors": _errors, "imports": _imports}


def _python() -> str:
    fields = "\n".join(f"| `{field.name}` | `{_type(field)}` |" for field in dataclasses.fields(Figure))
    return f"""# Python

The engine is a plain library: offline, deterministic, without a warehouse.

## tallybook.extract

```python
{_signature()}
```

{inspect.getdoc(tallybook.extract)}

## tallybook.Figure

{inspect.getdoc(Figure)}

| field | type |
| --- | --- |
{fields}

What each field means: [reported_figures](models.md#reported_figures) and the [data dictionary](dictionary.md#figures).

## Vocabularies

{_vocabularies()}
"""


def _signature() -> str:
    parameters = ",\n".join(
        f"    {'*, ' if first_keyword else ''}{parameter}" for parameter, first_keyword in _parameters()
    )
    answer = inspect.signature(tallybook.extract).return_annotation
    return f"tallybook.extract(\n{parameters},\n) -> {getattr(answer, '__name__', answer)}[Figure]"


def _parameters() -> list[tuple[inspect.Parameter, bool]]:
    parameters = list(inspect.signature(tallybook.extract).parameters.values())
    keywords = [parameter for parameter in parameters if parameter.kind is parameter.KEYWORD_ONLY]
    return [(parameter, parameter in keywords[:1]) for parameter in parameters]


def _type(field: "dataclasses.Field[object]") -> str:
    kind = field.type
    return kind.__name__ if isinstance(kind, type) else str(kind).replace("datetime.date", "date").replace("|", "or")


def _vocabularies() -> str:
    lines = []
    for name, enum in inspect.getmembers(vocabulary, inspect.isclass):
        if enum.__module__ == vocabulary.__name__ and issubclass(enum, str):
            words = " ".join(f"`{member.value}`" for member in enum)
            lines.append(f"**{name}**: {inspect.getdoc(enum) or ''} {words}\n")
    return "\n".join(lines)


def _dictionary() -> str:
    return f"""# Data dictionary

The tables of the warehouse. The views that answer questions are told in [Models and their lineage](models.md). The same
meanings stand as comments in DuckDB itself:

```console
$ tallybook query "select column_name, comment from duckdb_columns() where table_name = 'figures'"
```

{dictionary.markdown()}
"""


def _models() -> str:
    return f"""# Models and their lineage

Each view is one SQL file in `warehouse/models/`. Cylinders are tables, boxes are the steps of counting (schema
`build`), rounded boxes are views.

```mermaid
{catalogue.lineage_mermaid()}```

{catalogue.models_markdown()}
"""
