"""The rules of a row that no single column can state, each a named polars expression that holds for a good row."""

import polars as pl

from tallybook.vocabulary import Qualifier

# Which of value_low, value_best and value_high a qualifier states.
STATED: dict[Qualifier, tuple[bool, bool, bool]] = {
    Qualifier.EXACT: (True, True, True),
    Qualifier.AT_LEAST: (True, True, False),
    Qualifier.MORE_THAN: (True, True, False),
    Qualifier.ABOUT: (False, True, False),
    Qualifier.NEARLY: (False, True, True),
    Qualifier.UP_TO: (False, True, True),
    Qualifier.FEWER_THAN: (False, True, True),
    Qualifier.BETWEEN: (True, False, True),
    Qualifier.VAGUE: (True, False, False),
}

_low, _best, _high = pl.col("value_low"), pl.col("value_best"), pl.col("value_high")


def _qualifier_fits() -> pl.Expr:
    """True where exactly the bounds that the qualifier states are there."""
    stated = pl.concat_str([_low.is_not_null(), _best.is_not_null(), _high.is_not_null()])
    expected = {str(word): "".join(str(flag).lower() for flag in flags) for word, flags in STATED.items()}
    return stated == pl.col("qualifier").replace_strict(expected, default=None, return_dtype=pl.String)


def _ordered(first: str, second: str) -> pl.Expr:
    return (pl.col(first) <= pl.col(second)).fill_null(True)


def _other(link: str) -> pl.Expr:
    return (pl.col(link) != pl.col("figure_id")).fill_null(True)


def _number_is_there() -> pl.Expr:
    """The body's slice is the number; `body` is null where the article is not known, which is another rule's matter."""
    length = (pl.col("end_char") - pl.col("start_char")).clip(0)
    return (pl.col("body").str.slice(pl.col("start_char"), length) == pl.col("number_text")).fill_null(True)


FIGURE_RULES: dict[str, pl.Expr] = {
    "article_is_known": pl.col("body").is_not_null(),
    "span_in_order": pl.col("start_char") < pl.col("end_char"),
    "number_text_at_span": _number_is_there(),
    "bounds_in_order": _ordered("value_low", "value_best")
    & _ordered("value_best", "value_high")
    & _ordered("value_low", "value_high"),
    "qualifier_fits_bounds": _qualifier_fits().fill_null(True),
    "one_number_unless_between": (_low == _best).fill_null(True) & (_best == _high).fill_null(True),
    "period_in_order": _ordered("period_start", "period_end"),
    "event_in_order": _ordered("event_start", "event_end"),
    "part_of_is_another": _other("part_of_figure_id"),
    "restates_is_another": _other("restates_figure_id"),
    "source_named_when_attributed": pl.col("source_id").is_null() == pl.col("source_name").is_null(),
    "own_voice_without_source": ((pl.col("attribution") != "publisher") | pl.col("source_id").is_null()).fill_null(
        True
    ),
    "figure_is_unique": pl.col("figure_id").is_first_distinct(),
}

ARTICLE_RULES: dict[str, pl.Expr] = {
    "body_is_not_empty": pl.col("body").str.strip_chars() != "",
}

RULES: dict[str, dict[str, pl.Expr]] = {"figures": FIGURE_RULES, "articles": ARTICLE_RULES}
