#include "components/common/postgresfingerprint.h"

#include "components/common/postgresschema.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

QStringList fingerprintSession()
{
    // pg_catalog alone: names of all other schemas are then written out in full, and no object of
    // the user's can take the place of one of the server's.
    QStringList session{u"SELECT pg_catalog.set_config('search_path', 'pg_catalog', false)"_s};
    for (const char *setting :
         {"client_encoding = 'UTF8'", "DateStyle = 'ISO, MDY'", "IntervalStyle = 'postgres'",
          "TimeZone = 'UTC'", "extra_float_digits = 3", "bytea_output = 'hex'",
          "xmlbinary = 'base64'", "lc_monetary = 'C'", "lc_numeric = 'C'", "lc_time = 'C'",
          "quote_all_identifiers = off", "row_security = off", "statement_timeout = 0",
          "lock_timeout = '10s'", "synchronize_seqscans = off", "jit = off",
          "max_parallel_workers_per_gather = 0", "client_min_messages = warning",
          "standard_conforming_strings = on"})
        session << u"SET "_s + QLatin1StringView(setting);
    return session;
}

static QString databaseEntries()
{
    // A comment of our own stands for the one that was there before it.
    return uR"(
SELECT concat('database ', e.name), e.value
FROM pg_database d, LATERAL (VALUES
  ('owner', pg_get_userbyid(d.datdba)::text),
  ('encoding', pg_encoding_to_char(d.encoding)::text),
  ('collation', d.datcollate::text),
  ('character type', d.datctype::text),
  ('locale provider', concat_ws(' ', to_jsonb(d) ->> 'datlocprovider', to_jsonb(d) ->> 'daticulocale',
    to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticurules')),
  ('connection limit', d.datconnlimit::text),
  ('comment', (SELECT md5(CASE WHEN c LIKE 'lifeboat:%' THEN substr(c, 10)::jsonb ->> 'comment' ELSE c END)
    FROM shobj_description(d.oid, 'pg_database') c)),
  ('grants', (SELECT string_agg(g, '; ' ORDER BY g COLLATE "C") FROM (
    SELECT concat_ws(' ', pg_get_userbyid(a.grantor),
      CASE a.grantee WHEN 0 THEN NULL ELSE quote_ident(pg_get_userbyid(a.grantee)) END, a.privilege_type,
      CASE WHEN a.is_grantable THEN 'with grant option' END)
    FROM aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a) x (g)))
) e (name, value)
WHERE d.datname = current_database() AND e.value IS NOT NULL)"_s;
}

// A setting of the site's own may hold a password, so its value is not shown.
static QString settingEntries()
{
    return uR"(
SELECT concat_ws(' ', 'database setting', split_part(v, '=', 1),
    CASE s.setrole WHEN 0 THEN NULL ELSE 'for ' || quote_ident(pg_get_userbyid(s.setrole)) END), md5(v)
FROM pg_db_role_setting s, unnest(s.setconfig) v
WHERE s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()))"_s;
}

// A dump asks for an extension without its version and gets the default one of the server that it
// is restored into, so that is the version to compare.
static QString extensionEntries()
{
    return u"SELECT format('extension %I version', e.extname), coalesce(a.default_version, "
           u"e.extversion) "
           "FROM pg_extension e LEFT JOIN pg_available_extensions a ON a.name = e.extname"_s;
}

// A page that was never written reads as zeros, and one that a restore wrote is zeros: neither
// those pages nor the zeros at the end of a page count, the size of the object does.
static QString largeObjectEntries()
{
    return uR"(
WITH pages AS (
  SELECT loid, pageno, rtrim(data, '\x00') AS data,
    pageno::bigint * current_setting('block_size')::int / 4 + octet_length(data) AS until
  FROM pg_largeobject),
hashes AS (
  SELECT hashtextextended(t COLLATE "C", 0) AS a, hashtextextended(t COLLATE "C", 1) AS b
  FROM (SELECT concat(loid, ' ', pageno, ' ', encode(data, 'hex')) FROM pages WHERE data <> '') x (t))
SELECT 'large objects count', count(*)::text FROM pg_largeobject_metadata
UNION ALL
SELECT 'large objects bytes', coalesce(sum(size), 0)::text FROM (SELECT max(until) AS size FROM pages GROUP BY loid) x
UNION ALL
SELECT 'large objects hash', concat(coalesce(sum(a), 0), ' ', coalesce(sum(b), 0)) FROM hashes)"_s;
}

// One statement a table. Partitioned tables hold no rows of their own, views and materialised views
// are made of others, foreign tables are elsewhere. Of an extension's own table a dump carries the
// rows that the extension names, or none.
static QString tableStatements()
{
    return uR"(
SELECT format('table %I.%I ', n.nspname, c.relname),
  CASE WHEN pg_is_in_recovery() AND c.relpersistence = 'u'
  THEN 'SELECT ''rows'', ''not readable on a standby: unlogged'''
  ELSE format($f$WITH t AS MATERIALIZED (SELECT count(*) AS n, sum(hashtextextended(r COLLATE "C", 0)) AS a,
    sum(hashtextextended(r COLLATE "C", 1)) AS b
  FROM (SELECT ROW(%s)::text AS r FROM ONLY %I.%I %s OFFSET 0) x)
SELECT 'rows', n::text FROM t UNION ALL SELECT 'hash', concat(coalesce(a, 0), ' ', coalesce(b, 0)) FROM t$f$,
    (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname COLLATE "C") FROM pg_attribute a
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), n.nspname, c.relname, x.condition) END
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_depend m ON m.classid = 'pg_class'::regclass AND m.objid = c.oid AND m.deptype = 'e'
  LEFT JOIN LATERAL (SELECT e.extcondition[i] AS condition FROM pg_extension e, generate_subscripts(e.extconfig, 1) i
                     WHERE e.extconfig[i] = c.oid) x ON true
WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
  AND (m.objid IS NULL OR x.condition IS NOT NULL)
ORDER BY 1)"_s;
}

// The user's sequences, and the table and column that one belongs to.
static const auto s_sequences = uR"(
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_sequence s ON s.seqrelid = c.oid
  LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
    AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
  LEFT JOIN pg_class t ON t.oid = d.refobjid AND t.relkind IN ('r', 'p')
  LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
    AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype)
WHERE c.relpersistence <> 't' AND NOT (c.relpersistence = 'u' AND pg_is_in_recovery())
  AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
  AND NOT EXISTS (SELECT FROM pg_depend m WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid AND m.deptype = 'e'))"_s;

// One that was never asked stands a step before its start. Of one that counts down the negated
// value is told, so that "not below" holds for it too; one that begins anew at its end has no
// order.
QString sequenceQuery()
{
    return u"SELECT concat(format('sequence %I.%I ', n.nspname, c.relname), "
           "CASE WHEN s.seqincrement > 0 THEN 'value' ELSE 'negated value' END), "
           "(coalesce(pg_sequence_last_value(c.oid), s.seqstart::numeric - s.seqincrement) "
           "* sign(s.seqincrement))::text"_s
           + s_sequences + u" AND NOT s.seqcycle"_s;
}

// A restored sequence that is behind its column makes the next INSERT fail, although every row is
// there. The answer cannot go from yes to no: rows are of the snapshot, sequences only go on.
static QString sequenceStatements()
{
    return uR"(
SELECT format('sequence %I.%I ', n.nspname, c.relname),
  format($f$WITH s AS (SELECT last_value::numeric - CASE WHEN is_called THEN 0 ELSE %s END AS v FROM %I.%I)
SELECT %L, CASE WHEN (SELECT %s(%I) FROM %s) %s v THEN 'no' ELSE 'yes' END FROM s$f$,
    s.seqincrement, n.nspname, c.relname, concat('covers ', t.oid::regclass, '.', quote_ident(a.attname)),
    CASE WHEN s.seqincrement > 0 THEN 'max' ELSE 'min' END, a.attname, t.oid::regclass,
    CASE WHEN s.seqincrement > 0 THEN '>' ELSE '<' END))"_s
           + s_sequences
           + u" AND a.attname IS NOT NULL AND NOT (t.relpersistence = 'u' AND pg_is_in_recovery())"_s;
}

QStringList snapshotQueries()
{
    return {databaseEntries(), settingEntries(), extensionEntries(), largeObjectEntries(),
            schemaFingerprint()};
}

QStringList fingerprintQueries()
{
    return QStringList{sequenceQuery()} + snapshotQueries();
}

QStringList fingerprintGenerators()
{
    return {sequenceStatements(), tableStatements()};
}

} // namespace Lifeboat
