"""What a run did, as Markdown for Prefect's UI."""

import tallybook
from flows.run_result import RunResult
from flows.show import cell
from warehouse import Warehouse

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
_SHOWN = 50

# A disagreement in which a figure of this run takes part; it is new where fewer than two sources spoke before.
_DISAGREEMENTS = """
with said as (
    select d.disagreement_id, d.source_id, bool_or(f.run_id is distinct from $run_id) as before,
        bool_or(f.run_id = $run_id) as now
    from (select disagreement_id, source_id, unnest(figure_ids) as figure_id from disagreements) as d
    join figures as f using (figure_id)
    group by all
),
touched as (
    select disagreement_id, count(*) filter (before) < 2 as is_new
    from said group by disagreement_id having bool_or(now)
)
select
    any_value(d.measure), any_value(d.region_path), any_value(d.basis), min(d.period_start),
    string_agg(coalesce(d.source_name, 'own voice') || ' ' || printf('%,d', d.value::bigint), '; '
        order by d.value desc),
    max(d.spread), bool_or(touched.is_new)
from disagreements as d
join touched using (disagreement_id)
group by d.disagreement_id
order by bool_or(touched.is_new) desc, max(d.spread) desc nulls last, d.disagreement_id
limit $shown
"""


def run_as_markdown(warehouse: Warehouse, result: RunResult) -> str:
    """The run's counts, what could not be read, and the disagreements that its figures brought or changed."""
    lines = [
        f"# Run {result.run_id}",
        "",
        f"Warehouse `{result.warehouse}`, engine {tallybook.__version__}",
        "",
        "| what | how many |",
        "| --- | ---: |",
    ]
    lines += [f"| {label} | {cell(getattr(result, name))} |" for name, label in _COUNTS]
    if result.problems:
        lines += ["", "## Could not be read", ""] + [f"- {_escaped(problem)}" for problem in result.problems]
    rows = warehouse.db.execute(_DISAGREEMENTS, {"run_id": result.run_id, "shown": _SHOWN}).fetchall()
    if rows:
        lines += ["", "## Disagreements that this run brought or changed", ""]
        lines += ["| | measure | region | basis | since | who says how many | spread |"]
        lines += ["| --- | --- | --- | --- | --- | --- | ---: |"]
        for *cells, is_new in rows:
            told = " | ".join(_escaped(cell(value)) for value in cells)
            lines.append(f"| {'new' if is_new else 'changed'} | {told} |")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
