"""The side file ``NAME.meta.json`` beside ``NAME.txt``: date, publisher, title and url, as someone wrote them down."""

import json
from collections.abc import Callable

from tallybook.articles.article import Draft, ReadError

SUFFIX = ".meta.json"
# What may stand between NAME and the end of an article's file name: one suffix, and one of compression.
_COMPRESSED = (".gz", ".zst", ".bz2", ".xz")
_MOST_BYTES = 1_000_000
# Who reads the bytes of a side file needs no more of them to see that it is too large.
ENOUGH_BYTES = _MOST_BYTES + 1


def side_file_of(path: str) -> str:
    """The path of the side file that belongs to the article file at ``path``."""
    folder, slash, name = path.rpartition("/")
    for suffix in _COMPRESSED:
        name = name.removesuffix(suffix)
    stem = name.rpartition(".")[0] or name
    return f"{folder}{slash}{stem}{SUFFIX}"


def read_side_file(path: str, read: Callable[[], bytes | None]) -> dict[str, str]:
    """The fields of the side file at ``path``; none where ``read`` answers None; raises `ReadError` for a broken one.

    A broken side file stops its article: read without its date it would be in the ledger, undated, for good.
    """
    raw = read()
    if raw is None:
        return {}
    remedy = f"mend or remove {path}"
    if len(raw) > _MOST_BYTES:
        raise ReadError("its side file is larger than 1 MB", remedy)
    try:
        fields = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"its side file is not JSON ({error})", remedy) from error
    if not isinstance(fields, dict):
        raise ReadError("its side file is no JSON object", remedy)
    known = {name: fields.get(name) for name in ("published_at", "publisher", "title", "url", "author")}
    return {name: str(value) for name, value in known.items() if value not in (None, "")}


def apply_side_file(draft: Draft, fields: dict[str, str], file_uri: str) -> None:
    """Put into ``draft`` what the side file of the file at ``file_uri`` says of it.

    Of the one article of that file it says all, and wins over the source itself; of one among many it fills in the
    publisher and the date where the source gives none.
    """
    if draft.uri == file_uri:
        for name in ("publisher", "title", "url", "author"):
            setattr(draft, name, fields.get(name) or getattr(draft, name))
        wins = True
    else:
        draft.publisher = draft.publisher or fields.get("publisher")
        wins = draft.published in (None, "")
    if wins and "published_at" in fields:
        draft.published, draft.published_from = fields["published_at"], "side_file"
