"""Bytes to clean text: the encoding, and the characters that no article means.

Nothing that a reader sees is cut or moved: spans point into what comes out, and it keeps the source's words.
"""

import codecs
import re

from charset_normalizer import from_bytes

from tallybook.articles.article import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Marks that turn the order in which text is shown: they hide what a reader, a terminal or a spreadsheet would see.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# UTF-8 read as Latin-1 on its way to us (’ as â\x80\x99): told from honest text by its C1 control characters.
_MOJIBAKE = re.compile("[\xc2-\xf4](?=[\xa0-\xbf]*[\x80-\x9f])[\x80-\xbf]{1,3}")
_SAMPLE = 65_536


def decode(data: bytes) -> str:
    """The text of ``data``, whatever its encoding; raises `ReadError` for an empty or a binary input."""
    if not data.strip():
        raise ReadError("the file is empty", "remove it, or fill it and run again")
    return data.decode(encoding_of(data), "replace")


def encoding_of(data: bytes) -> str:
    """The encoding that ``data``, a text or its start, is written in; raises `ReadError` where it is binary."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    wide = _utf16_without_mark(data)
    if wide:
        return wide
    refuse_binary(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # The start of a longer text may end within a character.
        return "utf-8" if error.end == len(data) > 1_000 else _legacy_encoding(data)
    return "utf-8"


def refuse_binary(data: bytes) -> None:
    """Raise `ReadError` where the start of ``data`` has more control characters than text can."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, bytes(set(range(32)) - {9, 10, 11, 12, 13, 27} | {127})))
    if controls > max(8, len(sample) // 50):
        raise ReadError("the file is binary, not text", "give its text, or a format that tallybook reads")


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half >= 8 and sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) == 0:
        return "utf-16-le"
    if half >= 8 and sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _legacy_encoding(data: bytes) -> str:
    sample = data[:_SAMPLE]
    broken = data.decode("utf-8", "replace").count("\ufffd")
    whole = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", data))
    if whole > 4 * broken:  # UTF-8 with a few bytes lost
        return "utf-8"
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    # English in a one-byte encoding has few high bytes, too few to tell the encodings apart: Windows' is likely.
    if high < 0.1 * len(sample) and not re.search(rb"[\x81\x8d\x8f\x90\x9d]", sample):
        return "cp1252"
    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"


def clean(text: str) -> str:
    r"""``text`` with ``\n`` for every line end and without marks that nobody reads.

    Gone are control characters, byte-order and bidirectional marks; lone surrogates become U+FFFD; UTF-8 that was read
    as Latin-1 is read again. White space at the end is dropped.
    """
    text = _MOJIBAKE.sub(_read_again, text)
    text = _LINE_ENDS.sub("\n", text)
    text = _BIDI.sub("", _CONTROLS.sub("", text))
    return _SURROGATES.sub("\ufffd", text).rstrip()


def _read_again(match: re.Match[str]) -> str:
    try:
        return match[0].encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def one_line(text: object, limit: int = 500) -> str | None:
    """A name or title as one clean line of at most ``limit`` characters, or None where there is none."""
    if text is None:
        return None
    line = " ".join(clean(str(text)).split())
    return (line if len(line) <= limit else line[: limit - 1] + "…") or None
