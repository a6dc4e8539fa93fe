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

# What stands before a number that the words do not fix, so that both are read as one: `more than` 50, `20 to` 30. One
# figure's own words where it stands alone (`summed` is 1), else what the bounds of the sum come to.
_EXACTNESS = """
    coalesce(
        (select replace(its.qualifier, '_', ' ') from figures as its
            where summed = 1 and its.figure_id = figure_ids[1] and its.qualifier not in ('exact', 'vague', 'between')),
        case
            when value_low = value_high then ''
            when value_high = value and value_low > 0 then format('{:,} to', value_low::bigint)
            when value_high is not null then 'up to'
            when value_low = value then 'at least'
            else 'about'
        end)
"""

_PERIOD = """
    case
        when {first} is null and {last} is null then ''
        when {first} = {last} then {first}::varchar
        when {first} is null then 'until ' || {last}
        when {last} is null then 'since ' || {first}
        else concat({first}, ' – ', {last})
    end
"""

BY_SOURCE_AND_REGION = Question(
    title="How many each source reports, by region",
    model="totals_by_source_region",
    sql=f"""
        with answers as (
            select source_name, own_voice, region_path, measure, 'new' as basis, value, value_low, value_high,
                first_day, last_day, figures, articles, figures as summed, figure_ids
            from totals_by_source_region where grain = 'all' and own_value is not null
            union all
            select source_name, own_voice, region_path, measure, basis, value, value_low, value_high,
                period_start, period_end, figures, articles, 1, [figure_id]
            from latest_by_source_region
        )
        select {_SOURCE} as source, region_path as region, measure, basis, {_EXACTNESS} as " ", value,
            {_PERIOD.format(first="first_day", last="last_day")} as period, figures, articles
        from answers
        order by split_part(region, ' / ', 1), measure, basis, region, value desc, source
    """,
)

DISAGREEMENTS = Question(
    title="Where sources disagree",
    model="disagreements",
    sql=f"""
        with answers as (select *, figures as summed, {_EXACTNESS} as exactness from disagreements)
        select
            measure, region_path as region, basis,
            {_PERIOD.format(first="period_start", last="period_end")} as period,
            string_agg(
                format('{{}} {{}}{{:,}}', {_SOURCE}, exactness || if(exactness = '', '', ' '), value::bigint),
                '; ' order by value desc, source_name
            ) as "who says how many",
            any_value(spread) as spread, sum(articles) as articles
        from answers
        group by disagreement_id, measure, region_path, basis, period_start, period_end
        order by spread desc, region, measure, basis, period
    """,
)

_UNNAMED = f"coalesce({_SOURCE}, 'unnamed')"
# What `_EXACTNESS` reads, of one source's toll of an incident.
_TOLLS = f"(select *, {_EXACTNESS} as exactness from (select *, len(figure_ids) as summed from incident_tolls))"

INCIDENTS = f"""
    with tolls as (
        select incident_id, string_agg(told, '; ' order by measure) as tolls
        from (
            select incident_id, measure, measure || ': ' || string_agg(
                format('{{}} {{}}{{:,}}', {_UNNAMED}, exactness || if(exactness = '', '', ' '), value::bigint),
                ', ' order by value desc, source_name
            ) as told
            from {_TOLLS} where value is not null group by incident_id, measure
        )
        group by incident_id
    )
    select incident_id as id, label as incident, country_code as country, started_on as started, articles, tolls
    from incidents left join tolls using (incident_id)
    where merged_into is null
        and ($country::varchar is null or country_code = $country)
        and ($since::date is null or coalesce(ended_on, started_on, last_published_at::date) >= $since)
        and ($type::varchar is null or incident_type = $type)
    order by coalesce(started_on, first_published_at::date) desc nulls last, incident_id
    limit $limit
"""

# The incident that an id leads to: its own row, or that of the one into which it was merged.
INCIDENT = """
    with recursive way as (
        select incident_id, merged_into, 0 as steps from incidents where incident_id = ?
        union all
        select incidents.incident_id, incidents.merged_into, way.steps + 1
        from way join incidents on incidents.incident_id = way.merged_into where way.steps < 12
    )
    select incidents.* from incidents
    semi join (select incident_id from way where merged_into is null) using (incident_id)
"""

INCIDENT_TOLLS = Question(
    title="Tolls by source",
    model="incident_tolls",
    sql=f"""
        select measure, {_UNNAMED} as source, exactness as " ", value as latest, first_value as first, revisions,
            articles, strftime(first_said_at, '%Y-%m-%d %H:%M') as first_said,
            strftime(last_said_at, '%Y-%m-%d %H:%M') as last_said
        from {_TOLLS} where incident_id = ? order by measure, value desc, source
    """,
)

INCIDENT_SENTENCES = Question(
    title="Who said how many, when",
    model="counted_figures",
    sql="""
        select strftime(published_at, '%Y-%m-%d') as published, publisher,
            coalesce(source_name, publisher || ' (own voice)', 'unnamed') as source, measure, number_text as number,
            coalesce(excluded_because, 'counted') as counted, sentence
        from counted_figures where incident_id = ?
        order by published_at nulls last, article_id, start_char
    """,
)
