-- A ledger as the first released schema has it, with one article of one figure. Released: never edited.

CREATE TABLE "runs" (
  "run_id" VARCHAR NOT NULL,
  "kind" VARCHAR NOT NULL CHECK ("kind" IN ('ingest', 'reprocess', 'backfill')),
  "status" VARCHAR NOT NULL CHECK ("status" IN ('running', 'done', 'failed', 'killed')),
  "started_at" TIMESTAMP NOT NULL,
  "finished_at" TIMESTAMP,
  "engine_version" VARCHAR NOT NULL,
  "flow_run_id" VARCHAR,
  "parameters" JSON,
  "articles_read" BIGINT NOT NULL,
  "articles_new" BIGINT NOT NULL,
  "articles_changed" BIGINT NOT NULL,
  "articles_copies" BIGINT NOT NULL,
  "articles_skipped" BIGINT NOT NULL,
  "articles_rejected" BIGINT NOT NULL,
  "figures_loaded" BIGINT NOT NULL,
  "figures_rejected" BIGINT NOT NULL,
  "timings" JSON,
  "message" VARCHAR
);

CREATE TABLE "articles" (
  "article_id" VARCHAR NOT NULL,
  "uri" VARCHAR NOT NULL,
  "url" VARCHAR,
  "publisher" VARCHAR,
  "title" VARCHAR,
  "author" VARCHAR,
  "published_at" TIMESTAMP,
  "published_utc_offset" INTEGER,
  "published_at_source" VARCHAR,
  "language" VARCHAR,
  "body" VARCHAR NOT NULL,
  "content_hash" VARCHAR NOT NULL,
  "removed_chars" BIGINT NOT NULL CHECK (removed_chars >= 0),
  "removed" VARCHAR[],
  "revision" INTEGER NOT NULL CHECK (revision >= 1),
  "duplicate_of_article_id" VARCHAR,
  "signature" BLOB USING COMPRESSION uncompressed,
  "run_id" VARCHAR NOT NULL
);

CREATE TABLE "sources" (
  "source_id" VARCHAR NOT NULL,
  "source_name" VARCHAR NOT NULL,
  "source_kind" VARCHAR CHECK ("source_kind" IN ('un', 'government', 'police', 'military', 'opposition', 'ngo', 'media', 'medical', 'company', 'academic', 'witness', 'unnamed'))
);

CREATE TABLE "regions" (
  "region_id" VARCHAR NOT NULL,
  "region_name" VARCHAR NOT NULL,
  "region_path" VARCHAR NOT NULL,
  "parent_region_id" VARCHAR,
  "depth" INTEGER NOT NULL CHECK (depth >= 0),
  "country_code" VARCHAR CHECK (length(country_code) = 2 and upper(country_code) = country_code),
  "latitude" DOUBLE CHECK (latitude between -90 and 90),
  "longitude" DOUBLE CHECK (longitude between -180 and 180)
);

CREATE TABLE "incidents" (
  "incident_id" VARCHAR NOT NULL,
  "incident_type" VARCHAR,
  "label" VARCHAR NOT NULL,
  "country_code" VARCHAR CHECK (length(country_code) = 2 and upper(country_code) = country_code),
  "region_id" VARCHAR,
  "region_path" VARCHAR,
  "started_on" DATE,
  "ended_on" DATE,
  "first_published_at" TIMESTAMP,
  "last_published_at" TIMESTAMP,
  "articles" BIGINT NOT NULL,
  "publishers" BIGINT NOT NULL,
  "sources" BIGINT NOT NULL,
  "merged_into" VARCHAR
);

CREATE TABLE "figures" (
  "figure_id" VARCHAR NOT NULL,
  "article_id" VARCHAR NOT NULL,
  "measure" VARCHAR NOT NULL,
  "population" VARCHAR NOT NULL,
  "unit" VARCHAR NOT NULL CHECK ("unit" IN ('person', 'household', 'building')),
  "value_low" DOUBLE CHECK (value_low >= 0),
  "value_best" DOUBLE CHECK (value_best >= 0),
  "value_high" DOUBLE CHECK (value_high >= 0),
  "qualifier" VARCHAR NOT NULL CHECK ("qualifier" IN ('exact', 'at_least', 'more_than', 'about', 'nearly', 'up_to', 'fewer_than', 'between', 'vague')),
  "number_text" VARCHAR NOT NULL CHECK (number_text <> ''),
  "start_char" BIGINT NOT NULL CHECK (start_char >= 0),
  "end_char" BIGINT NOT NULL,
  "sentence" VARCHAR NOT NULL,
  "basis" VARCHAR NOT NULL CHECK ("basis" IN ('new', 'cumulative', 'stock', 'rate')),
  "period_start" DATE,
  "period_end" DATE,
  "period_text" VARCHAR,
  "period_precision" VARCHAR NOT NULL CHECK ("period_precision" IN ('day', 'week', 'month', 'year', 'open', 'unknown')),
  "region_id" VARCHAR,
  "region_name" VARCHAR,
  "region_path" VARCHAR,
  "country_code" VARCHAR CHECK (length(country_code) = 2 and upper(country_code) = country_code),
  "place_text" VARCHAR,
  "place_precision" VARCHAR NOT NULL CHECK ("place_precision" IN ('point', 'neighbourhood', 'city', 'district', 'province', 'country', 'unknown')),
  "latitude" DOUBLE CHECK (latitude between -90 and 90),
  "longitude" DOUBLE CHECK (longitude between -180 and 180),
  "source_id" VARCHAR,
  "source_name" VARCHAR,
  "source_kind" VARCHAR CHECK ("source_kind" IN ('un', 'government', 'police', 'military', 'opposition', 'ngo', 'media', 'medical', 'company', 'academic', 'witness', 'unnamed')),
  "speaker" VARCHAR,
  "via_source_name" VARCHAR,
  "attribution" VARCHAR NOT NULL CHECK ("attribution" IN ('explicit', 'inherited', 'publisher')),
  "certainty" VARCHAR NOT NULL CHECK ("certainty" IN ('reported', 'estimated', 'suggested', 'denied')),
  "part_of_figure_id" VARCHAR,
  "restates_figure_id" VARCHAR,
  "event_key" VARCHAR,
  "event_type" VARCHAR,
  "event_start" DATE,
  "event_end" DATE,
  "event_region_id" VARCHAR,
  "event_country_code" VARCHAR,
  "event_place" VARCHAR,
  "confidence" DOUBLE NOT NULL CHECK (confidence between 0 and 1),
  "engine_version" VARCHAR NOT NULL,
  "run_id" VARCHAR NOT NULL
);

CREATE TABLE "rejects" (
  "reject_id" VARCHAR NOT NULL,
  "stage" VARCHAR NOT NULL CHECK ("stage" IN ('read', 'article', 'figure')),
  "uri" VARCHAR,
  "article_id" VARCHAR,
  "figure_id" VARCHAR,
  "rule" VARCHAR NOT NULL,
  "message" VARCHAR,
  "start_char" BIGINT CHECK (start_char >= 0),
  "end_char" BIGINT,
  "row" JSON,
  "run_id" VARCHAR NOT NULL
);

CREATE TABLE "article_bands" (
  "band" INTEGER NOT NULL,
  "band_hash" BIGINT NOT NULL,
  "article_id" VARCHAR NOT NULL
);

CREATE TABLE "schema_versions" (
  "version" INTEGER NOT NULL,
  "applied_at" TIMESTAMP NOT NULL
);

CREATE TABLE "warehouse_state" (
  "state_key" VARCHAR NOT NULL,
  "state_value" VARCHAR
);

INSERT INTO schema_versions VALUES (1, '2026-01-01 00:00:00');
INSERT INTO runs BY NAME SELECT 'r1' AS run_id, 'ingest' AS kind, 'done' AS status,
    TIMESTAMP '2026-01-01 00:00:00' AS started_at, TIMESTAMP '2026-01-01 00:00:09' AS finished_at,
    '0.1.0' AS engine_version, 1 AS articles_read, 1 AS articles_new, 0 AS articles_changed, 0 AS articles_copies,
    0 AS articles_skipped, 0 AS articles_rejected, 1 AS figures_loaded, 0 AS figures_rejected;
INSERT INTO articles BY NAME SELECT 'a1' AS article_id, 'a1.txt' AS uri, 'Paper' AS publisher,
    TIMESTAMP '2012-03-01 00:00:00' AS published_at, 'Police said 12 people were killed in Aleppo.' AS body,
    'h1' AS content_hash, 0 AS removed_chars, 1 AS revision, 'r1' AS run_id;
INSERT INTO figures BY NAME SELECT 'f1' AS figure_id, 'a1' AS article_id, 'killed' AS measure, 'people' AS population,
    'person' AS unit, 12.0 AS value_low, 12.0 AS value_best, 12.0 AS value_high, 'exact' AS qualifier,
    '12' AS number_text, 12 AS start_char, 14 AS end_char, 'Police said 12 people were killed in Aleppo.' AS sentence,
    'new' AS basis, 'unknown' AS period_precision, 'police' AS source_id, 'police' AS source_name,
    'police' AS source_kind, 'unknown' AS place_precision, 'explicit' AS attribution, 'reported' AS certainty, 1.0 AS confidence,
    '0.1.0' AS engine_version, 'r1' AS run_id;
INSERT INTO sources VALUES ('police', 'police', 'police');
