"""Which changes to the counting rules would no model case notice? Mutation testing of SQL.

    python -m scripts.mutate_counting [MODEL ...]

Takes each step of `warehouse/counting/` apart with DuckDB's own parser and changes one thing at a time: a condition is
left out, a bound moved by one, a left join made inner, a branch of a CASE dropped, an order turned round. A change that
no case of `tests/models/` notices is a survivor. `tests/models/survivors.csv` names those that were looked at, with the
reason why they stay; exit status 1 where there is another, or where one of the list is noticed by now.
"""

import copy
import csv
import functools
import json
import pathlib
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

import duckdb
from rich.console import Console
from rich.progress import track

from tests.models import model_cases
from warehouse import Warehouse
from warehouse.sqlfile import SqlFile, sql_files

SURVIVORS = pathlib.Path(model_cases.__file__).with_name("survivors.csv")

Node = dict[str, Any]
# What is done to a node of the parse tree, and a copy of the node to which it is done.
Change = tuple[str, Node]

MOVED = {
    "COMPARE_LESSTHAN": "COMPARE_LESSTHANOREQUALTO",
    "COMPARE_LESSTHANOREQUALTO": "COMPARE_LESSTHAN",
    "COMPARE_GREATERTHAN": "COMPARE_GREATERTHANOREQUALTO",
    "COMPARE_GREATERTHANOREQUALTO": "COMPARE_GREATERTHAN",
    "COMPARE_EQUAL": "COMPARE_NOTEQUAL",
    "COMPARE_NOTEQUAL": "COMPARE_EQUAL",
    "OPERATOR_IS_NULL": "OPERATOR_IS_NOT_NULL",
    "OPERATOR_IS_NOT_NULL": "OPERATOR_IS_NULL",
}
SWAPPED = {"min": "max", "max": "min", "arg_min": "arg_max", "arg_max": "arg_min", "sum": "max", "least": "greatest"}
# Rows that either has and the other has not: where there are none, nothing that reads the step can notice.
DIFFERENCE = """
    (FROM mutant EXCEPT ALL FROM {name}) UNION ALL (FROM {name} EXCEPT ALL FROM mutant) LIMIT 1
"""
JOINED = {"LEFT": "INNER", "ANTI": "SEMI", "SEMI": "ANTI"}


@functools.cache
def parser() -> duckdb.DuckDBPyConnection:
    """A DuckDB that only reads and writes SQL."""
    return duckdb.connect()


def read_sql(sql: str) -> Node:
    """The parse tree of a SELECT."""
    tree: Node = json.loads(parser().execute("SELECT json_serialize_sql(?)", [sql]).fetchall()[0][0])
    return tree


def write_sql(tree: Node) -> str:
    """The SELECT of a parse tree."""
    return str(parser().execute("SELECT json_deserialize_sql(?)", [json.dumps(tree)]).fetchall()[0][0])


def told(expression: Node) -> str:
    """An expression as SQL."""
    tree = read_sql("SELECT 1")
    tree["statements"][0]["node"]["select_list"] = [expression | {"alias": ""}]
    return write_sql(tree).removeprefix("SELECT ")


def changes(node: Node) -> Iterator[Change]:
    """Every change of this very node."""
    kind = node.get("type", "")
    if kind in ("CONJUNCTION_AND", "CONJUNCTION_OR", "OPERATOR_COALESCE"):
        for i, child in enumerate(node["children"]):
            rest = node["children"][:i] + node["children"][i + 1 :]
            yield (
                f"without {told(child)} in {told(node)}",
                rest[0] | {"alias": node["alias"]} if len(rest) == 1 else node | {"children": rest},
            )
    if kind in MOVED:
        moved = node | {"type": MOVED[kind]}
        yield f"{told(moved)} for {told(node)}", moved
    if kind == "OPERATOR_NOT":
        yield f"without NOT in {told(node)}", node["children"][0] | {"alias": node["alias"]}
    if kind == "CASE_EXPR":
        for i, check in enumerate(node["case_checks"]):
            rest = node["case_checks"][:i] + node["case_checks"][i + 1 :]
            yield (
                f"without WHEN {told(check['when_expr'])} in {told(node)}",
                node | {"case_checks": rest} if rest else node["else_expr"] | {"alias": node["alias"]},
            )
    if kind == "JOIN" and node["join_type"] in JOINED:
        other = JOINED[node["join_type"]]
        condition = told(node["condition"]) if node["condition"] else ", ".join(node["using_columns"])
        yield f"{other} for {node['join_type']} JOIN on {condition}", node | {"join_type": other}
    if node.get("function_name") in SWAPPED:
        other = SWAPPED[node["function_name"]]
        # What is written is the last of the path; the name beside it is for readers.
        path = [*node["qualified_name"]["path"][:-1], other]
        yield f"{other} for {told(node)}", node | {"function_name": other, "qualified_name": {"path": path}}
    if node.get("filter"):
        yield f"without FILTER in {told(node)}", node | {"filter": None}
    if node.get("filter_expr"):
        yield f"without FILTER in {told(node)}", node | {"filter_expr": None}
    if node.get("class") == "WINDOW":
        for i, key in enumerate(node["partitions"]):
            yield (
                f"not by {told(key)} in {told(node)}",
                node | {"partitions": node["partitions"][:i] + node["partitions"][i + 1 :]},
            )
        for i, order in enumerate(node["orders"]):
            turned = order | {"type": "ORDER_DEFAULT" if order["type"] == "DESCENDING" else "DESCENDING"}
            orders = [*node["orders"][:i], turned, *node["orders"][i + 1 :]]
            yield f"{told(order['expression'])} the other way in {told(node)}", node | {"orders": orders}


def mutants(sql: str) -> Iterator[tuple[str, str]]:
    """What is changed, and the SELECT with that change; the same change in two places is told apart by a number."""
    tree, seen = read_sql(sql), dict[str, int]()
    for path, node in list(_nodes(tree, ())):
        for what, changed in changes(node):
            seen[what] = seen.get(what, 0) + 1
            mutant = copy.deepcopy(tree)
            _put(mutant, path, changed)
            yield what if seen[what] == 1 else f"{what} ({seen[what]})", write_sql(mutant)


def _nodes(node: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Node]]:
    if isinstance(node, list):
        for i, item in enumerate(node):
            yield from _nodes(item, (*path, i))
    elif isinstance(node, dict):
        yield path, node
        for key, item in node.items():
            yield from _nodes(item, (*path, key))


def _put(tree: Any, path: tuple[str | int, ...], node: Node) -> None:
    for step in path[:-1]:
        tree = tree[step]
    tree[path[-1]] = node


class Cases:
    """A warehouse for each model case, its models built, and what its views must hold."""

    def __init__(self, folder: pathlib.Path, console: Console):
        self.cases: list[tuple[Warehouse, dict[str, Any]]] = []
        for i, (name, case) in enumerate(track(model_cases.cases().items(), "loading the cases", console=console)):
            warehouse = model_cases.load_case(case, folder / f"{i}.duckdb")
            self.cases.append((warehouse, case))
            if not model_cases.matches(warehouse, case):
                raise SystemExit(f"the case {name!r} fails as the rules stand; mend that first")

    def notice(self, file: SqlFile, sql: str, later: list[SqlFile]) -> bool:
        """Whether any case fails, or the SQL does, once `sql` stands in the place of the file's and what reads it."""
        for place, (warehouse, case) in enumerate(self.cases):
            db = warehouse.db
            try:
                db.execute(f"CREATE OR REPLACE TEMP TABLE mutant AS {sql}")
                if not db.execute(DIFFERENCE.format(name=file.name)).fetchall():
                    continue
                db.execute("BEGIN")
                try:
                    db.execute(f"CREATE OR REPLACE TABLE {file.name} AS FROM mutant")
                    for reader in later:
                        db.execute(reader.create())
                    noticed = not model_cases.matches(warehouse, case)
                finally:
                    db.execute("ROLLBACK")
            except duckdb.Error:
                noticed = True
            if noticed:
                # What noticed one change of a file will notice the next more likely than another.
                self.cases.insert(0, self.cases.pop(place))
                return True
        return False


def stored_readers(file: SqlFile) -> list[SqlFile]:
    """The stored steps that read the file, directly or through others; views follow by themselves."""
    changed, later = {file.name}, []
    for other in sql_files():
        if other.reads & changed and other.name not in changed:
            changed.add(other.name)
            if not other.is_view:
                later.append(other)
    return later


def main() -> int:
    """Change, look, and tell."""
    console, progress = Console(width=160), Console(stderr=True)
    wanted = sys.argv[1:]
    steps = [f for f in sql_files() if not f.is_view and (not wanted or f.name.removeprefix("build.") in wanted)]
    with SURVIVORS.open(encoding="utf-8", newline="") as stream:
        looked_at = {(row["model"], row["change"]) for row in csv.DictReader(stream)}
    survivors: set[tuple[str, str]] = set()
    with tempfile.TemporaryDirectory() as folder:
        cases = Cases(pathlib.Path(folder), progress)
        for file in steps:
            name = file.name.removeprefix("build.")
            made, later = list(mutants(file.sql)), stored_readers(file)
            left = [what for what, sql in track(made, name, console=progress) if not cases.notice(file, sql, later)]
            survivors.update((name, what) for what in left)
            console.print(f"{name}: {len(made)} changes, {len(made) - len(left)} noticed")
            for what in left:
                state = "looked at" if (name, what) in looked_at else "not looked at yet"
                console.print(f"  survives, {state}: {what}", markup=False, highlight=False, soft_wrap=True)
    names = {file.name.removeprefix("build.") for file in steps}
    stale = sorted(row for row in looked_at - survivors if row[0] in names)
    for model, what in stale:
        console.print(f"{model}: noticed by now, take it out of {SURVIVORS.name}: {what}", markup=False, soft_wrap=True)
    return 1 if stale or survivors - looked_at else 0


if __name__ == "__main__":
    sys.exit(main())
