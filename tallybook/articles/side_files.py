"""The side file ``NAME.meta.json`` beside ``NAME.txt``: date, publisher, title and url, as someone wrote them down."""

import json
from collections.abc import Callable

from tallybook.articles.article import Draft, ReadError

SUFFIX = ".meta.json"
# What may stand between NAME and the end of an article's file name: one suffix, and one of compression.
_COMPRESSED = (".gz", ".zst", ".bz2", ".xz")
_MAX_BYTES = 1_000_000


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
    if len(raw) > _MAX_BYTES:
        raise ReadError("its side file is larger than 1 MB", remedy)
    try:
        fields = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"its side file is not JSON ({error})", remedy) from error
    if not isinstance(fields, dict):
        raise ReadError("its side file is no JSON object", remedy)
    known = {name: fields.get(name) for name in ("published_at", "publisher", "title", "url", "author")}
    return {name: str(value) for name, value in known.items() if value not in (None, "")}


def apply_side_file(draft: Draft, fields: dict[str, str]) -> Draft:
    """``draft`` with what the side file says, which wins over what the source itself says."""
    for name in ("publisher", "title", "url", "author"):
        if name in fields:
            setattr(draft, name, fields[name])
    if "published_at" in fields:
        draft.published, draft.published_from = fields["published_at"], "side_file"
    return draft


def fill_from_side_file(draft: Draft, fields: dict[str, str]) -> Draft:
    """``draft``, one of many in its source, with the publisher and date of the side file where it has none itself."""
    draft.publisher = draft.publisher or fields.get("publisher")
    if draft.published in (None, "") and "published_at" in fields:
        draft.published, draft.published_from = fields["published_at"], "side_file"
    return draft
