-- :rows rows of 1 KiB that do not compress.
SET synchronous_commit = off;
CREATE EXTENSION IF NOT EXISTS pgcrypto;
DROP TABLE IF EXISTS bulk;
CREATE TABLE bulk (id bigint, ts timestamptz, payload bytea);
ALTER TABLE bulk ALTER payload SET STORAGE PLAIN;
INSERT INTO bulk
SELECT g, timestamptz '2026-03-01' + g * interval '1 s', gen_random_bytes(1024) FROM generate_series(1, :rows) g;
