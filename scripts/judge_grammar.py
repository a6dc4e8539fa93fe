"""Which changes to the grammar that no test notices were not looked at yet? What mutmut left, held against a list.

    python -m scripts.judge_grammar

Run after `mutmut run`, whose results it reads. mutmut numbers the changes of a function anew whenever the function
changes; here one is known by the line as it was and as it became. `tests/extraction/survivors.csv` names those that
were looked at, with the reason why they stay; exit status 1 where there is another, where one of the list is noticed by
now, or where changes were left untried.
"""

import csv
import json
import pathlib
import sys
from collections.abc import Iterator

from mutmut.mutation.diff_apply import get_diff_for_mutant
from rich.console import Console

ROOT = pathlib.Path(__file__).parents[1]
SURVIVORS = ROOT / "tests" / "extraction" / "survivors.csv"
RESULTS = ROOT / "mutants"
UNNOTICED = {0, 33}  # no test failed, or none came by


def results() -> dict[str, int | None]:
    """The status of the tests under each change, None where it was not tried."""
    found: dict[str, int | None] = {}
    for path in sorted(RESULTS.rglob("*.py.meta")):
        found |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def change(name: str) -> tuple[str, str, str]:
    """Module and function, the lines that were changed, and what they became."""
    lines = get_diff_for_mutant(name).splitlines()[2:]
    place = name.removeprefix("tallybook.extraction.").partition("__mutmut_")[0].replace(".x_", ".")
    return place, *(" / ".join(_sides(lines, sign)) for sign in "-+")


def _sides(lines: list[str], sign: str) -> Iterator[str]:
    return (line[1:].strip() for line in lines if line.startswith(sign))


def main() -> int:
    """Read, compare, and tell."""
    console = Console(width=160)
    tried = results()
    untried = sum(status is None for status in tried.values())
    survivors = {change(name) for name, status in tried.items() if status in UNNOTICED}
    with SURVIVORS.open(encoding="utf-8", newline="") as stream:
        looked_at = {(row["function"], row["was"], row["became"]) for row in csv.DictReader(stream)}
    console.print(
        f"{len(tried)} changes, {untried} not tried, {len(survivors)} not noticed, {len(looked_at)} looked at"
    )
    told = {
        "not looked at yet": survivors - looked_at,
        f"no longer one, take it out of {SURVIVORS.name}": looked_at - survivors,
    }
    for state, rows in told.items():
        for place, was, became in sorted(rows):
            console.print(f"{place}, {state}:\n  - {was}\n  + {became}", markup=False, highlight=False, soft_wrap=True)
    return 1 if untried or survivors != looked_at else 0


if __name__ == "__main__":
    sys.exit(main())
