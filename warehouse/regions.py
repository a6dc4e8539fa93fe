"""The region tree: what figures name, and what lies between those regions and their countries."""

import duckdb
import polars as pl

from warehouse.connection import given, one_row

# A region that no figure names itself, but the path of another does. Its id says so, and gives way to the gazetteer's
# as soon as a figure brings that.
FILL = """
WITH RECURSIVE missing AS (
    SELECT region_path, country_code FROM regions
    UNION
    SELECT array_to_string(string_split(region_path, ' / ')[:-2], ' / '), country_code
    FROM missing WHERE contains(region_path, ' / '))
INSERT INTO regions BY NAME
SELECT 'path:' || region_path AS region_id, string_split(region_path, ' / ')[-1] AS region_name, region_path,
    len(string_split(region_path, ' / ')) - 1 AS depth, min(country_code) AS country_code
FROM missing ANTI JOIN regions USING (region_path) GROUP BY region_path
"""

GIVE_WAY = """
DELETE FROM regions WHERE starts_with(region_id, 'path:') AND region_path IN
    (SELECT region_path FROM regions WHERE NOT starts_with(region_id, 'path:'))
"""

PARENTS = """
UPDATE regions SET parent_region_id = parent.region_id
FROM (SELECT region_path, min(region_id) AS region_id FROM regions GROUP BY region_path) AS parent
WHERE regions.depth > 0
    AND parent.region_path = array_to_string(string_split(regions.region_path, ' / ')[:-2], ' / ')
    AND regions.parent_region_id IS DISTINCT FROM parent.region_id
"""


def insert(db: duckdb.DuckDBPyConnection, figures: pl.DataFrame) -> None:
    """Insert the regions that the figures bring, and mend the tree above them; nothing to do where all are known."""
    named = figures.filter(pl.col("region_id").is_not_null() & pl.col("region_path").is_not_null()).unique(
        "region_id", keep="first", maintain_order=True
    )
    with given(db, named=named):
        db.execute(
            """
            INSERT INTO regions BY NAME
            SELECT region_id, coalesce(region_name, string_split(region_path, ' / ')[-1]) AS region_name, region_path,
                len(string_split(region_path, ' / ')) - 1 AS depth, country_code, latitude, longitude
            FROM named ANTI JOIN regions USING (region_id)
            """
        )
    if one_row(db.execute("SELECT count(*) FROM regions WHERE depth > 0 AND parent_region_id IS NULL"))[0]:
        for statement in (GIVE_WAY, FILL, PARENTS):
            db.execute(statement)
