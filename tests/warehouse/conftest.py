"""Rows to load: small articles of our own, each with a figure or two."""

import dataclasses
import datetime
import pathlib
from collections.abc import Callable
from typing import Any

import pytest

from warehouse import Batch, Warehouse


@dataclasses.dataclass(slots=True)
class Rows:
    """Makes articles with one figure each, `count` people killed in Hafen, and batches of them."""

    def article(self, name: str, count: int = 12, **changed: Any) -> dict[str, Any]:
        row = {
            "article_id": name,
            "uri": f"papers/{name}.txt",
            "publisher": "Herald",
            "title": f"Report {name}",
            "published_at": datetime.datetime(2020, 3, 4, tzinfo=datetime.UTC),
            "body": f"In Hafen {count} people were killed on Tuesday, police said.",
            "content_hash": f"hash {name} {count}",
        }
        return row | changed

    def figure(self, name: str, count: int = 12, **changed: Any) -> dict[str, Any]:
        text = str(count)
        row = {
            "figure_id": f"{name}-{count}",
            "article_id": name,
            "measure": "killed",
            "population": "people",
            "unit": "person",
            "value_low": float(count),
            "value_best": float(count),
            "value_high": float(count),
            "qualifier": "exact",
            "number_text": text,
            "start_char": 9,
            "end_char": 9 + len(text),
            "sentence": f"In Hafen {count} people were killed on Tuesday, police said.",
            "basis": "new",
            "period_start": datetime.date(2020, 3, 3),
            "period_end": datetime.date(2020, 3, 3),
            "period_precision": "day",
            "region_id": "r:hafen",
            "region_name": "Hafen",
            "region_path": "Norland / Hafen",
            "country_code": "NL",
            "place_precision": "city",
            "latitude": 52.0,
            "longitude": 5.0,
            "source_id": "s:police",
            "source_name": "police",
            "source_kind": "police",
            "attribution": "explicit",
            "certainty": "reported",
            "event_key": "e1",
            "event_type": "attack",
            "confidence": 0.9,
            "engine_version": "1",
        }
        return row | changed

    def batch(self, *names: str) -> Batch:
        return Batch([self.article(name) for name in names], [self.figure(name) for name in names])


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.fixture
def path(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "ledger.duckdb"


@pytest.fixture
def filled(path: pathlib.Path, rows: Rows) -> Callable[..., pathlib.Path]:
    """Fills the warehouse with a batch, builds the models, closes it and answers its path."""

    def fill(batch: Batch | None = None) -> pathlib.Path:
        with Warehouse.open(path) as warehouse:
            run_id = warehouse.begin_run(engine_version="1")
            warehouse.load(batch or rows.batch("a1", "a2"), run_id)
            warehouse.build_models(run_id)
            warehouse.finish_run(run_id)
        return path

    return fill
