"""The marts, cut into the files that one setting of a page's filters needs."""

import itertools
from typing import Any

from tallybook.report.data_files import DataFiles, file_name, number
from tallybook.report.ledger import Ledger, Numbers

# Of these grains there may be as many cells as there are days: they are cut by year.
GRAINS_BY_YEAR = ("day", "week", "month")


def write_cells(ledger: Ledger, numbers: Numbers, files: DataFiles) -> list[dict[str, Any]]:
    """Write the cells of source and region, a file a measure, unit, basis, grain and year; returns their directory.

    New figures come from `totals_by_source_region`, all others from `latest_by_source_region`, row for row.
    """
    directory: list[dict[str, Any]] = []
    year = f"CASE WHEN grain IN {GRAINS_BY_YEAR} THEN year(period_start) END"
    sql = f"""
        SELECT measure, unit, 'new' AS basis, grain, {year} AS cell_year,
            region_id, source_name, source_kind, own_voice,
            value, value_low, value_high, own_value, figures, articles, figure_ids, period_start, NULL AS period_end,
            NULL AS published_at, NULL AS certainty
        FROM totals_by_source_region
        UNION ALL
        SELECT measure, unit, basis, 'latest', NULL,
            region_id, source_name, source_kind, own_voice,
            value, value_low, value_high, value, figures, articles, figure_ids, period_start, period_end,
            published_at, certainty
        FROM latest_by_source_region
        ORDER BY ALL"""
    for key, rows in itertools.groupby(ledger.rows(sql), key=lambda row: row[:5]):
        measure, unit, basis, grain, cell_year = key
        cells = []
        for row in rows:
            region_id, source_name, source_kind, own_voice, value, low, high, own, figures, articles, ids = row[5:16]
            cells.append(
                [
                    numbers.regions[region_id],
                    numbers.claimant(source_name, source_kind, own_voice),
                    *(number(v) for v in (value, low, high, own)),
                    figures,
                    articles,
                    numbers.of_figures(ids),
                    *row[16:],
                ]
            )
        name = "cells/" + file_name(measure, unit, basis, grain, str(cell_year or "")) + f"-{len(directory)}"
        directory.append(
            {"measure": measure, "unit": unit, "basis": basis, "grain": grain, "year": cell_year, "file": name}
        )
        files.write(name, cells)
    return directory


def write_timelines(ledger: Ledger, numbers: Numbers, files: DataFiles) -> list[dict[str, Any]]:
    """Write each source's values as they were revised, a file a measure, unit and basis; returns their directory.

    `revisions` has a row where a value changed; `latest_by_source_region` says how long the last one has stood.
    """
    directory: list[dict[str, Any]] = []
    sql = """
        SELECT revisions.measure, revisions.unit, revisions.basis, revisions.region_id, revisions.source_name,
            revisions.source_kind, revisions.own_voice, revisions.published_at, revisions.value,
            revisions.previous_value, revisions.figure_id, latest.published_at AS last_said_at
        FROM revisions
        LEFT JOIN latest_by_source_region AS latest
            ON latest.source_id IS NOT DISTINCT FROM revisions.source_id
            AND latest.source_name IS NOT DISTINCT FROM revisions.source_name
            AND latest.own_voice = revisions.own_voice AND latest.region_id = revisions.region_id
            AND latest.measure = revisions.measure AND latest.unit = revisions.unit AND latest.basis = revisions.basis
        WHERE revisions.basis <> 'new'
        ORDER BY ALL"""
    for key, rows in itertools.groupby(ledger.rows(sql), key=lambda row: row[:3]):
        steps = []
        for row in rows:
            region_id, source_name, kind, own_voice, published_at, value, previous, figure_id, last_said_at = row[3:]
            steps.append(
                [
                    numbers.regions[region_id],
                    numbers.claimant(source_name, kind, own_voice),
                    published_at,
                    number(value),
                    number(previous),
                    numbers.figures[figure_id],
                    last_said_at,
                ]
            )
        name = "timelines/" + file_name(*key) + f"-{len(directory)}"
        directory.append(dict(zip(("measure", "unit", "basis"), key, strict=True)) | {"file": name})
        files.write(name, steps)
    return directory
