"""Which language a text is written in, told only when it is plain.

A brief of one line or wire copy in capitals gives a detector little to go by, and an article wrongly skipped is a loss
that nobody sees; so what is not surely another language is taken as English.
"""

import functools
import re
from typing import Any

_WORDS = re.compile(r"[^\W\d_]+")
_SAMPLE_CHARS = 4_000
# Words of grammar that English has and its neighbours do not, or seldom.
_ENGLISH = frozenset(
    _WORDS.findall(
        "the of and to that was were for with on by from at is has had have been their they which who will would "
        "said killed people after this are not but it its as be an injured wounded dead police least than more against"
    )
)
_SURE_SHARE = 0.15
_LEAST_LETTERS = 80
_MOST_ENGLISH = 0.02
# English in which a name list or a quotation confuses the detector still has some of its grammar words.
_LEAST_SHARE = 0.07


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language of ``text``; ``en`` where that is not plain."""
    words = _WORDS.findall(text[:_SAMPLE_CHARS].lower())
    if not words:
        return "en"
    share = len([word for word in words if word in _ENGLISH]) / len(words)
    if share >= _SURE_SHARE:
        return "en"
    letters = sum(map(len, words))
    latin = sum(char < "\u0250" for word in words for char in word)
    if latin > letters / 2 and letters < _LEAST_LETTERS:
        return "en"
    ranked = dict(_identifier().rank(" ".join(words)))
    code = max(ranked, key=lambda name: float(ranked[name]))
    if latin <= letters / 2:  # another script: few letters are enough
        return str(code) if code != "en" else "und"
    # Not how sure the detector is of the other language, which its sister makes it less of, but how sure of no English.
    return str(code) if ranked.get("en", 0.0) <= _MOST_ENGLISH and share < _LEAST_SHARE else "en"


@functools.cache
def _identifier() -> Any:
    """py3langid's model: 5 MB, loaded in half a second, and only for a text that is not plainly English."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
