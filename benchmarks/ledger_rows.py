"""Generated articles of five figures each, with repeats, parts, other sources, revisions and copies."""

import datetime
import random
from collections.abc import Iterator

import polars as pl

from benchmarks.incidents import A_DAY, Rows, a_day, in_one_body
from tallybook.articles.near_duplicates import sign

FIGURES_EACH = 5
LEAST = A_DAY * FIGURES_EACH
DAYS_A_BATCH = 50
WORDS = "barn bask coil cult dusk dune felt fern gild gust lamp lost mule musk nest null".split()


def batches(articles: int) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Articles, and their figures, five of each: some days at a time."""
    days = articles // A_DAY
    for first in range(0, days, DAYS_A_BATCH):
        # a day's rows become columns at once, so that a batch is never there as so many mappings
        made = [
            [pl.DataFrame(rows, infer_schema_length=None) for rows in widened(number)]
            for number in range(first, min(first + DAYS_A_BATCH, days))
        ]
        told, figures = (pl.concat(frames, how="diagonal_relaxed") for frames in zip(*made, strict=True))
        yield told, figures


def widened(number: int) -> Rows:
    """A day of `benchmarks.incidents` with repeats, parts, other sources, revisions and copies."""
    rng = random.Random(-number - 1)
    articles, leads = a_day(number, A_DAY)
    figures: list[dict[str, object]] = []
    own: list[dict[str, object]] = []
    before: dict[str, object] = {}
    for article, lead in zip(articles, leads, strict=True):
        chance = rng.random()
        if before and chance < 0.05:  # the same words at another address
            own = [figure | renamed(figure, str(article["article_id"])) for figure in own]
            article["body"] = before["body"]
        else:
            own = five(lead, rng)
            article["body"] = in_one_body(own) + " ".join(rng.choices(WORDS, k=60)) + "."
            if before and chance < 0.10:
                article["uri"] = before["uri"]
        published = article["published_at"]
        assert isinstance(published, datetime.datetime)
        article["published_at"] = published + datetime.timedelta(minutes=rng.randrange(1440))
        article["signature"], article["bands"] = sign(str(article["body"]))
        figures += own
        before = article
    return articles, figures


def five(lead: dict[str, object], rng: random.Random) -> list[dict[str, object]]:
    """The figures of one article: a toll, its repeat, a part of it, another source's toll, and a stock of displaced."""
    toll, code, town = int(str(lead["number_text"])), str(lead["country_code"]), str(lead["region_name"])
    lead |= {"latitude": ord(code[0]) - 60.0 + len(town), "longitude": float(ord(code[1]))}
    ministry: dict[str, object] = {
        "source_id": f"health-{code}",
        "source_name": f"{code} Ministry of Health",
        "source_kind": "government",
    }
    agency: dict[str, object] = {"source_id": "unhcr", "source_name": "UNHCR", "source_kind": "un"}
    others: tuple[tuple[int, str, dict[str, object]], ...] = (
        (toll, f"In all, {toll} people died in {town}.", {"restates_figure_id": lead["figure_id"]}),
        (
            rng.randint(0, toll),
            f"Among the dead in {town} were " + "{} children.",
            {"part_of_figure_id": lead["figure_id"], "population": "children"},
        ),
        (toll + rng.choice((0, 0, 1, 5)), "The ministry put the dead at {}.", ministry),
        (
            rng.randint(100, 90_000),
            "UNHCR counts {} displaced in " + f"{town}.",
            agency | {"measure": "displaced", "basis": rng.choice(("stock", "cumulative")), "event_key": None},
        ),
    )
    made = [lead]
    for place, (value, sentence, rest) in enumerate(others, start=2):
        number = dict.fromkeys(("value_low", "value_best", "value_high"), float(value))
        words = {"number_text": str(value), "sentence": sentence.format(value)}
        made.append(lead | number | words | {"figure_id": f"{lead['article_id']}-{place}"} | rest)
    return made


def renamed(figure: dict[str, object], article: str) -> dict[str, object]:
    """The ids of a figure when it stands in another article."""
    ids = ("figure_id", "restates_figure_id", "part_of_figure_id")
    moved: dict[str, object] = {
        name: f"{article}-{str(figure[name]).rsplit('-', 1)[1]}" for name in ids if figure.get(name)
    }
    return moved | {"article_id": article}
