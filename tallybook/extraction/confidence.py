"""Confidence: how often a row like this one is right in value, measure, source, place and period, fitted on the gold files."""

from tallybook.extraction.relations import Mention
from tallybook.figure import Figure


def confidence(mention: Mention, row: Figure) -> float:
    """A share between 0 and 1."""
    score = 0.6
    score += 0.15 * mention.placed.own_place + 0.1 * (row.attribution != "inherited") + 0.1 * (mention.link.how in ("object", "head", "subject"))
    return round(min(score, 0.99), 2)
