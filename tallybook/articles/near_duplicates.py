"""Near-copies: the same report syndicated, retitled or trimmed, told by how much of the shorter text is in the longer.

Pure functions: `sign` a text once, keep its signature and bands, look among the texts that share a band in the same
position, and let `is_copy` decide. Nothing is kept here, so copies are found across runs and memory stays flat.

Texts are compared by their shingles, runs of five words. On edited copies of news the share of the shorter's shingles
that stand in the longer is 0.8 and more, and of different reports 0.15 and less (``benchmarks/copies.py`` prints it for
the copies at hand); the threshold lies between, nearer to the copies. Bands are of three hashes, which two texts that
share a paragraph of boilerplate seldom have alike, and of which copies a quarter as long as their original still do.
"""

import functools
import hashlib
import importlib.util
import re
import struct
import sys
import types
import zlib
from typing import Any

import numpy as np

SHINGLE_WORDS = 5
BANDS = 20
ROWS = 3
PERMUTATIONS = 128
LEAST_CONTAINMENT = 0.75
# A longer text hashes its first words only: a book gains nothing by the rest, and its cost stays bounded.
_MAX_WORDS = 50_000

_WORDS = re.compile(r"[^\W_]+")
_HEADER = struct.Struct("<I")


def shingles(text: str) -> set[int]:
    """The 32-bit hashes of every run of five words of ``text``, in lower case, punctuation aside.

    A text of fewer words is one run; a text of none has no shingle and is a copy of nothing.
    """
    words = [match[0] for match in _WORDS.finditer(text.lower())][:_MAX_WORDS]
    if not words:
        return set()
    runs = range(max(1, len(words) - SHINGLE_WORDS + 1))
    return {zlib.crc32(" ".join(words[i : i + SHINGLE_WORDS]).encode("utf-8", "replace")) for i in runs}


def sign(text: str) -> tuple[bytes, list[int]]:
    """The signature and the bands of ``text``."""
    made = signature(text)
    return made, bands_of(made)


def signature(text: str) -> bytes:
    """What `is_copy` compares: the number of shingles and their MinHash, 516 bytes; empty for a text without words."""
    hashes = shingles(text)
    if not hashes:
        return b""
    minhash = _empty_minhash().copy()
    minhash.update_batch(hashes)
    return _HEADER.pack(len(hashes)) + minhash.hashvalues.astype("<u4").tobytes()


def bands(text: str) -> list[int]:
    """The bands of ``text``, signed 64-bit integers, always as many; see `bands_of`."""
    return bands_of(signature(text))


def bands_of(signed: bytes) -> list[int]:
    """The keys under which to look for copies: texts are candidates when they agree in one at the same position."""
    if not signed:
        return []
    width = 4 * ROWS
    data = signed[_HEADER.size :]
    return [
        int.from_bytes(_mix(data[width * band : width * (band + 1)]), "little", signed=True) for band in range(BANDS)
    ]


def similarity(one: bytes, other: bytes) -> float:
    """The estimated share of both texts' shingles that they have in common (Jaccard), 0 to 1."""
    if not one or not other:
        return 0.0
    return float(np.mean(_hashes(one) == _hashes(other)))


def containment(one: bytes, other: bytes) -> float:
    """The estimated share of the shorter text's shingles that stand in the longer, 0 to 1."""
    both = similarity(one, other)
    sizes = size(one), size(other)
    return min(1.0, both / (1 + both) * sum(sizes) / min(sizes)) if both else 0.0


def is_copy(one: bytes, other: bytes) -> bool:
    """Whether two texts are near-copies, by their signatures."""
    return containment(one, other) >= LEAST_CONTAINMENT


def size(signed: bytes) -> int:
    """The number of shingles of a signed text: of two copies the one with more is the fuller."""
    return int(_HEADER.unpack_from(signed)[0]) if signed else 0


def _hashes(signed: bytes) -> np.ndarray[Any, np.dtype[np.uint32]]:
    return np.frombuffer(signed, "<u4", offset=_HEADER.size)


def _mix(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=8).digest()


@functools.cache
def _empty_minhash() -> Any:
    # The scheme is named because signatures are kept: another one would make them compare as strangers.
    return _minhash()(num_perm=PERMUTATIONS, seed=1, scheme="affine32", hashfunc=_as_it_is)


def _minhash() -> Any:
    """datasketch's `MinHash` from its own module alone.

    The package's `__init__` imports SciPy and Redis for parts that are not used here, and takes a second of every
    process that signs. A stand-in for the package is there only while the module is looked up.
    """
    found = importlib.util.find_spec("datasketch")
    if "datasketch" in sys.modules or found is None or found.submodule_search_locations is None:
        from datasketch import MinHash
    else:
        stand_in = types.ModuleType("datasketch")
        stand_in.__path__ = found.submodule_search_locations
        sys.modules["datasketch"] = stand_in
        try:
            from datasketch.minhash import MinHash
        finally:
            del sys.modules["datasketch"]
    return MinHash


def _as_it_is(value: int) -> int:
    return value
