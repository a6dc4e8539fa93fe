SELECT label, measure, source_name, value, value_low, value_high, first_value, revisions, last_said_at, articles
FROM incident_tolls
