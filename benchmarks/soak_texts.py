"""Generated news for the soak: a third reports of events that several papers tell, the rest ordinary news.

A day has a thousand articles. One in twenty revises the article before it, one in twenty is that article under another
address, one line in two hundred is no article, and one article in two hundred is in a language that is not read.
"""

import datetime
import gzip
import itertools
import json
import pathlib
import random
from collections.abc import Iterator
from typing import Any

from benchmarks.speed_texts import prose

A_DAY = 1000
FIRST = datetime.date(2015, 1, 1)
PLACES = """Aleppo, Syria|Mosul, Iraq|Kabul, Afghanistan|Quetta, Pakistan|Maiduguri, Nigeria|Mogadishu, Somalia|Goma,
    Congo|Manila, Philippines|Dhaka, Bangladesh|Kathmandu, Nepal|Padang, Indonesia|Lima, Peru|Port-au-Prince, Haiti|
    Managua, Nicaragua|Sanaa, Yemen|Tripoli, Libya|Juba, South Sudan|Bamako, Mali|Chennai, India|Ankara, Turkey"""
EVENTS = """when a bomb exploded at a market|in an air strike|when gunmen opened fire|in a fire at a factory|when a bus
    left the road|in floods|when an earthquake struck|when a ferry capsized|in clashes|in a landslide"""
FOREIGN = (
    "Le conseil municipal a approuvé jeudi soir le budget de la ville, malgré l'opposition de plusieurs élus qui "
    "demandaient davantage de moyens pour les écoles et les transports. "
)


def _listed(text: str) -> list[str]:
    return [" ".join(entry.split()) for entry in text.split("|")]


def lines(articles: int, first: int = 0) -> Iterator[str]:
    """So many lines of JSON, the same at every run; `first` is a multiple of a day's articles."""
    for start in range(first, first + articles, A_DAY):
        yield from _a_day(start // A_DAY, min(A_DAY, first + articles - start))


def _a_day(number: int, count: int) -> Iterator[str]:
    draw, day = random.Random(number), FIRST + datetime.timedelta(days=number)
    event = _event(draw)
    told: dict[str, Any] = {}
    for i in range(count):
        chance = draw.random()
        if chance < 0.05 and told:
            told |= {"text": f"{told['text']}\n\nThis report was brought up to date with {i} more words."}
        elif chance < 0.10 and told:
            told |= {"url": f"https://news.example/{number}/{i}", "publisher": f"Paper {draw.randrange(60)}"}
        elif chance < 0.105:
            yield draw.choice(('{"title": "cut off', "no JSON at all", '{"title": "without text"}', "\x00\ufffd"))
            continue
        else:
            title, text = "The news of the town", prose(draw, 180, 0.3, names=True)
            if chance < 0.11:
                title, text = "Les nouvelles", FOREIGN * 4 + f"({i})"
            elif chance < 0.44:
                event = _event(draw) if draw.random() < 0.4 else event
                event["toll"] += draw.choice((0, 0, 1, 4))
                title, text = f"{event['toll']} dead in {event['city']}", _report(draw, event)
            told = {
                "url": f"https://news.example/{number}/{i}",
                "title": title,
                "publisher": f"Paper {draw.randrange(60)}",
                "published_at": f"{day}T{draw.randrange(24):02}:{draw.randrange(60):02}:00+00:00",
                "text": text,
            }
        yield json.dumps(told)


def _event(draw: random.Random) -> dict[str, Any]:
    city, country = draw.choice(_listed(PLACES)).split(", ")
    return {"city": city, "country": country, "what": draw.choice(_listed(EVENTS)), "toll": draw.randint(3, 90)}


def _report(draw: random.Random, event: dict[str, Any]) -> str:
    toll, city = event["toll"], event["city"]
    lead = (
        f"{city.upper()}, {event['country']} — Police said {toll} people were killed and {toll + draw.randint(5, 60)} "
        f"wounded on {draw.choice(('Monday', 'Tuesday', 'Wednesday'))} {event['what']} in {city}."
    )
    more = draw.choice(
        (
            f"Among the dead were {draw.randint(2, toll)} children, the health ministry said.",
            f"The United Nations said {draw.randint(100, 90_000)} people had been displaced in {event['country']}.",
            f"The Red Crescent put the number of dead at {toll + draw.randint(1, 9)}.",
        )
    )
    return "\n\n".join((lead, prose(draw, 70, 0.3, names=True), more, prose(draw, 70, 0.3, names=True)))


def lay(folder: pathlib.Path, articles: int, parts: int) -> list[pathlib.Path]:
    """Write the lines of so many articles into gzipped files of whole days, about as long as one another."""
    folder.mkdir(parents=True, exist_ok=True)
    days = -(-articles // A_DAY)
    ends = [min(articles, days * part // parts * A_DAY) for part in range(parts + 1)]
    ends[-1] = articles
    paths = []
    for begin, end in itertools.pairwise(ends):
        if end > begin:
            paths.append(folder / f"news-{begin:07}.jsonl.gz")
            with gzip.open(paths[-1], "wt", compresslevel=1, encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in lines(end - begin, begin))
    return paths
