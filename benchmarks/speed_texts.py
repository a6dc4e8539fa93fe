"""Texts for the speed benchmark: dense reports, ordinary news and numberless text, the same at every run.

The project's own gold gives reports, sentences made from a few word lists the rest; real articles join where the folder
`shared` lies beside the project.
"""

import random
import re

from benchmarks.gold import SHARED, GoldArticle, present_sets
from tallybook.articles.text import clean

_SUBJECTS = """the council|a spokesman for the port|the new museum|her brother|the orchestra|the county court|two of the
    teams|the harbour master|a professor of botany|the company's board|most of the villagers|the coach|the finance
    ministry|residents of the old town|a study of the river""".replace("\n", " ").split("|")
_VERBS = """opened|put off|praised|spoke at length about|has long argued for|was asked to review|will publish|agreed to
    pay for|paid little heed to|could not agree on|went back to|hopes to finish""".replace("\n", " ").split("|")
_OBJECTS = """the plan for a second bridge|an exhibition of early maps|the quarrel over fishing rights|the winter
    season|a law on rents|the repair of the sea wall|his third novel|the search for a site|the price of bread|the annual
    fair|a course in carpentry|the line to the coast|the question of the school roof""".replace("\n", " ").split("|")
_TAILS = """after months of talks|in spite of the rain|as the mayor had promised|for reasons that nobody explained|in
    Lisbon|on Friday|according to the town's newspaper|while the crowd looked on|without much noise|in the hall behind
    the station|which pleased her|although few had expected it""".replace("\n", " ").split("|")
_NUMBERS = """at a cost of 2.4 million euros|by 54 votes to 31|in 2011|for the third time in 12 years|at 9.30 in the
    evening|some 40 kilometres to the north|for 15 percent less|in front of 3,000 people""".replace("\n", " ").split(
    "|"
)


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


_SYLLABLES = "bar ce dol en far gil hol ir jar kel lo mir nor os pel qua ros sel tor ul vas wen yar zel".split()


def _name(draw: random.Random) -> str:
    return "".join(draw.choices(_SYLLABLES, k=3)).capitalize()


def prose(draw: random.Random, words: int, numbers: float, *, names: bool = False) -> str:
    """An article of about so many words that counts nobody; `numbers` is the share of sentences with a number.

    With `names` each sentence has invented ones, so that two articles share as few phrases as two of real news do.
    """
    paragraphs, length = [], 0
    while length < words:
        sentences = []
        for _ in range(draw.randint(2, 4)):
            parts = [draw.choice(_SUBJECTS), draw.choice(_VERBS), draw.choice(_OBJECTS)]
            parts.append(draw.choice(_NUMBERS if draw.random() < numbers else _TAILS))
            if names:
                parts[3:3] = [f"with {_name(draw)} {_name(draw)}"]
                parts[1:1] = [f"of {_name(draw)}"]
            sentence = _words(" ".join(parts))
            sentences.append(sentence[0].upper() + sentence[1:] + ".")
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)


def dense() -> list[str]:
    """Reports full of figures: every gold article with at least six."""
    articles: list[GoldArticle] = [a for gold_set in present_sets() for a in gold_set.read()]
    return list(dict.fromkeys(a.body for a in articles if len(a.figures) >= 6))


def ordinary(count: int = 120, seed: int = 3) -> list[str]:
    """News of every kind: real articles where they are, else made ones with numbers that count nobody."""
    draw = random.Random(seed)
    paths = sorted((SHARED / "articles/unread").glob("*.txt"))
    if paths:
        return [clean(path.read_text(encoding="utf-8")) for path in draw.sample(paths, min(count, len(paths)))]
    return [prose(draw, 450, 0.3) for _ in range(count)]


def numberless(count: int = 120, seed: int = 5) -> list[str]:
    """Text without one number."""
    draw = random.Random(seed)
    return [prose(draw, 450, 0.0) for _ in range(count)]


def mixed(reports: list[str], news: list[str]) -> list[str]:
    """What a monitor reads: one article in five is a dense report."""
    return [
        text
        for i, text in enumerate(news)
        for text in ([reports[i // 4 % len(reports)]] if i % 4 == 0 else []) + [text]
    ]


def lengthened(reports: list[str], times: int) -> str:
    """One article as long as so many reports, each told as a section of its own."""
    return "\n\n".join(reports[i % len(reports)] for i in range(times))
