"""Handing things to Prefect tasks as they are."""

from typing import Any


class Held:
    """Something handed to a task as it is. Prefect would look for futures in a list or a dataclass, item by item."""

    def __init__(self, it: Any) -> None:
        self.it = it
