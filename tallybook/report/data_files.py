"""Data as script files, because a page opened from disk may load scripts but not fetch files.

Each file hands one JSON value to the page: ``tally.receive("figures/12", {...});``. JSON is a subset of JavaScript, and
nothing in it can end the script, for it stands in a file of its own and never between tags.
"""

import datetime
import decimal
import json
import pathlib
import re
from typing import Any

SHARDS = 64
_UNSAFE_NAME = re.compile(r"[^a-z0-9_-]+")


class DataFiles:
    """Writes the data files of one site below `folder`/data and counts them."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder / "data"
        self.files = 0

    def write(self, name: str, value: Any) -> None:
        """Write one value under a name such as ``figures/12``; dates become ISO strings, whole floats integers."""
        path = self.folder / f"{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain, allow_nan=False)
        path.write_text(f"tally.receive({json.dumps(name)},{text});\n", encoding="utf-8")
        self.files += 1


def shard(identifier: str) -> int:
    """In which of the id files an identifier stands; the page computes the same from the UTF-8 bytes."""
    return sum(identifier.encode()) % SHARDS


def file_name(*parts: str) -> str:
    """A file's name from words such as a measure's; measures are data, so that any character may stand in one."""
    return "-".join(_UNSAFE_NAME.sub("_", part.lower()) or "_" for part in parts)


def names(text: str) -> list[str]:
    """Names from a text that lists them, parted by spaces."""
    return text.split()


def number(value: float | None) -> float | int | None:
    """A count as JSON should carry it: 50 rather than 50.0."""
    return int(value) if value is not None and float(value).is_integer() else value


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return number(float(value))
    raise TypeError(f"{type(value).__name__} has no form in a data file")
