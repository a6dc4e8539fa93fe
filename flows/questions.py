"""What is asked of the ledger most: the columns of a model that fit a screen, in words."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """A title, the model that answers it, and the SQL that takes its answer to a screen."""

    title: str
    model: str
    sql: str


# A publisher's own voice is told apart from a source that happens to bear the same name.
_SOURCE = "source_name || case when own_voice then ' (own voice)' else '' end"

BY_SOURCE_AND_REGION = Question(
    title="How many each source reports, by region",
    model="totals_by_source_region",
    sql=f"""
        with answers as (
            select {_SOURCE} as source, region_path as region, measure, 'new' as basis, value, figures, articles
            from totals_by_source_region where grain = 'all' and own_value is not null
            union all
            select {_SOURCE}, region_path, measure, basis, value, figures, articles from latest_by_source_region
        )
        select source, region, measure, basis, value, figures, articles from answers
        order by split_part(region, ' / ', 1), measure, basis, region, value desc, source
    """,
)

DISAGREEMENTS = Question(
    title="Where sources disagree",
    model="disagreements",
    sql=f"""
        select
            measure, region_path as region, basis,
            case
                when period_start is null and period_end is null then 'open'
                when period_start = period_end then period_start::varchar
                else concat(period_start, ' – ', period_end)
            end as period,
            string_agg(format('{{}} {{:,}}', {_SOURCE}, value::bigint), '; ' order by value desc, source_name)
                as "who says how many",
            any_value(spread) as spread, sum(articles) as articles
        from disagreements
        group by disagreement_id, measure, region_path, basis, period_start, period_end
        order by spread desc, region, measure, basis, period
    """,
)
