"""How well near-copies are found: precision and recall on edited copies, candidates from bands and all.

    python -m benchmarks.copies [FOLDER]

FOLDER holds NAME.txt files and ``pairs.tsv`` (a, b, containment); ``../shared/articles/copies`` is taken where it is
there. The second set needs nothing: the articles of ``tests/gold/`` against edited copies of them,
made here (trimmed, retitled, reworded, framed), with every other pair taken as different reports.
"""

import argparse
import collections
import itertools
import random
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tallybook.articles import near_duplicates

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared/articles/copies"
SURE = 0.85

Pair = tuple[str, str]


def found_pairs(texts: dict[str, str]) -> tuple[set[Pair], int, float]:
    """The pairs told to be copies, how many candidates the bands gave, and milliseconds a text for signing."""
    near_duplicates.sign("the first call imports datasketch")
    start = time.perf_counter()
    signed = {name: near_duplicates.sign(text) for name, text in texts.items()}
    milliseconds = (time.perf_counter() - start) * 1000 / max(1, len(texts))
    buckets: dict[tuple[int, int], list[str]] = collections.defaultdict(list)
    for name, (_, bands) in signed.items():
        for position, band in enumerate(bands):
            buckets[position, band].append(name)
    candidates = {pair for names in buckets.values() for pair in itertools.combinations(sorted(names), 2)}
    told = {(a, b) for a, b in candidates if near_duplicates.is_copy(signed[a][0], signed[b][0])}
    return told, len(candidates), milliseconds


def groups(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    """Each name's group, where pairs that share a name are one group."""
    of: dict[str, set[str]] = {}
    for a, b in pairs:
        merged = of.get(a, {a}) | of.get(b, {b})
        of.update(dict.fromkeys(merged, merged))
    return of


def edited(texts: dict[str, str], rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """Name, edit and text of edited copies of ``texts``, as editors and aggregators make them."""
    for name, text in texts.items():
        paragraphs = text.split("\n\n")
        words = text.split(" ")
        trimmed = paragraphs[: max(1, round(len(paragraphs) * 0.7))]
        yield name, "trimmed", "\n\n".join(trimmed)
        yield name, "retitled", "\n\n".join(["What we know so far this morning", *paragraphs[1:]])
        changed = set(rng.sample(range(len(words)), len(words) // 100))
        yield name, "reworded", " ".join("other" if n in changed else word for n, word in enumerate(words))
        frame = "Read more on our site. Sign up for the morning letter and never miss a story that matters to you."
        yield name, "framed", f"Share this\n\n{text}\n\n{frame}"


def table(title: str, rows: Iterable[tuple[str, str]]) -> None:
    """Print ``rows`` under ``title``."""
    print(f"\n{title}")
    for label, value in rows:
        print(f"  {label:<46}{value:>12}")


def shared_set(folder: Path) -> None:
    """Measure on the pairs of ``folder``."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}
    lines = [line.split("\t") for line in (folder / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    pairs = {(min(a, b), max(a, b)): float(share) for a, b, share in lines}
    told, candidates, milliseconds = found_pairs(texts)
    group, sure = groups(pairs), [pair for pair, share in pairs.items() if share >= SURE]
    table(
        f"{len(texts)} articles, {len(pairs)} pairs of copies ({folder.name})",
        [
            (f"recall of pairs that share {SURE:.0%}", f"{sum(pair in told for pair in sure) / len(sure):.3f}"),
            ("recall of all pairs", f"{sum(pair in told for pair in pairs) / len(pairs):.3f}"),
            ("precision", f"{sum(b in group.get(a, ()) for a, b in told) / max(1, len(told)):.3f}"),
            ("pairs told, of candidates from the bands", f"{len(told)} / {candidates}"),
            ("milliseconds an article", f"{milliseconds:.2f}"),
        ],
    )


def own_set() -> None:
    """Measure on edited copies of the project's own articles."""
    paths = sorted((ROOT / "tests/gold").rglob("*.txt"))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    texts = {name: text for name, text in texts.items() if len(text.split()) >= 80}
    copies = {f"{name}+{edit}": text for name, edit, text in edited(texts, random.Random(5))}
    told, _, _ = found_pairs(texts | copies)
    rows = []
    for edit in ("trimmed", "retitled", "reworded", "framed"):
        hits = sum((name, f"{name}+{edit}") in told for name in texts)
        rows.append((f"recall, {edit}", f"{hits / max(1, len(texts)):.3f}"))
    right = sum(a.partition("+")[0] == b.partition("+")[0] for a, b in told)
    rows.append(("precision", f"{right / max(1, len(told)):.3f}"))
    table(f"{len(texts)} articles of this project and {len(copies)} edited copies", rows)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED)
    folder = parser.parse_args().folder
    if (folder / "pairs.tsv").exists():
        shared_set(folder)
    else:
        print(f"{folder} holds no pairs.tsv: only the project's own set is measured")
    own_set()


if __name__ == "__main__":
    main()
