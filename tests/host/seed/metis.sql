SET synchronous_commit = off;
CREATE EXTENSION IF NOT EXISTS vector;
DROP TABLE IF EXISTS langchain_pg_embedding;
CREATE TABLE langchain_pg_embedding (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    document text,
    cmetadata jsonb,
    embedding vector(384)
);
INSERT INTO langchain_pg_embedding (document, cmetadata, embedding)
SELECT '知识 ' || g,
       jsonb_build_object('chunk', g),
       (SELECT array_agg((sin(g * 384 + i))::real)::vector FROM generate_series(1, 384) i)
FROM generate_series(1, greatest(:rows / 10, 100)) g;
CREATE INDEX ON langchain_pg_embedding USING ivfflat (embedding vector_cosine_ops) WITH (lists = 50);
ANALYZE;
