"""What is asked of the ledger most: the columns of a model that fit a screen, in words."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """A title, the model that answers it, and the SQL that takes its answer to a screen."""

    title: str
    model: str
    sql: str
