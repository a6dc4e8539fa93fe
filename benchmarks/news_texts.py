"""Generated news by the thousand, the same at every run: one article in five a report full of figures, the rest not.

A report tells an attack, a flood or a quake in one town: sentences with figures among prose of no figure, about 400
words in all. In twenty articles one is a copy of the one before it at another address. A thousand come out a day.
"""

import datetime
import gzip
import json
import pathlib
import random
from collections.abc import Iterator

from benchmarks import speed_texts
from benchmarks.gold import ROOT
from tallybook.extraction import data

FIRST = datetime.datetime(2012, 1, 1, tzinfo=datetime.UTC)
A_DAY = 1000
A_FILE = 1000
PUBLISHERS = 60
LEAST_PEOPLE = 50_000

_EVENTS = (
    "a bombing",
    "an air strike",
    "a flood",
    "an earthquake",
    "a fire",
    "a landslide",
    "clashes",
    "a train crash",
)
_SOURCES = (
    "police|officials|the health ministry|a hospital director|the Red Cross|the United Nations|witnesses|"
    "rescue workers|the provincial governor|the army|a local monitoring group"
).split("|")
_FIGURES = (
    "{Source} said {a} people were killed and {b} wounded when {event} struck {town} on {day}.",
    "At least {a} people died in {town}, {source} said.",
    "{Source} put the death toll at {a}, up from {c}.",
    "More than {b}00 families were displaced from {town} and the villages around it, {source} said.",
    "About {b} people were missing on {day}, according to {source}.",
    "{Source} said {c} children were among the dead.",
    "The number of injured rose to {b}, {source} said on {day}.",
    "{a} houses were destroyed and {b} damaged, {source} said.",
    "Rescuers pulled {c} survivors from the rubble in {town}.",
    "Since January, {b}0 people have been killed in {country}, {source} said.",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def towns() -> list[tuple[str, str]]:
    """Towns of the gazetteer with their countries."""
    countries = {row["code"]: row["name"] for row in data.rows("countries")}
    with gzip.open(ROOT / "tallybook/extraction/lexicon/gazetteer/regions.tsv.gz", "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    return [(row[1], countries[row[4]]) for row in rows if row[2] == "city" and int(row[7] or 0) >= LEAST_PEOPLE]


def report(draw: random.Random, town: str, country: str) -> str:
    """A report of one event: four to nine sentences with figures among prose without."""
    event, day = draw.choice(_EVENTS), draw.choice(_DAYS)
    told = []
    for sentence in draw.sample(_FIGURES, draw.randint(4, 9)):
        source = draw.choice(_SOURCES)
        killed = draw.randint(3, 90)
        told.append(
            sentence.format(
                source=source,
                Source=source[0].upper() + source[1:],
                event=event,
                town=town,
                country=country,
                day=day,
                a=killed,
                b=draw.randint(11, 99),
                c=draw.randint(2, killed),
            )
        )
    paragraphs = speed_texts.prose(draw, 300, 0.2).split("\n\n")
    for sentence in told[1:]:
        paragraphs.insert(draw.randint(0, len(paragraphs)), sentence)
    return f"{town.upper()}, {country} — {told[0]}\n\n" + "\n\n".join(paragraphs)


def articles(count: int, seed: int = 11) -> Iterator[dict[str, str]]:
    """So many articles as records."""
    draw, places, text = random.Random(seed), towns(), ""
    for number in range(count):
        if not text or draw.random() >= 0.05:
            if number % 5 == 0:
                text = report(draw, *draw.choice(places))
            else:
                text = speed_texts.prose(draw, 450, 0.3)
        yield {
            "url": f"https://paper-{draw.randrange(PUBLISHERS)}.example.org/{number}",
            "publisher": f"Paper {draw.randrange(PUBLISHERS)}",
            "published_at": (FIRST + datetime.timedelta(days=number // A_DAY, minutes=number % A_DAY)).isoformat(),
            "title": text.partition(".")[0][:120],
            "text": text,
        }


def write(folder: pathlib.Path, count: int) -> int:
    """So many articles as JSON Lines, a thousand a file, into the folder; their bytes."""
    folder.mkdir(parents=True)
    made, size = articles(count), 0
    for number in range(-(-count // A_FILE)):
        path = folder / f"news-{number:05}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for _, record in zip(range(A_FILE), made, strict=False):
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        size += path.stat().st_size
    return size
