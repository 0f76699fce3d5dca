SET synchronous_commit = off;
DROP TABLE IF EXISTS metrics, runs;
CREATE TABLE runs (run_uuid char(32) PRIMARY KEY, name text, status varchar(20), start_time bigint);
INSERT INTO runs
SELECT md5('r' || g), 'run-' || g, 'FINISHED', 1767225600000 + g FROM generate_series(1, 500) g;
CREATE TABLE metrics (
    key varchar(250),
    value double precision,
    timestamp bigint,
    step bigint,
    is_nan bool DEFAULT false,
    run_uuid char(32) REFERENCES runs,
    PRIMARY KEY (key, timestamp, step, run_uuid, value)
);
INSERT INTO metrics
SELECT 'loss', 1.0 / g, 1767225600000 + g, g, false, md5('r' || (1 + g % 500)) FROM generate_series(1, :rows) g;
ANALYZE;
