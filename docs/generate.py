"""Pages of the documentation that follow from the code, made while MkDocs builds: they cannot go stale.

A hook of MkDocs (https://www.mkdocs.org/user-guide/configuration/#hooks).
"""

import dataclasses
import inspect

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

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

The tables of the warehouse. The same meanings stand as comments in DuckDB itself: `tallybook query "describe figures"`.
The views that answer questions are told in [Models and their lineage](models.md).

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
