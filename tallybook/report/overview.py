"""What the first page tells: how much the ledger holds, its newest figures, its largest disagreements, its coverage."""

import dataclasses
from typing import Any

from tallybook.report import disagreements
from tallybook.report.data_files import DataFiles
from tallybook.report.ledger import Ledger, Numbers
from tallybook.report.texts import number_at

NEWEST = 6
LARGEST = 5
COUNTRIES_SHOWN = 14
PUBLISHERS_SHOWN = 12


@dataclasses.dataclass(slots=True)
class Overview:
    """What the template of the first page is given."""

    held: dict[str, int]
    newest: list[dict[str, Any]]
    quality: list[dict[str, Any]]
    publishers: int
    first_published: Any
    last_published: Any


def read_overview(ledger: Ledger, numbers: Numbers, files: DataFiles) -> Overview:
    """Read it, and write ``overview`` for the page's charts."""
    held = {
        "articles": ledger.count("SELECT count(*) FROM articles"),
        "figures": ledger.count("SELECT count(*) FROM counted_figures"),
        "counted": ledger.count("SELECT count(*) FROM counted_figures WHERE counted"),
        "sources": ledger.count("SELECT count(*) FROM sources"),
        "countries": ledger.count("SELECT count(DISTINCT country_code) FROM coverage"),
        "disagreements": ledger.count("SELECT count(DISTINCT disagreement_id) FROM disagreements"),
        "incidents": ledger.count("SELECT count(*) FROM incidents WHERE merged_into IS NULL"),
    }
    quality = ledger.records(
        f"SELECT * FROM data_quality ORDER BY figures DESC, publisher NULLS LAST LIMIT {PUBLISHERS_SHOWN}"
    )
    coverage = ledger.records(
        f"""
        SELECT country_code, month, figures, articles FROM coverage WHERE country_code IN (
            SELECT country_code FROM coverage GROUP BY country_code ORDER BY sum(figures) DESC, country_code
            LIMIT {COUNTRIES_SHOWN})
        ORDER BY month NULLS FIRST, country_code"""
    )
    largest = [disagreements.thing(found, numbers) for found in disagreements.largest_first(ledger, LARGEST)]
    files.write("overview", {"disagreements": largest, "coverage": coverage})
    first, last = next(ledger.rows("SELECT min(published_at), max(published_at) FROM articles"))
    return Overview(held, _newest(ledger), quality, ledger.count("SELECT count(*) FROM data_quality"), first, last)


def _newest(ledger: Ledger) -> list[dict[str, Any]]:
    """The newest figures that count, one an article, each with its sentence cut around the number."""
    found = ledger.records(
        f"""
        SELECT f.*, articles.body
        FROM (
            SELECT *, row_number() OVER (
                PARTITION BY article_id ORDER BY confidence DESC, start_char, figure_id) AS place
            FROM counted_figures WHERE counted
        ) AS f JOIN articles USING (article_id)
        WHERE place = 1 ORDER BY f.published_at DESC NULLS LAST, f.article_id LIMIT {NEWEST}"""
    )
    for figure in found:
        sentence, number_text = figure["sentence"], figure["number_text"]
        at = number_at(figure.pop("body"), sentence, figure["start_char"], number_text)
        parts = (sentence, "", "") if at < 0 else (sentence[:at], number_text, sentence[at + len(number_text) :])
        figure["before"], figure["number"], figure["after"] = parts
    return found
