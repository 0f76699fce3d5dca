#include "components/common/postgresschema.h"

#include "components/common/postgresobjects.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// What all parts below use. `members` belong to an extension and come back with it; `relations`
// are the user's, with the words that name them in an entry.
static const auto s_common = uR"(
members AS MATERIALIZED (
  SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
schemas AS MATERIALIZED (
  SELECT oid, nspname, nspowner, nspacl FROM pg_namespace n
  WHERE nspname <> 'information_schema' AND nspname !~ '^pg_'
    AND NOT EXISTS (SELECT FROM members m WHERE m.classid = 'pg_namespace'::regclass AND m.objid = n.oid)),
relations AS MATERIALIZED (
  SELECT c.*, format('%I.%I', n.nspname, c.relname) AS name,
    CASE WHEN c.relkind IN ('r', 'p', 'f') THEN format('table %I.%I ', n.nspname, c.relname)
         WHEN c.relkind IN ('v', 'm') THEN format('view %I.%I ', n.nspname, c.relname) END AS entry
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' AND c.relpersistence <> 't'
    AND NOT EXISTS (SELECT FROM members m WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid)),
functions AS MATERIALIZED (
  SELECT p.*, format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS name
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    AND NOT EXISTS (SELECT FROM members m WHERE m.classid = 'pg_proc'::regclass AND m.objid = p.oid)),
types AS MATERIALIZED (
  SELECT t.*, format('%I.%I', n.nspname, t.typname) AS name
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' AND t.typtype IN ('b', 'c', 'd', 'e', 'r')
    AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
    AND (t.typrelid = 0 OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
    AND NOT EXISTS (SELECT FROM members m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)))"_s;

// Each part selects (kind, entry of the table or view it belongs to, name, exact, expression).
static const auto s_tables = uR"(
SELECT 'tables', c.entry, c.name, jsonb_build_array(c.relkind, c.relpersistence, c.relispartition,
    c.reloptions, t.reloptions, c.relrowsecurity, c.relforcerowsecurity, c.relreplident, a.amname,
    pg_get_partkeydef(c.oid), (SELECT array_agg(o ORDER BY o) FROM unnest(f.ftoptions) o), s.srvname, c.reloftype::regtype,
    (SELECT jsonb_agg(format('%s', i.inhparent::regclass) ORDER BY i.inhseqno) FROM pg_inherits i
     WHERE i.inhrelid = c.oid))::text, pg_get_expr(c.relpartbound, c.oid)
FROM relations c LEFT JOIN pg_class t ON t.oid = c.reltoastrelid LEFT JOIN pg_am a ON a.oid = c.relam
  LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid LEFT JOIN pg_foreign_server s ON s.oid = f.ftserver
WHERE c.relkind IN ('r', 'p', 'f'))"_s;

// pg_attver: 15.20 keeps a number of its own among a column's options (seen), new at each restore.
static const auto s_columns = uR"(
SELECT 'columns', c.entry, format('%s.%I', c.name, a.attname), jsonb_build_array(
    format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
    CASE WHEN c.relkind IN ('r', 'p', 'm') THEN a.attstorage END, a.attcompression, a.attstattarget,
    (SELECT jsonb_agg(o ORDER BY o) FROM unnest(a.attoptions) o WHERE o !~ '^pg_attver='),
    (SELECT array_agg(o ORDER BY o) FROM unnest(a.attfdwoptions) o),
    CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation END)::text,
  pg_get_expr(d.adbin, d.adrelid)
FROM relations c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm'))"_s;

// A foreign key's copies on partitions are named by the server as they are made.
static const auto s_constraints = uR"(
SELECT 'constraints', c.entry, format('%s %I', coalesce(c.name, t.name), k.conname),
  jsonb_build_array(k.contype, k.convalidated, k.condeferrable, k.condeferred)::text,
  pg_get_constraintdef(k.oid)
FROM pg_constraint k LEFT JOIN relations c ON c.oid = k.conrelid LEFT JOIN types t ON t.oid = k.contypid
WHERE (c.oid IS NOT NULL OR t.oid IS NOT NULL) AND NOT (k.contype = 'f' AND k.conparentid <> 0))"_s;

static const auto s_indexes = uR"(
SELECT 'indexes', c.entry, i.indexrelid::regclass::text, jsonb_build_array(i.indisclustered, i.indisreplident,
    (SELECT jsonb_agg(jsonb_build_array(a.attnum, a.attstattarget) ORDER BY a.attnum) FROM pg_attribute a
     WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0))::text, pg_get_indexdef(i.indexrelid)
FROM pg_index i JOIN relations c ON c.oid = i.indrelid WHERE i.indisvalid OR c.relkind = 'p')"_s;

static const auto s_views = uR"(
SELECT CASE c.relkind WHEN 'v' THEN 'views' ELSE 'materialized views' END, c.entry, c.name,
  jsonb_build_array(c.reloptions, c.relispopulated, a.amname)::text, pg_get_viewdef(c.oid)
FROM relations c LEFT JOIN pg_am a ON a.oid = c.relam WHERE c.relkind IN ('v', 'm'))"_s;

static const auto s_attached = uR"(
SELECT 'triggers', c.entry, format('%s %I', c.name, t.tgname), t.tgenabled::text, pg_get_triggerdef(t.oid)
FROM pg_trigger t JOIN relations c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND t.tgparentid = 0
UNION ALL
SELECT 'rules', c.entry, format('%s %I', c.name, r.rulename), r.ev_enabled::text, pg_get_ruledef(r.oid)
FROM pg_rewrite r JOIN relations c ON c.oid = r.ev_class WHERE r.rulename <> '_RETURN'
UNION ALL
SELECT 'policies', c.entry, format('%s %I', c.name, p.polname), jsonb_build_array(p.polcmd, p.polpermissive,
    (SELECT jsonb_agg(CASE r WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r)) END ORDER BY
       pg_get_userbyid(r) COLLATE "C") FROM unnest(p.polroles) r))::text,
  concat_ws(' CHECK ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
FROM pg_policy p JOIN relations c ON c.oid = p.polrelid
UNION ALL
SELECT 'statistics', c.entry, format('%s.%I', s.stxnamespace::regnamespace, s.stxname), s.stxstattarget::text,
  pg_get_statisticsobjdef(s.oid)
FROM pg_statistic_ext s JOIN relations c ON c.oid = s.stxrelid)"_s;

static const auto s_sequences = uR"(
SELECT 'sequences', NULL, c.name, jsonb_build_array(c.relpersistence, s.seqtypid::regtype, s.seqstart,
    s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle, d.deptype, d.refobjid::regclass,
    a.attname)::text, NULL
FROM relations c JOIN pg_sequence s ON s.seqrelid = c.oid
  LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
    AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
  LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid)"_s;

static const auto s_functions = uR"(
SELECT 'functions', NULL, p.name, jsonb_build_array(p.prokind, l.lanname, p.prosrc, p.probin,
    pg_get_function_result(p.oid), p.prosecdef, p.proleakproof, p.proisstrict, p.provolatile, p.proparallel,
    p.procost, p.prorows, p.proconfig, p.prosupport::regproc, a.aggkind, a.aggnumdirectargs,
    a.aggtransfn::regproc, a.aggfinalfn::regproc, a.aggcombinefn::regproc, a.aggserialfn::regproc,
    a.aggdeserialfn::regproc, a.aggmtransfn::regproc, a.aggminvtransfn::regproc, a.aggmfinalfn::regproc,
    a.aggsortop::regoperator, a.aggtranstype::regtype, a.aggtransspace, a.aggfinalmodify,
    a.agginitval, a.aggminitval)::text,
  concat_ws(' BODY ', pg_get_function_arguments(p.oid), pg_get_function_sqlbody(p.oid))
FROM functions p JOIN pg_language l ON l.oid = p.prolang LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid)"_s;

static const auto s_types = uR"(
SELECT 'types', NULL, t.name, jsonb_build_array(t.typtype, t.typnotnull, format_type(t.typbasetype, t.typtypmod),
    CASE WHEN t.typtype IN ('b', 'd') THEN t.typcollation::regcollation END,
    CASE t.typtype WHEN 'b' THEN jsonb_build_array(t.typinput, t.typoutput, t.typlen, t.typbyval, t.typalign,
      t.typstorage, t.typcategory, t.typispreferred, t.typdelim, t.typelem::regtype) END,
    (SELECT jsonb_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
    (SELECT jsonb_agg(jsonb_build_array(a.attname, format_type(a.atttypid, a.atttypmod),
       a.attcollation::regcollation) ORDER BY a.attnum) FROM pg_attribute a
     WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped),
    (SELECT jsonb_build_array(r.rngsubtype::regtype, r.rngcollation::regcollation, o.opcname, r.rngcanonical,
       r.rngsubdiff, r.rngmultitypid::regtype) FROM pg_range r JOIN pg_opclass o ON o.oid = r.rngsubopc
     WHERE r.rngtypid = t.oid))::text, pg_get_expr(t.typdefaultbin, 0)
FROM types t)"_s;

// The schema public is there after a restore even when the source had dropped it.
static const auto s_schemas = uR"(
SELECT 'schemas', NULL, nspname::text, '', NULL FROM schemas WHERE nspname <> 'public'
UNION ALL
SELECT 'extensions', NULL, e.extname::text, n.nspname, NULL
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace)"_s;

// An expression as it is compared: without white space, parentheses and casts; then its literals as
// they are; then the names of the types it is cast to, each once. So `x::text = ANY (ARRAY['a'::
// varchar]::text[])` and what the server makes of it, `x::text = ANY (ARRAY['a'::varchar::text])`,
// are the same, while another type, another literal or a space in one is not.
static const auto s_canonical = uR"(
hashed AS MATERIALIZED (
  SELECT o.kind, o.entry, md5(concat_ws(E'\x01', o.name, o.exact,
    regexp_replace(regexp_replace(o.expression, @cast@, '', 'g'), '[()\s]', '', 'g'),
    (SELECT string_agg(l[1], ' ') FROM regexp_matches(o.expression, $r$('(?:[^']|'')*')$r$, 'g') l),
    (SELECT string_agg(DISTINCT c[1] COLLATE "C", ' ') FROM regexp_matches(o.expression, @cast@, 'g') c)))
    COLLATE "C" AS hash
  FROM objects o)
SELECT concat('schema ', kind, ' count'), count(*)::text FROM hashed GROUP BY kind
UNION ALL
SELECT concat('schema ', kind, ' hash'), md5(string_agg(hash, '' ORDER BY hash)) FROM hashed GROUP BY kind
UNION ALL
SELECT concat(entry, 'definition'), md5(string_agg(hash, '' ORDER BY hash)) FROM hashed
WHERE entry IS NOT NULL GROUP BY entry)"_s;

// A cast as the server prints it; the one group is the type without its array brackets.
static const auto s_cast =
    uR"($r$::((?:"(?:[^"]|"")+"|[a-z_][a-z_0-9$]*)(?:\.(?:"(?:[^"]|"")+"|[a-z_][a-z_0-9$]*))?(?: varying| precision)?(?:\([0-9, -]+\))?(?: with(?:out)? time zone)?)(?:\[\])*$r$)"_s;

QString schemaFingerprint()
{
    const QStringList parts =
        QStringList{s_tables,   s_columns,   s_constraints, s_indexes, s_views,
                    s_attached, s_sequences, s_functions,   s_types,   s_schemas}
        + objectParts();
    QString canonical = s_canonical;
    canonical.replace(u"@cast@"_s, s_cast);
    return u"WITH "_s + s_common
           + u",\nobjects (kind, entry, name, exact, expression) AS MATERIALIZED (\n"_s
           + parts.join(u"\nUNION ALL\n"_s) + u"\n),"_s + canonical;
}

} // namespace Lifeboat
