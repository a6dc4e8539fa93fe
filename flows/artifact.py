"""What a run did, as Markdown for Prefect's UI."""

from typing import Any

from flows.show import cell

_COUNTS = (
    ("read", "inputs"),
    ("new", "new articles"),
    ("changed", "changed articles (a new revision)"),
    ("known", "known already"),
    ("copies", "copies of another article"),
    ("unreadable", "could not be read"),
    ("left_out", "left out on purpose"),
    ("figures", "figures"),
    ("rejected_figures", "figures turned away"),
)


def run_as_markdown(warehouse: Any, result: Any) -> str:
    """A table of the run's counts and of the largest disagreements that the ledger now holds."""
    lines = [
        f"# Run {result.run_id}",
        "",
        f"Warehouse `{result.warehouse}`",
        "",
        "| what | how many |",
        "| --- | ---: |",
    ]
    lines += [f"| {label} | {cell(getattr(result, name))} |" for name, label in _COUNTS]
    if result.problems:
        lines += ["", "## Could not be read", ""] + [f"- {_escaped(problem)}" for problem in result.problems[:50]]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
