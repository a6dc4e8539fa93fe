"""The counts of gdelt-regkg, which rebuilds GDELT's count field from text: a trigger and the number beside it."""

import re
from collections.abc import Callable
from typing import Any

# GDELT's labels that say the same as a measure of the ledger; its CRISISLEX_* labels repeat them.
MEASURES = {
    "KILL": "killed",
    "CRISISLEX_T03_DEAD": "killed",
    "WOUND": "injured",
    "CRISISLEX_T02_INJURED": "injured",
    "ARREST": "detained",
    "KIDNAP": "abducted",
    "SEIZE": "abducted",
    "DISPLACED": "displaced",
    "CRISISLEX_T09_DISPLACEDRELOCATEDEVACUATED": "displaced",
    "REFUGEES": "refugees",
    "EVACUATION": "evacuated",
    "SICKENED": "infected",
    "AFFECT": "affected",
}
_NUMBER = re.compile(r"[\d,.]*\d|\w+")


def load() -> Callable[[str], list[dict[str, Any]]]:
    """A reader that answers the figures of one text, each a dict of what it tells."""
    from gdelt_regkg.fields.counts import analyze_counts

    def read(text: str) -> list[dict[str, Any]]:
        rows, seen = [], set()
        for mention in analyze_counts(text).mentions:
            measure = MEASURES.get(mention.count_type)
            # Who is displaced, it calls affected as well.
            if measure is None or (mention.start, measure) in seen or (mention.start, "displaced") in seen:
                continue
            seen.add((mention.start, measure))
            number = _NUMBER.match(text, mention.start)
            rows.append(
                {
                    "measure": measure,
                    "value": mention.number,
                    "start": mention.start,
                    "end": number.end() if number else mention.end,
                    "population": mention.object_type or "people",
                }
            )
        moved = {row["start"] for row in rows if row["measure"] == "displaced"}
        return [row for row in rows if not (row["measure"] == "affected" and row["start"] in moved)]

    return read
