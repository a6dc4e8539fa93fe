-- Who makes the claims: sources, and publishers speaking in their own voice?
-- Grain: one row a source key.
-- Columns:
--   source_key: The source's id, or `publisher:NAME` for a publisher's own voice
--   source_name: The source's canonical name, or the publisher's
--   source_kind: What kind of body it is; media for a publisher
--   own_voice: Whether it is a publisher speaking in its own voice
SELECT source_id AS source_key, source_id, source_name, source_kind, false AS own_voice FROM sources
UNION ALL
SELECT 'publisher:' || lower(trim(publisher)), NULL, min(trim(publisher)), 'media', true
FROM articles WHERE publisher IS NOT NULL GROUP BY lower(trim(publisher))
