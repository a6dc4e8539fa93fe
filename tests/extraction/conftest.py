"""Fixtures that read a text with the finding part of the engine alone."""

import pytest

from tallybook.extraction import clauses
from tallybook.extraction.linking import Link
from tallybook.extraction.segmentation import segment
from tallybook.extraction.tokens import Sentence


def _links_of(text: str) -> list[tuple[Sentence, Link]]:
    """Every linked number of a text with its sentence."""
    document = segment(text)
    memory = clauses.memory_of(document)
    found = []
    for s in document.sentences:
        links = clauses.links(s.tokenise(), memory)
        if links:
            memory.last, memory.last_index = links, s.index
        found += [(s, link) for link in links]
    return found


def _counts(text: str) -> list[tuple[float, str]]:
    """Value and measure of every linked number."""
    return [(link.phrase.numeral.value, link.measure) for _, link in _links_of(text)]


def _shares(text: str) -> list[tuple[float, float]]:
    """Value of every number that is said to be a share, and of its whole."""
    return [
        (link.phrase.numeral.value, link.whole.phrase.numeral.value)
        for _, link in _links_of(text)
        if link.whole is not None
    ]


@pytest.fixture
def links_of():
    return _links_of


@pytest.fixture
def counts():
    return _counts


@pytest.fixture
def shares():
    return _shares
