"""Reading the engine's word lists: CSV files in `lexicon/`, one entry a row."""

import csv
import functools
import importlib.resources
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


@functools.cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `lexicon/NAME.csv` as dictionaries."""
    file = importlib.resources.files("tallybook.extraction") / "lexicon" / f"{name}.csv"
    with file.open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))


class Phrases(Generic[Entry]):
    """A table of phrases, each a run of folded words, found by the longest match at a position."""

    def __init__(self, entries: Iterable[tuple[str, Entry]] = ()):
        self._by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for phrase, entry in entries:
            self.add(phrase, entry)

    def add(self, phrase: str, entry: Entry) -> None:
        """Enter a phrase; `a|b` in a word's place stands for either."""
        expansions: list[tuple[str, ...]] = [()]
        for word in phrase.split():
            expansions = [(*e, w) for e in expansions for w in word.split("|")]
        for words in expansions:
            same = self._by_first.setdefault(words[0], [])
            same.append((words, entry))
            same.sort(key=lambda item: -len(item[0]))

    def match(self, words: Sequence[str], i: int) -> tuple[int, Entry] | None:
        """How many words the longest phrase that starts at `i` takes, and its entry."""
        candidates = self._by_first.get(words[i])
        if candidates is None:
            return None
        second = words[i + 1] if i + 1 < len(words) else None
        for phrase, entry in candidates:
            n = len(phrase)
            # the second word rules out nearly every other phrase, for less than a slice costs
            if n == 1 or (phrase[1] == second and tuple(words[i : i + n]) == phrase):
                return n, entry
        return None

    def match_before(self, words: Sequence[str], i: int, longest: int = 5) -> tuple[int, Entry] | None:
        """The same for a phrase that ends directly before `i`: the longest one."""
        for n in range(min(longest, i), 0, -1):
            for phrase, entry in self._by_first.get(words[i - n], ()):
                if len(phrase) == n and tuple(words[i - n : i]) == phrase:
                    return n, entry
        return None

    def __contains__(self, word: str) -> bool:
        return word in self._by_first
