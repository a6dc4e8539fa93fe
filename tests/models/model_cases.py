"""Model tests as data: a case gives articles and figures, and the rows that views must then hold.

A case leaves out what does not matter. Of a figure it names `id`, `article` and `value`; `region` is a path, `source` a
name (none: the article's own voice), `day` the day of its period or `from` and `to`; any field of the ledger may be
given by its own name. Of an article it names `id`; `uri` says whose revision it is, `copy_of` whose words it repeats.
Of each view under `expect` only the columns listed are compared, as rows in any order.
"""

import datetime
import pathlib
from collections.abc import Iterator
from typing import Any

import yaml

from tallybook.articles.near_duplicates import sign
from warehouse import Batch, Warehouse

HERE = pathlib.Path(__file__).parent


def cases() -> dict[str, dict[str, Any]]:
    """Every case by `file: name`."""
    return {
        f"{path.stem}: {case['name']}": case
        for path in sorted(HERE.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    }


def load_case(
    case: dict[str, Any], path: pathlib.Path, *, reverse: bool = False, batch_size: int | None = None
) -> Warehouse:
    """A warehouse with the case's rows loaded and its models built; `reverse` and `batch_size` change how they come."""
    articles, figures = _rows(case)
    if reverse:
        articles = articles[::-1]
    warehouse = Warehouse.open(path)
    run_id = warehouse.begin_run(engine_version="test")
    size = batch_size or len(articles)
    for start in range(0, len(articles), size):
        some = articles[start : start + size]
        ids = {article["article_id"] for article in some}
        batch = Batch(some, [figure for figure in figures if figure["article_id"] in ids])
        loaded = warehouse.load(batch, run_id)
        if loaded.rejected or loaded.rejected_figures:
            raise ValueError(f"the case breaks a rule: {warehouse.db.execute('SELECT * FROM rejects').fetchall()}")
        if batch_size:
            warehouse.build_models(run_id)
    warehouse.build_models(run_id)
    warehouse.finish_run(run_id)
    return warehouse


def answers(warehouse: Warehouse, case: dict[str, Any]) -> Iterator[tuple[str, list[Any], list[Any]]]:
    """Each view that the case names, what it holds and what it must hold, both in one order."""
    for view, expected in case["expect"].items():
        rows = expected_rows(expected)
        where = expected.get("where", "true") if isinstance(expected, dict) else "true"
        columns = list(rows[0]) if rows else ["*"]
        found = warehouse.db.execute(f"SELECT {', '.join(columns)} FROM {view} WHERE {where}").fetchall()
        held = [dict(zip(columns, map(_plain, row), strict=True)) for row in found] if rows else found
        yield view, sorted(held, key=repr), sorted(rows, key=repr)


def expected_rows(expected: dict[str, Any] | list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows under a view's name: a list of them, or `rows` beside the `where` that chooses them."""
    return expected["rows"] if isinstance(expected, dict) else expected


def matches(warehouse: Warehouse, case: dict[str, Any]) -> bool:
    """Whether every view holds what the case expects."""
    return all(held == rows for _, held, rows in answers(warehouse, case))


def _plain(value: Any) -> Any:
    """A value as YAML writes it."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _rows(case: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    bodies: dict[str, str] = {article["id"]: f"Report {article['id']}." for article in case["articles"]}
    figures = [_figure(told, bodies) for told in case.get("figures", [])]
    articles = []
    for article in case["articles"]:
        signature, bands = sign(" ".join(f"{article.get('copy_of', article['id'])} word {n}" for n in range(60)))
        published = article.get("published")
        articles.append(
            {
                "article_id": article["id"],
                "uri": article.get("uri", f"{article['id']}.txt"),
                "publisher": article.get("publisher"),
                "title": article.get("title"),
                "published_at": datetime.datetime.combine(published, datetime.time()) if published else None,
                "body": bodies[article["id"]],
                "content_hash": f"hash of {article['id']}",
                "signature": signature,
                "bands": bands,
            }
        )
    return articles, figures


def _figure(told: dict[str, Any], bodies: dict[str, str]) -> dict[str, Any]:
    """A whole row from what a case says; its number is written at the end of its article's body."""
    given = dict(told)
    article, value, name = given.pop("article"), given.pop("value", None), given.pop("id")
    text = given.pop("number_text", f"{value:g}" if value is not None else "hundreds")
    sentence = given.pop("sentence", f"{text} of {name} were counted.")
    start = len(bodies[article]) + 1 + sentence.index(text)
    bodies[article] += " " + sentence
    region, source, day = given.pop("region", None), given.pop("source", None), given.pop("day", None)
    first, last = given.pop("from", day), given.pop("to", day)
    country = region.split(" / ")[0] if region else None
    row = {
        "figure_id": name,
        "article_id": article,
        "measure": "killed",
        "population": "people",
        "unit": "person",
        "value_low": value,
        "value_best": value,
        "value_high": value,
        "qualifier": "exact",
        "number_text": text,
        "start_char": start,
        "end_char": start + len(text),
        "sentence": sentence,
        "basis": "new",
        "period_start": first,
        "period_end": last,
        "period_precision": "day" if first and first == last else "week" if first and last else "unknown",
        "region_id": region and "r:" + region,
        "region_name": region and region.split(" / ")[-1],
        "region_path": region,
        "country_code": country and {"Norland": "NL", "Sudland": "SD"}[country],
        "place_precision": "city" if region else "unknown",
        "source_id": source and "s:" + source,
        "source_name": source,
        "source_kind": source and "ngo",
        "attribution": "explicit" if source else "publisher",
        "certainty": "reported",
        "part_of_figure_id": given.pop("part_of", None),
        "restates_figure_id": given.pop("restates", None),
        "event_key": given.pop("event", None),
        "confidence": 0.9,
        "engine_version": "test",
    }
    return row | given
