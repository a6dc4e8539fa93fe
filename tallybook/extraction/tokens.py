"""Tokens of a sentence: words, numbers and marks, with their spans in the text."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tallybook.extraction.segmentation import Block

TOKEN = re.compile(
    r"(?P<w>[^\W\d_]+(?=[ \n,]))"  # the commonest token first: a plain word before a space or comma
    r"|(?P<abbreviation>(?<![^\W\d_])(?:[^\W\d_]\.){2,})"
    r"|(?P<code>(?<![\w])[A-Z]{1,4}\d+(?:[A-Z]+\d*)*(?!\w))"
    r"|(?P<number>(?<![\w])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d,.]\d|\d|\w)"
    r"|\d+(?:[.,]\d+)*(?:[-\u2011][^\W\d_]+(?:[-\u2011][^\W\d_]+)*|[^\W\d_]+|\+)?)"
    r"|(?P<possessive>['’‘][sS](?![\w]))"
    r"|(?P<word>[^\W\d_]+(?:(?:['’](?![sS](?!\w))|[-\u2011\u2010])[^\W_]+)*)"
    r"|(?P<mark>-{2,}|\S)"
)
GLUED = frozenset("forced killed injured wounded displaced affected destroyed damaged fled leaving forcing".split())
FOLD = str.maketrans({"’": "'", "‘": "'", "‑": "-", "‐": "-"})


class Sentence:
    """One sentence: its span in the text, its block, and its tokens as parallel lists (made when first asked for)."""

    __slots__ = (
        "_made",
        "_tags",
        "block",
        "end",
        "ends",
        "index",
        "kinds",
        "lows",
        "quoted_from",
        "start",
        "starts",
        "text",
        "words",
    )

    def __init__(self, text: str, start: int, end: int, index: int, block: "Block"):
        self.text, self.start, self.end, self.index, self.block = text, start, end, index, block
        self._made = False
        self.quoted_from: int | None = None

    def tokenise(self) -> "Sentence":
        """Fill the token lists; `lows` are folded for look-up (lower case, straight apostrophes and hyphens)."""
        if self._made:
            return self
        words, lows, kinds = list[str](), list[str](), list[str]()
        starts, ends = list[int](), list[int]()
        for match in TOKEN.finditer(self.text, self.start, self.end):
            word = match.group()
            if word.endswith("more") and word[:-4] in GLUED:
                # Scraped text has lost the space: `forcedmore than 1,000`.
                cut = match.end() - 4
                words += (word[:-4], "more")
                lows += (word[:-4], "more")
                starts += (match.start(), cut)
                ends += (cut, match.end())
                kinds += ("w", "w")
                continue
            low = word.lower()
            words.append(word)
            lows.append(low if low.isascii() else low.translate(FOLD))
            starts.append(match.start())
            ends.append(match.end())
            kinds.append(match.lastgroup[0] if match.lastgroup else "m")
        self.words, self.lows, self.starts, self.ends, self.kinds = words, lows, starts, ends, kinds
        self._made = True
        return self

    def __len__(self) -> int:
        return len(self.words) if self._made else len(self.tokenise().words)

    @property
    def string(self) -> str:
        """The sentence as it stands in the text."""
        return self.text[self.start : self.end]

    def span_text(self, first: int, last: int) -> str:
        """The text from token `first` up to but not including token `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""

    def is_name(self, i: int) -> bool:
        """Whether token i is a word that begins with a capital."""
        return self.kinds[i] in "wa" and self.words[i][0].isupper()
