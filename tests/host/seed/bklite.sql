-- The application's database: most kinds of columns, keys and indexes; :rows rows in the main tables.
SET synchronous_commit = off;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
DROP VIEW IF EXISTS alert_by_level;
DROP TABLE IF EXISTS monitor_alert, cmdb_instance, auth_user CASCADE;
DROP TYPE IF EXISTS alert_level;
CREATE TYPE alert_level AS ENUM ('fatal', 'error', 'warning', 'info');

CREATE TABLE auth_user (
    id bigserial PRIMARY KEY,
    username varchar(150) UNIQUE NOT NULL,
    name text,
    email varchar(254),
    is_active bool NOT NULL DEFAULT true,
    joined timestamptz NOT NULL
);
INSERT INTO auth_user (username, name, email, joined)
SELECT 'user' || g, '用户 № ' || g, 'u' || g || '@example.test', timestamptz '2026-01-01' + g * interval '37 s'
FROM generate_series(1, greatest(:rows / 20, 1)) g;

CREATE TABLE cmdb_instance (
    id bigserial PRIMARY KEY,
    model varchar(64) NOT NULL,
    inst_name text NOT NULL,
    attrs jsonb NOT NULL,
    blob bytea,
    owner_id bigint REFERENCES auth_user (id),
    updated timestamptz
);
INSERT INTO cmdb_instance (model, inst_name, attrs, blob, owner_id, updated)
SELECT (ARRAY['host', 'switch', 'mysql', 'k8s_pod', '主机'])[1 + g % 5],
       'inst-' || g,
       jsonb_build_object('ip', '10.' || g % 250 || '.' || (g / 250) % 250 || '.1',
                          'tags', jsonb_build_array('a', g % 7, null), '说明', md5(g::text)),
       decode(md5('b' || g), 'hex'),
       1 + g % greatest(:rows / 20, 1),
       timestamptz '2026-02-01' + g * interval '3.7 s'
FROM generate_series(1, :rows) g;
CREATE INDEX ON cmdb_instance USING gin (attrs jsonb_path_ops);
CREATE INDEX ON cmdb_instance USING gin (inst_name gin_trgm_ops);

CREATE TABLE monitor_alert (
    id bigserial,
    level alert_level,
    content text,
    value double precision,
    created timestamptz NOT NULL,
    PRIMARY KEY (id, created)
) PARTITION BY RANGE (created);
CREATE TABLE monitor_alert_h1 PARTITION OF monitor_alert FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
CREATE TABLE monitor_alert_h2 PARTITION OF monitor_alert FOR VALUES FROM ('2026-07-01') TO ('2027-01-01');
INSERT INTO monitor_alert (level, content, value, created)
SELECT (enum_range(null::alert_level))[1 + g % 4],
       'alert ' || g || ' ' || md5(g::text) || E' line1\nline2\t"quoted" \\ back',
       sin(g) * 1e6,
       timestamptz '2026-01-02' + (g % 350) * interval '1 day'
FROM generate_series(1, :rows) g;
CREATE VIEW alert_by_level AS SELECT level, count(*) AS n FROM monitor_alert GROUP BY 1;

SELECT lo_unlink(oid) FROM pg_largeobject_metadata;
SELECT lo_from_bytea(0, decode(repeat(md5('lo'), 5000), 'hex'));

CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN NEW.updated = now(); RETURN NEW; END$$;
CREATE TRIGGER t BEFORE UPDATE ON cmdb_instance FOR EACH ROW EXECUTE FUNCTION touch();
ANALYZE;
